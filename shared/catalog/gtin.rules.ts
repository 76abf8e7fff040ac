/** The lengths a GTIN is printed with: EAN-8, UPC-A, EAN-13 and the case code ITF-14. */
const printedLengths = [8, 12, 13, 14];

/**
 * The check digit of a GTIN's other digits: from the right, every digit counts three and one in turn, and the sum goes up
 * to the next ten. Source: GS1 General Specifications, 7.9.
 */
export function gtinCheckDigit(digits: string): number {
  const sum = digits.split('').reverse().reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 3 : 1), 0);
  return (10 - (sum % 10)) % 10;
}

/** A code as the shop keeps it: a GTIN with fourteen digits, so that all its printed forms are one; anything else as text. */
export interface NormalisedCode {
  code: string;
  kind: 'gtin' | 'text';
}

/** @throws nothing: a code with a wrong check digit is a text of its own, because somebody did print it. */
export function normaliseCode(scanned: string): NormalisedCode {
  const text = scanned.normalize('NFKC').trim();
  const digits = text.replace(/[\s-]/g, '');
  return isGtin(digits) ? { code: digits.padStart(14, '0'), kind: 'gtin' } : { code: text, kind: 'text' };
}

export const isGtin = (digits: string): boolean =>
  /^\d+$/.test(digits) && printedLengths.includes(digits.length) && gtinCheckDigit(digits.slice(0, -1)) === Number(digits.at(-1));

/** Every way a stored code may be printed and typed: fourteen digits, and each shorter length its leading zeros leave room for. */
export function printedForms({ code, kind }: NormalisedCode): string[] {
  if (kind === 'text') return [code];
  return printedLengths.map((length) => code.slice(-length)).filter((form) => form.padStart(14, '0') === code);
}
