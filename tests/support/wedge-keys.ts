import { signOf } from '../../renderer/ui/scan/physical-keys.ts';

export interface StruckKey {
  readonly code: string;
  readonly shiftKey?: boolean;
  readonly ctrlKey?: boolean;
}

const digits = Array.from({ length: 10 }, (_, digit) => `Digit${digit}`);
const letters = Array.from({ length: 26 }, (_, letter) => `Key${String.fromCharCode(65 + letter)}`);
const others = ['Minus', 'Equal', 'BracketLeft', 'BracketRight', 'Backslash', 'Semicolon', 'Quote', 'Backquote', 'Comma', 'Period', 'Slash', 'Space'];

const bySign = new Map(
  [...digits, ...letters, ...others].flatMap((code) =>
    [false, true].map((shiftKey) => [signOf({ code, shiftKey, ctrlKey: false, altKey: false, metaKey: false }), { code, shiftKey }] as const),
  ).reverse(),
);

/** The keys a scanner presses for a text: a US keyboard's, the group separator as F8. */
export const keysOf = (text: string): StruckKey[] =>
  text.split('').map((sign) => {
    const key = sign === '\u001D' ? { code: 'F8', shiftKey: false } : bySign.get(sign);
    if (!key) throw new Error(`no key writes ${sign}`);
    return key;
  });
