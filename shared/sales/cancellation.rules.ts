import { credit, debit, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import { type Minor, minor } from '../units/minor.ts';
import { type OrderBalances, orderItem, type Posting } from './order-balances.rules.ts';

/**
 * What a cancellation owes back: money held beyond what is still to be shipped. A part-paid order whose rest still needs
 * the money owes nothing.
 */
export function owedByCancellation(open: OrderBalances, stillToShip: Minor): Minor {
  return minor(Math.max(0, open.deposits - Math.max(0, stillToShip)));
}

/** The deposit becomes a debt to the customer; nothing was ever sold (DOMAIN §5: a refund is paid from Refunds payable). */
export function cancellationEntry(posting: Posting, owed: Minor): EntryDraft {
  const { order } = posting;
  return entryDraft({
    postedOn: posting.postedOn,
    occurredAt: posting.occurredAt,
    source: { kind: 'cancellation', id: posting.documentId },
    rule: { id: 'sales.cancellation', version: 1 },
    memo: { key: 'cancellation', values: { order: order.number } },
    terms: { owed },
    legs: [debit('customerDeposits', owed, orderItem(order)), credit('refundsPayable', owed, orderItem(order))],
  });
}
