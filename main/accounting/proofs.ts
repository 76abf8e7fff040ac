import { type RawBuilder, sql } from 'kysely';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof, type ProofResult } from '../database/proof.ts';
import { runsAreDue } from './recurring.proof.ts';
import { missingRows } from '../database/missing-rows.ts';
import { askSql } from '../database/raw-sql.ts';
import { proveClosings } from './closing.proof.ts';
import { proveDigests } from './digest.proof.ts';
import { locksStand } from './lock.proof.ts';
import { foreignProofs } from './foreign.proof.ts';
import { shapes } from './entry-shape.sql.ts';

type RawFault = { id: number | string; says: string };

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));
type Counted = 'journalEntry' | 'posting' | 'ledgerDay' | 'openItem' | 'openDay' | 'exchangeDay' | 'centreDay' | 'boughtDay' | 'recurringRun';
const count = (reader: Reader, table: Counted): number =>
  reader.get(db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')))?.rows ?? 0;

/** Every posted entry balances in base currency, and in its own where all its lines have one; nothing is left open. */
const entriesBalance = sql<RawFault>`
  select e.id, case
    when e.postedAt is null then 'entry ' || e.number || ' was never posted'
    when count(p.lineNo) = 0 then 'entry ' || e.number || ' has no postings'
    when sum(p.amount) <> 0 then 'entry ' || e.number || ' is off by ' || sum(p.amount)
    when sum(p.postedOn <> e.postedOn) > 0 then 'entry ' || e.number || ' has a posting on another day'
    else 'entry ' || e.number || ' is off by ' || sum(p.foreignAmount) || ' ' || min(p.currency) end as says
  from journalEntry e left join posting p on p.entryId = e.id
  group by e.id
  having e.postedAt is null or count(p.lineNo) = 0 or sum(p.amount) <> 0 or sum(p.postedOn <> e.postedOn) > 0
    or (count(p.currency) = count(*) and min(p.currency) = max(p.currency) and sum(p.foreignAmount) <> 0)`;

/** Between two rows of periodLock the earlier one's day was the end of the closed period; no entry of that time lies in it. */
const addedWhileClosed = sql<RawFault>`
  with span as (select throughOn, atSequence, lead(atSequence) over (order by id) as nextSequence from periodLock)
  select e.id,
    'entry ' || e.number || ' of ' || e.postedOn || ' was added while the books were closed through ' || s.throughOn as says
  from span s join journalEntry e
    on e.id > s.atSequence and e.id <= coalesce(s.nextSequence, 9223372036854775807) and e.postedOn <= s.throughOn`;

/** Entries are numbered one after another and none is left out; a restored file goes on behind what the lost one may have given out. */
const numbersRunOn = sql<RawFault>`
  select e.id, 'entry ' || e.number || ' does not follow the number before it' as says
  from (select id, number, row_number() over (order by id) as place from journalEntry) e join series s on s.code = 'journalEntry'
  where (select epoch from shop) = 1 and e.number <> s.prefix || printf('%0' || s.digits || 'd', e.place)
  union all
  select 0, 'the series of entries gave out ' || (s.next - 1) || ' numbers, ' || (select count(*) from journalEntry) || ' entries have them'
  from series s where s.code = 'journalEntry' and (select epoch from shop) = 1 and s.next - 1 <> (select count(*) from journalEntry)`;

/** Within each month the numbers run from one on, in the order of posting, and every entry has one of its own month. */
const vouchersRunOn = sql<RawFault>`
  select e.id, 'entry ' || e.number || ' has no number of ' || substr(e.postedOn, 1, 7) as says
  from journalEntry e left join entryVoucher v on v.entryId = e.id
  where e.postedAt is not null and v.month is not substr(e.postedOn, 1, 7)
  union all
  select v.entryId, 'voucher ' || v.number || ' of ' || v.month || ' does not follow the one before it'
  from (select entryId, month, number, row_number() over (partition by month order by number) as place from entryVoucher) v where v.number <> v.place`;

/** An accrual and what takes it off add up to nothing on every account, the second a day later. */
const accrualsComeOff = sql<RawFault>`
  select r.id, 'the accrual ' || t.name || ' of ' || r.dueOn || ' is not taken off the day after' as says
  from recurringRun r join recurringEntry t on t.id = r.recurringEntryId
  left join journalEntry e on e.id = r.entryId left join journalEntry o on o.id = r.oppositeEntryId
  where r.state = 'posted' and (
    (t.reverses = 1) <> (o.id is not null)
    or (o.id is not null and o.postedOn <> date(e.postedOn, '+1 day'))
    or (o.id is not null and exists (select 1 from posting p where p.entryId in (e.id, o.id) group by p.ledgerAccountId, p.channelId, p.locationId, p.campaignId having sum(p.amount) <> 0)))`;

const daysKept = sql<RawFault>`
  select ledgerAccountId || ' ' || dayOn as id,
    'kept balance differs from its postings: debits by ' || sum(debit) || ', credits by ' || sum(credit) as says
  from (
    select ledgerAccountId, dayOn, debit, credit from ledgerDay
    union all
    select ledgerAccountId, postedOn, -sum(max(amount, 0)), -sum(max(-amount, 0)) from posting group by ledgerAccountId, postedOn
  )
  group by ledgerAccountId, dayOn having sum(debit) <> 0 or sum(credit) <> 0`;

const itemsKept = sql<RawFault>`
  select ledgerAccountId || ' ' || itemKind || ' ' || itemId as id,
    case when sum(balance) <> 0 or sum(foreignBalance) <> 0
      then 'kept open item differs from its postings by ' || sum(balance) || iif(sum(foreignBalance) = 0, '', ', in its currency by ' || sum(foreignBalance))
      else 'kept open item does not say when its postings began and ended, or with which channel' end as says
  from (
    select ledgerAccountId, itemKind, itemId, balance, foreignBalance, sinceOn, lastOn, channelId from openItem
    union all
    select p.ledgerAccountId, p.itemKind, p.itemId, -sum(p.amount), -sum(coalesce(p.foreignAmount, 0)), min(p.postedOn), max(p.postedOn), coalesce(max(p.channelId), 0)
    from posting p join ledgerAccount a on a.id = p.ledgerAccountId
    where a.control is not null and p.itemId is not null group by p.ledgerAccountId, p.itemKind, p.itemId
  )
  group by ledgerAccountId, itemKind, itemId
  having sum(balance) <> 0 or sum(foreignBalance) <> 0 or min(sinceOn) <> max(sinceOn) or min(lastOn) <> max(lastOn) or min(channelId) <> max(channelId)`;

/** Items by the day they began: of each item, how its postings changed its balance day by day, and on which days it was opened or settled by them. */
const openDaysKept = sql<RawFault>`
  select ledgerAccountId || ' ' || channelId || ' ' || sinceOn || ' ' || postedOn as id,
    'kept open items of ' || sinceOn || ' differ from their postings by ' || sum(amount) || ' and ' || sum(items) || ' items' as says
  from (
    select ledgerAccountId, channelId, sinceOn, postedOn, amount, items from openDay
    union all
    select ledgerAccountId, channelId, sinceOn, postedOn, -amount, (after - amount <> 0) - (after <> 0) from (
      select ledgerAccountId, postedOn, amount,
        max(channelId) over item as channelId, min(postedOn) over item as sinceOn, sum(amount) over (item order by postedOn) as after
      from (
        select p.ledgerAccountId, p.itemKind, p.itemId, p.postedOn, sum(p.amount) as amount, coalesce(max(p.channelId), 0) as channelId
        from posting p join ledgerAccount a on a.id = p.ledgerAccountId where a.control is not null and p.itemId is not null
        group by p.ledgerAccountId, p.itemKind, p.itemId, p.postedOn
      ) window item as (partition by ledgerAccountId, itemKind, itemId)
    )
  )
  group by ledgerAccountId, channelId, sinceOn, postedOn having sum(amount) <> 0 or sum(items) <> 0`;

/** What entries of a shape exchanged on a day, from their postings. */
const exchangesKept = sql<RawFault>`
  select dayOn || ' ' || shape || ' ' || ledgerAccountId as id, 'kept exchange differs from its postings: debits by ' || sum(debit) || ', credits by ' || sum(credit) as says
  from (
    select dayOn, shape, ledgerAccountId, debit, credit from exchangeDay
    union all
    select p.postedOn, moved.shape, p.ledgerAccountId, -max(p.amount, 0), -max(-p.amount, 0) from ${shapes} moved cross join posting p on p.entryId = moved.entryId
  )
  group by dayOn, shape, ledgerAccountId having sum(debit) <> 0 or sum(credit) <> 0`;

const resultLines = sql`posting p join ledgerAccount a on a.id = p.ledgerAccountId and a.type in ('income', 'expense')`;

/** Each centre's days are its postings; what is left of an account's day, which a statement shows as belonging to none, is the postings without a centre. */
const centresKept = sql<RawFault>`
  select ledgerAccountId || ' ' || dayOn || ' ' || kind || ' ' || centreId as id, 'kept result of a ' || kind || ' differs from its postings by ' || sum(amount) as says
  from (
    select ledgerAccountId, dayOn, kind, centreId, amount from centreDay
    union all
    select p.ledgerAccountId, p.postedOn, 'channel', p.channelId, -p.amount from ${resultLines} where p.channelId is not null
    union all
    select p.ledgerAccountId, p.postedOn, 'location', p.locationId, -p.amount from ${resultLines} where p.locationId is not null
    union all
    select p.ledgerAccountId, p.postedOn, 'campaign', p.campaignId, -p.amount from ${resultLines} where p.campaignId is not null
    union all
    select d.ledgerAccountId, d.dayOn, k.column1, 0, d.debit - d.credit - coalesce((select sum(c.amount) from centreDay c where c.ledgerAccountId = d.ledgerAccountId and c.dayOn = d.dayOn and c.kind = k.column1), 0)
    from ledgerDay d join ledgerAccount a on a.id = d.ledgerAccountId and a.type in ('income', 'expense'), (values ('channel'), ('location'), ('campaign')) k
    union all
    select p.ledgerAccountId, p.postedOn, k.column1, 0, -p.amount from ${resultLines}, (values ('channel'), ('location'), ('campaign')) k
    where case k.column1 when 'channel' then p.channelId when 'location' then p.locationId else p.campaignId end is null
  )
  group by ledgerAccountId, dayOn, kind, centreId having sum(amount) <> 0`;

const purchasesKept = sql<RawFault>`
  select dayOn || ' ' || ledgerAccountId as id, 'kept purchases differ from their postings by ' || sum(amount) as says
  from (
    select dayOn, ledgerAccountId, amount from boughtDay
    union all
    select e.postedOn, p.ledgerAccountId, -p.amount from journalEntry e join posting p on p.entryId = e.id
    where e.sourceKind in ('goodsReceipt', 'purchaseReturn', 'supplierBill', 'landedCost')
      and p.ledgerAccountId = (select ledgerAccountId from accountRole where role = 'inventory')
  )
  group by dayOn, ledgerAccountId having sum(amount) <> 0`;

const reversalsMirror = sql<RawFault>`
  select distinct r.id, 'entry ' || r.number || ' does not mirror the entry it reverses' as says
  from journalEntry r join posting p on p.entryId in (r.id, r.reversesId)
  where r.reversesId is not null
  group by r.id, p.ledgerAccountId, p.channelId, p.locationId, p.campaignId, p.itemKind, p.itemId, p.currency
  having sum(p.amount) <> 0 or coalesce(sum(p.foreignAmount), 0) <> 0`;

const manualRecomputes = sql<RawFault>`
  select distinct id, 'entry ' || number || ' is not what its terms say' as says
  from (
    select e.id, e.number, p.ledgerAccountId, p.channelId, p.locationId, p.campaignId, p.currency, p.amount, coalesce(p.foreignAmount, 0) as foreignAmount from journalEntry e join posting p on p.entryId = e.id
    where e.ruleId = 'manual' and e.reversesId is null
    union all
    select e.id, e.number, l.value ->> 'ledgerAccountId', l.value ->> 'channelId', l.value ->> 'locationId', l.value ->> 'campaignId', l.value ->> 'currency', -(l.value ->> 'amount'), -coalesce(l.value ->> 'foreignAmount', 0)
    from journalEntry e, json_each(e.terms, '$.lines') l
    where e.ruleId = 'manual' and e.reversesId is null
  )
  group by id, ledgerAccountId, channelId, locationId, campaignId, currency having sum(amount) <> 0 or sum(foreignAmount) <> 0`;

const sourcesExist = (reader: Reader): Fault[] =>
  missingRows(
    reader,
    'journalEntry',
    sql`select distinct sourceKind as kind from journalEntry`,
    (kind) => sql`
      select e.id,
        'entry ' || e.number || ' names the document ' || e.sourceKind || ' ' || e.sourceId || ', which is not there' as says
      from journalEntry e left join ${sql.table(kind)} d on d.id = e.sourceId where e.sourceKind = ${kind} and d.id is null`,
  );

const itemsExist = (reader: Reader): Fault[] =>
  missingRows(
    reader,
    'openItem',
    sql`select distinct itemKind as kind from openItem`,
    (kind) => sql`
      select o.ledgerAccountId || ' ' || o.itemKind || ' ' || o.itemId as id,
        'the open item ' || o.itemKind || ' ' || o.itemId || ' is not there' as says
      from openItem o left join ${sql.table(kind)} d on d.id = o.itemId where o.itemKind = ${kind} and d.id is null`,
  );

const itemMissing = sql<RawFault>`
  select p.entryId as id, 'a posting on control account ' || a.code || ' names no open item' as says
  from ledgerAccount a join posting p on p.ledgerAccountId = a.id
  where a.control is not null and a.control <> 'inventory' and p.itemId is null`;

const controlEqualsItems = sql<RawFault>`
  select a.id,
    'control account ' || a.code || ' is ' || coalesce(d.balance, 0) || ', its open items are ' || coalesce(o.balance, 0) as says
  from ledgerAccount a
  left join (select ledgerAccountId, sum(debit - credit) as balance from ledgerDay group by ledgerAccountId) d
    on d.ledgerAccountId = a.id
  left join (select ledgerAccountId, sum(balance) as balance from openItem group by ledgerAccountId) o on o.ledgerAccountId = a.id
  where a.control is not null and a.control <> 'inventory' and coalesce(d.balance, 0) <> coalesce(o.balance, 0)`;

const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);

