import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { change, enough, inHand, type Leg, legsOf, setAside, setFree } from './aside.ts';
import { cancel, capture, isUsed, mayRefund, mayUnship, refund, reinstate, roomOf, ship, unship, voidPayment, withTax } from './money-model.ts';
import {
  captured, type Charge, divided, kinds, type Line, listed, type Money, noMoney, open, type Order, type Parcel, priced, pricePer, refunded, stillToShip, sumOf, type Typed,
} from './order-model.ts';
import { type History, taxRate, type Trial } from './trial.ts';

const otherRates = [0, 60_000, 88_750] as const;

/** One to three lines somebody wants; bundles whole, the rest as it is weighed. Now and then the price or the rate is typed. */
export function typed(trial: Trial): Typed[] {
  const { goods, bundle, prices } = trial.ground;
  return Array.from({ length: 1 + trial.upTo(3) }, () => {
    const variantId = trial.pick([...goods, ...goods, bundle]) ?? bundle;
    const whole = variantId === bundle || trial.chance(60);
    const count = whole ? 1000 * (1 + trial.upTo(4)) : 1 + trial.upTo(4_000);
    const line = { variantId, quantity: count, unitPrice: trial.chance(20) ? 1 + trial.upTo(400_000) : (prices.get(variantId) ?? 0), rate: trial.chance(30) ? (trial.pick(otherRates) ?? 0) : taxRate, discount: 0 };
    return { ...line, discount: trial.chance(30) ? trial.upTo(listed(line) + 1) : 0 };
  });
}

/** As the contract wants them; a price that is the list's is left out. */
const asked = (trial: Trial, lines: readonly Typed[]) =>
  lines.map((line) => ({ variantId: line.variantId, quantity: quantity(line.quantity), discount: minor(line.discount), ...(line.rate !== taxRate && { taxRate: ratePpm(line.rate) }), ...(line.unitPrice !== trial.ground.prices.get(line.variantId) && { unitPrice: unitPrice(line.unitPrice) }) }));

/** Lines as the goods they take: a bundle is its parts, each with its share of the money. */
export function goodsOf(trial: Trial, lines: readonly Typed[], money: readonly Money[]): Omit<Line, 'id'>[] {
  const { bundle, goods: [a = 0, b = 0], prices } = trial.ground;
  return lines.flatMap((line, index): Omit<Line, 'id'>[] => {
    const own = money[index] ?? noMoney();
    const plain = { variantId: line.variantId, quantity: line.quantity, unitPrice: line.unitPrice, rate: line.rate, money: own, bundle: null, aside: new Map() };
    if (line.variantId !== bundle) return [plain];
    const weights = [listed({ unitPrice: prices.get(a) ?? 0, quantity: 1000 }), listed({ unitPrice: prices.get(b) ?? 0, quantity: 2000 })];
    const lists = divided({ net: listed(line), tax: 0, discount: 0 }, weights);
    return divided(own, weights).map((part, position) => {
      const count = line.quantity * (position + 1);
      return { variantId: position === 0 ? a : b, quantity: count, unitPrice: pricePer(lists[position]?.net ?? 0, count), rate: line.rate, money: part, bundle: index + 1, aside: new Map() };
    });
  });
}

export function newOrder(trial: Trial, history: History, id: number, made: { lines: Omit<Line, 'id'>[]; charges: Charge[] } & Partial<Pick<Order, 'channel' | 'taxByChannel' | 'customerId' | 'orderedAt' | 'orderedOn'>>): Order {
  const ids = trial.ids('select id from orderLine where orderId = ? order by lineNo', id);
  if (ids.length !== made.lines.length) throw new Error(`order ${id} has ${ids.length} lines, not ${made.lines.length}`);
  const order: Order = {
    channel: false, taxByChannel: false, customerId: history.customerId, orderedAt: trial.now, orderedOn: trial.today,
    ...made, id, lines: made.lines.map((line, index) => ({ ...line, id: ids[index] ?? 0 })),
    parcels: [], cancellations: [], payments: [], refunds: [], rmas: [], deposits: 0, receivable: 0, owed: 0, moved: 0, holds: 0, expired: false,
  };
  history.orders.push(order);
  trial.waiting.add(order);
  return order;
}

