import { credit, debit, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import { type Minor, minor } from '../units/minor.ts';

/** Why store credit changed: given for a return or as goodwill, taken back, spent on an order, or a payment with it taken back. */
export const creditKinds = ['return', 'goodwill', 'withdrawn', 'spent', 'givenBack'] as const;
export type CreditKind = (typeof creditKinds)[number];

/** Goodwill in store credit costs marketing; taken back it costs less. `amount` is signed as the customer sees it. Source: DOMAIN §5 "goodwill credit". */
export function goodwillEntry(
  posting: { postedOn: Day; occurredAt: Instant },
  movement: { id: number; storeCreditId: number; customer: string; amount: Minor },
): EntryDraft {
  const { id, storeCreditId, customer, amount } = movement;
  return entryDraft({
    postedOn: posting.postedOn,
    occurredAt: posting.occurredAt,
    source: { kind: 'storeCreditMovement', id },
    rule: { id: 'sales.goodwillCredit', version: 1 },
    memo: { key: amount > 0 ? 'storeCreditGranted' : 'storeCreditWithdrawn', values: { customer } },
    terms: { amount, storeCreditId },
    legs: [debit('marketing', amount), credit('storeCredit', minor(amount), { item: { kind: 'storeCredit', id: storeCreditId } })],
  });
}
