import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

/** So few products are fetched and sorted at once; of more, a walk by name meets a page of them sooner. */
const few = 500;

const upToFew = read((db, p: { question: string }) =>
  db
    .selectFrom(db.selectFrom('productSearch').select('rowid').where(sql<boolean>`productSearch match ${p.question}`).limit(few + 1).as('found'))
    .select(sql<string | null>`iif(count(*) > ${sql.lit(few)}, null, json_group_array(rowid))`.as('ids')),
);

/** The ids of the products with these words as a JSON array; undefined where they are more than are worth fetching before the page is known. */
export const fewWithWords = (reader: Reader, question: string): string | undefined => upToFew.get(reader, { question })?.ids ?? undefined;

/** Products of such an array. */
export const amongThese = (ids: string): RawBuilder<boolean> => sql<boolean>`product.id in (select value from json_each(${ids}))`;

/** Products with these words, where they are many: the plus keeps SQLite from fetching every one by its id, it walks by name and looks whether it is among them. */
export const amongMany = (question: string): RawBuilder<boolean> => sql<boolean>`+product.id in (select rowid from productSearch where productSearch match ${question})`;
