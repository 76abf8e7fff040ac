import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

/** So few products are fetched and sorted at once; of more, a walk by name meets a page of them soon. */
export const fewProducts = 2000;

const upToFew = read((db, p: { question: string }) =>
  db
    .selectFrom(sql<{ one: number }>`(select 1 as one from productSearch where productSearch match ${p.question} limit ${sql.lit(fewProducts + 1)})`.as('found'))
    .select(sql<number>`count(*)`.as('products')),
);

/** Whether more products have these words than are worth fetching before the page is known. */
export const findsMany = (reader: Reader, question: string): boolean => (upToFew.get(reader, { question })?.products ?? 0) > fewProducts;

/** Products with these words. Of many the plus keeps SQLite from fetching every one by its id: it walks by name and looks whether it is among them. */
export function withWords(question: string, many: boolean): RawBuilder<boolean> {
  const found = sql`(select rowid from productSearch where productSearch match ${question})`;
  return many ? sql<boolean>`+product.id in ${found}` : sql<boolean>`product.id in ${found}`;
}
