import { mulDiv } from '../../shared/units/mul-div.ts';
import {
  type Cancellation, captured, chargesCarried, chargesClaim, chargesTaken, claimOf, type Kind, kinds, type Line, type Money, nextPart, open, type Order, type Parcel, refunded, type RefundPart, shippedParts, cancelledParts, stillToShip, type Sum, sumOf,
} from './order-model.ts';
import { returned } from './return-model.ts';
import type { Draw } from './stock-model.ts';

/** What documents post, from the rows of DOMAIN §5; debit positive. */
export class Books {
  readonly sums = new Map<string, number>();

  book(role: string, amount: number): void {
    this.sums.set(role, (this.sums.get(role) ?? 0) + amount);
  }
}

const atMost = (there: number, wanted: number): number => Math.max(0, Math.min(there, wanted));

/** Payment captured: what is owed first, the rest is held. */
export function capture(books: Books, order: Order, { id, amount, fee = 0, account }: { id: number; amount: number; fee?: number; account: string }): void {
  const owed = atMost(order.receivable, amount);
  order.receivable -= owed;
  order.deposits += amount - owed;
  order.payments.push({ id, amount, fee, account, voided: false });
  books.book(account, amount - fee);
  books.book('gatewayFees', fee);
  books.book('accountsReceivable', -owed);
  books.book('customerDeposits', owed - amount);
}

/** A payment taken back: money held first, else it is owed again. */
export function voidPayment(books: Books, order: Order, payment: Order['payments'][number]): void {
  const held = atMost(order.deposits, payment.amount);
  payment.voided = true;
  order.deposits -= held;
  order.receivable += payment.amount - held;
  books.book('customerDeposits', held);
  books.book('accountsReceivable', payment.amount - held);
  books.book('gatewayFees', -payment.fee);
  books.book(payment.account, payment.fee - payment.amount);
}

/** Money of it was paid back, or is owed back. */
export const isUsed = (order: Order, payment: { amount: number }): boolean => captured(order) - payment.amount < refunded(order) + order.owed;

interface Sold {
  goods: Money;
  charges: Order['charges'];
  cost: number;
}

function bookSale(books: Books, order: Order, { goods, charges, cost }: Sold, sign: 1 | -1): void {
  const of = (kind: string): Sum => ({ net: sumOf(charges, (row) => (row.kind === kind ? row.net : 0)), tax: sumOf(charges, (row) => (row.kind === kind ? row.tax : 0)) });
  const [shipping, fee, rounding] = [of('shipping'), of('fee'), of('rounding')];
  books.book('salesDiscounts', sign * goods.discount);
  books.book('salesRevenue', -sign * (goods.net + goods.discount + fee.net));
  books.book('shippingIncome', -sign * shipping.net);
  books.book('roundingDifference', -sign * rounding.net);
  if (!order.taxByChannel) books.book('outputTax', -sign * (goods.tax + shipping.tax + fee.tax));
  books.book('cogs', sign * cost);
  books.book('inventory', -sign * cost);
}

const goodsOf = (parts: readonly { money: Money }[]): Money => ({ net: sumOf(parts, ({ money }) => money.net), tax: sumOf(parts, ({ money }) => money.tax), discount: sumOf(parts, ({ money }) => money.discount) });

/** Goods leave: the money held pays first, the rest is owed. Each leg is a part of its line, in order. */
export function ship(books: Books, order: Order, { id, on, handedOver = false }: { id: number; on: string; handedOver?: boolean }, legs: readonly { line: Line; quantity: number; aside: number; draw: Draw }[]): Parcel {
  const withCharges = !chargesTaken(order);
  const charges = withCharges ? order.charges : [];
  const parcel: Parcel = { id, on, parts: [], handedOver, withCharges, gaveBack: false, voided: false };
  order.parcels.push(parcel);
  for (const leg of legs) parcel.parts.push({ ...leg, money: nextPart(order, leg.line, leg.quantity) });
  const goods = goodsOf(parcel.parts);
  const due = claimOf(order, goods) + sumOf(charges, (charge) => claimOf(order, charge));
  // One worth less than nothing (a rebate) adds to what is held.
  const held = due < 0 ? due : atMost(order.deposits, due);
  order.deposits -= held;
  order.receivable += due - held;
  bookSale(books, order, { goods, charges, cost: sumOf(legs, ({ draw }) => draw.cost) }, 1);
  books.book('customerDeposits', held);
  books.book('accountsReceivable', due - held);
  return parcel;
}

