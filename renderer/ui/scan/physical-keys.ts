/** What the keys of a US keyboard write, bare and with Shift: scanners pretend to be one. */
const signs: Readonly<Record<string, readonly [bare: string, shifted: string]>> = {
  Digit0: ['0', ')'], Digit1: ['1', '!'], Digit2: ['2', '@'], Digit3: ['3', '#'], Digit4: ['4', '$'],
  Digit5: ['5', '%'], Digit6: ['6', '^'], Digit7: ['7', '&'], Digit8: ['8', '*'], Digit9: ['9', '('],
  Minus: ['-', '_'], Equal: ['=', '+'], BracketLeft: ['[', '{'], BracketRight: [']', '}'], Backslash: ['\\', '|'],
  Semicolon: [';', ':'], Quote: ["'", '"'], Backquote: ['`', '~'], Comma: [',', '<'], Period: ['.', '>'], Slash: ['/', '?'],
  Space: [' ', ' '], NumpadDecimal: ['.', '.'], NumpadDivide: ['/', '/'], NumpadMultiply: ['*', '*'], NumpadSubtract: ['-', '-'], NumpadAdd: ['+', '+'],
};

const groupSeparator = '\u001D';

/** What matters of a key's event. */
export interface PhysicalKey {
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly altKey: boolean;
  readonly metaKey: boolean;
}

/**
 * The sign of a physical key, whatever input method or CapsLock makes of it: under a Chinese input method `key` is only
 * "Process". The GS1 separator arrives as Ctrl+] or F8. Undefined for keys that write nothing.
 */
export function signOf({ code, shiftKey, ctrlKey, altKey, metaKey }: PhysicalKey): string | undefined {
  if (code === 'F8' || (code === 'BracketRight' && ctrlKey)) return groupSeparator;
  if (ctrlKey || altKey || metaKey) return undefined;
  if (/^Key[A-Z]$/.test(code)) return shiftKey ? code.slice(3) : code.slice(3).toLowerCase();
  if (/^Numpad\d$/.test(code)) return code.slice(6);
  return signs[code]?.[shiftKey ? 1 : 0];
}
