import { type RawBuilder, sql } from 'kysely';
import { type BookedPart, bookingEntry, type BookingOccasion, placementEntry } from '../../shared/banking/booking.rules.ts';
import type { ForeignAmount } from '../../shared/accounting/entry.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { proveRecomputed, storedEntry } from '../accounting/recompute.proof.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';
import { read } from '../database/statement.ts';
import { moneyOf } from './bank-account.statements.ts';
import { openingProof } from './opening.proof.ts';

type RawFault = { id: number | string; says: string };
type Counted = 'bankLine' | 'bankMatch' | 'bankNetting' | 'bankReconciliation';

const faults = (reader: Reader, table: string, query: RawBuilder<RawFault>): Fault[] =>
  askSql(reader, sql<RawFault>`select * from (${query}) limit ${faultsShown}`).map((row) => ({ table, ...row }));

const count = (reader: Reader, ...tables: Counted[]): number =>
  tables.reduce((sum, table) => sum + (reader.get(db.selectFrom(table).select((eb) => eb.fn.countAll<number>().as('rows')))?.rows ?? 0), 0);

/** A line is accounted for by its standing decisions, each by its matches; never by more than it is, and not at all once taken back. */
const linesAddUp = sql<RawFault>`
  select l.id, 'line ' || l.id || ' of ' || l.amount || ' says ' || l.matched || ' is matched, its matches make ' || coalesce(sum(m.amount), 0) as says
  from bankLine l left join bankMatch m on m.bankLineId = l.id and m.undoneById is null
  group by l.id
  having l.matched <> coalesce(sum(m.amount), 0) or abs(coalesce(sum(m.amount), 0)) > abs(l.amount) or (l.takenBackById is not null and count(m.id) > 0)`;

const decisionsAddUp = sql<RawFault>`
  select d.id, 'decision ' || d.id || ' takes ' || d.amount || ' of its line, its matches make ' || coalesce(sum(m.amount), 0) as says
  from bankDecision d left join bankMatch m on m.bankDecisionId = d.id and m.bankLineId = d.bankLineId
  group by d.id
  having d.amount <> coalesce(sum(m.amount), 0) or sum((m.undoneById is null) <> (d.undoneById is null)) > 0`;

/** A match joins a line to a posting in its own account's place of the books; a netting joins two opposite ones of one account. */
const matchesFit = sql<RawFault>`
  select m.id, 'match ' || m.id || ' names a posting that is not on its account' as says
  from bankMatch m join bankLine l on l.id = m.bankLineId join bankAccount a on a.id = l.bankAccountId
  left join posting p on p.entryId = m.entryId and p.lineNo = m.postingNo
  where p.ledgerAccountId is not a.ledgerAccountId`;

const nettingsFit = sql<RawFault>`
  select n.id, 'netting ' || n.id || ' joins postings of two accounts, or of one direction' as says
  from bankNetting n left join posting p on p.entryId = n.entryId and p.lineNo = n.postingNo
  left join posting q on q.entryId = n.otherEntryId and q.lineNo = n.otherPostingNo
  where p.ledgerAccountId is null or p.ledgerAccountId is not q.ledgerAccountId or (${moneyOf('p')} > 0) = (${moneyOf('q')} > 0) or (n.amount > 0) <> (${moneyOf('p')} > 0)`;

/** No posting is accounted for by more than it is. */
const postingsAddUp = sql<RawFault>`
  select taken.entryId || ' ' || taken.postingNo as id, 'posting of ' || ${moneyOf('p')} || ' is accounted for by ' || sum(taken.amount) as says
  from (
    select entryId, postingNo, amount from bankMatch where undoneById is null
    union all select entryId, postingNo, amount from bankNetting where undoneById is null
    union all select otherEntryId, otherPostingNo, -amount from bankNetting where undoneById is null
  ) taken join posting p on p.entryId = taken.entryId and p.lineNo = taken.postingNo
  group by taken.entryId, taken.postingNo
  having (sum(taken.amount) <> 0 and (sum(taken.amount) > 0) <> (${moneyOf('p')} > 0)) or abs(sum(taken.amount)) > abs(${moneyOf('p')})`;

