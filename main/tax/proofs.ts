import { type RawBuilder, sql } from 'kysely';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';

type RawFault = { id: number | string; says: string };

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));
const count = (reader: Reader, table: 'taxLine' | 'taxFiling'): number => askSql(reader, sql<{ rows: number }>`select count(*) as rows from ${sql.table(table)}`)[0]?.rows ?? 0;

/** By entry: what its lines say is owed less got back, and what its postings on the tax accounts say. */
const linesArePostings = sql<RawFault>`
  select entryId as id, 'the tax lines of entry ' || entryId || ' differ from its postings by ' || sum(owed) as says
  from (
    select entryId, iif(direction = 'output', tax, -tax) as owed from taxLine where direction in ('output', 'input')
    union all
    select p.entryId, p.amount from posting p where p.ledgerAccountId in (select ledgerAccountId from accountRole where role in ('outputTax', 'inputTax'))
  )
  group by entryId having sum(owed) <> 0`;

/** By side, where the chart has an account for each. */
const sidesArePostings = sql<RawFault>`
  select side || ' of entry ' || entryId as id, 'the ' || side || ' tax lines of entry ' || entryId || ' differ from its account by ' || sum(amount) as says
  from (
    select entryId, direction as side, iif(direction = 'output', tax, -tax) as amount from taxLine where direction in ('output', 'input')
    union all
    select p.entryId, iif(r.role = 'outputTax', 'output', 'input'), p.amount from accountRole r join posting p on p.ledgerAccountId = r.ledgerAccountId where r.role in ('outputTax', 'inputTax')
  )
  where (select count(distinct ledgerAccountId) from accountRole where role in ('outputTax', 'inputTax')) = 2
  group by entryId, side having sum(amount) <> 0`;

/** A tax point is the entry's day, or later where that day's period was filed. */
const pointBeforeDay = sql<RawFault>`
  select l.id, 'the tax point ' || l.taxPointOn || ' is before its entry of ' || e.postedOn as says
  from taxLine l join journalEntry e on e.id = l.entryId where l.taxPointOn < e.postedOn`;

const daysAreLines = sql<RawFault>`
  select taxPointOn || ' ' || postedOn || ' ' || direction || ' ' || treatment as id, 'the kept tax of ' || taxPointOn || ' differs from its lines by ' || sum(base) || ' in base, ' || sum(tax) || ' in tax, ' || sum(lines) || ' lines' as says
  from (
    select taxPointOn, postedOn, direction, treatment, country, region, rate, base, tax, lines from taxDay
    union all
    select line.taxPointOn, entry.postedOn, line.direction, line.treatment, line.country, line.region, coalesce(line.rate, -1), -line.base, -line.tax, -1
    from taxLine line join journalEntry entry on entry.id = line.entryId
  )
  group by taxPointOn, postedOn, direction, treatment, country, region, rate having sum(base) <> 0 or sum(tax) <> 0 or sum(lines) <> 0`;

const filedAsItWas = sql<RawFault>`
  select f.id, 'the return of ' || f.fromOn || ' was filed with ' || f.outputTax || ' and ' || f.inputTax || ', its lines of then say otherwise' as says
  from taxFiling f where f.kind = 'file' and (f.outputTax, f.inputTax) <> (
    select coalesce(sum(iif(direction = 'output', tax, 0)), 0), coalesce(sum(iif(direction = 'input', tax, 0)), 0)
    from taxLine where taxPointOn between f.fromOn and f.throughOn and id <= f.upToLineId and treatment <> 'settlement')`;

/** Between two rows of taxFiling nothing enters a period the first of them locked. */
const addedWhileFiled = sql<RawFault>`
  with span as (select lockedThroughOn, upToLineId, lead(upToLineId) over (order by id) as nextLineId from taxFiling)
  select l.id, 'a tax line of ' || l.taxPointOn || ' was added while the periods through ' || s.lockedThroughOn || ' were filed' as says
  from span s join taxLine l on l.id > s.upToLineId and l.id <= coalesce(s.nextLineId, 9223372036854775807) and l.taxPointOn <= s.lockedThroughOn`;

/** What tax promises: papers are made of lines, lines are the books, and what was filed is what there was. */
export const taxProofs: Proof[] = [
  { id: 'INV-T1', prove: (reader) => ({ checked: count(reader, 'taxLine'), faults: [...faults(reader, 'taxLine', linesArePostings), ...faults(reader, 'taxLine', sidesArePostings), ...faults(reader, 'taxLine', pointBeforeDay), ...faults(reader, 'taxDay', daysAreLines)] }) },
  { id: 'INV-T2', prove: (reader) => ({ checked: count(reader, 'taxFiling'), faults: [...faults(reader, 'taxFiling', filedAsItWas), ...faults(reader, 'taxLine', addedWhileFiled)] }) },
];
