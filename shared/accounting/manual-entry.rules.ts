import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { type Centres, namedCentres } from './centre.rules.ts';
import { debit, entryDraft, type EntryDraft, type ForeignAmount } from './entry.rules.ts';

export interface ManualLine extends Centres {
  ledgerAccountId: number;
  /** Base currency; debit positive, credit negative. */
  amount: Minor;
  /** The same in another currency, signed alike, on an account that holds one. */
  foreign?: ForeignAmount | undefined;
}

/** The terms a manual entry recomputes from: the lines the accountant wrote. */
export interface ManualTerms {
  [name: string]: { [name: string]: number | string | null }[];
  lines: { ledgerAccountId: number; amount: Minor; channelId: number | null; locationId?: number; campaignId?: number; currency?: string; foreignAmount?: Minor }[];
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
  const lines = input.lines.map(({ ledgerAccountId, amount, foreign, ...centres }) => ({
    ledgerAccountId, amount, channelId: null, ...namedCentres(centres), ...(foreign && { currency: foreign.currency, foreignAmount: foreign.amount }),
  }));
  const terms: ManualTerms = { lines };
  return entryDraft({
    postedOn: input.postedOn,
    occurredAt: input.occurredAt,
    source: { kind: 'command', id: input.commandId },
    rule: { id: 'manual', version: 1 },
    memo: { key: 'journal.manual', values: {} },
    text: input.text,
    terms,
    legs: input.lines.map(({ ledgerAccountId, amount, foreign, ...centres }) => debit({ ledgerAccountId }, amount, { ...namedCentres(centres), ...(foreign && { foreign }) })),
  });
}

/** What the debits and the credits of some lines come to, both positive. */
export function sidesOf(amounts: readonly Minor[]): { debit: Minor; credit: Minor } {
  const debit = sumMinor(amounts.filter((amount) => amount > 0));
  return { debit, credit: minor(debit - sumMinor(amounts)) };
}
