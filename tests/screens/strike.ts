import type { CDPSession, Page } from 'playwright-core';
import { keysOf } from '../support/wedge-keys.ts';

/** Keys as the system sends them; `process` is what they look like under an input method that composes. */
export async function strike(cdp: CDPSession, text: string, inputMethod: boolean): Promise<void> {
  const keys = [...keysOf(text), { code: 'Enter', shiftKey: false }];
  const sent = keys.flatMap(({ code, shiftKey }, place) => {
    const sign = text[place];
    const about = inputMethod
      ? { key: 'Process', windowsVirtualKeyCode: 229 }
      : code === 'Enter' ? { key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 } : { key: sign, text: sign, windowsVirtualKeyCode: sign?.toUpperCase().charCodeAt(0) };
    const event = { code, modifiers: shiftKey ? 8 : 0, ...about };
    return [
      cdp.send('Input.dispatchKeyEvent', { type: inputMethod || code !== 'Enter' && !sign ? 'rawKeyDown' : 'keyDown', ...event } as never),
      // The method shows what it makes of the letters so far; Enter gives it up as it stands.
      ...(inputMethod && code !== 'Enter' ? [cdp.send('Input.imeSetComposition', { text: text.slice(0, place + 1), selectionStart: place + 1, selectionEnd: place + 1 })] : []),
      ...(inputMethod && code === 'Enter' ? [cdp.send('Input.insertText', { text })] : []),
      cdp.send('Input.dispatchKeyEvent', { type: 'keyUp', ...event } as never),
    ];
  });
  await Promise.all(sent);
}

/** Every key from now on comes 1.5 ms after the one before, as a scanner sends them: a computer with much to do would stretch it. */
export const atScannersPace = (page: Page): Promise<void> =>
  page.evaluate(() => {
    const times = new WeakMap<Event, number>();
    // A pause after whatever a person typed before.
    let last = performance.now() + 1000;
    Object.defineProperty(KeyboardEvent.prototype, 'timeStamp', {
      get(this: Event) {
        if (!times.has(this)) times.set(this, (last += 1.5));
        return times.get(this);
      },
    });
  });
