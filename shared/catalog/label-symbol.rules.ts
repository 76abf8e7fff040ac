import type { Day } from '../units/day.ts';
import { normaliseCode, printedForms } from './gtin.rules.ts';

/** What a person may ask for; `usual` is the symbol of the code's own kind. */
export const symbolChoices = ['usual', 'code128', 'qr', 'gs1-128', 'gs1datamatrix'] as const;
export type SymbolChoice = (typeof symbolChoices)[number];

/** By the names of the symbologies in BWIPP, which draws them. */
export const symbologies = ['ean13', 'ean8', 'upca', 'code128', 'qrcode', 'gs1-128', 'gs1datamatrix'] as const;
export type Symbology = (typeof symbologies)[number];

export interface LabelSymbol {
  readonly symbology: Symbology;
  readonly text: string;
}

export interface LabelContent {
  /** A stored code or, where a variant has none, its SKU. */
  readonly code: string;
  readonly lot?: string;
  readonly serial?: string;
  readonly expiresOn?: Day;
}

const byDigits: Readonly<Record<number, Symbology>> = { 8: 'ean8', 12: 'upca', 13: 'ean13' };

/**
 * The symbol of a label. A GTIN is printed in its shortest form; a case's code, and anything with a lot, serial or expiry,
 * needs GS1. A text that a linear code cannot carry (Chinese) becomes a QR code.
 */
export function symbolOf(content: LabelContent, choice: SymbolChoice): LabelSymbol {
  const { code, kind } = normaliseCode(content.code);
  const [shortest = code] = printedForms({ code, kind });
  const gs1 = kind === 'gtin' ? elementsOf(code, content) : undefined;
  if (choice === 'qr') return { symbology: 'qrcode', text: shortest };
  if (gs1 !== undefined && (choice === 'gs1-128' || choice === 'gs1datamatrix')) return { symbology: choice, text: gs1 };
  if (kind === 'text' || choice === 'code128') return /^[\x20-\x7E]+$/.test(shortest) ? { symbology: 'code128', text: shortest } : { symbology: 'qrcode', text: shortest };
  const plain = byDigits[shortest.length];
  const carriesMore = content.lot !== undefined || content.serial !== undefined || content.expiresOn !== undefined;
  return plain === undefined || carriesMore ? { symbology: 'gs1-128', text: gs1 ?? shortest } : { symbology: plain, text: shortest };
}

/** As people read it; the values of fixed length come first, so that no separator is wasted. */
function elementsOf(gtin: string, { lot, serial, expiresOn }: LabelContent): string {
  const expiry = expiresOn === undefined ? '' : `(17)${expiresOn.slice(2).replaceAll('-', '')}`;
  return `(01)${gtin}${expiry}${lot === undefined ? '' : `(10)${lot}`}${serial === undefined ? '' : `(21)${serial}`}`;
}

export const isSquare = (symbology: Symbology): boolean => symbology === 'qrcode' || symbology === 'gs1datamatrix';
