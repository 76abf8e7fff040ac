import type { CDPSession, Page } from 'playwright-core';
import { keysOf } from './wedge-keys.ts';

/** Seconds between two keys of a scanner: fourteen of them, a GTIN and its Enter, are fifty scans a second and a little more. */
const betweenKeys = 0.0014;

/** Seconds since 1970 of the last key struck on each keyboard; no key is earlier than the one before it. */
const lastKeys = new WeakMap<CDPSession, number>();

/**
 * The keys of a scan and its Enter as the system hands them over: each carries the instant it was pressed at, so a computer
 * with much to do gets them late but not slow. `inputMethod`: as they look under an input method that composes.
 */
export async function strike(cdp: CDPSession, text: string, inputMethod = false): Promise<void> {
  const keys = [...keysOf(text), { code: 'Enter', shiftKey: false }];
  const started = Math.max(Date.now() / 1000, lastKeys.get(cdp) ?? 0);
  lastKeys.set(cdp, started + keys.length * betweenKeys);
  const sent = keys.flatMap(({ code, shiftKey }, place) => {
    const sign = text[place];
    const about = inputMethod
      ? { key: 'Process', windowsVirtualKeyCode: 229 }
      : code === 'Enter' ? { key: 'Enter', text: '\r', windowsVirtualKeyCode: 13 } : { key: sign, text: sign, windowsVirtualKeyCode: sign?.toUpperCase().charCodeAt(0) };
    const event = { code, modifiers: shiftKey ? 8 : 0, timestamp: started + place * betweenKeys, ...about };
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

export const scannerAt = (page: Page): Promise<CDPSession> => page.context().newCDPSession(page);

/** A scan after something a person did: a hand needs this long to reach for the scanner. */
export async function scan(cdp: CDPSession, text: string): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 250));
  await strike(cdp, text);
}
