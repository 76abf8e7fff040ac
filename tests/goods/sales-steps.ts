import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { type Dice, pickOf } from './dice.ts';
import type { Gone, Leaving } from './goods-model.ts';
import { comeBack, isHereAgain, leave, lotsLeaving } from './leaving.ts';
import type { Part, Position } from './lots-model.ts';
import { asideOf, dividedBy, type Money, openOf, type Order, partOf, priced, settle, type SoldLine } from './sales-model.ts';
import { whenOf } from './stock-steps.ts';
import type { Trial } from './trial.ts';

interface Typed {
  variantId: number;
  quantity: number;
  discount: number;
}

/** One to three different things a customer wants, whole pieces where they are pieces. */
function typed(trial: Trial, dice: Dice): Typed[] {
  const { variants, lotGoods, serialGoods, bundle } = trial.ground;
  const choice = [...variants, lotGoods, serialGoods, bundle];
  const count = 1 + (dice.money % 3);
  return Array.from({ length: count }, (_, index) => {
    const variantId = choice[(dice.pick + index * (1 + (dice.late % 2))) % choice.length] ?? 0;
    const whole = variantId === serialGoods || variantId === bundle;
    const amount = whole ? 1000 * (1 + (dice.size % 2)) : 1 + ((dice.size * (index + 1)) % 7_000);
    const price = mulDiv(trial.ground.prices.get(variantId) ?? 0, amount, 100_000);
    return { variantId, quantity: amount, discount: dice.late % 3 === 0 ? mulDiv(price, dice.money % 40, 100) : 0 };
  }).filter((line, index, all) => all.findIndex((other) => other.variantId === line.variantId) === index);
}

const asked = (lines: readonly Typed[]) => lines.map((line) => ({ variantId: line.variantId, quantity: quantity(line.quantity), discount: minor(line.discount) }));

/** Lines as the goods they take: a bundle is its components. */
function linesFor(trial: Trial, lines: readonly Typed[], ids: readonly number[]): SoldLine[] {
  const { prices, bundle, variants } = trial.ground;
  const rows = lines.flatMap((line): { variantId: number; quantity: number; money: Money }[] => {
    const money = priced(prices.get(line.variantId) ?? 0, line.quantity, line.discount);
    if (line.variantId !== bundle) return [{ ...line, money }];
    const [one = 0, two = 0] = variants;
    const parts = dividedBy(money, [mulDiv(prices.get(one) ?? 0, 1000, 100_000), mulDiv(prices.get(two) ?? 0, 2000, 100_000)]);
    return [one, two].map((variantId, index) => ({ variantId, quantity: line.quantity * (index + 1), money: parts[index] ?? money }));
  });
  if (rows.length !== ids.length) throw new Error(`${ids.length} lines were written, not ${rows.length}`);
  return rows.map((row, index) => ({ ...row, id: ids[index] ?? 0, taken: { net: 0, tax: 0, discount: 0 }, shipped: 0, cancelled: 0, aside: new Map() }));
}

const lineIds = (trial: Trial, orderId: number): number[] => trial.ids('select id from orderLine where orderId = ? order by lineNo', orderId);

/** As much as there is, at the first place that has all of it, else at several. */
function setAside(trial: Trial, line: SoldLine, only?: number): void {
  const missing = openOf(line) - asideOf(line);
  if (missing <= 0) return;
  const { warehouse, store } = trial.ground.places;
  const places = (only === undefined ? [warehouse, store] : [only]).map((locationId) => ({ locationId, free: Math.max(0, trial.model.available(line.variantId, locationId)) }));
  const whole = places.find(({ free }) => free >= missing);
  let left = missing;
  for (const { locationId, free } of whole ? [whole] : places) {
    const taken = Math.min(left, free);
    left -= taken;
    if (taken > 0) changeAside(trial, line, locationId, taken);
  }
}

function changeAside(trial: Trial, line: SoldLine, locationId: number, change: number): void {
  const known = line.aside.get(locationId) ?? { quantity: 0, at: trial.now };
  const left = known.quantity + change;
  if (left === 0) line.aside.delete(locationId);
  else line.aside.set(locationId, { ...known, quantity: left });
  trial.model.level(line.variantId, locationId).allocated += change;
}

/** Goods that never left are set aside again where they were, as far as they are free and wanted. */
function setAsideAgain(trial: Trial, line: SoldLine, locationId: number, aside: number): void {
  const { warehouse, store } = trial.ground.places;
  if (locationId !== warehouse && locationId !== store) return;
  const taken = Math.min(aside, openOf(line) - asideOf(line), Math.max(0, trial.model.available(line.variantId, locationId)));
  if (taken > 0) changeAside(trial, line, locationId, taken);
}

