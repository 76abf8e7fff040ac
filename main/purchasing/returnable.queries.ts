import { sql } from 'kysely';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const rows = read((db, p: { variantId: number; locationId: number }) =>
  db
    .selectFrom('purchaseReceiptLine as line')
    .innerJoin('purchaseReceipt as receipt', 'receipt.goodsReceiptId', 'line.goodsReceiptId')
    .innerJoin('goodsReceipt as goods', 'goods.id', 'line.goodsReceiptId')
    .innerJoin('supplier', 'supplier.id', 'receipt.supplierId')
    .select(['line.id as purchaseReceiptLineId', 'line.goodsReceiptId', 'goods.number', 'goods.occurredAt', 'receipt.supplierId', 'supplier.name as supplierName'])
    .select(sql<Quantity>`line.quantity - line.returned`.as('left'))
    .where('line.variantId', '=', p.variantId)
    .where('goods.locationId', '=', p.locationId)
    .where('receipt.cancelledAt', 'is', null)
    .where(sql<boolean>`line.quantity > line.returned`)
    .orderBy('line.id', 'desc')
    .limit(50),
);

/** Receipts of a variant at a place that may still go back to their supplier, the latest first. */
export const returnableReceipts = (reader: Reader, where: { variantId: number; locationId: number }) => rows.all(reader, where);