/** A parcel may be called back unless goods of it came back, or so much was given back for goods that they must have been sold. */
export function mayUnship(order: Order, parcel: Parcel): boolean {
  if (parcel.voided || parcel.parts.some(({ draw }) => draw.back > 0)) return false;
  return [...Map.groupBy(parcel.parts, (part) => part.line)].every(([line, parts]) => {
    const back = sumOf(parts, ({ money }) => claimOf(order, money));
    const credited = givenBack(order, line, ['returned', 'goodsKept']).gross;
    return credited === 0 || soldOf(order, line).gross - back >= credited;
  });
}

/** A parcel that never left; the last one takes the charges with it where a parcel carried them. */
export function unship(books: Books, order: Order, parcel: Parcel): void {
  parcel.voided = true;
  parcel.gaveBack = chargesCarried(order) && order.parcels.every(({ voided }) => voided);
  const charges = parcel.gaveBack ? order.charges : [];
  const goods = goodsOf(parcel.parts);
  const due = claimOf(order, goods) + sumOf(charges, (charge) => claimOf(order, charge));
  const owed = due < 0 ? due + atMost(order.deposits, -due) : atMost(order.receivable, due);
  order.receivable -= owed;
  order.deposits += due - owed;
  bookSale(books, order, { goods, charges, cost: sumOf(parcel.parts, ({ draw }) => draw.cost) }, -1);
  books.book('accountsReceivable', -owed);
  books.book('customerDeposits', owed - due);
}

/** What stands of goodwill: given on goods and on shipping, less what cancellations took back of it. */
function goodwill(order: Order): { goods: Sum; shipping: Sum } {
  const back = order.cancellations.filter(({ reinstated }) => !reinstated);
  const sum = (side: 'goods' | 'shipping', of: keyof Sum): number => sumOf(order.refunds, (refund) => refund[side][of]) - sumOf(back, (one) => one.goodwill[side][of]);
  return { goods: { net: sum('goods', 'net'), tax: sum('goods', 'tax') }, shipping: { net: sum('shipping', 'net'), tax: sum('shipping', 'tax') } };
}

const gross = ({ net, tax }: Sum): number => net + tax;

function cut(whole: Sum, amount: number): Sum {
  const tax = amount === 0 ? 0 : mulDiv(whole.tax, amount, gross(whole));
  return { net: amount - tax, tax };
}

/**
 * What is not shipped is called off: money held that nothing will use is owed back, except goodwill paid out before for which
 * no sale remains: the customer has that already.
 */
export function cancel(books: Books, order: Order, id: number, asked: readonly { line: Line; quantity: number }[]): Cancellation {
  const before = chargesTaken(order);
  const parts = asked.map((one) => ({ ...one, money: nextPart(order, one.line, one.quantity) }));
  const rests = (line: Line): number => open(order, line) - sumOf(parts, (part) => (part.line === line ? part.quantity : 0));
  const withCharges = !before && order.lines.every((line) => rests(line) === 0);
  const claim = sumOf(parts, ({ money }) => claimOf(order, money)) + (withCharges ? chargesClaim(order) : 0);
  const credit = goodwill(order);
  const plain = { id, parts, withCharges, claim, reinstated: false, owed: 0, goodwill: { goods: { net: 0, tax: 0 }, shipping: { net: 0, tax: 0 } } };
  order.cancellations.push(plain);
  const needed = Math.max(0, stillToShip(order));
  const spare = Math.max(0, order.deposits - needed);
  const stands = order.parcels.filter(({ voided }) => !voided);
  const sold = sumOf(stands, (parcel) => claimOf(order, goodsOf(parcel.parts))) + (stands.length > 0 ? chargesClaim(order) : 0);
  const unearned = atMost(spare, gross(credit.goods) + gross(credit.shipping) - sold - needed);
  const ofGoods = atMost(gross(credit.goods), unearned);
  const done: Cancellation = { ...plain, owed: spare - unearned, goodwill: { goods: cut(credit.goods, ofGoods), shipping: cut(credit.shipping, unearned - ofGoods) } };
  order.cancellations.splice(-1, 1, done);
  bookCancellation(books, order, done, 1);
  return done;
}

