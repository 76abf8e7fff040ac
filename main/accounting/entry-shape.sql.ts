import { type RawBuilder, sql } from 'kysely';

/**
 * The shape of each entry: every asset account it moved, goods apart, in the order of their ids with the side it moved to
 * ('12+ 31-'). Entries that moved none have no row. Columns: entryId, shape.
 */
const shapesOf = (which: RawBuilder<unknown>) => sql`(
  select entryId, group_concat(ledgerAccountId || iif(net > 0, '+', '-'), ' ' order by ledgerAccountId) as shape from (
    select m.entryId, m.ledgerAccountId, sum(m.amount) as net from posting m join ledgerAccount a on a.id = m.ledgerAccountId
    where a.type = 'asset' and a.control is not 'inventory' and ${which} group by m.entryId, m.ledgerAccountId having sum(m.amount) <> 0
  ) group by entryId)`;

export const shapes = shapesOf(sql`true`);

/** The shapes of the entries a list names, as JSON. */
export const shapesAmong = (entryIds: RawBuilder<unknown>) => shapesOf(sql`m.entryId in ${entryIds}`);

/** The accounts of a shape by the side they moved to. */
export function sidesOf(shape: string): Map<number, '+' | '-'> {
  return new Map(shape.split(' ').map((part) => [Number(part.slice(0, -1)), part.endsWith('+') ? '+' : '-']));
}
