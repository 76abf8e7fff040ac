import { mulDiv } from '../../shared/units/mul-div.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { setAside } from './aside.ts';
import { refund, withTax } from './money-model.ts';
import { claim, noMoney, type Order, priced, pricePer, sumOf } from './order-model.ts';
import { type Arrival, draws, type End, type Found, type Receipt, received, type Rma, type RmaLine, settleable, waiting } from './return-model.ts';
import { type AskedPart, type Credit, creditsOf, waysOf } from './settlement-model.ts';
import { moveCredit, newOrder } from './sales-steps.ts';
import { type History, taxRate, type Trial } from './trial.ts';

/** Goods come: to the lines that announced them, by what they left with, the latest parcel first. Answers the arrivals of each heap. */
export function arrive(trial: Trial, rma: Rma, came: { goodsReturnId: number }, locationId: number, heaps: readonly { line: RmaLine['line']; quantity: number }[]): Arrival[][] {
  const ids = trial.ids('select id from goodsReturnLine where goodsReturnId = ? order by id', came.goodsReturnId);
  const all = heaps.map(({ line, quantity: count }) => {
    const arrivals: Arrival[] = [];
    let left = count;
    for (const rmaLine of rma.lines.filter((one) => one.line === line && !one.keeps)) {
      for (const draw of draws(rma.order, line)) {
        const now = Math.min(left, rmaLine.quantity - received(rma, rmaLine), draw.quantity - draw.back);
        if (now <= 0) continue;
        left -= now;
        const arrival = { id: ids.shift() ?? 0, goodsReturnId: came.goodsReturnId, rmaLine, quantity: now, draw, locationId };
        rma.arrivals.push(arrival);
        arrivals.push(arrival);
        const value = trial.stock.comeBack(draw, locationId, now);
        trial.books.book('inventory', value);
        trial.books.book('cogs', -value);
      }
    }
    return arrivals;
  });
  if (ids.length > 0) throw new Error(`goods arrived in ${ids.length} parts more than they left in`);
  return all;
}

interface GoingBack {
  variantId: number;
  locationId: number;
  quantity: number;
}

/** For goods that go back to their supplier the latest receipt that has as many, each after those before it; undefined where one has none. */
export function receiptsFor(trial: Trial, all: readonly GoingBack[]): Receipt[] | undefined {
  const used = new Map<Receipt, number>();
  const found = all.map(({ variantId, locationId, quantity: count }) => {
    const left = (one: Receipt): number => one.quantity - one.returned - (used.get(one) ?? 0);
    const there = trial.receipts.filter((one) => one.variantId === variantId && one.locationId === locationId && left(one) > 0).slice(-50);
    const receipt = there.findLast((one) => left(one) >= count);
    if (receipt) used.set(receipt, (used.get(receipt) ?? 0) + count);
    return receipt;
  });
  return found.every((one) => one !== undefined) ? found : undefined;
}

interface Heap {
  arrival: Arrival;
  end: End;
  quantity: number;
}

const goingBack = (parts: readonly Heap[]): GoingBack[] =>
  parts.flatMap(({ arrival, end, quantity: count }) => (end === 'supplier' ? [{ variantId: arrival.rmaLine.line.variantId, locationId: arrival.locationId, quantity: count }] : []));

export const mayFind = (trial: Trial, rma: Rma, parts: readonly Heap[]): boolean =>
  parts.every(({ arrival }) => sumOf(parts, (one) => (one.arrival === arrival ? one.quantity : 0)) <= waiting(rma, arrival)) && receiptsFor(trial, goingBack(parts)) !== undefined;

/** What becomes of goods; those for the supplier leave last. */
export function find(trial: Trial, rma: Rma, id: number, parts: readonly Heap[]): void {
  const receipts = receiptsFor(trial, goingBack(parts)) ?? [];
  const found = [...parts.filter(({ end }) => end !== 'supplier'), ...parts.filter(({ end }) => end === 'supplier')].map((part): Found => {
    const { arrival, end, quantity: count } = part;
    const { variantId } = arrival.rmaLine.line;
    if (end === 'restock') trial.stock.hold(variantId, arrival.locationId, -count);
    if (end !== 'scrap' && end !== 'back' && end !== 'supplier') return part;
    const draw = trial.stock.goOut(variantId, arrival.locationId, count, count);
    trial.books.book('inventory', -draw.cost);
    if (end !== 'supplier') {
      trial.books.book(end === 'scrap' ? 'stockLossScrap' : 'cogs', draw.cost);
      return { ...part, draw };
    }
    const receipt = receipts.shift();
    if (!receipt) throw new Error('goods went back to nobody');
    return { ...part, draw, receipt: { receipt, accrued: sendBack(trial, receipt, count, draw.cost) } };
  });
  rma.inspections.push({ id, found, takenBack: false });
}

