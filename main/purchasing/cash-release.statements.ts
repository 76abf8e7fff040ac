import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read } from '../database/statement.ts';

/** Our goods as the layers have them: how many of each, at what cost, since when, and when they last sold. */
export const heldGoods = read((db) =>
  db
    .selectFrom('costLayer as layer')
    .select([
      'layer.variantId',
      sql<Quantity>`sum(layer.quantity)`.as('quantity'),
      sql<Minor>`sum(layer.value)`.as('value'),
      sql<Day>`(select min(postedOn) from variantDay first where first.variantId = layer.variantId)`.as('firstCameOn'),
    ])
    .where(sql<boolean>`(layer.quantity <> 0 or layer.kind = 'pool')`)
    .groupBy('layer.variantId'),
);

/** What came of each variant since a day from suppliers and may still go back, with the one it came from last. */
export const returnableSince = read((db, p: { since: Day }) =>
  db
    .selectFrom('purchaseReceiptLine as line')
    .innerJoin('purchaseReceipt as receipt', 'receipt.goodsReceiptId', 'line.goodsReceiptId')
    .innerJoin('goodsReceipt as goods', 'goods.id', 'line.goodsReceiptId')
    .innerJoin('supplier', 'supplier.id', 'receipt.supplierId')
    // SQLite takes the other columns from the row that holds the greatest id.
    .select(['line.variantId', sql<Quantity>`sum(line.quantity - line.returned)`.as('returnable'), sql<number>`max(line.id)`.as('lineId'), 'supplier.name as supplierName'])
    .where('goods.postedOn', '>=', p.since)
    .where('receipt.cancelledAt', 'is', null)
    .where(sql<boolean>`line.quantity > line.returned`)
    .groupBy('line.variantId'),
);

/** What variants of a JSON list are called, and the last day each sold. */
export const namesAndSales = read((db, p: { variantIds: string }) =>
  db
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select([
      'variant.id as variantId', 'variant.sku', 'variant.optionValues', 'product.name',
      sql<Day | null>`(select max(postedOn) from variantDay day where day.variantId = variant.id and day.sold > 0)`.as('lastSoldOn'),
    ])
    .where('variant.id', 'in', sql<number>`(select value from json_each(${p.variantIds}))`),
);
