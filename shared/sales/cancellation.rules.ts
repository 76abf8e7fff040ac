import { credit, debit, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { ofChannel, type OrderBalances, orderItem, type Posting, upTo } from './order-balances.rules.ts';
import type { Figures } from './order-totals.rules.ts';

/** What stands in the books of an order's sale: what its parcels asked, and what refunds gave back of it. */
export interface SaleSoFar {
  shipped: Minor;
  creditGiven: Figures;
}

export interface CancellationSettlement {
  owed: Minor;
  /** Credit for a sale that now never happens: the customer has that money already, so it is not owed a second time. */
  creditTakenBack: Figures;
}

/**
 * A cancellation owes back the money held beyond what is still to be shipped; a part-paid order whose rest still needs the
 * money owes nothing. Goodwill paid out before the goods left lessened sales; where no sale remains for it to lessen, it was
 * a part of the deposit.
 */
export function settleCancellation(open: OrderBalances, stillToShip: Minor, sale: SaleSoFar): CancellationSettlement {
  const needed = Math.max(0, stillToShip);
  const spare = minor(Math.max(0, open.deposits - needed));
  const given = sale.creditGiven;
  const gross = upTo(spare, minor(given.gross - sale.shipped - needed));
  const tax = gross === 0 ? minor(0) : minor(mulDiv(given.tax, gross, given.gross));
  return { owed: minor(spare - gross), creditTakenBack: { net: minor(gross - tax), tax, gross } };
}

/** The deposit becomes a debt to the customer; nothing was ever sold (DOMAIN §5: a refund is paid from Refunds payable). */
export function cancellationEntry(posting: Posting, { owed, creditTakenBack }: CancellationSettlement): EntryDraft {
  const { order } = posting;
  return entryDraft({
    postedOn: posting.postedOn,
    occurredAt: posting.occurredAt,
    source: { kind: 'cancellation', id: posting.documentId },
    rule: { id: 'sales.cancellation', version: 1 },
    memo: { key: 'cancellation', values: { order: order.number } },
    terms: { owed, creditTakenBack: { ...creditTakenBack } },
    legs: [
      debit('customerDeposits', minor(owed + creditTakenBack.gross), orderItem(order)),
      credit('refundsPayable', owed, orderItem(order)),
      credit('salesReturns', creditTakenBack.net, ofChannel(order)),
      credit('outputTax', creditTakenBack.tax, ofChannel(order)),
    ],
  });
}