/** A statement that states both its ends came in whole: what it added and what was known make its difference. */
const statementsKeepTheirLines = sql<RawFault>`
  select s.id, 'statement ' || s.id || ' added ' || s.added || ' lines, ' || count(l.id) || ' are there' as says
  from bankStatement s left join bankLine l on l.bankStatementId = s.id
  group by s.id having s.added <> count(l.id) or sum((l.takenBackById is null) <> (s.takenBackById is null)) > 0`;

/** Through the day of a standing reconciliation every line is accounted for, and statement = books − what only the books have. */
const reconciliationsHold = sql<RawFault>`
  select r.id, 'reconciliation through ' || r.throughOn || ' stated ' || r.statementBalance || ', the lines make ' || (a.openingBalance + r.lines) || ', the books without what is outstanding ' || r.cleared as says
  from (
    select r.*,
      (select coalesce(sum(l.amount), 0) from bankLine l where l.bankAccountId = r.bankAccountId and l.takenBackById is null and l.bookedOn <= r.throughOn) as lines,
      (select coalesce(sum(l.amount - l.matched), 0) from bankLine l where l.bankAccountId = r.bankAccountId and l.takenBackById is null and l.bookedOn <= r.throughOn) as openLines,
      (select b.openingBalance from bankAccount b where b.id = r.bankAccountId) + (
        select coalesce(sum(m.amount), 0) from bankMatch m join bankLine l on l.id = m.bankLineId join posting p on p.entryId = m.entryId and p.lineNo = m.postingNo
        where l.bankAccountId = r.bankAccountId and m.undoneById is null and l.bookedOn <= r.throughOn and p.postedOn <= r.throughOn) as cleared
    from bankReconciliation r where r.undoneById is null
  ) r join bankAccount a on a.id = r.bankAccountId
  where r.statementBalance <> a.openingBalance + r.lines or r.openLines <> 0 or r.statementBalance <> r.cleared`;

const ownEntries = read((builder) =>
  builder
    .selectFrom('journalEntry as e')
    .innerJoin('bankDecision as d', 'd.id', 'e.sourceId')
    .innerJoin('bankLine as l', 'l.id', 'd.bankLineId')
    .innerJoin('bankAccount as a', 'a.id', 'l.bankAccountId')
    .select([...storedEntry])
    .select(['d.id as bankDecisionId', 'a.name', 'a.ledgerAccountId'])
    .where('e.sourceKind', '=', 'bankDecision')
    .where('e.reversesId', 'is', null),
);

type Row = ReturnType<typeof ownEntries.all>[number];

const occasionOf = (row: Row): BookingOccasion => ({ bankDecisionId: row.bankDecisionId, postedOn: row.entryOn, occurredAt: row.occurredAt, account: row.name, ledgerAccountId: row.ledgerAccountId });

type Terms = { ledgerAccountId: number; parts: BookedPart[]; amount: Minor; foreign?: ForeignAmount };

function again(row: Row, terms: Terms) {
  const figures = [[terms.ledgerAccountId, row.ledgerAccountId]] as const;
  if (row.ruleId === 'banking.booking') return { draft: bookingEntry(occasionOf(row), terms.parts, '', terms.foreign ?? null), figures };
  return row.ruleId === 'banking.placement' ? { draft: placementEntry(occasionOf(row), terms.amount), figures } : undefined;
}

/** What banking proves: every line by its matches, every posting taken at most once, what was reconciled, and its own entries. */
export const bankingProofs: Proof[] = [
  {
    id: 'INV-B1 bank lines',
    prove: (reader) => ({
      checked: count(reader, 'bankLine', 'bankMatch', 'bankNetting'),
      faults: [
        ...faults(reader, 'bankLine', linesAddUp),
        ...faults(reader, 'bankDecision', decisionsAddUp),
        ...faults(reader, 'bankMatch', matchesFit),
        ...faults(reader, 'bankNetting', nettingsFit),
        ...faults(reader, 'posting', postingsAddUp),
        ...faults(reader, 'bankStatement', statementsKeepTheirLines),
      ],
    }),
  },
  { id: 'INV-B2 reconciled', prove: (reader) => ({ checked: count(reader, 'bankReconciliation'), faults: faults(reader, 'bankReconciliation', reconciliationsHold) }) },
  openingProof,
  { id: 'INV-L5 banking', prove: (reader) => proveRecomputed(reader, ownEntries.iterate(reader, {}), again) },
];