/** Shipping is a charge without a rate of its own: it carries no tax. */
const shippingOf = (trial: Trial): Charge[] => (trial.chance(50) ? [{ kind: 'shipping', net: 1 + trial.upTo(900), tax: 0 }] : []);
export const askedCharges = (charges: readonly Charge[]) => charges.map(({ net }) => ({ kind: 'shipping' as const, name: 'post', amount: minor(net) }));

export function leave(trial: Trial, legs: readonly Leg[]) {
  for (const { line, locationId, aside } of legs) change(trial, line, locationId, -aside);
  return legs.map(({ line, locationId, quantity: count, aside }) => ({ line, quantity: count, aside, draw: trial.stock.goOut(line.variantId, locationId, count) }));
}

const capturedOf = (trial: Trial, order: Order) => trial.prepared('select id, account, amount from payment where orderId = ? order by id').all(order.id) as { id: number; account: string; amount: number }[];

function withOpen(trial: Trial, history: History): Order | undefined {
  return trial.pick(history.orders.filter((order) => trial.chance(10) || order.lines.some((line) => open(order, line) > 0)));
}

/** Some of what is open, line by line, or all of it. */
function someOpen(trial: Trial, order: Order): { line: Line; quantity: number }[] | undefined {
  if (trial.chance(50)) return undefined;
  const lines = order.lines.filter((line) => open(order, line) > 0);
  const line = trial.pick(lines.length > 0 ? lines : order.lines);
  if (!line) return undefined;
  const other = trial.chance(25) ? trial.pick(lines) : undefined;
  const some = (one: Line) => ({ line: one, quantity: trial.amount(open(order, one)) });
  return [some(line), ...(other && other !== line ? [some(other)] : [])];
}

export const allOpen = (order: Order) => order.lines.map((line) => ({ line, quantity: open(order, line) })).filter((part) => part.quantity > 0);
const fits = (order: Order, parts: readonly { line: Line; quantity: number }[]): boolean => parts.length > 0 && parts.every((part) => part.quantity > 0 && part.quantity <= open(order, part.line));
const named = (parts: readonly { line: Line; quantity: number }[] | undefined) => (parts ? { lines: parts.map((part) => ({ orderLineId: part.line.id, quantity: quantity(part.quantity) })) } : {});