function bookCancellation(books: Books, order: Order, { owed, goodwill: { goods, shipping } }: Cancellation, sign: 1 | -1): void {
  const taken = owed + gross(goods) + gross(shipping);
  order.deposits -= sign * taken;
  order.owed += sign * owed;
  books.book('customerDeposits', sign * taken);
  books.book('refundsPayable', -sign * owed);
  books.book('salesReturns', -sign * goods.net);
  books.book('shippingIncome', -sign * shipping.net);
  books.book('outputTax', -sign * (goods.tax + shipping.tax));
}

export function reinstate(books: Books, order: Order, cancellation: Cancellation): void {
  cancellation.reinstated = true;
  bookCancellation(books, order, cancellation, -1);
}

/** What was shipped, or called off, of a line was sold for, as far as it is ours. */
const oursOf = (order: Order, { net, tax }: Sum) => (order.taxByChannel ? { tax: 0, gross: net } : { tax, gross: net + tax });
export const soldOf = (order: Order, line: Line) => oursOf(order, goodsOf(shippedParts(order, line)));

export function givenBack(order: Order, line: Line | null, wanted: readonly Kind[], told?: true): { gross: number; tax: number } {
  const parts = order.refunds.filter((refund) => !told || refund.told).flatMap((refund) => refund.parts.filter((part) => part.line === line && wanted.includes(part.kind)));
  return { gross: sumOf(parts, (part) => part.gross), tax: sumOf(parts, (part) => part.tax) };
}

/** What a kind of refund is taken of, and the most it may come to in all (INV-O2). */
function baseOf(order: Order, kind: Kind, line: Line | null) {
  if (kind === 'shipping') {
    const sold = oursOf(order, { net: sumOf(order.charges, (row) => (row.kind === 'rounding' ? 0 : row.net)), tax: sumOf(order.charges, (row) => row.tax) });
    return { sold, base: sold.gross };
  }
  if (kind === 'amountOnly') {
    const rows = [...order.lines.map(({ money }) => money), ...order.charges.filter((row) => row.kind !== 'rounding')];
    return { sold: oursOf(order, { net: sumOf(rows, (row) => row.net), tax: sumOf(rows, (row) => row.tax) }), base: captured(order) };
  }
  if (!line) return { sold: { gross: 0, tax: 0 }, base: 0 };
  if (kind === 'cancelled') {
    const sold = oursOf(order, goodsOf(cancelledParts(order, line)));
    return { sold, base: sold.gross };
  }
  const sold = soldOf(order, line);
  const all = sumOf(shippedParts(order, line), (part) => part.quantity);
  const back = all === 0 ? 0 : mulDiv(sold.gross, returned(order, line), all);
  return { sold, base: kind === 'returned' ? back : sold.gross - back };
}

/**
 * Money given back before the goods came, as if they were kept, counts for them once they are back: all that a channel told of,
 * else what is more than the goods still kept were sold for.
 */
export function paidBefore(order: Order, line: Line): number {
  const back = baseOf(order, 'returned', line).base;
  const beyond = givenBack(order, line, ['goodsKept']).gross - baseOf(order, 'goodsKept', line).base;
  return Math.max(0, Math.min(givenBack(order, line, ['goodsKept'], true).gross, back), Math.min(beyond, back));
}

