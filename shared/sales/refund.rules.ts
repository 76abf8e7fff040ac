import { credit, debit, type EntryDraft, entryDraft, type LegDetails } from '../accounting/entry.rules.ts';
import { Refusal } from '../refusal/refusal.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { Figures } from './order-totals.rules.ts';
import { ofChannel, type OrderBalances, orderItem, type Posting, upTo } from './order-balances.rules.ts';
import { moneyItem, type MoneySide, ofStoreCredit, storeCreditItem } from './payment.rules.ts';

/** Where a refund goes: money, the customer's store credit, another order (an exchange), or less of what is still owed to us. */
export type RefundSide = MoneySide | 'storeCredit' | 'exchange' | 'accountsReceivable';

export interface RefundTarget {
  account: RefundSide;
  storeCreditId?: number | null;
  /** The replacement an exchange pays for. */
  toOrderId?: number | null;
  /** What cash was handed out more or less than the amount, for want of smaller coins. */
  cashRounding?: Minor;
}

/** Why money goes back. Each kind is bounded by its own base (INV-O2). */
export const refundKinds = ['cancelled', 'returned', 'goodsKept', 'amountOnly', 'shipping'] as const;
export type RefundKind = (typeof refundKinds)[number];

/** One part of a refund: `gross` is the money that goes back, `tax` what of it is output tax (zero when a channel keeps the tax). */
export interface RefundPart extends Figures {
  kind: RefundKind;
  orderLineId: number | null;
}

/** What could be refunded at most for one kind, on one line where the kind has lines. */
export interface RefundBase {
  kind: RefundKind;
  orderLineId: number | null;
  /** Cancelled: what cancellations gave up. Returned, goods kept: what was shipped. Shipping: its rows. Amount only: the money. */
  base: Minor;
  refunded: Minor;
}

/** Which part of a refund is too large, and how much there was room for; null when all fit. */
export interface RefundExcess {
  kind: RefundKind;
  room: Minor;
  asked: Minor;
}

/** What an order's money says of refunds: captured, paid back, and owed back but not paid yet. */
export interface RefundableMoney {
  captured: Minor;
  refunded: Minor;
  owed: Minor;
}

/** Returned and kept goods lessen sales; every other kind first pays what is owed back. */
export const ofGoods = (kind: RefundKind): boolean => kind === 'returned' || kind === 'goodsKept';

/** Money held that is owed to nobody yet: what goods that come back can be paid from. */
export const heldFreely = ({ captured, refunded, owed }: RefundableMoney): Minor => minor(Math.max(0, captured - refunded - owed));

/** Σ refunded ≤ captured, what stays owed back afterwards is still held, and each kind stays inside its own base (INV-O2). */
export function refundExcess(parts: readonly RefundPart[], bases: readonly RefundBase[], money: RefundableMoney): RefundExcess | null {
  const asked = sumMinor(parts.map((part) => part.gross));
  const settlesOwed = sumMinor(parts.filter((part) => !ofGoods(part.kind)).map((part) => part.gross));
  const left = minor(money.captured - money.refunded - Math.max(0, money.owed - settlesOwed));
  if (asked > left) return { kind: 'amountOnly', room: left, asked };
  for (const base of bases) {
    const ofBase = parts.filter((part) => part.kind === base.kind && part.orderLineId === base.orderLineId);
    const wanted = sumMinor(ofBase.map((part) => part.gross));
    const room = minor(base.base - base.refunded);
    if (wanted > 0 && wanted > room) return { kind: base.kind, room, asked: wanted };
  }
  return null;
}

/** @throws Refusal refund.tooMuch, quantity.notPositive for a refund of nothing. */
export function assertRefundable(parts: readonly RefundPart[], bases: readonly RefundBase[], money: RefundableMoney): void {
  for (const part of parts) if (part.gross <= 0) throw new Refusal('quantity.notPositive', { quantity: part.gross });
  const excess = refundExcess(parts, bases, money);
  if (excess) throw new Refusal('refund.tooMuch', { ...excess });
}

/**
 * The net and tax of an amount that goes back, at the rate the sale had: its cumulative share of the sale's tax minus what
 * earlier refunds took, so refunds in any order give back exactly the tax that was charged.
 */
export function refundFigures(amount: Minor, sold: Figures, refundedBefore: { gross: Minor; tax: Minor }): Figures {
  if (sold.gross === 0) return { net: amount, tax: minor(0), gross: amount };
  const share = mulDiv(sold.tax, refundedBefore.gross + amount, sold.gross);
  const tax = minor(Math.min(amount, Math.max(0, share - refundedBefore.tax)));
  return { net: minor(amount - tax), tax, gross: amount };
}

/** Where the money of a refund comes from, in this order. */
export interface RefundSettlement {
  /** Already owed back, by a cancellation. */
  fromOwed: Minor;
  /** Held, and not needed for what is still to ship. */
  fromDeposits: Minor;
  /** Cancelled goods that were paid for out of money the rest of the order needs: the customer owes it again. */
  toReceivable: Minor;
  /** Less sales: goods returned or kept, goodwill. */
  returns: Figures;
  shipping: Figures;
}

