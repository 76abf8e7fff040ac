import { type RawBuilder, sql } from 'kysely';
import { settlementEntry, type SettlementTerms } from '../../shared/payouts/settlement-entry.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { proveRecomputed, storedEntry } from '../accounting/recompute.proof.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { read } from '../database/statement.ts';

type RawFault = { id: number | string; says: string };
type Counted = 'settlement' | 'settlementLine' | 'payment' | 'refund';

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));

const count = (reader: Reader, ...tables: Counted[]): number =>
  tables.reduce((sum, table) => sum + (reader.get(db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')))?.rows ?? 0), 0);

/** JOB-8: what was sent is what its lines come to, in its own currency and in the shop's; none of them waits for a word. */
const payoutsAddUp = sql<RawFault>`
  select s.id, 'settlement ' || s.externalId || ' sent ' || s.payout || ' (' || s.basePayout || '), its lines make ' || coalesce(sum(l.amount), 0) || ' (' || coalesce(sum(l.base), 0) || ')' as says
  from settlement s left join settlementLine l on l.settlementId = s.id
  where s.finishedAt is not null
  group by s.id
  having s.payout <> coalesce(sum(l.amount), 0) or s.basePayout <> coalesce(sum(l.base), 0) or sum(l.base is null) > 0
    or sum(l.role is null and l.orderId is null and l.kind in ('sale', 'refund', 'taxCollected', 'taxWithheld', 'adjustment', 'chargeback')) > 0`;

/** What is kept of a settlement is what its lines of each kind come to. */
const sumsAreLines = sql<RawFault>`
  select settlementId as id, 'the kept sum of its lines of kind ' || kind || ' differs from them by ' || sum(amount) as says
  from (select settlementId, kind, amount from settlementSum union all select settlementId, kind, -amount from settlementLine)
  group by settlementId, kind having sum(amount) <> 0`;

/** A finished settlement stands for an entry that is not reversed; an open one has done nothing to the books. */
const entriesStand = sql<RawFault>`
  select s.id, 'settlement ' || s.externalId || ' says entry ' || coalesce(s.entryId, 'none') || ', which does not stand for it' as says
  from settlement s left join journalEntry e on e.id = s.entryId
  where s.entryId is not null and (e.id is null or e.sourceKind <> 'settlement' or e.sourceId <> s.id or e.postedOn <> s.postedOn or exists (select 1 from journalEntry r where r.reversesId = e.id))`;

const openOnesWait = sql<RawFault>`
  select l.id, 'line ' || l.lineNo || ' of settlement ' || s.externalId || ' counts, although that is not finished' as says
  from settlementLine l join settlement s on s.id = l.settlementId
  where s.finishedAt is null and (l.base is not null or l.orderCostId is not null)`;

/** What a finished settlement told of an order's costs stands there, at what it came to. */
const costsAreTold = sql<RawFault>`
  select l.id, 'line ' || l.lineNo || ' of settlement ' || s.externalId || ' cost its order ' || (l.toOrder - l.base) || ', the order was told ' || coalesce(c.amount, 0) as says
  from settlementLine l join settlement s on s.id = l.settlementId left join orderCost c on c.id = l.orderCostId
  where l.orderCostId is not null and (c.id is null or c.amount <> l.toOrder - l.base or c.orderId <> l.orderId)`;

/**
 * Clearing per channel order, from the documents alone: what channels took for us, less what they gave back and what they
 * settled, on every day (INV-L6).
 */
const clearingIsItsOrders = sql<RawFault>`
  with told as (
    select orderId, postedOn, amount - fee as amount from payment where account = 'channelClearing'
    union all select orderId, voidPostedOn, fee - amount from payment where account = 'channelClearing' and voidedAt is not null
    union all select orderId, postedOn, -amount from refund where account = 'channelClearing'
    union all select l.orderId, s.postedOn, -l.toOrder from settlementLine l join settlement s on s.id = l.settlementId where l.toOrder <> 0
  ), posted as (
    select p.itemId as orderId, p.postedOn, p.amount from accountRole r join posting p on p.ledgerAccountId = r.ledgerAccountId join journalEntry e on e.id = p.entryId
    where r.role = 'channelClearing' and p.itemKind = 'salesOrder'
      and not (e.sourceKind = 'settlement' and (e.reversesId is not null or exists (select 1 from journalEntry v where v.reversesId = e.id)))
  )
  select orderId as id, 'order ' || orderId || ' has ' || sum(posted) || ' on the clearing account on ' || postedOn || ', its payments, refunds and settlements make ' || sum(told) as says
  from (select orderId, postedOn, 0 as posted, amount as told from told union all select orderId, postedOn, amount, 0 from posted)
  group by orderId, postedOn having sum(posted) <> sum(told)`;

/** Nothing is open on the clearing account but orders. */
const clearingIsOrders = sql<RawFault>`
  select i.itemKind || ' ' || i.itemId as id, 'the clearing account holds ' || i.balance || ' of ' || i.itemKind || ' ' || i.itemId as says
  from openItem i join accountRole r on r.ledgerAccountId = i.ledgerAccountId
  where r.role = 'channelClearing' and i.itemKind <> 'salesOrder' and i.balance <> 0`;

const ownEntries = read((builder) =>
  builder
    .selectFrom('journalEntry as e')
    .innerJoin('settlement as s', 's.id', 'e.sourceId')
    .innerJoin('channel as c', 'c.id', 's.channelId')
    .select([...storedEntry])
    .select(['s.id as settlementId', 's.channelId', 'c.name as channel', 's.externalId as number', 's.currency', 's.payout as sent', 's.entryId as standing', 's.basePayout'])
    .where('e.sourceKind', '=', 'settlement')
    .where('e.reversesId', 'is', null),
);

type Row = ReturnType<typeof ownEntries.all>[number];

function again(row: Row, terms: SettlementTerms) {
  if (row.ruleId !== 'payouts.settlement') return undefined;
  const { settlementId, channelId, entryOn: postedOn, occurredAt, channel, number, currency, sent } = row;
  const figures: (readonly [Minor, Minor | null])[] = row.standing === row.entryId ? [[terms.payout, row.basePayout]] : [];
  return { draft: settlementEntry({ settlementId, channelId, postedOn, occurredAt, channel, number, currency, payout: sent }, terms), figures };
}

/** What payouts prove: every settlement by its lines, every clearing item by its documents, and its own entries. */
export const payoutsProofs: Proof[] = [
  {
    id: 'INV-L6 clearing',
    prove: (reader) => ({
      checked: count(reader, 'payment', 'refund', 'settlementLine'),
      faults: [...faults(reader, 'salesOrder', clearingIsItsOrders), ...faults(reader, 'openItem', clearingIsOrders)],
    }),
  },
  {
    id: 'INV-P1 payouts',
    prove: (reader) => ({
      checked: count(reader, 'settlement'),
      faults: [...faults(reader, 'settlement', payoutsAddUp), ...faults(reader, 'settlementSum', sumsAreLines), ...faults(reader, 'settlement', entriesStand), ...faults(reader, 'settlementLine', openOnesWait), ...faults(reader, 'settlementLine', costsAreTold)],
    }),
  },
  { id: 'INV-L5 payouts', prove: (reader) => proveRecomputed(reader, ownEntries.iterate(reader, {}), again) },
];
