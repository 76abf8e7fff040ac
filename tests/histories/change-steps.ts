import { expireUnpaidOrders } from '../../main/sales/order-expiry.service.ts';
import { expireReservations } from '../../main/sales/reservation-expiry.service.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { change, setAside, setFree } from './aside.ts';
import { claim, type Line, listed, noMoney, open, type Order, paymentState, fulfilmentState, priced, stillToShip, sumOf } from './order-model.ts';
import { again, discountFor, isEmptyButPaid, isRevisable, moveDeposit, parted, type Revision, rowsOf, same, write } from './revision-model.ts';
import { allOpen, askedCharges, callOff, newOrder } from './sales-steps.ts';
import { type History, taxRate, type Trial } from './trial.ts';

/** Mostly one that may be changed. */
const some = (trial: Trial, history: History): Order | undefined => trial.pick(history.orders.filter((order) => trial.chance(8) || isRevisable(order)));

function settle(trial: Trial, orders: readonly Order[]): void {
  for (const order of orders) setFree(trial, order, 'open');
  for (const order of orders) setAside(trial, order);
}

const revised = (history: History, id: number, before: Revision['before'], moved: Revision['moved'] = null): void =>
  void history.revisions.push({ id, before, after: again(before), moved, takenBack: false });

interface Edit {
  line: Line;
  quantity: number;
  discount: number | undefined;
}

/** What an edit makes of a line; undefined where its discount is too large. */
function edited(trial: Trial, { line, quantity: count, discount }: Edit) {
  if (count === line.quantity && discount === undefined) return { quantity: count, money: line.money };
  if (count === 0) return { quantity: 0, money: noMoney() };
  const { inclusive } = trial.ground;
  const money = priced([{ variantId: line.variantId, quantity: count, unitPrice: line.unitPrice, rate: line.rate, discount: discount ?? discountFor(line, count, inclusive) }], 0, inclusive);
  return money?.[0] && { quantity: count, money: money[0] };
}

function drawEdit(trial: Trial, order: Order): Edit[] {
  const gone = new Set(order.lines.flatMap(({ bundle }) => (bundle !== null && trial.chance(15) ? [bundle] : [])));
  return order.lines.map((line): Edit => {
    if (line.bundle !== null) return { line, quantity: gone.has(line.bundle) ? 0 : line.quantity, discount: undefined };
    const count = trial.chance(40) ? line.quantity : trial.chance(15) ? 0 : 1 + trial.upTo(4_000);
    return { line, quantity: count, discount: trial.chance(20) ? trial.upTo(listed({ ...line, quantity: count }) + 3) : undefined };
  });
}

