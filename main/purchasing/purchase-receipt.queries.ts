import { sql } from 'kysely';
import { labelsOfArrivals } from '../../shared/purchasing/receipt-labels.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { requireReceipt } from './receipt.statements.ts';

export interface ReceiptFilter {
  supplierId?: number;
  unbilled?: boolean;
  after?: { id: number };
  limit: number;
}

const sumOfLines = <Unit>(column: 'quantity' | 'orderValue' | 'unbilledValue') =>
  sql<Unit>`(select coalesce(sum(${sql.ref(column)}), 0) from purchaseReceiptLine line where line.goodsReceiptId = r.goodsReceiptId)`;

/** One page, the latest first. */
export function listReceipts(reader: Reader, { supplierId, unbilled, after, limit }: ReceiptFilter) {
  let page = db
    .selectFrom('purchaseReceipt as r')
    .innerJoin('goodsReceipt as goods', 'goods.id', 'r.goodsReceiptId')
    .innerJoin('supplier', 'supplier.id', 'r.supplierId')
    .leftJoin('purchaseOrder as o', 'o.id', 'r.purchaseOrderId')
    .select(['r.goodsReceiptId as id', 'goods.number', 'r.supplierId', 'supplier.name as supplierName', 'r.purchaseOrderId', 'o.number as orderNumber', 'r.deliveryNote'])
    .select(['goods.occurredAt', 'r.cancelledAt'])
    .select([sumOfLines<Quantity>('quantity').as('quantity'), sumOfLines<Minor>('orderValue').as('value'), sumOfLines<Minor>('unbilledValue').as('unbilledValue')])
    .orderBy('r.goodsReceiptId', 'desc');
  if (supplierId !== undefined) page = page.where('r.supplierId', '=', supplierId);
  if (unbilled) page = page.where(sql<boolean>`exists (select 1 from purchaseReceiptLine line where line.goodsReceiptId = r.goodsReceiptId and line.unbilled > 0)`);
  if (after) page = page.where('r.goodsReceiptId', '<', after.id);
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map(({ cancelledAt, ...row }) => ({ ...row, cancelled: cancelledAt !== null }));
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { id: last.id } : null };
}

const receivedLines = read((db, p: { goodsReceiptId: number }) =>
  db
    .selectFrom('purchaseReceiptLine as line')
    .innerJoin('variant', 'variant.id', 'line.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['line.id', 'line.purchaseOrderLineId', 'line.variantId', 'variant.sku', 'product.name', 'line.quantity', 'line.over', 'line.returned', 'line.unbilled'])
    .select(['line.orderValue', 'line.unbilledValue'])
    .where('line.goodsReceiptId', '=', p.goodsReceiptId)
    .orderBy('line.id'),
);

/** @throws Refusal `record.missing` */
export function getReceipt(reader: Reader, { goodsReceiptId }: { goodsReceiptId: number }) {
  const { number, supplierId, supplierName, purchaseOrderId, locationId, deliveryNote, occurredAt, cancelledAt } = requireReceipt(reader, goodsReceiptId);
  const lines = receivedLines.all(reader, { goodsReceiptId });
  return { id: goodsReceiptId, number, supplierId, supplierName, purchaseOrderId, locationId, deliveryNote, occurredAt, cancelled: cancelledAt !== null, lines };
}

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

/** As many as the labels' own questions take. */
const labelsAtOnce = 200;

/** What to label of receipts, each piece once. */
export function labelsOfReceipts(reader: Reader, { goodsReceiptIds }: { goodsReceiptIds: readonly number[] }) {
  const came = arrivals.all(reader, { goodsReceiptIds: JSON.stringify(goodsReceiptIds) }).map(({ code, expiresOn, tracking, returned, ...line }) => ({
    ...line,
    // Which lot went back is not known to the line: what is labelled too much is thrown away, what is missing would be searched for.
    returned: code === null ? returned : quantity(0),
    lot: code === null ? null : { code, expiresOn, piece: tracking === 'serial' },
  }));
  const items = labelsOfArrivals(came);
  return { items: items.slice(0, labelsAtOnce), left: Math.max(0, items.length - labelsAtOnce) };
}