/** What of a kind may still go back. */
export function roomOf(order: Order, kind: Kind, line: Line | null): number {
  const early = line ? paidBefore(order, line) : 0;
  const moved = kind === 'returned' ? early : kind === 'goodsKept' ? -early : 0;
  return baseOf(order, kind, line).base - givenBack(order, line, [kind]).gross - moved;
}

const family = (kind: Kind): readonly Kind[] => (kind === 'returned' || kind === 'goodsKept' ? ['returned', 'goodsKept'] : [kind]);

/** Parts with the tax the sale had: the cumulative share of it less what went back, whatever came between. */
export function withTax(order: Order, asked: readonly { kind: Kind; line: Line | null; gross: number }[]): RefundPart[] {
  const done: RefundPart[] = [];
  for (const part of asked) {
    const { sold } = baseOf(order, part.kind, part.line);
    const earlier = done.filter((one) => one.line === part.line && family(part.kind).includes(one.kind));
    const before = givenBack(order, part.line, family(part.kind));
    const reached = before.gross + sumOf(earlier, (one) => one.gross) + part.gross;
    const tax = sold.gross === 0 ? 0 : mulDiv(sold.tax, reached, sold.gross) - before.tax - sumOf(earlier, (one) => one.tax);
    done.push({ ...part, tax: atMost(part.gross, tax) });
  }
  return done;
}

/** INV-O2: each kind inside its base, all inside what was captured, and what is owed back all the same is still there. */
export function mayRefund(order: Order, parts: readonly { kind: Kind; line: Line | null; gross: number }[]): boolean {
  const others = sumOf(parts, (part) => (part.kind === 'returned' || part.kind === 'goodsKept' ? 0 : part.gross));
  const free = captured(order) - refunded(order) - Math.max(0, order.owed - others);
  if (parts.some((part) => part.gross <= 0) || sumOf(parts, (part) => part.gross) > free) return false;
  return parts.every((part) => sumOf(parts, (one) => (one.kind === part.kind && one.line === part.line ? one.gross : 0)) <= roomOf(order, part.kind, part.line));
}

/**
 * Money, or a credit, goes back. Returned and kept goods lessen sales. The rest pays what is owed back, then what is held and
 * not needed, and only then lessens sales; cancelled goods never sold are owed again instead.
 */
export function refund(books: Books, order: Order, parts: readonly RefundPart[], account: string, told = false): void {
  const [goods, shipping] = [{ net: 0, tax: 0 }, { net: 0, tax: 0 }];
  const needed = Math.max(0, stillToShip(order));
  for (const part of parts.toSorted((a, b) => kinds.indexOf(a.kind) - kinds.indexOf(b.kind))) {
    let rest = part.gross;
    if (part.kind !== 'returned' && part.kind !== 'goodsKept') {
      const owed = atMost(order.owed, rest);
      order.owed -= owed;
      books.book('refundsPayable', owed);
      rest -= owed;
      const held = atMost(order.deposits - (part.kind === 'cancelled' ? 0 : needed), rest);
      order.deposits -= held;
      books.book('customerDeposits', held);
      rest -= held;
    }
    if (part.kind === 'cancelled') {
      order.receivable += rest;
      books.book('accountsReceivable', rest);
      continue;
    }
    const tax = rest === part.gross ? part.tax : part.gross === 0 ? 0 : atMost(rest, mulDiv(part.tax, rest, part.gross));
    const side = part.kind === 'shipping' ? shipping : goods;
    side.net += rest - tax;
    side.tax += tax;
    books.book(part.kind === 'shipping' ? 'shippingIncome' : 'salesReturns', rest - tax);
    books.book('outputTax', tax);
  }
  const amount = sumOf(parts, (part) => part.gross);
  if (account === 'accountsReceivable') order.receivable -= amount;
  books.book(account === 'exchange' ? 'customerDeposits' : account, -amount);
  order.refunds.push({ account, parts, told, goods, shipping });
}
