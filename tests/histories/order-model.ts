import { allocate } from '../../shared/units/allocate.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import type { Rma } from './return-model.ts';
import type { Draw } from './stock-model.ts';

/** An order as its documents: every figure of it is added up from them whenever somebody asks (DOMAIN §1 "A part", §4). */
export interface Money {
  net: number;
  tax: number;
  discount: number;
}

export interface Line {
  id: number;
  readonly variantId: number;
  quantity: number;
  unitPrice: number;
  readonly rate: number;
  money: Money;
  /** Lines of one bundle have the same. */
  readonly bundle: number | null;
  /** What is set aside, by place, and until when where nobody pays. */
  readonly aside: Map<number, { quantity: number; until: number | null }>;
}

export interface Parcel {
  readonly id: number;
  /** `aside`: what of it had been set aside, and is so again when it never left. */
  readonly parts: { line: Line; quantity: number; aside: number; money: Money; draw: Draw }[];
  /** The day it left. */
  readonly on: string;
  readonly handedOver: boolean;
  /** It carried the charges; and gave them back when it was called back. */
  readonly withCharges: boolean;
  gaveBack: boolean;
  voided: boolean;
}

export interface Sum {
  net: number;
  tax: number;
}

export interface Cancellation {
  readonly id: number;
  readonly parts: { line: Line; quantity: number; money: Money }[];
  readonly withCharges: boolean;
  readonly claim: number;
  readonly owed: number;
  readonly goodwill: { goods: Sum; shipping: Sum };
  reinstated: boolean;
}

export interface Payment {
  readonly id: number;
  readonly amount: number;
  readonly fee: number;
  readonly account: string;
  voided: boolean;
}

export const kinds = ['cancelled', 'returned', 'goodsKept', 'amountOnly', 'shipping'] as const;
export type Kind = (typeof kinds)[number];

export interface RefundPart {
  readonly kind: Kind;
  readonly line: Line | null;
  readonly gross: number;
  readonly tax: number;
}

export interface Refund {
  readonly account: string;
  readonly parts: readonly RefundPart[];
  /** The channel told of it, first or after it was recorded here. */
  told: boolean;
  readonly goods: Sum;
  readonly shipping: Sum;
}

export interface Charge {
  kind: 'shipping' | 'fee' | 'rounding';
  net: number;
  tax: number;
}

export interface Order {
  readonly id: number;
  readonly channel: boolean;
  readonly taxByChannel: boolean;
  readonly customerId: number | null;
  readonly orderedAt: number;
  readonly orderedOn: string;
  lines: Line[];
  charges: Charge[];
  readonly parcels: Parcel[];
  readonly cancellations: Cancellation[];
  readonly payments: Payment[];
  readonly refunds: Refund[];
  readonly rmas: Rma[];
  deposits: number;
  receivable: number;
  owed: number;
  /** Deposits that came from other orders, less what went to them. */
  moved: number;
  holds: number;
  expired: boolean;
}

export const sumOf = <T>(list: readonly T[], of: (one: T) => number): number => list.reduce((sum, one) => sum + of(one), 0);
export const noMoney = (): Money => ({ net: 0, tax: 0, discount: 0 });

const standing = (order: Order): Parcel[] => order.parcels.filter(({ voided }) => !voided);
const given = (order: Order): Cancellation[] => order.cancellations.filter(({ reinstated }) => !reinstated);
const partsOf = <P extends { line: Line }>(documents: readonly { parts: P[] }[], line: Line): P[] => documents.flatMap(({ parts }) => parts.filter((part) => part.line === line));

export const shippedParts = (order: Order, line: Line) => partsOf(standing(order), line);
export const cancelledParts = (order: Order, line: Line) => partsOf(given(order), line);
export const shipped = (order: Order, line: Line): number => sumOf(shippedParts(order, line), (part) => part.quantity);
export const cancelled = (order: Order, line: Line): number => sumOf(cancelledParts(order, line), (part) => part.quantity);
export const open = (order: Order, line: Line): number => line.quantity - shipped(order, line) - cancelled(order, line);
export const asideOf = (line: Line): number => sumOf([...line.aside.values()], (part) => part.quantity);

function taken(order: Order, line: Line): Money {
  const parts = [...shippedParts(order, line), ...cancelledParts(order, line)];
  const sum = (of: keyof Money): number => sumOf(parts, ({ money }) => money[of]);
  return { net: sum('net'), tax: sum('tax'), discount: sum('discount') };
}

/** The cumulative share less what is taken, and never some of it back. */
export function nextPart(order: Order, line: Line, quantity: number): Money {
  const before = taken(order, line);
  const reached = line.quantity - open(order, line) + quantity;
  const share = (of: keyof Money): number => Math.max(0, mulDiv(line.money[of], reached, line.quantity) - before[of]);
  return { net: share('net'), tax: share('tax'), discount: share('discount') };
}

