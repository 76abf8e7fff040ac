import { type RawBuilder, sql } from 'kysely';
import type { Reader } from './handles.ts';
import { type Fault, faultsShown } from './proof.ts';
import { askSql } from './raw-sql.ts';

/** For rows that name others by kind and id, where a kind is the name of a table: those that name what is not there. */
export function missingRows(
  reader: Reader,
  table: string,
  kinds: RawBuilder<{ kind: string }>,
  of: (kind: string) => RawBuilder<{ id: number | string; says: string }>,
): Fault[] {
  return askSql(reader, kinds).flatMap(({ kind }) => {
    const found = askSql(reader, sql`select name from sqlite_schema where type = 'table' and name = ${kind}`);
    if (found.length === 0) return [{ table, id: kind, says: `no table is called ${kind}` }];
    return askSql(reader, sql<{ id: number | string; says: string }>`select * from (${of(kind)}) limit ${faultsShown}`).map((row) => ({ table, ...row }));
  });
}
