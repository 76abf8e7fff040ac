import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { debit, entryDraft, type EntryDraft } from './entry.rules.ts';

export interface ManualLine {
  ledgerAccountId: number;
  /** Base currency; debit positive, credit negative. */
  amount: Minor;
  channelId?: number | null | undefined;
}

/** The terms a manual entry recomputes from: the lines the accountant wrote. */
export interface ManualTerms {
  [name: string]: { [name: string]: number | null }[];
  lines: { ledgerAccountId: number; amount: Minor; channelId: number | null }[];
}

export interface ManualEntry {
  commandId: number;
  postedOn: Day;
  occurredAt: Instant;
  text: string;
  lines: readonly ManualLine[];
}

/** Rule `manual`: an accountant's own entry, on accounts that are no control accounts (a trigger refuses those). DOMAIN §5. */
export function manualEntry(input: ManualEntry): EntryDraft {
  const lines = input.lines.map((line) => ({ ...line, channelId: line.channelId ?? null }));
  const terms: ManualTerms = { lines };
  return entryDraft({
    postedOn: input.postedOn,
    occurredAt: input.occurredAt,
    source: { kind: 'command', id: input.commandId },
    rule: { id: 'manual', version: 1 },
    memo: { key: 'journal.manual', values: {} },
    text: input.text,
    terms,
    legs: lines.map(({ ledgerAccountId, amount, channelId }) => debit({ ledgerAccountId }, amount, { channelId })),
  });
}

/** What the debits and the credits of some lines come to, both positive. */
export function sidesOf(amounts: readonly Minor[]): { debit: Minor; credit: Minor } {
  const debit = sumMinor(amounts.filter((amount) => amount > 0));
  return { debit, credit: minor(debit - sumMinor(amounts)) };
}
