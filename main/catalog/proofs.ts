import { sql } from 'kysely';
import { addStored, type ProductSet, productsOfSet, setOf } from '../../shared/catalog/bits.rules.ts';
import { db } from '../database/builder.ts';
import { faultsShown, type Proof } from '../database/proof.ts';
import type { Fault } from '../database/proof.ts';
import type { Reader } from '../database/handles.ts';
import { askSql } from '../database/raw-sql.ts';

const countsKept = sql<{ id: number; says: string }>`
  select category.id, 'says ' || category.products || ' products, ' || count(productId) || ' are in it' as says
  from category left join productCategory on productCategory.categoryId = category.id
  group by category.id having category.products <> count(productId) limit ${faultsShown}`;

const facetRows = sql<{ facet: string; value: string; productId: number }>`
  select 'state' as facet, state as value, id as productId from product
  union all select 'category', cast(categoryId as text), productId from productCategory
  union all select 'tag', cast(tagId as text), productId from productTag
  union all select 'attribute ' || attributeId, value, productId from productAttribute`;

/** The pages of every value hold exactly the products that have it. */
function faultsOfFacets(reader: Reader): { checked: number; faults: Fault[] } {
  const rows = askSql(reader, facetRows);
  const wanted = Map.groupBy(rows, ({ facet, value }) => `${facet}: ${value}`);
  const kept = new Map<string, ProductSet>();
  for (const { facet, value, page, bits } of reader.all(db.selectFrom('facetPage').select(['facet', 'value', 'page', 'bits']))) {
    const name = `${facet}: ${value}`;
    const set = kept.get(name) ?? setOf([]);
    kept.set(name, set);
    addStored(set, page, bits);
  }
  const names = [...new Set([...wanted.keys(), ...kept.keys()])];
  const idsOf = (set: ProductSet | undefined): string => (set ? productsOfSet(set).join() : '');
  const wrong = names.filter((name) => idsOf(kept.get(name)) !== idsOf(setOf((wanted.get(name) ?? []).map(({ productId }) => productId))));
  return { checked: rows.length, faults: wrong.slice(0, faultsShown).map((id) => ({ table: 'facetPage', id, says: 'holds other products than those that have it' })) };
}

/** What the catalogue keeps for speed is what its rows add up to. */
export const catalogProofs: Proof[] = [
  {
    id: 'INV-L4 catalog',
    prove: (reader) => ({
      checked: reader.get(db.selectFrom('category').select(({ fn }) => fn.countAll<number>().as('rows')))?.rows ?? 0,
      faults: askSql(reader, countsKept).map((row) => ({ table: 'category', ...row })),
    }),
  },
  { id: 'INV-L4 facets', prove: faultsOfFacets },
];