/** Sets goods free, from the last place first. */
function free(trial: Trial, line: SoldLine, most: number): void {
  let left = most;
  for (const [locationId, part] of [...line.aside].sort(([a], [b]) => b - a)) {
    const taken = Math.min(left, part.quantity);
    left -= taken;
    if (taken > 0) changeAside(trial, line, locationId, -taken);
  }
}

/** Goods turn out not to exist: the newest promise at a place is given up first. */
export function giveUp(trial: Trial, variantId: number, locationId: number, missing: number): void {
  let left = Math.max(0, missing - trial.model.available(variantId, locationId));
  const promises = trial.sales.lines().filter((line) => line.variantId === variantId && line.aside.has(locationId));
  promises.sort((a, b) => (b.aside.get(locationId)?.at ?? 0) - (a.aside.get(locationId)?.at ?? 0) || b.id - a.id);
  for (const line of promises) {
    const taken = Math.min(left, line.aside.get(locationId)?.quantity ?? 0);
    left -= taken;
    if (taken > 0) changeAside(trial, line, locationId, -taken);
  }
}

interface Leg {
  line: SoldLine;
  locationId: number;
  quantity: number;
  /** Of it, what was set aside there. */
  aside: number;
}

/** Where goods leave from: where they were set aside, the rest from where somebody stands. */
function legsOf(line: SoldLine, wanted: number, elsewhere: number): Leg[] {
  let left = wanted;
  const legs: Leg[] = [];
  for (const [locationId, part] of [...line.aside].sort(([a], [b]) => a - b)) {
    const taken = Math.min(left, part.quantity);
    left -= taken;
    if (taken > 0) legs.push({ line, locationId, quantity: taken, aside: taken });
  }
  const same = legs.find((leg) => leg.locationId === elsewhere);
  const promised = line.aside.get(elsewhere)?.quantity ?? 0;
  if (left > 0 && same) Object.assign(same, { quantity: same.quantity + left, aside: Math.min(promised, same.quantity + left) });
  else if (left > 0) legs.push({ line, locationId: elsewhere, quantity: left, aside: 0 });
  return legs;
}

/** Whether a parcel may leave: only the counter goes below zero, and no other place is left with less than it promised to others. */
function enough(trial: Trial, legs: readonly Leg[]): boolean {
  return [...Map.groupBy(legs, ({ line, locationId }) => `${line.variantId}|${locationId}`).values()].every((same) => {
    const [{ line, locationId } = { line: undefined, locationId: 0 }] = same;
    if (!line || locationId === trial.ground.places.counter) return true;
    const fresh = same.reduce((sum, leg) => sum + leg.quantity - leg.aside, 0);
    return trial.model.available(line.variantId, locationId) >= fresh;
  });
}

const leavingOf = ({ line, locationId, quantity: count }: Leg, when: Position): Leaving => ({ variantId: line.variantId, locationId, quantity: count, when, how: 'sold' });

/** What is in a customer's hand is there, whatever the book says of the place; only of what the book has not, lots go without a name. */
const handedOver = (trial: Trial, leg: Leg, when: Position): Leaving => ({ ...leavingOf(leg, when), beyond: trial.model.available(leg.line.variantId, leg.locationId) < leg.quantity });

/** The lots of all legs; two legs never share goods, since each line has a variant of its own. */
function lotsOf(trial: Trial, legs: readonly Leg[], leaving: (leg: Leg) => Leaving): Map<Leg, readonly Part[]> | undefined {
  const found = new Map<Leg, readonly Part[]>();
  for (const leg of legs) {
    const parts = lotsLeaving(trial, leaving(leg));
    if (!parts) return undefined;
    found.set(leg, parts);
  }
  return found;
}

function send(trial: Trial, order: Order, id: number, lots: ReadonlyMap<Leg, readonly Part[]>, when: Position): Money {
  const parts = [...lots].map(([leg, own]) => {
    const { line } = leg;
    if (leg.aside > 0) changeAside(trial, line, leg.locationId, -leg.aside);
    const money = partOf(line, leg.quantity);
    line.shipped += leg.quantity;
    settle(line, money, 1);
    const gone: Gone = leave(trial, leavingOf(leg, when), own, 'cogs');
    return { line, gone, money, aside: leg.aside };
  });
  order.parcels.push({ id, parts, cancelled: false });
  return sumOf(parts);
}

