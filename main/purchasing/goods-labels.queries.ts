import { sql } from 'kysely';
import type { LabelItem } from '../../shared/catalog/label.contract.ts';
import { labelsOfArrivals } from '../../shared/purchasing/receipt-labels.rules.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

/** Each line of receipts that stand, once for every lot of it. */
const arrivals = read((db, p: { goodsReceiptIds: string }) =>
  db
    .selectFrom('purchaseReceiptLine as line')
    .innerJoin('purchaseReceipt as receipt', 'receipt.goodsReceiptId', 'line.goodsReceiptId')
    .leftJoin('movementLot as part', 'part.movementId', 'line.movementId')
    .leftJoin('lot', 'lot.id', 'part.lotId')
    .leftJoin('variantTracking as followed', 'followed.variantId', 'line.variantId')
    .select(['line.variantId', 'line.returned', 'lot.code', 'lot.expiresOn', 'followed.tracking'])
    .select(({ fn }) => fn.coalesce('part.quantity', 'line.quantity').as('quantity'))
    .where('line.goodsReceiptId', 'in', sql<number>`(select value from json_each(${p.goodsReceiptIds}))`)
    .where('receipt.cancelledAt', 'is', null)
    .orderBy('line.id')
    .orderBy('lot.id'),
);

const toCome = read((db, p: { purchaseOrderIds: string }) =>
  db
    .selectFrom('purchaseOrderLine as line')
    .select(['line.variantId', 'line.open as quantity'])
    .where('line.purchaseOrderId', 'in', sql<number>`(select value from json_each(${p.purchaseOrderIds}))`)
    .where('line.open', '>', quantity(0))
    .orderBy('line.id'),
);

/** What to label of receipts, each piece once. */
export function labelsOfReceipts(reader: Reader, { goodsReceiptIds }: { goodsReceiptIds: readonly number[] }) {
  const came = arrivals.all(reader, { goodsReceiptIds: JSON.stringify(goodsReceiptIds) }).map(({ code, expiresOn, tracking, returned, ...line }) => ({
    ...line,
    // Which lot went back is not known to the line: what is labelled too much is thrown away, what is missing would be searched for.
    returned: code === null ? returned : quantity(0),
    lot: code === null ? null : { code, expiresOn, piece: tracking === 'serial' },
  }));
  return atOnce(labelsOfArrivals(came));
}

/** What to label of orders before it comes, each piece once; which lots it will be nobody knows yet. */
export const labelsOfOrders = (reader: Reader, { purchaseOrderIds }: { purchaseOrderIds: readonly number[] }) =>
  atOnce(labelsOfArrivals(toCome.all(reader, { purchaseOrderIds: JSON.stringify(purchaseOrderIds) }).map((line) => ({ ...line, returned: quantity(0), lot: null }))));

/** As many as the labels' own questions take. */
const labelsAtOnce = 200;

const atOnce = (items: LabelItem[]) => ({ items: items.slice(0, labelsAtOnce), left: Math.max(0, items.length - labelsAtOnce) });
