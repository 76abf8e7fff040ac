import type { Language } from '../units/language.ts';
import type { DocumentKind } from './document.rules.ts';

export const documentColumns = ['sku', 'name', 'quantity', 'unitPrice', 'discount', 'taxRate', 'net', 'gross', 'bin', 'tote', 'tick', 'on'] as const;
export type DocumentColumn = (typeof documentColumns)[number];

export const papers = ['a4', 'letter', 'roll80'] as const;
export type Paper = (typeof papers)[number];

/** Colours a paper may have: names of tokens, so that a change of the look reaches the printer. */
export const accents = ['text', 'accent', 'ok', 'seal'] as const;
export type Accent = (typeof accents)[number];

/** How one kind of paper looks. */
export interface DocumentLook {
  columns: readonly DocumentColumn[];
  paper: Paper;
  accent: Accent;
  footer: Readonly<Record<Language, string>>;
  withBarcode: boolean;
  withQr: boolean;
}

/** Who sends the paper: the same on all of them. */
export interface Letterhead {
  lines: readonly string[];
  taxNumber: string;
  /** The picture above the name, by its content; null without one. */
  logo: string | null;
  /** Days until an invoice is due. */
  paymentDays: number;
}

export const blankLetterhead: Letterhead = { lines: [], taxNumber: '', logo: null, paymentDays: 30 };

const priced: readonly DocumentColumn[] = ['sku', 'name', 'quantity', 'unitPrice', 'taxRate', 'gross'];
const usualColumns: Record<DocumentKind, readonly DocumentColumn[]> = {
  quote: priced,
  orderConfirmation: priced,
  invoice: ['sku', 'name', 'quantity', 'unitPrice', 'discount', 'taxRate', 'net'],
  receipt: ['name', 'quantity', 'unitPrice', 'gross'],
  packingSlip: ['sku', 'name', 'quantity', 'tick'],
  pickList: ['bin', 'sku', 'name', 'tote', 'quantity', 'tick'],
  deliveryNote: ['sku', 'name', 'quantity'],
  creditNote: ['name', 'quantity', 'taxRate', 'net', 'gross'],
  statement: ['on', 'name', 'gross'],
  quotationRequest: ['sku', 'name', 'quantity', 'unitPrice'],
};

/** Letter where that is the paper in the drawer. */
const letterCountries: readonly string[] = ['US', 'CA', 'MX', 'PH', 'CL', 'CO'];

export function usualLook(kind: DocumentKind, country: string): DocumentLook {
  return {
    columns: usualColumns[kind],
    paper: kind === 'receipt' ? 'roll80' : letterCountries.includes(country) ? 'letter' : 'a4',
    accent: 'text',
    footer: { en: '', 'zh-Hans': '', 'zh-Hant': '' },
    withBarcode: true,
    withQr: true,
  };
}

/** Which columns a kind can have at all: a packing slip knows no prices. */
export function columnsOf(kind: DocumentKind): readonly DocumentColumn[] {
  if (kind === 'pickList') return ['bin', 'sku', 'name', 'tote', 'quantity', 'tick'];
  if (kind === 'packingSlip' || kind === 'deliveryNote') return ['bin', 'sku', 'name', 'quantity', 'tick'];
  if (kind === 'statement') return ['on', 'name', 'gross'];
  // The price is for the supplier to write in.
  if (kind === 'quotationRequest') return ['sku', 'name', 'quantity', 'unitPrice', 'tick'];
  return ['sku', 'name', 'quantity', 'unitPrice', 'discount', 'taxRate', 'net', 'gross'];
}