/** Sold over the counter or sent by hand, nobody says off which shelf: what the floor has not comes from the fullest. Followed goods stay where they are. */
function comeOffShelves(trial: Trial, variantId: number, locationId: number, wanted: number, at = trial.now): void {
  const { places, lotGoods, serialGoods } = trial.ground;
  if (locationId !== places.warehouse || variantId === lotGoods || variantId === serialGoods) return;
  const shelves = places.bins.map((binId) => ({ binId, free: trial.model.bin(variantId, binId).onHand - trial.model.bin(variantId, binId).onHold }));
  let left = wanted - Math.max(0, trial.model.standing({ variantId, locationId }));
  for (const { binId, free: there } of shelves.toSorted((a, b) => b.free - a.free || a.binId - b.binId)) {
    const taken = Math.min(left, there);
    if (taken <= 0) return;
    left -= taken;
    trial.model.move({ variantId, locationId, binId, at }, -taken);
    trial.model.move({ variantId, locationId, at }, taken);
  }
}

function sumOf(parts: readonly { money: Money }[]): Money {
  const sum = (of: keyof Money): number => parts.reduce((total, { money }) => total + money[of], 0);
  return { net: sum('net'), tax: sum('tax'), discount: sum('discount') };
}

function bookSale(trial: Trial, on: string, { net, tax, discount }: Money, sign: 1 | -1): void {
  trial.model.book(on, 'salesRevenue', -sign * (net + discount));
  trial.model.book(on, 'salesDiscounts', sign * discount);
  trial.model.book(on, 'outputTax', -sign * tax);
}

const open = (trial: Trial): Order[] => trial.sales.orders.filter((order) => order.lines.some((line) => openOf(line) > 0));

