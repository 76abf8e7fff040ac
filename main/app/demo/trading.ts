import { batchLimit } from '../../../shared/contract/batch.ts';
import { addDays } from '../../../shared/units/calendar.ts';
import type { Day } from '../../../shared/units/day.ts';
import { type Minor, minor } from '../../../shared/units/minor.ts';
import { pieces } from '../../../shared/units/quantity.ts';
import { type Clerk, minuteOf } from './clerk.ts';
import { type PlannedOrder, planDay, type Source } from './demand.ts';
import type { DemoShop } from './founding.ts';
import { importedOrder } from './imported-order.ts';
import { makePerson, type Person } from './people.ts';
import type { Random } from './random.ts';
import { comeBack } from './returning.ts';
import { Shelves } from './shelves.ts';

type ChannelSource = Exclude<Source, 'counter'>;

interface Taken {
  orderId: number;
  planned: PlannedOrder;
  total: Minor;
}

const addressUnknown = '地址待确认 Address to be confirmed';
const prefixes: Record<ChannelSource, string> = { web: 'W', market: 'M', sheet: 'S' };
/** The carrier comes at six; what is ordered after four waits for tomorrow. */
const [lastCall, packingTime] = [16 * 60, 18 * 60];
/** The last morning ends here: the work of the day still lies there to be done. */
const thisMorning = 10 * 60;

/** Lives through the demo shop's days: goods in, orders in, allocate, ship, cancel, refund, sell at the counter. */
export class TradingDays {
  /** Orders taken so far, counter sales included. */
  taken = 0;
  private readonly clerk: Clerk;
  private readonly shop: DemoShop;
  private readonly random: Random;
  private readonly mean: number;
  private readonly shelves: Shelves;
  private readonly customers: Person[] = [];
  /** What is done on a later day. */
  private readonly later = new Map<Day, (() => void)[]>();
  private waiting: Taken[] = [];
  private costFactor = 1;

  constructor(clerk: Clerk, shop: DemoShop, random: Random, mean: number) {
    this.clerk = clerk;
    this.shop = shop;
    this.random = random;
    this.mean = mean;
    this.shelves = new Shelves(clerk, shop);
  }

  trade(on: Day, isLast: boolean): void {
    this.clerk.setTime(on, 7 * 60 + 30);
    this.costFactor *= 1 + (this.random.next() - 0.48) * 0.004;
    this.shelves.fillUp(this.costFactor);
    const planned = planDay(this.random, on, this.mean, this.shop.goods, () => this.customer());
    const came = isLast ? planned.filter((order) => order.minute < thisMorning) : planned;
    // What came in last evening was looked at this morning; what came since still waits for somebody.
    if (isLast) this.approveSafe();
    this.serve(on, came.filter((order) => order.minute < lastCall));
    if (isLast) return this.leaveAQuestion();
    this.packAndShip(on);
    for (const work of this.later.get(on) ?? []) work();
    this.later.delete(on);
    this.serve(on, came.filter((order) => order.minute >= lastCall));
  }

  /** One of the orders that wait needs a person: that is what the morning's list is for. */
  private leaveAQuestion(): void {
    this.shelves.orderAhead();
    const [first] = this.waiting;
    if (first) this.clerk.call('order.hold', { orderId: first.orderId, reason: addressUnknown });
  }

  private serve(on: Day, came: readonly PlannedOrder[]): void {
    for (const source of ['web', 'market', 'sheet'] as const) this.takeOrders(on, source, came.filter((order) => order.source === source));
    this.shelves.look();
    for (const order of came) if (order.source === 'counter') this.sellAtCounter(on, order);
  }

  /** Two of three buy again. */
  private customer(): Person {
    if (this.customers.length > 20 && this.random.chance(0.66)) return this.random.pick(this.customers);
    const person = makePerson(this.random, this.customers.length + 1);
    this.customers.push(person);
    return person;
  }

  private takeOrders(on: Day, source: ChannelSource, planned: readonly PlannedOrder[]): void {
    for (let from = 0; from < planned.length; from += batchLimit) this.takeBatch(on, source, planned.slice(from, from + batchLimit));
  }

  private takeBatch(on: Day, source: ChannelSource, batch: readonly PlannedOrder[]): void {
    this.clerk.setTime(on, Math.max(...batch.map((order) => order.minute)) + 5);
    const items = batch.map((order) => {
      this.taken += 1;
      return importedOrder(this.shop, order, `${prefixes[source]}${100_000 + this.taken}`, minuteOf(on, order.minute));
    });
    const { results } = this.clerk.call('order.importBatch', { channelId: this.shop.channelIds[source], goLiveAt: null, items });
    for (const [index, result] of results.entries()) {
      if (!result.ok) throw new Error(`A demo order was refused: ${JSON.stringify(result.refusal)}`);
      this.waiting.push({ orderId: result.value.orderId, planned: batch[index]!, total: items[index]!.total });
    }
  }