/** What a row asks of the customer for us: a marketplace that collects the tax keeps it. */
export const claimOf = (order: Order, { net, tax }: Sum): number => (order.taxByChannel ? net : net + tax);

/** A parcel carried the charges and none gave them back since. */
export const chargesCarried = ({ parcels }: Order): boolean => parcels.filter((one) => one.withCharges).length > parcels.filter((one) => one.gaveBack).length;
export const chargesTaken = (order: Order): boolean => chargesCarried(order) || given(order).some(({ withCharges }) => withCharges);
export const chargesClaim = (order: Order): number => sumOf(order.charges, (charge) => claimOf(order, charge));
export const claim = (order: Order): number => sumOf(order.lines, (line) => claimOf(order, line.money)) + chargesClaim(order);
export const total = (order: Order): number => sumOf([...order.lines.map((line) => line.money), ...order.charges], ({ net, tax }) => net + tax);

/** What the customer still pays for goods that will ship, and the charges while nothing took them. */
export function stillToShip(order: Order): number {
  const lines = order.lines.filter((line) => open(order, line) > 0);
  if (lines.length === 0) return 0;
  const rest = sumOf(lines, (line) => {
    const before = taken(order, line);
    return claimOf(order, { net: line.money.net - before.net, tax: line.money.tax - before.tax });
  });
  return rest + (chargesTaken(order) ? 0 : chargesClaim(order));
}

export const captured = (order: Order): number => sumOf(order.payments.filter(({ voided }) => !voided), ({ amount }) => amount) + order.moved;
const refundedTo = (order: Order, wanted: (account: string) => boolean): number => sumOf(order.refunds.filter(({ account }) => wanted(account)), ({ parts }) => sumOf(parts, (part) => part.gross));
/** Money that went back; a credit against what was owed is none. */
export const refunded = (order: Order): number => refundedTo(order, (account) => account !== 'accountsReceivable');
/** What the customer owes no more: cancelled, or credited against what was open. */
export const lessOwed = (order: Order): number => sumOf(given(order), (one) => one.claim) + refundedTo(order, (account) => account === 'accountsReceivable');

/** DOMAIN §4: payment and fulfilment are derived from their documents. */
export function paymentState(order: Order): string {
  const [due, paid, back] = [claim(order) - lessOwed(order), captured(order), refunded(order)];
  if (paid === 0) return due > 0 ? 'unpaid' : 'notDue';
  if (back >= paid) return 'refunded';
  if (order.owed > 0) return 'refundOwed';
  if (order.deposits > Math.max(0, stillToShip(order))) return 'overpaid';
  if (back > 0) return 'partlyRefunded';
  return paid < due ? 'partlyPaid' : 'paid';
}

export function fulfilmentState(order: Order): string {
  const left = order.lines.some((line) => shipped(order, line) > 0);
  if (order.lines.every((line) => open(order, line) === 0)) return left ? 'shipped' : 'cancelled';
  if (left) return 'partlyShipped';
  return order.lines.every((line) => asideOf(line) >= open(order, line)) ? 'allocated' : 'open';
}

export interface Typed {
  variantId: number;
  quantity: number;
  unitPrice: number;
  rate: number;
  discount: number;
}

/** Price × quantity in minor units, rounded once. */
export const listed = ({ unitPrice, quantity }: { unitPrice: number; quantity: number }): number => mulDiv(unitPrice, quantity, 100_000);

/** What one unit cost, as prices are written. */
export const pricePer = (amount: number, quantity: number): number => (quantity === 0 ? 0 : mulDiv(amount, 100_000, quantity));

/** DOMAIN "Rounding": line, line discount, document discount by largest remainder, tax per line. Undefined where a discount is too large. */
export function priced(lines: readonly Typed[], discount: number, inclusive: boolean): Money[] | undefined {
  const own = lines.map((line) => listed(line) - line.discount);
  if (own.some((amount) => amount < 0) || discount > sumOf(own, (amount) => amount)) return undefined;
  const off = discount === 0 ? own.map(() => 0) : allocate(minor(discount), own);
  return lines.map((line, index) => {
    const amount = (own[index] ?? 0) - (off[index] ?? 0);
    const less = listed(line) - amount;
    const { rate } = line;
    const taxIn = (gross: number): number => mulDiv(gross, rate, 1_000_000 + rate);
    return inclusive ? { net: amount - taxIn(amount), tax: taxIn(amount), discount: less - taxIn(less) } : { net: amount, tax: mulDiv(amount, rate, 1_000_000), discount: less };
  });
}

/** One line's money over the goods of a bundle, by what each costs alone. */
export function divided(money: Money, weights: readonly number[]): Money[] {
  const [nets, taxes, discounts] = [money.net, money.tax, money.discount].map((amount) => allocate(minor(amount), weights));
  return weights.map((_, index) => ({ net: nets?.[index] ?? 0, tax: taxes?.[index] ?? 0, discount: discounts?.[index] ?? 0 }));
}
