import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { debit, entryDraft, type EntryDraft } from './entry.rules.ts';

/** Where a closing puts the result: straight into retained earnings, or into the profit of the year first. */
export type ClosedInto = 'retainedEarnings' | 'currentYearProfit';

export interface ClosingHead {
  resultClosingId: number;
  throughOn: Day;
  occurredAt: Instant;
}

/** A result account's balance at the closing day, debit positive. */
export interface OpenResult {
  ledgerAccountId: number;
  balance: Minor;
}

/** The profit some result accounts stand for: income is in credit. */
export const profitOf = (results: readonly OpenResult[]): Minor => minor(0 - sumMinor(results.map(({ balance }) => balance)));

/** Rule `closing.result`: each result account to zero, their sum into equity. DOMAIN §5, year end; 小企业会计准则 结转损益. */
export function resultClosingEntry(head: ClosingHead, results: readonly OpenResult[], into: ClosedInto): EntryDraft {
  const closed = results.filter(({ balance }) => balance !== 0);
  return entryDraft({
    ...frameOf(head, 'closing.result'),
    terms: { throughOn: head.throughOn, into, results: closed.map(({ ledgerAccountId, balance }) => ({ ledgerAccountId, balance })) },
    legs: [...closed.map(({ ledgerAccountId, balance }) => debit({ ledgerAccountId }, minor(0 - balance))), debit(into, minor(0 - profitOf(closed)))],
  });
}

/** Rule `closing.carry`: the profit of the year into retained earnings (本年利润 → 利润分配). `balance` is debit positive. */
export function carryForwardEntry(head: ClosingHead, balance: Minor): EntryDraft {
  return entryDraft({
    ...frameOf(head, 'closing.carry'),
    terms: { throughOn: head.throughOn, balance },
    legs: [debit('currentYearProfit', minor(0 - balance)), debit('retainedEarnings', balance)],
  });
}

const frameOf = ({ resultClosingId, throughOn, occurredAt }: ClosingHead, rule: string) => ({
  postedOn: throughOn,
  occurredAt,
  source: { kind: 'resultClosing', id: resultClosingId },
  rule: { id: rule, version: 1 },
  memo: { key: rule, values: { throughOn } },
});