export const changeSteps = {
  edit(trial: Trial, history: History) {
    const order = some(trial, history);
    if (!order) return;
    const edits = drawEdit(trial, order);
    const results = edits.map((edit) => edited(trial, edit));
    const added = trial.chance(30) ? { variantId: trial.pick(trial.ground.goods) ?? 0, quantity: 1 + trial.upTo(3_000), discount: 0 } : undefined;
    const charges = trial.chance(15) ? [{ kind: 'shipping' as const, net: trial.upTo(800), tax: 0 }] : undefined;
    const lines = edits.map(({ line, quantity: count, discount }) => ({ orderLineId: line.id, quantity: quantity(count), ...(discount !== undefined && { discount: minor(discount) }) }));
    const input = { orderId: order.id, underFloorAccepted: true, lines: [...lines, ...(added ? [{ variantId: added.variantId, quantity: quantity(added.quantity) }] : [])], ...(charges && { charges: askedCharges(charges) }) };
    const done = trial.ask('order.edit', input, isRevisable(order) && results.every((result) => result !== undefined));
    if (!done) return;
    const before = [rowsOf(order)];
    edits.forEach(({ line }, index) => Object.assign(line, results[index]));
    if (charges) order.charges = charges;
    if (added) addLine(trial, order, added);
    settle(trial, [order]);
    revised(history, done.orderRevisionId, before);
  },

  split(trial: Trial, history: History) {
    const order = some(trial, history);
    if (!order) return;
    const goes = new Map<Line, number>();
    const torn = trial.chance(20);
    for (const line of order.lines.filter((one) => open(order, one) > 0)) {
      const together = line.bundle !== null && !torn ? order.lines.find((one) => one.bundle === line.bundle) : undefined;
      if (together && together !== line) {
        if (goes.has(together)) goes.set(line, line.quantity);
      } else if (trial.chance(50)) goes.set(line, line.bundle === null || torn ? trial.amount(open(order, line)) : line.quantity);
    }
    if (goes.size === 0) return;
    const whole = order.lines.every((line) => line.bundle === null || !goes.has(line) || order.lines.every((one) => one.bundle !== line.bundle || goes.get(one) === one.quantity));
    const fits = [...goes].every(([line, count]) => count <= open(order, line));
    const stays = order.lines.some((line) => line.quantity > (goes.get(line) ?? 0));
    const lines = [...goes].map(([line, count]) => ({ orderLineId: line.id, quantity: quantity(count) }));
    const made = trial.ask('order.split', { orderId: order.id, lines }, isRevisable(order) && whole && fits && stays);
    if (made) divide(trial, history, order, goes, made);
  },

  join(trial: Trial, history: History) {
    const [into, from] = [some(trial, history), some(trial, history)];
    if (!into || !from) return;
    const may = into !== from && isRevisable(into) && isRevisable(from) && into.customerId !== null && into.customerId === from.customerId;
    const done = trial.ask('order.join', { orderId: into.id, otherOrderId: from.id }, may);
    if (!done) return;
    const before = [rowsOf(into), rowsOf(from)];
    const moving = from.lines.filter((line) => line.quantity > 0);
    const ids = trial.ids('select id from orderLine where orderId = ? order by lineNo', into.id).slice(into.lines.length);
    const after = Math.max(0, ...into.lines.map(({ bundle }) => bundle ?? 0));
    const copies = moving.map((line, index): Line => ({ ...line, id: ids[index] ?? 0, bundle: line.bundle === null ? null : line.bundle + after, aside: new Map() }));
    const charges = [...into.charges, ...from.charges];
    write({ order: from, lines: [], charges: [] });
    into.lines.push(...copies);
    into.charges = charges;
    const moved = { from, to: into, amount: from.deposits };
    moveDeposit(from, into, moved.amount);
    settle(trial, [from, into]);
    revised(history, done.orderRevisionId, before, moved);
  },

  /** A change is taken back to the cent, unless another stands on it. */
  unchange(trial: Trial, history: History) {
    const revision = trial.pick(history.revisions);
    if (!revision) return;
    const { before, after, moved } = revision;
    const orders = before.map(({ order }) => order);
    const may = !revision.takenBack && orders.every(isRevisable) && again(before).every((rows, index) => same(rows, after[index] ?? rows)) && (!moved || moved.amount === 0 || moved.to.deposits >= moved.amount);
    const stood = again(before);
    if (may) {
      before.forEach(write);
      if (moved) moveDeposit(moved.to, moved.from, moved.amount);
    }
    const leftPaid = may && orders.some(isEmptyButPaid);
    if (leftPaid) {
      if (moved) moveDeposit(moved.from, moved.to, moved.amount);
      stood.forEach(write);
    }
    const done = trial.ask('order.takeBack', { orderRevisionId: revision.id }, may && !leftPaid);
    if (!done) return;
    revision.takenBack = true;
    settle(trial, orders);
    revised(history, done.orderRevisionId, stood, moved && { from: moved.to, to: moved.from, amount: moved.amount });
  },
};

function addLine(trial: Trial, order: Order, added: { variantId: number; quantity: number; discount: number }): void {
  const asked = { ...added, unitPrice: trial.ground.prices.get(added.variantId) ?? 0, rate: taxRate };
  const [money = noMoney()] = priced([asked], 0, trial.ground.inclusive) ?? [];
  const [id = 0] = trial.ids('select max(id) from orderLine where orderId = ?', order.id);
  order.lines.push({ id, variantId: added.variantId, quantity: added.quantity, unitPrice: asked.unitPrice, rate: taxRate, money, bundle: null, aside: new Map() });
}

