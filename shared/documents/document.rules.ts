import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import type { Language } from '../units/language.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import type { UnitPrice } from '../units/unit-price.ts';

/** The papers a shop hands out. A new kind is one file in main/documents/kinds and its words. */
export const documentKinds = ['quote', 'orderConfirmation', 'invoice', 'receipt', 'packingSlip', 'pickList', 'deliveryNote', 'creditNote', 'statement', 'quotationRequest'] as const;
export type DocumentKind = (typeof documentKinds)[number];

export interface Party {
  name: string;
  /** The address as it is written on an envelope. */
  lines: readonly string[];
  taxNumber: string | null;
}

export interface DocumentLine {
  sku: string;
  name: string;
  quantity: Quantity;
  /** Null where the paper goes to somebody who packs, not to somebody who pays. */
  unitPrice: UnitPrice | null;
  taxRate: RatePpm | null;
  /** As printed: after discounts. */
  net: Minor;
  tax: Minor;
  gross: Minor;
  /** Off the list price, net of tax. */
  discount: Minor;
  /** Where it lies. */
  bin: string | null;
  /** For a statement: the day and what it is about. */
  on: Day | null;
  /** On the pick list of a wave: which tote it goes into. */
  tote?: string;
  /** Which lots or serial numbers were handed over. */
  lots?: readonly string[];
}

export interface DocumentCharge {
  kind: 'shipping' | 'fee' | 'rounding';
  name: string;
  net: Minor;
  tax: Minor;
  gross: Minor;
}

/** What a paper says besides its lines, each under a word the templates know. */
export type FactName = 'order' | 'shipment' | 'invoice' | 'shippedOn' | 'carrier' | 'tracking' | 'reason' | 'period' | 'soldBy' | 'place' | 'orders' | 'pieces' | 'packAt' | 'answerBy' | 'neededOn';

/** Cut out and stuck on: what it says, and what a scanner reads from it. */
export interface DocumentLabel {
  code: string;
  name: string;
}

/** A paper as plain data: nothing in it is written out yet, so every template says the same. */
export interface DocumentModel {
  kind: DocumentKind;
  number: string;
  language: Language;
  currency: string;
  timeZone: string;
  pricesIncludeTax: boolean;
  issuedOn: Day;
  dueOn: Day | null;
  /** When goods changed hands at a counter. */
  issuedAt: Instant | null;
  shop: Party;
  party: Party | null;
  deliverTo: Party | null;
  facts: readonly { name: FactName; value: string }[];
  lines: readonly DocumentLine[];
  charges: readonly DocumentCharge[];
  payments: readonly { method: string; amount: Minor; given: Minor | null }[];
  note: string;
  /** On the pick list of a wave, one for each tote. */
  labels?: readonly DocumentLabel[];
  /** What a scanner reads: the number. */
  barcode: string | null;
  /** What proves the paper offline; null for papers without money. */
  qr: string | null;
  /** The first signs of the record's last hash when the paper was made. */
  chainHead: string;
}

export interface DocumentTotals {
  net: Minor;
  tax: Minor;
  rounding: Minor;
  gross: Minor;
  /** By rate, goods and charges together; charges carry no rate of their own and stand under theirs. */
  taxes: readonly { rate: RatePpm; net: Minor; tax: Minor }[];
  paid: Minor;
  change: Minor;
}

/** What a paper comes to: always the sum of what is printed on it. */
export function totalsOf({ lines, charges, payments }: Pick<DocumentModel, 'lines' | 'charges' | 'payments'>): DocumentTotals {
  const priced = charges.filter(({ kind }) => kind !== 'rounding');
  const rounding = sumMinor(charges.filter(({ kind }) => kind === 'rounding').map(({ gross }) => gross));
  const net = sumMinor([...lines, ...priced].map((row) => row.net));
  const tax = sumMinor([...lines, ...priced].map((row) => row.tax));
  return {
    net,
    tax,
    rounding,
    gross: minor(net + tax + rounding),
    taxes: taxesOf(lines),
    paid: sumMinor(payments.map(({ amount }) => amount)),
    change: sumMinor(payments.map(({ amount, given }) => minor((given ?? amount) - amount))),
  };
}

function taxesOf(lines: readonly DocumentLine[]): { rate: RatePpm; net: Minor; tax: Minor }[] {
  const rates = [...new Set(lines.flatMap(({ taxRate, tax }) => (taxRate === null || (taxRate === 0 && tax === 0) ? [] : [taxRate])))].toSorted((a, b) => a - b);
  return rates.map((rate) => {
    const rows = lines.filter((line) => line.taxRate === rate);
    return { rate, net: sumMinor(rows.map((row) => row.net)), tax: sumMinor(rows.map((row) => row.tax)) };
  });
}

/** The kinds whose money is a claim or a receipt: they carry a code that proves them. */
export const provedKinds: readonly DocumentKind[] = ['invoice', 'receipt', 'creditNote'];

/** What the QR code of a paper says: enough to compare with the shop's own file, without a network. */
export const qrTextOf = (paper: { kind: DocumentKind; number: string; issuedOn: Day; currency: string; gross: Minor; chainHead: string }): string =>
  ['SW1', paper.kind, paper.number, paper.issuedOn, paper.currency, String(paper.gross), paper.chainHead].join('|');

export interface QrClaim {
  kind: DocumentKind;
  number: string;
  issuedOn: string;
  currency: string;
  gross: number;
  chainHead: string;
}

/** What a scanned code claims; null when it is no code of ours. */
export function readQr(text: string): QrClaim | null {
  const [mark, kind, number, issuedOn, currency, gross, chainHead, ...rest] = text.split('|');
  const known = documentKinds.find((one) => one === kind);
  if (mark !== 'SW1' || !known || rest.length > 0 || !number || !issuedOn || !currency || !chainHead || !/^-?\d{1,15}$/.test(gross ?? '')) return null;
  return { kind: known, number, issuedOn, currency, gross: Number(gross), chainHead };
}
