import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, sumMinor } from '../units/minor.ts';
import { debit, entryDraft, type EntryDraft } from './entry.rules.ts';

export interface ManualLine {
  ledgerAccountId: number;
  /** Base currency; debit positive, credit negative. */
  amount: Minor;
  channelId?: number | null | undefined;
}

/** The terms a manual entry recomputes from: what the accountant wrote. */
export interface ManualTerms {
  [name: string]: string | { [name: string]: number | null }[];
  text: string;
  lines: { ledgerAccountId: number; amount: Minor; channelId: number | null }[];
}

/** Rule `manual`: an accountant's own entry, on accounts that are no control accounts (a trigger refuses those). Source: DOMAIN §5. */
export function manualEntry(input: { commandId: number; postedOn: Day; occurredAt: Instant; text: string; lines: readonly ManualLine[] }): EntryDraft {
  const lines = input.lines.map(({ ledgerAccountId, amount, channelId }) => ({ ledgerAccountId, amount, channelId: channelId ?? null }));
  const terms: ManualTerms = { text: input.text, lines };
  return entryDraft({
    postedOn: input.postedOn,
    occurredAt: input.occurredAt,
    source: { kind: 'command', id: input.commandId },
    rule: { id: 'manual', version: 1 },
    memo: { key: 'journal.manual', values: { text: input.text } },
    terms,
    legs: lines.map(({ ledgerAccountId, amount, channelId }) => debit({ ledgerAccountId }, amount, { channelId })),
  });
}

/** What the debits and the credits of some lines come to, both positive. */
export function sidesOf(amounts: readonly Minor[]): { debit: Minor; credit: Minor } {
  const side = (sign: number): Minor => sumMinor(amounts.filter((amount) => amount * sign > 0).map((amount) => (amount * sign) as Minor));
  return { debit: side(1), credit: side(-1) };
}