/**
 * A refund pays what is owed back, then gives back what is held too much, and only the rest lessens sales. Returned and
 * kept goods always lessen sales: they were sold. Source: DOMAIN §5 "credit for a return" and "refund paid".
 */
export function settleRefund(parts: readonly RefundPart[], open: OrderBalances, stillToShip: Minor): RefundSettlement {
  const settled = { fromOwed: 0, fromDeposits: 0, toReceivable: 0, returns: nothing(), shipping: nothing() };
  for (const part of [...parts].sort((a, b) => refundKinds.indexOf(a.kind) - refundKinds.indexOf(b.kind))) {
    if (part.kind === 'returned' || part.kind === 'goodsKept') add(settled.returns, part);
    else settlePart(settled, part, open, stillToShip);
  }
  return {
    fromOwed: minor(settled.fromOwed),
    fromDeposits: minor(settled.fromDeposits),
    toReceivable: minor(settled.toReceivable),
    returns: settled.returns,
    shipping: settled.shipping,
  };
}

function settlePart(
  settled: { fromOwed: number; fromDeposits: number; toReceivable: number; returns: Figures; shipping: Figures },
  part: RefundPart,
  open: OrderBalances,
  stillToShip: Minor,
): void {
  const fromOwed = upTo(minor(open.owed - settled.fromOwed), part.gross);
  const unowed = minor(part.gross - fromOwed);
  const held = minor(open.deposits - settled.fromDeposits - (part.kind === 'cancelled' ? 0 : Math.max(0, stillToShip)));
  const fromDeposits = upTo(held, unowed);
  settled.fromOwed += fromOwed;
  settled.fromDeposits += fromDeposits;
  const rest = minor(unowed - fromDeposits);
  if (rest === 0) return;
  if (part.kind === 'cancelled') settled.toReceivable += rest;
  else add(part.kind === 'shipping' ? settled.shipping : settled.returns, refundFigures(rest, part, { gross: minor(0), tax: minor(0) }));
}

const nothing = (): Figures => ({ net: minor(0), tax: minor(0), gross: minor(0) });

function add(sum: Figures, row: Figures): void {
  sum.net = minor(sum.net + row.net);
  sum.tax = minor(sum.tax + row.tax);
  sum.gross = minor(sum.gross + row.gross);
}

/** What the refund newly owes before it is paid: all of it but what was owed already. */
export function creditedBy(settled: RefundSettlement): Minor {
  return minor(settled.fromDeposits + settled.toReceivable + settled.returns.gross + settled.shipping.gross);
}

/** The credit and the payment of a refund in one entry; both pass Refunds payable, as the open item shows. Cash leaves in coins there are. */
export function refundEntry(posting: Posting, settled: RefundSettlement, target: RefundTarget): EntryDraft {
  const { order } = posting;
  const { account, cashRounding = minor(0) } = target;
  const credited = creditedBy(settled);
  const paid = minor(credited + settled.fromOwed);
  const lessSales = (row: Figures, role: 'salesReturns' | 'shippingIncome') =>
    // Paid back before go-live: a sale of that time is none of these books.
    account === 'openingEquity'
      ? [debit('openingEquity', row.gross)]
      : [debit(role, row.net, ofChannel(order)), debit('outputTax', row.tax, ofChannel(order))];
  return entryDraft({
    postedOn: posting.postedOn,
    occurredAt: posting.occurredAt,
    source: { kind: 'refund', id: posting.documentId },
    rule: { id: 'sales.refund', version: 1 },
    memo: { key: 'refund', values: { order: order.number } },
    terms: { ...settled, returns: { ...settled.returns }, shipping: { ...settled.shipping }, ...targetTerms(target) },
    legs: [
      debit('customerDeposits', settled.fromDeposits, orderItem(order)),
      debit('accountsReceivable', settled.toReceivable, orderItem(order)),
      ...lessSales(settled.returns, 'salesReturns'),
      ...lessSales(settled.shipping, 'shippingIncome'),
      credit('refundsPayable', credited, orderItem(order)),
      debit('refundsPayable', paid, orderItem(order)),
      credit(account === 'exchange' ? 'customerDeposits' : account, minor(paid + cashRounding), targetItem(posting, target)),
      debit('roundingDifference', cashRounding, ofChannel(order)),
    ],
  });
}

const targetTerms = (target: RefundTarget) => ({ account: target.account, ...ofStoreCredit(target), ...(target.toOrderId ? { toOrderId: target.toOrderId } : {}), ...(target.cashRounding ? { cashRounding: target.cashRounding } : {}) });

function targetItem({ order }: Posting, { account, storeCreditId, toOrderId }: RefundTarget): LegDetails {
  if (account === 'storeCredit') return storeCreditItem(order, storeCreditId ?? 0);
  if (account === 'exchange') return { item: { kind: 'salesOrder', id: toOrderId ?? 0 } };
  return account === 'accountsReceivable' ? orderItem(order) : moneyItem(order, account);
}