  private sellAtCounter(on: Day, { minute, lines: wanted }: PlannedOrder): void {
    const lines = wanted.filter(({ good, pieces: count }) => this.shelves.takeFromCounter(good, count));
    if (lines.length === 0) return;
    this.clerk.setTime(on, minute);
    this.taken += 1;
    const cash = this.random.chance(0.25);
    this.clerk.call('order.sell', {
      lines: lines.map(({ good, pieces: count }) => ({ variantId: this.shop.variantIds.get(good.sku)!, quantity: pieces(count), discount: minor(0) })),
      locationId: this.shop.counterId,
      customerId: null,
      charges: [],
      discount: minor(0),
      note: '',
      underFloorAccepted: false,
      account: cash ? 'till' : 'bank',
      method: cash ? 'cash' : 'card',
    });
  }

  /** What was paid by four is set aside and sent, as far as the shelves allow; the rest waits for goods. */
  private packAndShip(on: Day): void {
    this.clerk.setTime(on, packingTime);
    this.approveSafe();
    const waiting = this.waiting;
    this.waiting = [];
    for (const order of waiting) if (!this.finish(on, order)) this.waiting.push(order);
  }

  /** The morning's list: what nothing speaks against may go. */
  private approveSafe(): void {
    const { orderIds } = this.clerk.call('order.safe', { limit: 100_000 });
    for (let from = 0; from < orderIds.length; from += batchLimit) this.clerk.call('order.approve', { items: orderIds.slice(from, from + batchLimit).map((orderId) => ({ orderId })), reason: '' });
  }

  /** @returns false when the order still waits for goods */
  private finish(on: Day, order: Taken): boolean {
    const { fate } = order.planned;
    if (fate === 'unpaid') this.after(on, 7, () => this.cancel(on, order, '一周未付款 Not paid in a week'));
    else if (fate === 'held') this.hold(on, order);
    else if (fate === 'cancelled') this.cancel(on, order, '客户取消 Customer changed their mind');
    else return this.ship(on, order);
    return true;
  }

  private ship(on: Day, order: Taken): boolean {
    const { orderId, planned } = order;
    const [allocated] = this.clerk.call('order.allocate', { items: [{ orderId }] }).results;
    if (!allocated?.ok || (allocated.value.backordered ?? 0) > 0) return false;
    this.clerk.call('shipment.ship', { orderId, carrier: '顺丰 SF', trackingNumber: `SF${1_000_000_000 + orderId}` });
    if (planned.fate === 'refundedInPart' || planned.fate === 'returned') this.refundLater(on, order);
    return true;
  }

  private after(on: Day, days: number, work: () => void): void {
    const due = addDays(on, days);
    const others = this.later.get(due);
    if (others) others.push(work);
    else this.later.set(due, [work]);
  }

  /** The address is asked for; three days later it is known, and the order goes on. */
  private hold(on: Day, order: Taken): void {
    this.clerk.call('order.hold', { orderId: order.orderId, reason: addressUnknown });
    this.after(on, 3, () => {
      this.clerk.call('order.unhold', { orderId: order.orderId });
      this.waiting.push({ ...order, planned: { ...order.planned, fate: 'ships' } });
    });
  }

  private cancel(on: Day, order: Taken, reason: string): void {
    const { owed } = this.clerk.call('order.cancel', { orderId: order.orderId, reason });
    if (owed > 0) this.refundLater(on, order);
  }

  private refundLater(on: Day, order: Taken): void {
    this.after(on, this.random.whole(2, 9), () => this.refund(order));
  }

  private refund(order: Taken): void {
    if (order.planned.fate === 'returned') return comeBack(this.clerk, order.orderId);
    const parts = order.planned.fate === 'cancelled' ? this.cancelledParts(order.orderId) : [goodwill(order)];
    if (parts.length > 0) this.clerk.call('refund.record', { orderId: order.orderId, parts, account: 'bank', reason: '' });
  }

  private cancelledParts(orderId: number) {
    const { lines, charges } = this.clerk.call('order.get', { orderId });
    const shipping = charges.filter(({ kind }) => kind === 'shipping').reduce((sum, { gross }) => sum + gross, 0);
    return [
      ...lines.map(({ id, gross }) => ({ kind: 'cancelled' as const, orderLineId: id, amount: gross })),
      ...(shipping > 0 ? [{ kind: 'shipping' as const, orderLineId: null, amount: minor(shipping) }] : []),
    ].filter(({ amount }) => amount > 0);
  }
}

/** A fifth back for a flaw. */
const goodwill = ({ total }: Taken) => ({
  kind: 'amountOnly' as const,
  orderLineId: null,
  amount: minor(Math.max(1, Math.round(total * 0.2))),
});
