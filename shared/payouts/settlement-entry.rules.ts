import { credit, debit, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import type { Minor } from '../units/minor.ts';
import type { Share } from './settlement.rules.ts';

export interface SettlementOccasion {
  settlementId: number;
  channelId: number;
  postedOn: Day;
  occurredAt: Instant;
  channel: string;
  number: string;
  currency: string;
  payout: Minor;
}

/** What a settlement's entry is computed from, in the shop's currency. */
export interface SettlementTerms {
  payout: Minor;
  shares: readonly Share[];
}

/**
 * The entry of a finished settlement: what was sent is on its way to the bank, and every share of it on its account; the
 * settlement itself is what is open until the bank shows it. Source: DOMAIN §5 "channel settlement".
 */
export function settlementEntry(at: SettlementOccasion, { payout, shares }: SettlementTerms): EntryDraft {
  const { channelId } = at;
  const item = { kind: 'settlement', id: at.settlementId } as const;
  return entryDraft({
    postedOn: at.postedOn,
    occurredAt: at.occurredAt,
    source: { kind: 'settlement', id: at.settlementId },
    rule: { id: 'payouts.settlement', version: 1 },
    memo: { key: 'payouts.settlement', values: { channel: at.channel, number: at.number } },
    terms: { payout, shares: shares.map(({ role, item: of, amount }) => ({ role, item: of && { kind: of.kind, id: of.id }, amount })) },
    legs: [
      debit('payoutInTransit', payout, { channelId, item, foreign: { currency: at.currency, amount: at.payout } }),
      ...shares.map(({ role, item: of, amount }) => credit(role, amount, { channelId, item: of })),
    ],
  });
}
