import { sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import type { MadeRows } from '../company/sheets/kind.ts';
import type { Reader } from '../database/handles.ts';
import { askSql } from '../database/raw-sql.ts';
import { read } from '../database/statement.ts';

/** Tables that go with a variant or a product; every other one that names it is a use of it. */
const ownTables = new Set(['barcode', 'price', 'productTag', 'productCategory', 'productAttribute', 'productImage', 'variant']);

interface Referrer {
  table: string;
  column: string;
}

/** Who names rows of a table by a foreign key, other rooms included: SQLite knows them all, and this room none. */
const referrersOf = (reader: Reader, table: string): Referrer[] =>
  askSql(reader, sql<Referrer>`
    select t.name as "table", k."from" as "column" from sqlite_schema t join pragma_foreign_key_list(t.name) k
    where t.type = 'table' and k."table" = ${table}`).filter((referrer) => !ownTables.has(referrer.table));

/** The rows of a range that something else names. */
export function usedIn(reader: Reader, table: 'product' | 'variant', { after, through }: MadeRows): Set<number> {
  const used = referrersOf(reader, table).flatMap((referrer) =>
    askSql(reader, sql<{ id: number }>`
      select distinct ${sql.ref(referrer.column)} as id from ${sql.table(referrer.table)}
      where ${sql.ref(referrer.column)} > ${after} and ${sql.ref(referrer.column)} <= ${through}`));
  return new Set(used.map(({ id }) => id));
}

/** Variants a range of an import made: whose they are, and whether the import made their product as well. */
export const madeVariants = read((db, p: { after: number; through: number }) =>
  db.selectFrom('variant').select(['id', 'productId', 'sku']).where('id', '>', p.after).where('id', '<=', p.through).orderBy('id'),
);

export const madeProducts = read((db, p: { after: number; through: number }) =>
  db.selectFrom('product').select(['id', 'name', 'state']).where('id', '>', p.after).where('id', '<=', p.through).orderBy('id'),
);

/** What a range of products got since: variants, codes, prices and changes that the import did not make. */
export function touchedSince(reader: Reader, products: MadeRows, made: Record<'variant' | 'barcode' | 'price' | 'fieldHistory', MadeRows>): Set<number> {
  const inRange = sql`v.productId > ${products.after} and v.productId <= ${products.through}`;
  const rows = askSql(reader, sql<{ id: number }>`
    select v.productId as id from variant v where v.id > ${made.variant.through} and ${inRange}
    union select v.productId from barcode b join variant v on v.id = b.variantId where b.id > ${made.barcode.through} and ${inRange}
    union select v.productId from price x join variant v on v.id = x.variantId where x.id > ${made.price.through} and ${inRange}
    union select i.productId from productImage i where i.productId > ${products.after} and i.productId <= ${products.through}
    union select h.subjectId from fieldHistory h where h.id > ${made.fieldHistory.through} and h.kind = 'product'
      and h.subjectId > ${products.after} and h.subjectId <= ${products.through}
    union select v.productId from fieldHistory h join variant v on v.id = h.subjectId
      where h.id > ${made.fieldHistory.through} and h.kind = 'variant' and ${inRange}`);
  return new Set(rows.map(({ id }) => id));
}

/** The values of facets that products have. */
export const facetValues = (reader: Reader, productIds: readonly number[]) => {
  const listed = sql`(select value from json_each(${JSON.stringify(productIds)}))`;
  return askSql(reader, sql<{ facet: string; value: string; productId: number }>`
    select 'state' as facet, state as value, id as productId from product where id in ${listed}
    union all select 'category', cast(categoryId as text), productId from productCategory where productId in ${listed}
    union all select 'tag', cast(tagId as text), productId from productTag where productId in ${listed}
    union all select 'attribute ' || attributeId, value, productId from productAttribute where productId in ${listed}`);
};

/** Fields the import changed in things that were there before, with what they said. */
export const changedFields = read((db, p: { after: number; through: number }) =>
  db
    .selectFrom('fieldHistory')
    .select(['kind', 'subjectId', 'field', 'oldValue', 'newValue'])
    .where('id', '>', p.after)
    .where('id', '<=', p.through)
    .where('field', 'not in', ['variant', 'barcode'])
    .orderBy('id'),
);

/** Prices the import set on variants that were there before, and what held until then. */
export const changedPrices = (reader: Reader, prices: MadeRows, variants: MadeRows, importedAt: Instant) =>
  askSql(reader, sql<{ id: number; variantId: number; currency: string; before: number | null; newest: number }>`
    select x.id, x.variantId, x.currency,
      (select o.amount from price o where o.variantId = x.variantId and o.currency = x.currency and o.id <= ${prices.after}
        and o.validFromAt <= ${importedAt} order by o.validFromAt desc, o.id desc limit 1) as before,
      (select max(n.id) from price n where n.variantId = x.variantId and n.currency = x.currency) as newest
    from price x where x.id > ${prices.after} and x.id <= ${prices.through} and x.variantId <= ${variants.after}`);

/** Codes the import gave to variants that were there before. */
export const addedBarcodes = read((db, p: { after: number; through: number; variantsAfter: number }) =>
  db.selectFrom('barcode').select('id').where('id', '>', p.after).where('id', '<=', p.through).where('variantId', '<=', p.variantsAfter),
);

export const madeCategories = read((db, p: { after: number; through: number }) =>
  db.selectFrom('category').select('id').where('id', '>', p.after).where('id', '<=', p.through).orderBy('id', 'desc'),
);
