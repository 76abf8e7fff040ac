import { sql } from 'kysely';
import type { Scope } from '../../shared/counting/stocktake.contract.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { getStocktake } from './plan.service.ts';
import { standing } from './scan-once.sql.ts';
import { counterOf } from './stocktake.statements.ts';

const summary = (db: Parameters<Parameters<typeof read>[0]>[0]) =>
  db
    .selectFrom('stocktake')
    .innerJoin('location', 'location.id', 'stocktake.locationId')
    .select(['stocktake.id', 'stocktake.number', 'stocktake.name', 'stocktake.locationId', 'location.name as locationName', 'stocktake.state'])
    .select(['stocktake.blind', 'stocktake.counters', 'stocktake.plannedAt', 'stocktake.startedAt', 'stocktake.closedAt'])
    .select((from) => [
      from.selectFrom('stocktakeLine as line').select((eb) => eb.fn.countAll<number>().as('n')).whereRef('line.stocktakeId', '=', 'stocktake.id').as('lines'),
      from
        .selectFrom('stocktakeScan as scan')
        .select((eb) => eb.fn.count<number>('scan.lineId').distinct().as('n'))
        .whereRef('scan.stocktakeId', '=', 'stocktake.id')
        .as('counted'),
      sql<number>`exists (select 1 from stocktakeReversal where stocktakeId = stocktake.id)`.as('reversed'),
    ]);

type SummaryRow = NonNullable<ReturnType<typeof oneSummary.get>>;

const openSummaries = read((db) => summary(db).where('stocktake.state', 'not in', ['posted', 'abandoned']).orderBy('stocktake.id', 'desc'));

const closedSummaries = read((db, p: { beforeId: number; limit: number }) =>
  summary(db).where('stocktake.state', 'in', ['posted', 'abandoned']).where('stocktake.id', '<', p.beforeId).orderBy('stocktake.id', 'desc').limit(p.limit),
);

const oneSummary = read((db, p: { id: number }) => summary(db).where('stocktake.id', '=', p.id));

const shown = ({ blind, reversed, lines, counted, ...row }: SummaryRow) => ({
  ...row,
  blind: blind === 1,
  reversed: reversed === 1,
  lines: lines ?? 0,
  counted: counted ?? 0,
});

/** Open counts, and a page of the closed ones, newest first. */
export function listStocktakes(reader: Reader, { beforeId = Number.MAX_SAFE_INTEGER, limit }: { beforeId?: number; limit: number }) {
  const open = openSummaries.all(reader, {}).map(shown);
  const closed = closedSummaries.all(reader, { beforeId, limit: limit + 1 }).map(shown);
  const page = closed.slice(0, limit);
  return { open, closed: page, nextId: closed.length > limit ? (page.at(-1)?.id ?? null) : null, waiting: open.filter(({ state }) => state !== 'planned').length };
}

/** Each line once: left out, counted, confirmed empty, or still to count. Bins count as one, goods in none as another. */
const progressOf = read((db, p: { id: number }) =>
  db
    .with('decided', (cte) =>
      cte
        .selectFrom('stocktakeDecision')
        .select(({ fn }) => ['lineId', 'kind', fn.max('id').as('id')])
        .where('stocktakeId', '=', p.id)
        .where('kind', 'in', ['exclude', 'reopen'])
        .groupBy('lineId'),
    )
    .with('done', (cte) =>
      cte
        .selectFrom('stocktakeScan as scan')
        .select(['scan.lineId', sql<number>`max(scan.kind = 'scan')`.as('real')])
        .where('scan.stocktakeId', '=', p.id)
        .where('scan.outcome', '=', 'counted')
        .where(standing)
        .groupBy('scan.lineId'),
    )
    .selectFrom('stocktakeLine as line')
    .leftJoin('decided', 'decided.lineId', 'line.id')
    .leftJoin('done', 'done.lineId', 'line.id')
    .select([
      sql<number>`count(*)`.as('lines'),
      sql<number>`sum(decided.kind is 'exclude')`.as('excluded'),
      sql<number>`sum(decided.kind is not 'exclude' and done.real is 1)`.as('counted'),
      sql<number>`sum(decided.kind is not 'exclude' and done.real is 0)`.as('zeros'),
      sql<number>`sum(decided.kind is not 'exclude' and done.real is null)`.as('uncounted'),
      sql<number>`sum(line.origin = 'found')`.as('found'),
      sql<number>`count(distinct coalesce(line.binId, 0))`.as('bins'),
      sql<number>`count(distinct coalesce(line.binId, 0)) - count(distinct case when decided.kind is not 'exclude' and done.real is null then coalesce(line.binId, 0) end)`.as('binsDone'),
    ])
    .where('line.stocktakeId', '=', p.id),
);

