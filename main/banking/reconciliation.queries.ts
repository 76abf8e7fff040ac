import { sql } from 'kysely';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { memoOf, typedText } from '../accounting/journal.statements.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type BankAccountRow, moneyBefore, moneyOf, requireBankAccount, statementBalance } from './bank-account.statements.ts';

/** What of a line named `l` no posting of that day or earlier accounts for. */
const lineOpenAt = (on: Day) => sql<Minor>`l.amount - coalesce((
  select sum(m.amount) from bankMatch m join posting q on q.entryId = m.entryId and q.lineNo = m.postingNo
  where m.bankLineId = l.id and m.undoneById is null and q.postedOn <= ${on}), 0)`;

/** What of a posting named `p` no line and no posting of that day or earlier accounts for. */
const postingOpenAt = (on: Day) => sql<Minor>`${moneyOf('p')}
  - coalesce((select sum(m.amount) from bankMatch m join bankLine k on k.id = m.bankLineId
      where m.entryId = p.entryId and m.postingNo = p.lineNo and m.undoneById is null and k.bookedOn <= ${on}), 0)
  - coalesce((select sum(n.amount) from bankNetting n join posting q on q.entryId = n.otherEntryId and q.lineNo = n.otherPostingNo
      where n.entryId = p.entryId and n.postingNo = p.lineNo and n.undoneById is null and q.postedOn <= ${on}), 0)
  + coalesce((select sum(n.amount) from bankNetting n join posting q on q.entryId = n.entryId and q.lineNo = n.postingNo
      where n.otherEntryId = p.entryId and n.otherPostingNo = p.lineNo and n.undoneById is null and q.postedOn <= ${on}), 0)`;

interface At {
  bankAccountId: number;
  on: Day;
}

const openLines = read((db, p: At) =>
  db
    .selectFrom('bankLine as l')
    .select(['l.id as bankLineId', 'l.bookedOn', 'l.payee', 'l.text', lineOpenAt(p.on).as('open')])
    .where('l.bankAccountId', '=', p.bankAccountId)
    .where('l.takenBackById', 'is', null)
    .where('l.bookedOn', '<=', p.on)
    .where(sql<boolean>`${lineOpenAt(p.on)} <> 0`)
    .orderBy('l.bookedOn')
    .orderBy('l.id'),
);

const openPostings = read((db, p: { ledgerAccountId: number; after: Day; on: Day }) =>
  db
    .selectFrom('posting as p')
    .innerJoin('journalEntry as e', 'e.id', 'p.entryId')
    .select(['p.entryId', 'p.lineNo as postingNo', 'p.postedOn', 'e.number', 'e.memoKey', 'e.memoValues', typedText.as('text'), postingOpenAt(p.on).as('open')])
    .where('p.ledgerAccountId', '=', p.ledgerAccountId)
    .where('p.postedOn', '>', p.after)
    .where('p.postedOn', '<=', p.on)
    .where(sql<boolean>`${postingOpenAt(p.on)} <> 0`)
    .orderBy('p.postedOn')
    .orderBy('p.entryId')
    .orderBy('p.lineNo'),
);

const openBeforeOpening = read((db, p: { ledgerAccountId: number; through: Day; on: Day }) =>
  db
    .selectFrom('posting as p')
    .select(sql<Minor>`coalesce(sum(${postingOpenAt(p.on)}), 0)`.as('open'))
    .where('p.ledgerAccountId', '=', p.ledgerAccountId)
    .where('p.postedOn', '<=', p.through),
);

export interface Standing {
  statementBalance: Minor;
  ledgerBalance: Minor;
  openingDifference: Minor;
  lines: ReturnType<typeof openLines.all>;
  postings: ReturnType<typeof openPostings.all>;
  linesOpen: Minor;
  postingsOpen: Minor;
}

/**
 * Statement and books at the end of a day. A match counts when both its ends are of that day or earlier, so that the books
 * less what only they have equal the statement less what only it has, on every day.
 */
export function standingAt(reader: Reader, account: BankAccountRow, on: Day): Standing {
  const opened = account.openedOn ?? ('' as Day);
  const lines = openLines.all(reader, { bankAccountId: account.id, on });
  const postings = openPostings.all(reader, { ledgerAccountId: account.ledgerAccountId, after: opened, on });
  const before = openBeforeOpening.get(reader, { ledgerAccountId: account.ledgerAccountId, through: opened < on ? opened : on, on })?.open ?? minor(0);
  return {
    statementBalance: statementBalance(reader, account, on),
    ledgerBalance: moneyBefore(reader, account, addDays(on, 1)),
    openingDifference: minor(before - account.openingBalance),
    lines,
    postings,
    linesOpen: sumMinor(lines.map(({ open }) => open)),
    postingsOpen: sumMinor(postings.map(({ open }) => open)),
  };
}

/** What nothing explains; zero by how it is put together. */
export const unexplainedOf = ({ ledgerBalance, postingsOpen, openingDifference, linesOpen, statementBalance: stated }: Standing): Minor =>
  minor(ledgerBalance - postingsOpen - openingDifference + linesOpen - stated);

const history = read((db, p: { bankAccountId: number }) =>
  db.selectFrom('bankReconciliation').selectAll().where('bankAccountId', '=', p.bankAccountId).orderBy('id', 'desc').limit(50),
);

const shown = 1000;

/** A reconciliation as it would be at a day, and those there were. @throws Refusal record.missing */
export function getReconciliation(reader: Reader, { bankAccountId, throughOn }: { bankAccountId: number; throughOn: Day }) {
  const at = standingAt(reader, requireBankAccount(reader, bankAccountId), throughOn);
  return {
    ...at,
    lines: at.lines.slice(0, shown),
    postings: at.postings.slice(0, shown).map(({ memoKey, memoValues, text, ...posting }) => ({ ...posting, memo: memoOf(memoKey, memoValues, text) })),
    unexplained: unexplainedOf(at),
    history: history.all(reader, { bankAccountId }).map(({ id, throughOn: on, statementBalance: stated, ledgerBalance, outstanding, reconciledAt, undoneById }) => ({
      bankReconciliationId: id, throughOn: on, statementBalance: stated, ledgerBalance, outstanding, reconciledAt, undone: undoneById !== null,
    })),
  };
}
