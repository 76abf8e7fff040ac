import { sql } from 'kysely';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
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
