import { credit, debit, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { ofChannel, type OrderBalances, orderItem, type Posting, surplusOf, upTo } from './order-balances.rules.ts';
import type { Figures } from './order-totals.rules.ts';

/** What refunds took from sales: goods and goodwill, and shipping. */
export interface CreditGiven {
  returns: Figures;
  shipping: Figures;
}

/** What stands in the books of an order's sale: what its parcels asked, and what refunds gave back of it. */
export interface SaleSoFar {
  shipped: Minor;
  creditGiven: CreditGiven;
}

export interface CancellationSettlement {
  owed: Minor;
  /** Credit for a sale that now never happens: the customer has that money already, so it is not owed a second time. */
  creditTakenBack: CreditGiven;
}

/**
 * A cancellation owes back the money held beyond what is still to be shipped; a part-paid order whose rest still needs the
 * money owes nothing. Goodwill paid out before the goods left lessened sales; where no sale remains for it to lessen, it was
 * a part of the deposit. Goodwill on goods is taken back first: shipping stays sold while any parcel stands.
 */
export function settleCancellation(open: OrderBalances, stillToShip: Minor, sale: SaleSoFar): CancellationSettlement {
  const needed = Math.max(0, stillToShip);
  const spare = surplusOf(open, stillToShip);
  const { returns, shipping } = sale.creditGiven;
  const gross = upTo(spare, minor(returns.gross + shipping.gross - sale.shipped - needed));
  const ofReturns = upTo(returns.gross, gross);
  return {
    owed: minor(spare - gross),
    creditTakenBack: { returns: partOf(returns, ofReturns), shipping: partOf(shipping, minor(gross - ofReturns)) },
  };
}

function partOf(given: Figures, gross: Minor): Figures {
  const tax = gross === 0 ? minor(0) : minor(mulDiv(given.tax, gross, given.gross));
  return { net: minor(gross - tax), tax, gross };
}

/** The same figures turned round: what a cancellation moved goes back to where it was. */
export function reinstated({ owed, creditTakenBack: { returns, shipping } }: CancellationSettlement): CancellationSettlement {
  return { owed: minor(0 - owed), creditTakenBack: { returns: negative(returns), shipping: negative(shipping) } };
}

const negative = ({ net, tax, gross }: Figures): Figures => ({ net: minor(0 - net), tax: minor(0 - tax), gross: minor(0 - gross) });

/** A cancellation taken back: the debt is a deposit again. `settled` has its figures turned round. */
export const reinstatementEntry = (posting: Posting, settled: CancellationSettlement): EntryDraft => ({
  ...cancellationEntry(posting, settled),
  rule: { id: 'sales.reinstatement', version: 1 },
  memo: { key: 'reinstatement', values: { order: posting.order.number } },
});

/** The deposit becomes a debt to the customer; nothing was ever sold (DOMAIN §5: a refund is paid from Refunds payable). */
export function cancellationEntry(posting: Posting, { owed, creditTakenBack }: CancellationSettlement): EntryDraft {
  const { order } = posting;
  const { returns, shipping } = creditTakenBack;
  return entryDraft({
    postedOn: posting.postedOn,
    occurredAt: posting.occurredAt,
    source: { kind: 'cancellation', id: posting.documentId },
    rule: { id: 'sales.cancellation', version: 1 },
    memo: { key: 'cancellation', values: { order: order.number } },
    terms: { owed, creditTakenBack: { returns: { ...returns }, shipping: { ...shipping } } },
    legs: [
      debit('customerDeposits', minor(owed + returns.gross + shipping.gross), orderItem(order)),
      credit('refundsPayable', owed, orderItem(order)),
      credit('salesReturns', returns.net, ofChannel(order)),
      credit('shippingIncome', shipping.net, ofChannel(order)),
      credit('outputTax', minor(returns.tax + shipping.tax), ofChannel(order)),
    ],
  });
}
