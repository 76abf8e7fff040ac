import { credit, debit, type EntryDraft, entryDraft, type Leg, type OpenItem } from '../accounting/entry.rules.ts';
import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type Quantity, quantity } from '../units/quantity.ts';

/** When a document happened and the day it is posted on. */
export interface When {
  readonly occurredAt: Instant;
  readonly postedOn: Day;
}

/** Whether input tax is got back or is part of what goods cost: the chart's policy. Source: DOMAIN "Policies". */
export type InputTaxPolicy = 'deductible' | 'cost';

/** What goods cost: their net, and the tax on it where it is not got back. */
export const costOf = (figures: { net: Minor; tax: Minor }, deductible: boolean): Minor => minor(figures.net + (deductible ? 0 : figures.tax));

/** Goods billed before they came, still to come: of one bill's line, with their net and tax. */
export interface InTransit {
  readonly billLineId: number;
  readonly quantity: Quantity;
  readonly net: Minor;
  readonly tax: Minor;
  readonly deductible: boolean;
}

/** What a receipt takes from goods in transit, and what is left to be billed. */
export interface Arrival {
  readonly fromTransit: readonly { billLineId: number; quantity: Quantity; net: Minor; tax: Minor; value: Minor }[];
  readonly unbilled: Quantity;
}

/** Goods come first against what was billed already, the oldest bill first; each takes its share, the last what is left. */
export function arrive(arrived: Quantity, transit: readonly InTransit[]): Arrival {
  let left: number = arrived;
  const fromTransit = [];
  for (const bill of transit) {
    const taken = Math.min(left, bill.quantity);
    if (taken === 0) continue;
    left -= taken;
    const [net, tax] = [part(bill.net, taken, bill.quantity), part(bill.tax, taken, bill.quantity)];
    fromTransit.push({ billLineId: bill.billLineId, quantity: quantity(taken), net, tax, value: costOf({ net, tax }, bill.deductible) });
  }
  return { fromTransit, unbilled: quantity(left) };
}

/** A part of an amount in proportion to a quantity; the whole quantity takes the whole amount. */
export const part = (amount: Minor, taken: number, whole: number): Minor => minor(mulDiv(amount, taken, whole));

/** One received line as the books see it: what of it is still to be billed, what was billed before. */
export interface ReceivedValue {
  /** The order's line, or the receipt itself for goods nobody ordered. */
  readonly item: OpenItem;
  readonly accrued: Minor;
  readonly fromTransit: Minor;
}

/** One entry per receipt: Inventory against what is to be billed and what was in transit. Source: DOMAIN §5 "goods receipt", "bill before goods". */
export function receiptEntry(when: When, receipt: { id: number; number: string; supplier: string; order: string | null }, lines: readonly ReceivedValue[]): EntryDraft {
  const legs: Leg[] = lines.flatMap((line) => [
    credit('goodsReceivedNotInvoiced', line.accrued, { item: line.item }),
    credit('goodsInTransit', line.fromTransit, { item: line.item }),
  ]);
  const value = sumMinor(lines.map((line) => minor(line.accrued + line.fromTransit)));
  return entryDraft({
    ...when,
    source: { kind: 'goodsReceipt', id: receipt.id },
    rule: { id: 'purchasing.receipt', version: 1 },
    memo: { key: 'purchasing.received', values: { number: receipt.number, supplier: receipt.supplier, order: receipt.order ?? '' } },
    terms: { lines: lines.map(({ item, accrued, fromTransit }) => ({ kind: item.kind, id: item.id, accrued, fromTransit })) },
    legs: [debit('inventory', value), ...legs],
  });
}