const proof = (id: string, prove: (reader: Reader) => ProofResult): Proof => ({ id, prove });

/** What accounting promises, from raw postings. The schema's own triggers are proved by `schemaProof`. */
export const accountingProofs: Proof[] = [
  proof('INV-L1', (reader) => ({
    checked: count(reader, 'journalEntry'),
    faults: faults(reader, 'journalEntry', entriesBalance),
  })),
  proof('INV-L2', proveDigests),
  proof('INV-L2 numbers', (reader) => ({ checked: count(reader, 'journalEntry'), faults: [...faults(reader, 'journalEntry', numbersRunOn), ...faults(reader, 'entryVoucher', vouchersRunOn)] })),
  proof('INV-L3', (reader) => ({
    checked: count(reader, 'journalEntry'),
    faults: [...faults(reader, 'journalEntry', addedWhileClosed), ...locksStand(reader)],
  })),
  proof('INV-L4', (reader) => ({
    checked: sumOf((['ledgerDay', 'openItem', 'openDay', 'exchangeDay', 'centreDay', 'boughtDay'] as const).map((table) => count(reader, table))),
    faults: [
      ...faults(reader, 'ledgerDay', daysKept),
      ...faults(reader, 'openItem', itemsKept),
      ...faults(reader, 'openDay', openDaysKept),
      ...faults(reader, 'exchangeDay', exchangesKept),
      ...faults(reader, 'centreDay', centresKept),
      ...faults(reader, 'boughtDay', purchasesKept),
    ],
  })),
  proof('INV-L5', (reader) => ({
    checked: count(reader, 'journalEntry'),
    faults: [
      ...faults(reader, 'journalEntry', reversalsMirror),
      ...faults(reader, 'journalEntry', manualRecomputes),
      ...sourcesExist(reader),
    ],
  })),
  proof('INV-L5 closings', proveClosings),
  proof('INV-L5 recurring', (reader) => ({
    checked: count(reader, 'recurringRun'),
    faults: [...faults(reader, 'recurringRun', accrualsComeOff), ...runsAreDue(reader)],
  })),
  ...foreignProofs,
  proof('INV-L6', (reader) => ({
    checked: count(reader, 'openItem'),
    faults: [
      ...faults(reader, 'posting', itemMissing),
      ...faults(reader, 'ledgerAccount', controlEqualsItems),
      ...itemsExist(reader),
    ],
  })),
];