/** Some goods of an order are another order; money the rest does not need follows them. */
function divide(trial: Trial, history: History, order: Order, goes: ReadonlyMap<Line, number>, made: { newOrderId: number; orderRevisionId: number }): void {
  const before = rowsOf(order);
  const parts = [...goes].map(([line, count]) => ({ line, count, ...parted(line.money, count, line.quantity) }));
  const lines = parts.map(({ line, count, goes: money }) => ({ variantId: line.variantId, quantity: count, unitPrice: line.unitPrice, rate: line.rate, money, bundle: line.bundle, aside: new Map() }));
  const { customerId, orderedAt, orderedOn } = order;
  const twin = newOrder(trial, history, made.newOrderId, { lines, charges: [], customerId, orderedAt, orderedOn });
  for (const { line, count, stays } of parts) Object.assign(line, { quantity: line.quantity - count, money: stays });
  const empty = { order: twin, lines: twin.lines.map((line) => ({ line, quantity: 0, unitPrice: line.unitPrice, money: noMoney() })), charges: [] };
  const moved = { from: order, to: twin, amount: Math.max(0, Math.min(order.deposits - stillToShip(order), claim(twin))) };
  moveDeposit(order, twin, moved.amount);
  settle(trial, [order, twin]);
  revised(history, made.orderRevisionId, [before, empty], moved);
}

/** The clock: orders nobody paid for end, and goods nobody paid for are free again. */
export const clockSteps = {
  endUnpaid(trial: Trial) {
    const { endsAfter, endsBy, shop } = trial.ground;
    const over = [...trial.waiting].filter((order) => !order.channel && !order.expired && order.holds === 0 && paymentState(order) === 'unpaid' && ['open', 'allocated'].includes(fulfilmentState(order)) && order.orderedAt + endsAfter <= trial.now);
    trial.note('expire unpaid orders');
    const { ended } = shop.tx((tx) => expireUnpaidOrders(tx));
    if (ended !== over.length) throw new Error(`${ended} unpaid orders ended, not ${over.length}`);
    for (const order of over) {
      order.expired = true;
      setFree(trial, order, 'nothing');
      if (endsBy === 'cancel') callOff(trial, order, allOpen(order));
      trial.count('an unpaid order ended');
    }
  },

  endReservations(trial: Trial) {
    trial.note('expire reservations');
    trial.ground.shop.tx((tx) => expireReservations(tx));
    for (const order of trial.waiting) {
      const paid = paymentState(order) !== 'unpaid';
      for (const line of order.lines) {
        for (const [locationId, part] of line.aside) {
          if (part.until === null || part.until > trial.now) continue;
          if (paid) line.aside.set(locationId, { ...part, until: null });
          else {
            change(trial, line, locationId, -part.quantity);
            trial.count('a reservation ended');
          }
        }
      }
    }
  },

  /** Goods from the supplier, owed at what they cost. */
  receive(trial: Trial) {
    const { goods, places, supplierId } = trial.ground;
    const variantId = trial.pick(goods) ?? 0;
    const locationId = trial.pick(places) ?? 0;
    const [count, cost] = [1_000 + trial.upTo(20_000), trial.upTo(90_000)];
    const made = trial.ask('purchaseReceipt.receive', { supplierId, locationId, lines: [{ variantId, quantity: quantity(count), cost: minor(cost) }] }, true);
    if (!made) return;
    trial.stock.comeIn(variantId, locationId, count, cost);
    const [id = 0] = trial.ids('select id from purchaseReceiptLine where goodsReceiptId = ?', made.goodsReceiptId);
    trial.receipts.push({ id, variantId, locationId, quantity: count, returned: 0, unbilled: count, unbilledValue: cost });
    trial.books.book('inventory', cost);
    trial.books.book('goodsReceivedNotInvoiced', -cost);
  },
};

export const freeOf = (trial: Trial, variantId: number): number => sumOf(trial.ground.places, (place) => trial.stock.available(variantId, place));
