import type { Intake } from '../../shared/sales/intake.rules.ts';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { importedRounding } from '../../shared/sales/order-totals.rules.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { type Bundles, bundlesAmong, withBundlesSplit } from './bundle.service.ts';
import { raiseException } from './exception.service.ts';
import type { PlacedCharge, PlacedLine } from './place-order.service.ts';
import { variantsBySku } from './sold-variants.queries.ts';

export interface ImportedRows {
  lines: PlacedLine[];
  charges: PlacedCharge[];
  /** The rounding row is larger than rounding explains. */
  suspicious: boolean;
}

/** The rows of an imported order: the channel's figures stand, the variant is what the channel or its SKU says, else nobody's. */
export function importedRows(item: ImportedOrder, intake: Intake, { bySku }: GoodsMeant): ImportedRows {
  const lines = item.lines.filter(isGoods).map((line): PlacedLine => ({
    ...line,
    gross: minor(line.net + line.tax),
    variantId: variantOf(line, bySku),
    shippedBefore: leftBefore(line, item, intake),
  }));
  // Money for no goods would never ship, and so never be earned: it is a fee in all but name.
  const fees = item.lines.filter((line) => !isGoods(line)).map(({ name, net, tax }) => ({ kind: 'fee' as const, name, net, tax }));
  const charges = [...item.charges, ...fees].map((charge): PlacedCharge => ({ ...charge, gross: minor(charge.net + charge.tax) }));
  const { rounding, suspicious } = importedRounding([...lines, ...charges], item.total);
  if (rounding !== 0) charges.push({ kind: 'rounding', name: '', net: rounding, tax: minor(0), gross: rounding });
  return { lines, charges, suspicious };
}

/** The rows as the goods they take: bundles are split, except in what is only remembered. */
export const splitRows = (tx: Tx, rows: ImportedRows, { bundles }: GoodsMeant, item: Pick<ImportedOrder, 'currency' | 'orderedAt'>, intake: Intake): ImportedRows =>
  intake === 'history' ? rows : { ...rows, lines: withBundlesSplit(tx, rows.lines, bundles, { currency: item.currency, at: item.orderedAt }) };

/** What orders of a channel are about: the variants meant by SKUs it does not name otherwise, and the bundles among all of them. */
export interface GoodsMeant {
  bySku: ReadonlyMap<string, number>;
  bundles: Bundles;
}

/** Asked once for all orders of a batch. */
export function goodsMeant(reader: Reader, items: readonly ImportedOrder[]): GoodsMeant {
  const lines = items.flatMap((item) => item.lines);
  const bySku = variantsBySku(reader, lines.flatMap(({ variantId, sku }) => (variantId === null && sku !== '' ? [sku] : [])));
  return { bySku, bundles: bundlesAmong(reader, lines.map((line) => ({ variantId: variantOf(line, bySku) }))) };
}

const variantOf = ({ variantId, sku }: ImportedOrder['lines'][number], bySku: ReadonlyMap<string, number>): number | null => variantId ?? bySku.get(sku) ?? null;

const isGoods = (line: ImportedOrder['lines'][number]): boolean => line.quantity > 0 || (line.net === 0 && line.tax === 0);

/** A rounding row larger than rounding explains is put before a person (INV-O1). */
export function raiseRounding(tx: Tx, orderId: number, rows: ImportedRows): void {
  raiseException(tx, { orderId, kind: 'roundingTooLarge', details: { rounding: rows.charges.at(-1)?.gross ?? 0 } });
}

/** What of a line had left before it came to us: all of a finished order, what the channel says of one taken over. */
function leftBefore(line: ImportedOrder['lines'][number], item: ImportedOrder, intake: Intake): Quantity {
  if (intake === 'new') return quantity(0);
  if (intake === 'takenOver') return quantity(Math.min(line.shippedBefore, line.quantity));
  return item.status === 'cancelled' ? quantity(0) : line.quantity;
}

/** What the channel says was paid and paid back in all: the figures of an order that is history. */
export function moneyBefore(item: ImportedOrder): { paidBefore: Minor; refundedBefore: Minor } {
  return {
    paidBefore: sumMinor(item.payments.map((payment) => payment.amount)),
    refundedBefore: sumMinor(item.refunds.flatMap((refund) => refund.parts.map((part) => minor(part.net + part.tax)))),
  };
}
