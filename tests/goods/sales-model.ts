import { allocate } from '../../shared/units/allocate.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import type { Gone } from './goods-model.ts';

export interface Money {
  net: number;
  tax: number;
  discount: number;
}

export interface SoldLine {
  id: number;
  readonly variantId: number;
  readonly quantity: number;
  /** The whole line, and what its shipments and cancellations took of it. */
  readonly money: Money;
  readonly taken: Money;
  shipped: number;
  cancelled: number;
  /** Set aside, by place; which promise is older decides who loses it. */
  readonly aside: Map<number, { quantity: number; at: number }>;
}

export interface Parcel {
  readonly id: number;
  readonly parts: { readonly line: SoldLine; readonly gone: Gone; readonly money: Money; /** Of it, what had been set aside there. */ readonly aside: number }[];
  cancelled: boolean;
}

export interface Order {
  readonly id: number;
  readonly lines: SoldLine[];
  readonly parcels: Parcel[];
  /** What the customer owes, and what of theirs we hold. */
  receivable: number;
  deposits: number;
}

const taxRate = 130_000;

export class SalesModel {
  readonly orders: Order[] = [];

  lines(): SoldLine[] {
    return this.orders.flatMap((order) => order.lines);
  }
}

export const openOf = (line: SoldLine): number => line.quantity - line.shipped - line.cancelled;
export const asideOf = (line: SoldLine): number => [...line.aside.values()].reduce((sum, part) => sum + part.quantity, 0);

/** Price × quantity less the line's discount; tax on top, once per line. */
export function priced(price: number, quantity: number, discount: number): Money {
  const net = mulDiv(price, quantity, 100_000) - discount;
  return { net, tax: mulDiv(net, taxRate, 1_000_000), discount };
}

/** A bundle's money over its goods, by what each costs alone. */
export function dividedBy(money: Money, weights: readonly number[]): Money[] {
  const [nets, taxes, discounts] = [money.net, money.tax, money.discount].map((amount) => allocate(minor(amount), weights));
  return weights.map((_, index) => ({ net: nets?.[index] ?? 0, tax: taxes?.[index] ?? 0, discount: discounts?.[index] ?? 0 }));
}

/** A part takes its cumulative share less what is taken already, so that parts in any order make the whole. */
export function partOf(line: SoldLine, quantity: number): Money {
  const reached = line.shipped + line.cancelled + quantity;
  const share = (of: keyof Money): number => {
    const due = mulDiv(line.money[of], reached, line.quantity) - line.taken[of];
    return Math.sign(due) === -Math.sign(line.money[of]) ? 0 : due;
  };
  return { net: share('net'), tax: share('tax'), discount: share('discount') };
}

export function settle(line: SoldLine, money: Money, sign: 1 | -1): void {
  line.taken.net += sign * money.net;
  line.taken.tax += sign * money.tax;
  line.taken.discount += sign * money.discount;
}
