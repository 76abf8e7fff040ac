import { sql } from 'kysely';
import { db } from '../database/builder.ts';
import { faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';

const countsKept = sql<{ id: number; says: string }>`
  select category.id, 'says ' || category.products || ' products, ' || count(product.id) || ' are in it' as says
  from category left join product on product.categoryId = category.id
  group by category.id having category.products <> count(product.id) limit ${faultsShown}`;

/** What the catalogue keeps for speed is what its rows add up to. */
export const catalogProofs: Proof[] = [
  {
    id: 'INV-L4 catalog',
    prove: (reader) => ({
      checked: reader.get(db.selectFrom('category').select(({ fn }) => fn.countAll<number>().as('rows')))?.rows ?? 0,
      faults: askSql(reader, countsKept).map((row) => ({ table: 'category', ...row })),
    }),
  },
];
