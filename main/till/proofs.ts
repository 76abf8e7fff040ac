import { sql } from 'kysely';
import { countEntry, drawerMoveEntry, type DrawerOccasion, type DrawerReason, floatEntry } from '../../shared/till/drawer.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { proveRecomputed, type Recomputed, type StoredEntry, storedEntry } from '../accounting/recompute.proof.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { read } from '../database/statement.ts';
import { throughDrawer } from './drawer-cash.queries.ts';

type RawFault = { id: number | string; says: string };

/** What went in and out of each drawer, from the postings of its person's commands and what came from the cash box. */
const cashInAndOut = sql`
  select drawer.id,
    coalesce((select sum(posting.amount) from journalEntry entry cross join command on command.id = entry.commandId cross join posting on posting.entryId = entry.id
      where posting.ledgerAccountId = (select ledgerAccountId from accountRole where role = 'till') and ${throughDrawer('drawer')}), 0)
    + coalesce((select sum(iif(direction = 'in', amount, -amount)) from drawerMovement where drawerId = drawer.id and reason = 'box'), 0) as amount
  from drawer`;

/** JOB-9: counted = float + in − out + what was posted as over or short, and the pieces make up the count. */
const drawersAddUp = sql<RawFault>`
  select drawer.id, 'drawer ' || drawer.number || ' should hold ' || (drawer.float + moved.amount) || ', its counts say ' || count.expected as says
    from drawer join (${cashInAndOut}) moved using (id) join drawerCount count on count.drawerId = drawer.id
    where count.expected <> drawer.float + moved.amount
  union all
  select drawer.id, 'drawer ' || drawer.number || ' was counted at ' || last.counted || ', expected and differences make ' || (last.expected + found.amount)
    from drawer join drawerCount last on last.id = (select max(id) from drawerCount where drawerId = drawer.id)
    join (select drawerId, sum(difference) as amount from drawerCount group by drawerId) found on found.drawerId = drawer.id
    where last.counted <> last.expected + found.amount
  union all
  select drawer.id, 'drawer ' || drawer.number || ' is ' || iif(drawer.closedAt is null, 'counted but open', 'closed but not counted')
    from drawer where (drawer.closedAt is null) = exists (select 1 from drawerCount where drawerId = drawer.id)
  union all
  select count.drawerId, 'the pieces of count ' || count.id || ' are not what it says' from drawerCount count
    where counted <> coalesce((select sum(denomination * pieces) from drawerCountLine where drawerCountId = count.id), 0)`;

const documents = read((db) =>
  db
    .selectFrom('journalEntry as e')
    .leftJoin('drawerMovement as movement', (join) => join.onRef('movement.id', '=', 'e.sourceId').on('e.sourceKind', '=', 'drawerMovement'))
    .leftJoin('drawerCount as count', (join) => join.onRef('count.id', '=', 'e.sourceId').on('e.sourceKind', '=', 'drawerCount'))
    .innerJoin('drawer', (join) => join.on('drawer.id', '=', sql<number>`coalesce(movement.drawerId, count.drawerId, e.sourceId)`))
    .select([...storedEntry])
    .select(['drawer.id as drawerId', 'drawer.number', 'drawer.float', 'e.sourceId', 'movement.reason', 'count.difference', 'count.userId'])
    .select([sql<Minor | null>`iif(movement.direction = 'in', movement.amount, -movement.amount)`.as('moved')])
    .where('e.sourceKind', 'in', ['drawer', 'drawerMovement', 'drawerCount'])
    .where(sql<boolean>`e.reversesId is null`),
);

type Row = ReturnType<typeof documents.all>[number];

const occasionOf = (row: Row & StoredEntry): DrawerOccasion => ({ drawer: { id: row.drawerId, number: row.number }, postedOn: row.entryOn, occurredAt: row.occurredAt });

const again: Record<string, (row: Row, terms: never) => Recomputed> = {
  'till.float': (row, terms: { amount: Minor }) => ({ draft: floatEntry(occasionOf(row), terms.amount), figures: [[terms.amount, row.float]] }),
  'till.counted': (row, terms: { difference: Minor; userId: number }) => ({
    draft: countEntry(occasionOf(row), row.sourceId, terms.difference, terms.userId),
    figures: [[terms.difference, row.difference], [terms.userId, row.userId]],
  }),
  'till.paidIn': movedAgain,
  'till.paidOut': movedAgain,
};

function movedAgain(row: Row, terms: { reason: DrawerReason; amount: Minor }): Recomputed {
  return { draft: drawerMoveEntry(occasionOf(row), row.sourceId, terms.reason, terms.amount, ''), figures: [[terms.reason, row.reason], [terms.amount, row.moved]] };
}

/** A document of the till that is worth something has its entry, once. */
const documentsArePosted = sql<RawFault>`
  select id, 'a movement of cash has no entry of its own' as says from drawerMovement movement
    where reason <> 'box' and (select count(*) from journalEntry where sourceKind = 'drawerMovement' and sourceId = movement.id) <> 1
  union all
  select id, 'a difference found at a count was not posted' from drawerCount count
    where difference <> 0 and (select count(*) from journalEntry where sourceKind = 'drawerCount' and sourceId = count.id) <> 1`;

const count = (reader: Reader, table: 'drawer' | 'drawerMovement' | 'drawerCount'): number => askSql(reader, sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`)[0]?.rows ?? minor(0);

const faults = (reader: Reader, table: string, query: typeof drawersAddUp): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));

export const tillProofs: Proof[] = [
  { id: 'JOB-9', prove: (reader) => ({ checked: count(reader, 'drawer'), faults: faults(reader, 'drawer', drawersAddUp) }) },
  {
    id: 'INV-L5 till',
    prove: (reader) => {
      const entries = proveRecomputed(reader, documents.iterate(reader, {}), (row, terms) => again[row.ruleId]?.(row, terms));
      return { checked: count(reader, 'drawerMovement') + count(reader, 'drawerCount'), faults: [...entries.faults, ...faults(reader, 'drawerMovement', documentsArePosted)] };
    },
  },
];
