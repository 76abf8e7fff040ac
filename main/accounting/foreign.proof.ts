import { type RawBuilder, sql } from 'kysely';
import { homeWorth } from '../../shared/accounting/exchange-rate.rules.ts';
import { revaluationBackEntry, revaluationEntry } from '../../shared/accounting/revaluation.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { getShop } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { read } from '../database/statement.ts';
import { proveRecomputed, storedEntry } from './recompute.proof.ts';
import { storedRows } from './revaluation.queries.ts';

type RawFault = { id: number | string; says: string };

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));

const count = (reader: Reader, table: 'foreignItem' | 'revaluationRow'): number => reader.get(db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')))?.rows ?? 0;

const controlsOfItems = sql`(select ledgerAccountId from accountRole where role in ('accountsReceivable', 'accountsPayable'))`;

/** A document in another currency is closed in both currencies or in neither. */
const closedInBoth = sql<RawFault>`
  select o.itemKind || ' ' || o.itemId as id, 'has ' || o.balance || ' open in the books and ' || o.foreignBalance || ' ' || f.currency as says
  from foreignItem f join openItem o on o.itemKind = f.itemKind and o.itemId = f.itemId
  where o.ledgerAccountId in ${controlsOfItems} and ((o.balance > 0) <> (o.foreignBalance > 0) or (o.balance < 0) <> (o.foreignBalance < 0))`;

/** Each of its postings says both amounts, in its own currency. */
const namesItsCurrency = sql<RawFault>`
  select p.entryId as id, 'a posting on ' || f.itemKind || ' ' || f.itemId || ' is in ' || coalesce(p.currency, 'no currency') || ', its document in ' || f.currency as says
  from foreignItem f join posting p on p.itemKind = f.itemKind and p.itemId = f.itemId
  where p.ledgerAccountId in ${controlsOfItems} and p.currency is not f.currency`;

/** So does each posting on an account that holds another currency. */
const accountsHoldTheirs = sql<RawFault>`
  select p.entryId as id, 'a posting on account ' || a.code || ' is in ' || coalesce(p.currency, 'no currency') || ', the account in ' || a.currency as says
  from ledgerAccount a join posting p on p.ledgerAccountId = a.id where a.currency is not null and p.currency is not a.currency`;

/** What a revaluation put into the books it took out again, account by account and item by item: together they are nothing. */
const reversesItself = sql<RawFault>`
  select distinct e.sourceId as id, 'revaluation and reversal differ by ' || sum(p.amount) || ' on account ' || p.ledgerAccountId as says
  from journalEntry e join posting p on p.entryId = e.id where e.sourceKind = 'revaluation'
  group by e.sourceId, p.ledgerAccountId, p.itemKind, p.itemId, p.currency having sum(p.amount) <> 0 or coalesce(sum(p.foreignAmount), 0) <> 0`;

/** A standing one has its two entries, one that was taken back the opposite of both. */
const isPosted = sql<RawFault>`
  select v.id, 'revaluation has ' || count(e.id) || ' entries' as says
  from revaluation v left join journalEntry e on e.sourceKind = 'revaluation' and e.sourceId = v.id
  group by v.id having count(e.id) <> iif(v.takenBackById is null, 2, 4)`;

const entries = read((builder) =>
  builder
    .selectFrom('journalEntry as e')
    .innerJoin('revaluation as v', 'v.id', 'e.sourceId')
    .select(storedEntry)
    .select(['v.id as revaluationId', 'v.throughOn', 'v.difference'])
    .where('e.sourceKind', '=', 'revaluation')
    .where('e.reversesId', 'is', null),
);
type Row = ReturnType<typeof entries.all>[number];

const rules: Partial<Record<string, { entry: typeof revaluationEntry; on: (throughOn: Day) => Day }>> = {
  'accounting.revaluation': { entry: revaluationEntry, on: (throughOn) => throughOn },
  'accounting.revaluationBack': { entry: revaluationBackEntry, on: (throughOn) => addDays(throughOn, 1) },
};

/** Its entries follow from its rows, and its rows from their rates. */
function again(reader: Reader, { ruleId, revaluationId, throughOn, occurredAt, entryOn, difference }: Row, terms: { difference: Minor }) {
  const rule = rules[ruleId];
  if (!rule) return undefined;
  const rows = storedRows(reader, revaluationId);
  const home = getShop(reader).baseCurrency;
  const worth = rows.map(({ foreign, currency, rate }) => (rate === null ? minor(0) : homeWorth(foreign, rate, currency, home)));
  const figures = [
    [terms.difference, difference],
    [sumMinor(rows.map((row) => row.difference)), difference],
    [entryOn, rule.on(throughOn)],
    ...rows.map((row, index) => [row.worth, worth[index]] as const),
  ] as const;
  return { draft: rule.entry({ revaluationId, throughOn, occurredAt }, rows), figures };
}

/** What other currencies promise: documents closed in both amounts, and revaluations that leave nothing behind. */
export const foreignProofs: Proof[] = [
  {
    id: 'INV-X2 other currencies',
    prove: (reader) => ({
      checked: count(reader, 'foreignItem'),
      faults: [...faults(reader, 'foreignItem', closedInBoth), ...faults(reader, 'posting', namesItsCurrency), ...faults(reader, 'posting', accountsHoldTheirs)],
    }),
  },
  {
    id: 'INV-X3 revaluations',
    prove: (reader) => {
      const recomputed = proveRecomputed(reader, entries.iterate(reader, {}), (row, terms: { difference: Minor }) => again(reader, row, terms));
      return { checked: count(reader, 'revaluationRow'), faults: [...recomputed.faults, ...faults(reader, 'revaluation', reversesItself), ...faults(reader, 'revaluation', isPosted)] };
    },
  },
];