export const salesSteps = {
  order(trial: Trial, dice: Dice) {
    const lines = typed(trial, dice);
    const made = trial.ask('order.create', { lines: asked(lines), underFloorAccepted: true }, true);
    if (!made) return;
    const order: Order = { id: made.orderId, lines: linesFor(trial, lines, lineIds(trial, made.orderId)), parcels: [], receivable: 0, deposits: 0 };
    trial.sales.orders.push(order);
    for (const line of order.lines) setAside(trial, line);
  },

  ship(trial: Trial, dice: Dice) {
    const order = pickOf(dice.money % 8 === 0 ? trial.sales.orders : open(trial), dice.pick);
    if (!order) return;
    const { warehouse, counter, store } = trial.ground.places;
    const when = whenOf(trial, dice);
    const elsewhere = [undefined, counter, store, undefined][dice.money % 4];
    const line = pickOf(order.lines.filter((one) => openOf(one) > 0), dice.size);
    const some = line && dice.late % 3 > 0 ? Math.min(dice.size, openOf(line) + (dice.money % 11 === 0 ? 1 : 0)) : undefined;
    const part = some !== undefined && line && line.variantId === trial.ground.serialGoods ? 1000 : some;
    const wanted = line && part !== undefined ? [{ line, count: part }] : order.lines.map((one) => ({ line: one, count: openOf(one) })).filter(({ count }) => count > 0);
    const legs = wanted.flatMap((one) => legsOf(one.line, one.count, elsewhere ?? warehouse));
    const fits = wanted.length > 0 && wanted.every((one) => one.count <= openOf(one.line)) && enough(trial, legs);
    const lots = fits ? lotsOf(trial, legs, (leg) => leavingOf(leg, when)) : undefined;
    const lines = part === undefined ? {} : { lines: wanted.map((one) => ({ orderLineId: one.line.id, quantity: quantity(one.count) })) };
    const sent = trial.ask('shipment.ship', { orderId: order.id, ...lines, ...(elsewhere !== undefined && { locationId: elsewhere }), shippedAt: instant(when.occurredAt) }, lots !== undefined);
    if (!sent || !lots) return;
    for (const same of Map.groupBy(legs, (leg) => `${leg.line.variantId}|${leg.locationId}`).values()) {
      const [{ line: { variantId }, locationId } = { line: { variantId: 0 }, locationId: 0 }] = same;
      comeOffShelves(trial, variantId, locationId, same.reduce((sum, leg) => sum + leg.quantity, 0), when.occurredAt);
    }
    const money = send(trial, order, sent.shipmentId, lots, when);
    bookSale(trial, when.postedOn, money, 1);
    const due = money.net + money.tax;
    const fromDeposits = Math.min(order.deposits, due);
    order.deposits -= fromDeposits;
    order.receivable += due - fromDeposits;
    trial.model.book(when.postedOn, 'customerDeposits', fromDeposits, `salesOrder|${order.id}`);
    trial.model.book(when.postedOn, 'accountsReceivable', due - fromDeposits, `salesOrder|${order.id}`);
  },

  /** In a customer's hand goods are sold that the book may not have, wherever that is; only a piece with a number has to be known. */
  sell(trial: Trial, dice: Dice) {
    const lines = typed(trial, dice);
    const { warehouse, counter } = trial.ground.places;
    const locationId = dice.late % 5 === 0 ? warehouse : counter;
    const when = trial.whenNow();
    const goods = linesFor(trial, lines, lines.flatMap(({ variantId }) => (variantId === trial.ground.bundle ? [0, 0] : [0])));
    const legs = goods.map((line): Leg => ({ line, locationId, quantity: line.quantity, aside: 0 }));
    const lots = lotsOf(trial, legs, (leg) => handedOver(trial, leg, when));
    const sold = trial.ask('order.sell', { lines: asked(lines), underFloorAccepted: true, locationId, account: 'bank' }, lots !== undefined);
    if (!sold || !lots) return;
    for (const [variantId, own] of Map.groupBy(goods, (line) => line.variantId)) comeOffShelves(trial, variantId, locationId, own.reduce((sum, line) => sum + line.quantity, 0));
    lineIds(trial, sold.orderId).forEach((id, index) => Object.assign(goods[index] ?? {}, { id }));
    const order: Order = { id: sold.orderId, lines: goods, parcels: [], receivable: 0, deposits: 0 };
    trial.sales.orders.push(order);
    const money = send(trial, order, sold.shipmentId, lots, when);
    bookSale(trial, when.postedOn, money, 1);
    trial.model.book(when.postedOn, 'bank', money.net + money.tax);
  },

  unship(trial: Trial, dice: Dice) {
    const parcels = trial.sales.orders.flatMap((order) => order.parcels.map((parcel) => ({ order, parcel })));
    const chosen = pickOf(dice.late % 6 === 0 ? parcels : parcels.filter(({ parcel }) => !parcel.cancelled), dice.pick);
    const may = chosen && !chosen.parcel.cancelled && !chosen.parcel.parts.some(({ gone }) => isHereAgain(trial, gone));
    if (!chosen || !trial.ask('shipment.cancel', { shipmentId: chosen.parcel.id, reason: 'test' }, may === true)) return;
    const { order, parcel } = chosen;
    parcel.cancelled = true;
    const { postedOn } = trial.whenNow();
    for (const { line, gone, money } of parcel.parts) {
      line.shipped -= gone.quantity;
      settle(line, money, -1);
      comeBack(trial, gone);
    }
    for (const { line, gone, aside } of parcel.parts) setAsideAgain(trial, line, gone.locationId, aside);
    const money = sumOf(parcel.parts);
    bookSale(trial, postedOn, money, -1);
    const due = money.net + money.tax;
    const lessOwed = Math.min(order.receivable, due);
    order.receivable -= lessOwed;
    order.deposits += due - lessOwed;
    trial.model.book(postedOn, 'accountsReceivable', -lessOwed, `salesOrder|${order.id}`);
    trial.model.book(postedOn, 'customerDeposits', lessOwed - due, `salesOrder|${order.id}`);
  },

  /** Orders whose money we hold owe it back when they are cancelled, which is another story: they are left alone. */
  cancelOrder(trial: Trial, dice: Dice) {
    const order = pickOf(open(trial).filter(({ deposits }) => deposits === 0), dice.pick);
    const line = order && pickOf(order.lines.filter((one) => openOf(one) > 0), dice.size);
    if (!order || !line) return;
    const some = line.variantId === trial.ground.serialGoods ? 1000 : Math.min(dice.size, openOf(line));
    const parts = dice.late % 2 === 0 ? [{ line, count: some }] : order.lines.map((one) => ({ line: one, count: openOf(one) })).filter(({ count }) => count > 0);
    const lines = dice.late % 2 === 0 ? { lines: [{ orderLineId: line.id, quantity: quantity(some) }] } : {};
    if (!trial.ask('order.cancel', { orderId: order.id, ...lines }, true)) return;
    for (const one of parts) {
      settle(one.line, partOf(one.line, one.count), 1);
      one.line.cancelled += one.count;
    }
    for (const one of order.lines) free(trial, one, Math.max(0, asideOf(one) - openOf(one)));
  },

  promise(trial: Trial, dice: Dice) {
    const order = pickOf(open(trial), dice.pick);
    if (!order) return;
    const only = dice.late % 3 === 0 ? trial.ground.places.store : undefined;
    const done = trial.ask('order.allocate', { items: [{ orderId: order.id, ...(only !== undefined && { locationId: only }) }] }, true);
    if (!done?.results[0]?.ok) throw new Error(`goods were not set aside: ${JSON.stringify(done)}`);
    for (const line of order.lines) setAside(trial, line, only);
  },

  unpromise(trial: Trial, dice: Dice) {
    const order = pickOf(open(trial), dice.pick);
    if (!order) return;
    const done = trial.ask('order.release', { items: [{ orderId: order.id }] }, true);
    if (!done?.results[0]?.ok) throw new Error(`goods were not set free: ${JSON.stringify(done)}`);
    for (const line of order.lines) free(trial, line, asideOf(line));
  },
};