const peopleOf = read((db, p: { id: number }) =>
  db
    .selectFrom('stocktakeCounter as counter')
    .innerJoin('user', 'user.id', 'counter.userId')
    .select(['counter.userId', 'user.name', 'counter.doneAt'])
    .select((from) =>
      from
        .selectFrom('stocktakeScan as scan')
        .select((eb) => eb.fn.countAll<number>().as('n'))
        .where('scan.stocktakeId', '=', p.id)
        .whereRef('scan.userId', '=', 'counter.userId')
        .as('scans'),
    )
    .where('counter.stocktakeId', '=', p.id)
    .orderBy('user.name'),
);

const entriesOf = read((db, p: { id: number }) =>
  db.selectFrom('journalEntry').select(['number', 'ruleId']).where('sourceKind', '=', 'stocktake').where('sourceId', '=', p.id).orderBy('id'),
);

/** A count and how far it is. Nothing here says what the book expects. */
export function readStocktake(reader: Reader, { stocktakeId }: { stocktakeId: number }, actor: Actor) {
  const { scope, recountQuantity, recountValue, approvalValue, locationId } = getStocktake(reader, stocktakeId);
  const head = oneSummary.get(reader, { id: stocktakeId });
  const progress = progressOf.get(reader, { id: stocktakeId });
  if (!head || !progress) throw new Error(`count ${stocktakeId} has no rows`);
  const part = counterOf.get(reader, { stocktakeId, userId: actor.userId });
  const entries = entriesOf.all(reader, { id: stocktakeId });
  const open = ['counting', 'paused', 'review'].includes(head.state);
  return {
    ...shown(head),
    ...progress,
    // Written by this room from a parsed plan.
    scope: JSON.parse(scope) as Scope,
    recountQuantity,
    recountValue,
    approvalValue,
    allocatedNote: (allocatedAt.get(reader, { locationId })?.orders ?? 0) > 0,
    mine: part?.doneAt === null,
    hidden: head.blind === 1 && open && part?.doneAt === null,
    people: peopleOf.all(reader, { id: stocktakeId }).map(({ scans, ...person }) => ({ ...person, scans: scans ?? 0 })),
    entryNumber: entries.find(({ ruleId }) => ruleId === 'counting.variance')?.number ?? null,
    reversalEntryNumber: entries.find(({ ruleId }) => ruleId === 'counting.reversal')?.number ?? null,
  };
}

/** Whether goods there are set aside for orders: they are counted too, and the sheet says so. */
const allocatedAt = read((db, p: { locationId: number }) =>
  db.selectFrom(db.selectFrom('allocation').select('orderLineId').where('locationId', '=', p.locationId).limit(1).as('some')).select((eb) => eb.fn.countAll<number>().as('orders')),
);

const accuracyRows = read<Record<string, never>, { stocktakeId: number; number: string; name: string; postedOn: Day; equal: number; counted: number; value: Minor }>((db) =>
  db
    .selectFrom('stocktakeVariance as line')
    .innerJoin('stocktake', 'stocktake.id', 'line.stocktakeId')
    .select(['stocktake.id as stocktakeId', 'stocktake.number', 'stocktake.name'])
    .select([
      sql<Day>`stocktake.postedOn`.as('postedOn'),
      sql<number>`sum(line.variance = 0 and not exists (select 1 from stocktakeLotVariance lot where lot.lineId = line.lineId and lot.variance <> 0))`.as('equal'),
      sql<number>`count(*)`.as('counted'),
      sql<Minor>`sum(line.value)`.as('value'),
    ])
    .groupBy('stocktake.id')
    .orderBy('stocktake.id', 'desc')
    .limit(50),
);

/** How right the book was, by posted count. */
export const readAccuracy = (reader: Reader) => ({ counts: accuracyRows.all(reader, {}) });
