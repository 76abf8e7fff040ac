import { sql } from 'kysely';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const parts = read((db, p: { ids: string }) =>
  db
    .selectFrom('landedCostPart as part')
    .innerJoin('purchaseReceiptLine as line', 'line.id', 'part.purchaseReceiptLineId')
    .innerJoin('goodsReceipt as goods', 'goods.id', 'line.goodsReceiptId')
    .innerJoin('variant', 'variant.id', 'line.variantId')
    .select(['part.landedCostId', 'part.purchaseReceiptLineId', 'goods.number as receiptNumber', 'variant.sku', 'line.quantity', 'part.amount'])
    .where('part.landedCostId', 'in', sql<number>`(select value from json_each(${p.ids}))`)
    .orderBy('part.id'),
);

/** One page of landed costs with their parts, the latest first. */
export function listLandedCosts(reader: Reader, { after, limit }: { after?: { id: number }; limit: number }) {
  let page = db
    .selectFrom('landedCost')
    .select(['id', 'number', 'basis', 'policy', 'amount', 'supplierBillId', 'note', 'occurredAt', 'postedOn', 'cancelledAt'])
    .orderBy('id', 'desc');
  if (after) page = page.where('id', '<', after.id);
  const found = reader.all(page.limit(limit + 1));
  const shown = found.slice(0, limit);
  const byCost = Map.groupBy(parts.all(reader, { ids: JSON.stringify(shown.map(({ id }) => id)) }), (part) => part.landedCostId);
  const rows = shown.map(({ cancelledAt, ...cost }) => ({
    ...cost,
    cancelled: cancelledAt !== null,
    parts: (byCost.get(cost.id) ?? []).map(({ landedCostId: _id, ...part }) => part),
  }));
  const last = shown.at(-1);
  return { rows, next: found.length > limit && last ? { id: last.id } : null };
}