/** They are owed no more; what that differs from their cost is a loss of returns. */
function sendBack(trial: Trial, receipt: Receipt, count: number, cost: number): number {
  const accrued = mulDiv(receipt.unbilledValue, count, receipt.unbilled);
  receipt.returned += count;
  receipt.unbilled -= count;
  receipt.unbilledValue -= accrued;
  trial.books.book('goodsReceivedNotInvoiced', accrued);
  trial.books.book('stockLossPurchaseReturn', cost - accrued);
  return accrued;
}

export interface SettleAsk {
  to: 'bank' | 'till' | 'storeCredit' | 'channelClearing';
  waiveFee: boolean;
  shipping: boolean | undefined;
  exchange: { variantId: number; quantity: number } | undefined;
  chosen?: { line: RmaLine; quantity: number }[];
}

export const askedSettle = ({ to, waiveFee, shipping, exchange }: SettleAsk) => ({
  to,
  waiveFee,
  ...(shipping !== undefined && { refundShipping: shipping }),
  ...(exchange && { exchange: [{ variantId: exchange.variantId, quantity: quantity(exchange.quantity) }] }),
});

interface Plan {
  credits: Credit[];
  toReceivable: AskedPart[];
  toOrder: AskedPart[];
  toCustomer: AskedPart[];
}

/** The same goods cost what they were sold for, at the sale's tax; others what the list says. */
function exchangeOf(trial: Trial, order: Order, { variantId, quantity: count }: { variantId: number; quantity: number }) {
  const { inclusive, prices } = trial.ground;
  const sold = order.lines.find((line) => line.variantId === variantId && line.quantity > 0);
  const unitPrice = sold ? pricePer(inclusive ? sold.money.net + sold.money.tax : sold.money.net, sold.quantity) : (prices.get(variantId) ?? 0);
  const rate = sold?.rate ?? taxRate;
  const [money = noMoney()] = priced([{ variantId, quantity: count, unitPrice, rate, discount: 0 }], 0, inclusive) ?? [];
  return { variantId, quantity: count, unitPrice, rate, money, bundle: null };
}

export function planSettle(trial: Trial, rma: Rma, { to, waiveFee, shipping, exchange, chosen }: SettleAsk): Plan | undefined {
  const { order } = rma;
  if (rma.ended === 'declined') return undefined;
  const all = chosen ?? rma.lines.map((line) => ({ line, quantity: settleable(rma, line) })).filter((one) => one.quantity > 0);
  if (all.length === 0 || all.some((one) => one.quantity > settleable(rma, one.line))) return undefined;
  const credits = creditsOf(order, all, waiveFee);
  if (!credits) return undefined;
  const money = exchange && exchangeOf(trial, order, exchange).money;
  const ways = waysOf(order, credits, { shipping, newTotal: money ? money.net + money.tax : 0 });
  const impossible = (to === 'storeCredit' && order.customerId === null) || (to === 'channelClearing' && !order.channel);
  return ways.toCustomer.length > 0 && impossible ? undefined : { credits, ...ways };
}

export function applySettle(trial: Trial, history: History, rma: Rma, { credits, toReceivable, toOrder, toCustomer }: Plan, { to, exchange }: SettleAsk, newOrderId: number | null): void {
  const { order } = rma;
  const replacement = exchange && newOrderId !== null ? newOrder(trial, history, newOrderId, { lines: [{ ...exchangeOf(trial, order, exchange), aside: new Map() }], charges: [], customerId: order.customerId }) : undefined;
  if (replacement) {
    setAside(trial, replacement);
    const paid = sumOf(toOrder, (part) => part.gross);
    trial.count(toCustomer.length === 0 && paid === claim(replacement) ? 'an even exchange' : 'an uneven exchange');
  }
  for (const { line, quantity: count, worth, paidBefore } of credits) rma.settled.push({ line, quantity: count, worth, paidBefore });
  const credit = (parts: readonly AskedPart[], account: string): void => {
    if (parts.length > 0) refund(trial.books, order, withTax(order, parts), account);
  };
  credit(toReceivable, 'accountsReceivable');
  credit(toOrder, 'exchange');
  const amount = sumOf(toOrder, (part) => part.gross);
  if (replacement && amount > 0) {
    const [id = 0] = trial.ids('select max(id) from payment where orderId = ?', replacement.id);
    replacement.deposits += amount;
    replacement.payments.push({ id, amount, fee: 0, account: 'exchange', voided: false });
  }
  credit(toCustomer, to);
  if (to === 'storeCredit') moveCredit(trial, order.customerId, sumOf(toCustomer, (part) => part.gross));
}
