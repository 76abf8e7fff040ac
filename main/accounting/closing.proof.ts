import { carryForwardEntry, type ClosedInto, type OpenResult, resultClosingEntry } from '../../shared/accounting/closing.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Reader } from '../database/handles.ts';
import type { Fault, ProofResult } from '../database/proof.ts';
import { read } from '../database/statement.ts';
import { proveRecomputed, type Recomputed, storedEntry } from './recompute.proof.ts';

const closingEntries = read((db) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('resultClosing as c', 'c.id', 'e.sourceId')
    .select(storedEntry)
    .select(['c.id as resultClosingId', 'c.throughOn'])
    .where('e.sourceKind', '=', 'resultClosing')
    .where('e.reversesId', 'is', null)
    .orderBy('e.id'),
);
type ClosingEntry = ReturnType<typeof closingEntries.all>[number];

interface ClosingTerms {
  throughOn: Day;
  into: ClosedInto;
  results: OpenResult[];
  balance: Minor;
}

/** Each closing recomputes from its terms, and left no result account with anything of its days (INV-L5). */
export function proveClosings(reader: Reader): ProofResult {
  const rows = closingEntries.all(reader, {});
  const recomputed = proveRecomputed(reader, rows, (row, terms: ClosingTerms) => again(row, terms));
  return { checked: recomputed.checked, faults: [...recomputed.faults, ...leftOpen(reader, rows.filter(({ ruleId }) => ruleId === 'closing.result'))] };
}

function again({ ruleId, resultClosingId, throughOn, occurredAt }: ClosingEntry, terms: ClosingTerms): Recomputed | undefined {
  const head = { resultClosingId, throughOn: terms.throughOn, occurredAt };
  const figures = [[terms.throughOn, throughOn]] as const;
  if (ruleId === 'closing.result') return { draft: resultClosingEntry(head, terms.results, terms.into), figures };
  if (ruleId === 'closing.carry') return { draft: carryForwardEntry(head, terms.balance), figures };
  return undefined;
}

const resultPostings = read((db) =>
  db
    .selectFrom('posting as p')
    .innerJoin('ledgerAccount as a', 'a.id', 'p.ledgerAccountId')
    .select(['p.entryId', 'p.ledgerAccountId', 'p.postedOn', 'p.amount'])
    .where('a.type', 'in', ['income', 'expense'])
    .orderBy('p.entryId'),
);

/** Walks the postings once, in the order they were posted: right after a closing, the days it closed add up to nothing. */
function leftOpen(reader: Reader, closings: readonly ClosingEntry[]): Fault[] {
  const faults: Fault[] = [];
  const open = new Map<number, Map<Day, number>>();
  let next = 0;
  const settle = (before: number): void => {
    for (; next < closings.length && closings[next]!.entryId < before; next += 1) faults.push(...leftThrough(open, closings[next]!));
  };
  if (closings.length === 0) return faults;
  for (const { entryId, ledgerAccountId, postedOn, amount } of resultPostings.iterate(reader, {})) {
    settle(entryId);
    const days = open.get(ledgerAccountId) ?? new Map<Day, number>();
    open.set(ledgerAccountId, days.set(postedOn, (days.get(postedOn) ?? 0) + amount));
  }
  settle(Number.POSITIVE_INFINITY);
  return faults;
}

/** Days stay after they were closed: once a closing is taken back, fewer of them may be closed than it had closed. */
function leftThrough(open: ReadonlyMap<number, ReadonlyMap<Day, number>>, { entryId, entryNumber, throughOn }: ClosingEntry): Fault[] {
  return [...open].flatMap(([ledgerAccountId, days]) => {
    let left = 0;
    for (const [on, amount] of days) if (on <= throughOn) left += amount;
    return left === 0 ? [] : [{ table: 'journalEntry', id: entryId, says: `entry ${entryNumber} left ${left} on account ${ledgerAccountId} through ${throughOn}` }];
  });
}
