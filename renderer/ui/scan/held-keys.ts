import { flushSync } from 'react-dom';
import { isTyping } from '../actions/key-names.ts';

/** Keys kept back for a moment: a bare letter acts (J, X, 3), and nobody knows yet whether a finger or a scanner pressed it. */
export interface HeldKeys {
  /** Longer on a screen that asks for codes. */
  hold(event: KeyboardEvent, patient: boolean): void;
  any(): boolean;
  /** They were a person's: gives them back in their order, and then the key that showed it, to whatever has the keys by then. */
  giveBack(shown: KeyboardEvent): void;
  /** They were a scan's. */
  forget(): void;
}

const givenBack = new WeakSet<Event>();

/** Whether this event is one of ours, given back. */
export const wasHeld = (event: Event): boolean => givenBack.has(event);

/** Milliseconds: a second key that follows sooner makes a scanner likely, and then the wait is as long as its longest pause. */
const waits = { usual: { alone: 40, followed: 110 }, patient: { alone: 120, followed: 210 } };

export function holdKeys(): HeldKeys {
  let held: KeyboardEvent[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  const empty = (): KeyboardEvent[] => {
    clearTimeout(timer);
    const all = held;
    held = [];
    return all;
  };
  /** On a screen that asks for codes. */
  let ofScanScreen = false;
  const giveBack = (): void => {
    const all = empty();
    // What is left of a scan that broke off must not press the keys of a scan screen.
    if (!ofScanScreen || all.length === 1) all.forEach(dispatchAgain);
  };
  return {
    hold(event, patient) {
      const { alone, followed } = patient ? waits.patient : waits.usual;
      event.preventDefault();
      event.stopImmediatePropagation();
      clearTimeout(timer);
      held.push(event);
      ofScanScreen = patient;
      timer = setTimeout(giveBack, held.length === 1 ? alone : followed);
    },
    any: () => held.length > 0,
    giveBack: (shown) => {
      if (held.length === 0) return;
      giveBack();
      followFocus(shown);
    },
    forget: () => void empty(),
  };
}

function dispatchAgain(event: KeyboardEvent): void {
  // A key before this one may have opened a text: "/" and the first letter of what is searched, struck almost together.
  if (isTyping(document.activeElement)) return insertText(event.key);
  const again = new KeyboardEvent('keydown', { key: event.key, code: event.code, shiftKey: event.shiftKey, bubbles: true, cancelable: true });
  givenBack.add(again);
  const target = event.target instanceof Element && event.target.isConnected ? event.target : document.body;
  // Each key finds the screen as the one before it left it.
  flushSync(() => void target.dispatchEvent(again));
}

/** "/", a number and Enter struck in one go: Enter was meant for the field that "/" opened, and was sent to where the keys were before. */
function followFocus(event: KeyboardEvent): void {
  const now = document.activeElement;
  if (!now || now === event.target || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const again = new KeyboardEvent('keydown', { key: event.key, code: event.code, shiftKey: event.shiftKey, bubbles: true, cancelable: true });
  givenBack.add(again);
  if (now.dispatchEvent(again)) actAsBrowser(event.key, now);
}

/** What a browser does of itself with a key nobody took, and does not do with one that a program sent. */
function actAsBrowser(key: string, target: Element): void {
  if (key === 'Backspace' && isTyping(target)) document.execCommand('delete');
  if (key !== 'Enter') return;
  if (target instanceof HTMLButtonElement || target instanceof HTMLAnchorElement) target.click();
  else if (target instanceof HTMLInputElement) target.form?.requestSubmit();
}

/** As if typed: at the cursor, with its input event and its place in the field's own undo. Nothing newer does that. */
const insertText = (text: string): void => void document.execCommand('insertText', false, text);
