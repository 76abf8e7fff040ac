import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { Quantity } from '../units/quantity.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import { shareOf } from '../units/share.ts';

/** Goods of one order line that are settled now, with all that was sold and settled of it. */
export interface GoodsToSettle {
  /** What the shipped part of the line was sold for, as far as it is ours. */
  readonly sold: Minor;
  readonly shipped: Quantity;
  readonly before: { readonly quantity: number; readonly worth: Minor };
  readonly quantity: Quantity;
  /** What a channel has paid back for these goods already, as if they were kept. */
  readonly paidBefore: Minor;
  readonly feeRate: RatePpm;
}

export interface SettledGoods {
  worth: Minor;
  fee: Minor;
  paidBefore: Minor;
  credit: Minor;
}

/**
 * What returned goods are worth: their cumulative share of what was sold less what is settled, so parts in any order add up
 * to the line. What was paid back before is no part of the credit, and no fee is taken of it. Source: DOMAIN "A part".
 */
export function settleGoods(goods: GoodsToSettle): SettledGoods {
  const worth = minor(Math.max(0, shareOf(goods.sold, goods.before.quantity + goods.quantity, goods.shipped, goods.before.worth)));
  const paidBefore = minor(Math.min(worth, goods.paidBefore));
  const open = worth - paidBefore;
  const fee = minor(mulDiv(open, goods.feeRate, 1_000_000));
  return { worth, fee, paidBefore, credit: minor(open - fee) };
}

/** An amount to be credited for one kind and line. */
export interface CreditPart {
  kind: 'returned' | 'goodsKept' | 'shipping';
  orderLineId: number | null;
  amount: Minor;
}

/** The first parts up to an amount, the last of them cut, and what is left of them. */
export function takeParts(parts: readonly CreditPart[], amount: Minor): { taken: CreditPart[]; left: CreditPart[] } {
  let open: number = amount;
  const [taken, left]: [CreditPart[], CreditPart[]] = [[], []];
  for (const part of parts) {
    const now = Math.min(open, part.amount);
    open -= now;
    if (now > 0) taken.push({ ...part, amount: minor(now) });
    if (part.amount > now) left.push({ ...part, amount: minor(part.amount - now) });
  }
  return { taken, left };
}

export interface CreditMoney {
  /** What the customer still owes us for the order: a credit lessens that first. */
  receivable: Minor;
  /** What was paid and not paid back. */
  payable: Minor;
  /** What the order of an exchange costs; nothing without one. */
  newTotal: Minor;
}

/** Where a credit goes, part by part: less of what is owed, the new order, the rest to the customer. */
export interface CreditWays {
  toReceivable: CreditPart[];
  toOrder: CreditPart[];
  toCustomer: CreditPart[];
  /** What nobody gets, because it was given back before. */
  held: Minor;
}

/** Never more than was paid or is still owed; the customer's own debt first, then the new order, then money or store credit. */
export function creditWays(parts: readonly CreditPart[], money: CreditMoney): CreditWays {
  const all = sumMinor(parts.map((part) => part.amount));
  const bound = takeParts(parts, minor(money.receivable + money.payable));
  const owed = takeParts(bound.taken, money.receivable);
  const passed = takeParts(owed.left, money.newTotal);
  const given = sumMinor(bound.taken.map((part) => part.amount));
  return { toReceivable: owed.taken, toOrder: passed.taken, toCustomer: passed.left, held: minor(all - given) };
}
