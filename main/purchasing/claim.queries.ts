import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';

/** One page of claims, the latest first. */
export function listClaims(reader: Reader, { view, supplierId, after, limit }: { view: 'open' | 'all'; supplierId?: number; after?: { id: number }; limit: number }) {
  let page = db
    .selectFrom('supplierClaim as claim')
    .innerJoin('supplier', 'supplier.id', 'claim.supplierId')
    .leftJoin('variant', 'variant.id', 'claim.variantId')
    .leftJoin('product', 'product.id', 'variant.productId')
    .leftJoin('goodsReceipt as goods', 'goods.id', 'claim.goodsReceiptId')
    .leftJoin('purchaseOrderLine as line', 'line.id', 'claim.purchaseOrderLineId')
    .leftJoin('purchaseOrder as o', 'o.id', 'line.purchaseOrderId')
    .select(['claim.id', 'claim.number', 'claim.supplierId', 'supplier.name as supplierName', 'claim.kind', 'variant.sku', 'product.name'])
    .select(['goods.number as receiptNumber', 'o.number as orderNumber', 'claim.quantity', 'claim.open', 'claim.settled', 'claim.note', 'claim.raisedAt'])
    .orderBy('claim.id', 'desc');
  if (view === 'open') page = page.where('claim.settled', '=', 0);
  if (supplierId !== undefined) page = page.where('claim.supplierId', '=', supplierId);
  if (after) page = page.where('claim.id', '<', after.id);
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map(({ settled, ...row }) => ({ ...row, settled: settled === 1 }));
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? { id: last.id } : null };
}