export const salesSteps = {
  create(trial: Trial, history: History) {
    const lines = typed(trial);
    const [charges, discount] = [shippingOf(trial), trial.chance(20) ? trial.upTo(3_000) : 0];
    const money = priced(lines, discount, trial.ground.inclusive);
    const input = { customerId: history.customerId, lines: asked(trial, lines), charges: askedCharges(charges), discount: minor(discount), underFloorAccepted: true };
    const made = trial.ask('order.create', input, money !== undefined);
    if (made && money) setAside(trial, newOrder(trial, history, made.orderId, { lines: goodsOf(trial, lines, money), charges }));
  },

  /** Over the counter: what is in a hand is sold, be it promised to somebody else. */
  sell(trial: Trial, history: History) {
    const lines = typed(trial);
    const locationId = trial.pick(trial.ground.places) ?? 0;
    const money = priced(lines, 0, trial.ground.inclusive);
    const goods = money ? goodsOf(trial, lines, money).map((line): Line => ({ ...line, id: 0 })) : [];
    const legs = goods.map((line): Leg => ({ line, locationId, quantity: line.quantity, aside: 0 }));
    if (!inHand(trial, legs)) return;
    const due = sumOf(money ?? [], ({ net, tax }) => net + tax);
    const card = trial.chance(30) ? trial.upTo(due) : 0;
    // Now and then somebody keys in a cent more than is due.
    const tooMuch = trial.chance(10);
    const cash = { account: 'till' as const, method: 'cash', ...(tooMuch && { amount: minor(due - card + 1) }) };
    const tenders = card > 0 ? [{ account: 'bank' as const, method: 'card', amount: minor(card) }, cash] : [cash];
    const input = { customerId: trial.chance(70) ? history.customerId : null, lines: asked(trial, lines), underFloorAccepted: true, locationId, tenders };
    const sold = trial.ask('order.sell', input, money !== undefined && !tooMuch);
    if (!sold) return;
    const order = newOrder(trial, history, sold.orderId, { lines: goods, charges: [], customerId: input.customerId });
    for (const payment of capturedOf(trial, order)) capture(trial.books, order, payment);
    ship(trial.books, order, { id: sold.shipmentId, on: trial.today, handedOver: true }, leave(trial, legs.map((leg, index) => ({ ...leg, line: order.lines[index] ?? leg.line }))));
  },

  unsell(trial: Trial, history: History) {
    const order = trial.pick(history.orders.filter((one) => trial.chance(5) || one.parcels.some(({ handedOver }) => handedOver)));
    if (!order) return;
    const parcel = order.parcels.find(({ handedOver, voided }) => handedOver && !voided);
    const payments = order.payments.filter(({ voided }) => !voided);
    const paid = sumOf(payments, ({ amount }) => amount);
    const may = parcel !== undefined && mayUnship(order, parcel) && (payments.length === 0 || !isUsed(order, { amount: paid })) && payments.every(({ account }) => account !== 'exchange');
    if (!trial.ask('order.unsell', { orderId: order.id }, may) || !parcel) return;
    takeBackParcel(trial, order, parcel);
    for (const payment of payments) takeBackPayment(trial, order, payment);
    callOff(trial, order, allOpen(order));
  },

  pay(trial: Trial, history: History) {
    const order = trial.pick(history.orders);
    if (!order) return;
    const due = order.receivable + stillToShip(order) - order.deposits;
    if (due <= 0 && trial.chance(80)) return;
    const balance = trial.credit.get(order.customerId ?? 0) ?? 0;
    const ways = (['bank', 'till', 'channelClearing', 'storeCredit'] as const).filter((way) => trial.chance(10) || (way === 'channelClearing' ? order.channel : way !== 'storeCredit' || balance > 0));
    const account = trial.pick(ways) ?? 'bank';
    const amount = trial.amount(account === 'storeCredit' ? Math.min(due, balance) : due);
    const may = amount <= due && (account !== 'channelClearing' || order.channel) && (account !== 'storeCredit' || (order.customerId !== null && balance >= amount));
    const paid = trial.ask('payment.capture', { orderId: order.id, amount: minor(amount), account }, may);
    if (!paid) return;
    capture(trial.books, order, { id: paid.paymentId, amount, account });
    if (account !== 'storeCredit') return;
    moveCredit(trial, order.customerId, -amount);
    trial.count('store credit spent');
  },

  unpay(trial: Trial, history: History) {
    const order = trial.pick(history.orders);
    const payment = order && trial.pick(order.payments);
    if (!order || !payment) return;
    const may = !payment.voided && !isUsed(order, payment) && payment.account !== 'exchange';
    if (trial.ask('payment.void', { paymentId: payment.id, reason: 'test' }, may)) takeBackPayment(trial, order, payment);
  },

  ship(trial: Trial, history: History) {
    const order = withOpen(trial, history);
    if (!order) return;
    const some = someOpen(trial, order);
    const parts = some ?? allOpen(order);
    const elsewhere = trial.chance(30) ? trial.ground.places[1] : undefined;
    const legs = parts.flatMap((part) => legsOf(part.line, part.quantity, elsewhere ?? trial.ground.places[0]));
    const input = { orderId: order.id, ...named(some), ...(elsewhere !== undefined && { locationId: elsewhere }) };
    const sent = trial.ask('shipment.ship', input, order.holds === 0 && fits(order, parts) && enough(trial, legs));
    if (sent) ship(trial.books, order, { id: sent.shipmentId, on: trial.today }, leave(trial, legs));
  },

  unship(trial: Trial, history: History) {
    const order = trial.pick(history.orders.filter(({ parcels }) => parcels.length > 0));
    const parcel = order && trial.pick(order.parcels);
    if (order && parcel && trial.ask('shipment.cancel', { shipmentId: parcel.id, reason: 'test' }, mayUnship(order, parcel))) takeBackParcel(trial, order, parcel);
  },

  cancel(trial: Trial, history: History) {
    const order = withOpen(trial, history);
    if (!order) return;
    const some = someOpen(trial, order);
    const parts = some ?? allOpen(order);
    if (trial.ask('order.cancel', { orderId: order.id, ...named(some) }, fits(order, parts))) callOff(trial, order, parts);
  },

  reinstate(trial: Trial, history: History) {
    const order = trial.pick(history.orders.filter(({ cancellations }) => cancellations.length > 0));
    const cancellation = order && trial.pick(order.cancellations);
    if (!order || !cancellation) return;
    const paidBack = cancellation.parts.some(({ line }) => order.refunds.some(({ parts }) => parts.some((part) => part.line === line && part.kind === 'cancelled')));
    if (!trial.ask('order.reinstate', { cancellationId: cancellation.id }, !cancellation.reinstated && order.owed >= cancellation.owed && !paidBack)) return;
    reinstate(trial.books, order, cancellation);
    setAside(trial, order);
  },

  /** Money goes back by hand: cancelled, returned or kept goods, goodwill, shipping. */
  refund(trial: Trial, history: History) {
    const order = trial.pick(history.orders.filter(({ payments }) => payments.length > 0));
    if (!order) return;
    const parts = Array.from({ length: trial.chance(25) ? 2 : 1 }, () => {
      const kind = trial.pick(kinds) ?? 'amountOnly';
      const line = kind === 'amountOnly' || kind === 'shipping' ? null : (trial.pick(order.lines) ?? null);
      return { kind, line, gross: trial.chance(85) ? 1 + trial.upTo(Math.max(1, Math.min(roomOf(order, kind, line), captured(order) - refunded(order)))) : 1 + trial.upTo(5_000) };
    });
    const account = trial.pick(['bank', 'till', 'channelClearing'] as const) ?? 'bank';
    const input = { orderId: order.id, account, parts: parts.map(({ kind, line, gross }) => ({ kind, orderLineId: line?.id ?? null, amount: minor(gross) })) };
    const may = mayRefund(order, parts) && (account !== 'channelClearing' || order.channel);
    if (trial.ask('refund.record', input, may)) refund(trial.books, order, withTax(order, parts), account);
  },

  allocate(trial: Trial, history: History) {
    const order = trial.pick(history.orders);
    if (!order) return;
    trial.ask('order.allocate', { items: [{ orderId: order.id }] }, true);
    setAside(trial, order);
  },

  release(trial: Trial, history: History) {
    const order = trial.pick(history.orders);
    if (!order) return;
    trial.ask('order.release', { items: [{ orderId: order.id }] }, true);
    setFree(trial, order, 'nothing');
  },

  hold(trial: Trial, history: History) {
    const order = trial.pick(history.orders);
    if (order && trial.ask('order.hold', { orderId: order.id, reason: 'test' }, true)) order.holds += 1;
  },

  unhold(trial: Trial, history: History) {
    const order = trial.pick(history.orders.filter(({ holds }) => holds > 0));
    if (order && trial.ask('order.unhold', { orderId: order.id }, true)) order.holds = 0;
  },

  goodwill(trial: Trial, history: History) {
    const amount = 1 + trial.upTo(2_000);
    if (!trial.ask('storeCredit.grant', { customerId: history.customerId, amount: minor(amount), reason: 'late' }, true)) return;
    moveCredit(trial, history.customerId, amount);
    trial.books.book('marketing', amount);
    trial.books.book('storeCredit', -amount);
  },

  ungoodwill(trial: Trial, history: History) {
    const balance = trial.credit.get(history.customerId) ?? 0;
    if (balance === 0) return;
    const amount = trial.amount(balance);
    if (!trial.ask('storeCredit.withdraw', { customerId: history.customerId, amount: minor(amount), reason: 'test' }, amount <= balance)) return;
    moveCredit(trial, history.customerId, -amount);
    trial.books.book('marketing', -amount);
    trial.books.book('storeCredit', amount);
  },
};

export function moveCredit(trial: Trial, customerId: number | null, amount: number): void {
  if (customerId !== null) trial.credit.set(customerId, (trial.credit.get(customerId) ?? 0) + amount);
}

function takeBackParcel(trial: Trial, order: Order, parcel: Parcel): void {
  unship(trial.books, order, parcel);
  for (const { draw } of parcel.parts) trial.stock.neverLeft(draw);
  for (const { line, draw, aside } of parcel.parts) {
    const free = Math.max(0, trial.stock.available(draw.variantId, draw.locationId));
    change(trial, line, draw.locationId, Math.min(aside, Math.max(0, open(order, line)), free));
  }
}

function takeBackPayment(trial: Trial, order: Order, payment: Order['payments'][number]): void {
  voidPayment(trial.books, order, payment);
  if (payment.account === 'storeCredit') moveCredit(trial, order.customerId, payment.amount);
}

export function callOff(trial: Trial, order: Order, parts: readonly { line: Line; quantity: number }[]): void {
  const [id = 0] = trial.ids('select max(id) from cancellation where orderId = ?', order.id);
  cancel(trial.books, order, id, parts);
  setFree(trial, order, 'open');
}

