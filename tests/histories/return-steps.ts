import { addDays } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { type Line, type Order, shipped, shippedParts, sumOf } from './order-model.ts';
import { applySettle, arrive, askedSettle, find, mayFind, planSettle, receiptsFor, type SettleAsk } from './return-acts.ts';
import {
  draws, type End, type Inspection, left, received, reasons, type Reason, type Rma, type RmaLine, settleable, settledOf, waiting,
} from './return-model.ts';
import type { History, Trial } from './trial.ts';

const ends: readonly End[] = ['restock', 'restock', 'refurbish', 'quarantine', 'scrap', 'supplier', 'back'];
const drawReason = (trial: Trial): Reason => trial.pick(['changedMind', 'wrongItem', 'defective'] as const) ?? 'changedMind';

/** Whether the promise allows a return today, counted from the day the goods last left. */
function isAllowed(trial: Trial, order: Order, line: Line, reason: Reason): boolean {
  const { windowDays, faultDays } = trial.policyOf(line);
  const leftOn = shippedParts(order, line).map((part) => order.parcels.find(({ parts }) => parts.includes(part))?.on ?? '').sort().at(-1);
  if (leftOn === undefined) return false;
  const days = reasons[reason] === 'customer' ? windowDays : Math.max(windowDays, faultDays);
  return (windowDays > 0 || reasons[reason] !== 'customer') && trial.today <= addDays(day(leftOn), days);
}

interface Asked {
  line: Line;
  quantity: number;
  reason: Reason;
  keeps: boolean;
}

/** Some of what left, now and then one line in two parts. */
function drawAsked(trial: Trial, order: Order): Asked[] {
  const gone = order.lines.filter((line) => shipped(order, line) > 0);
  const first = trial.pick(gone);
  if (!first) return [];
  const other = trial.chance(40) ? trial.pick(gone) : undefined;
  return [first, ...(other ? [other] : [])].map((line) => ({ line, quantity: trial.amount(Math.max(1, other === first ? Math.ceil(left(order, line) / 2) : left(order, line))), reason: drawReason(trial), keeps: trial.chance(15) }));
}

/** What is announced together is no more than what the customer has. */
const mayAnnounce = (order: Order, asked: readonly Pick<Asked, 'line' | 'quantity'>[]): boolean =>
  asked.length > 0 && asked.every(({ line }) => shipped(order, line) > 0 && sumOf(asked, (one) => (one.line === line ? one.quantity : 0)) <= left(order, line));

function announce(trial: Trial, order: Order, id: number, asked: readonly Asked[]): Rma {
  const ids = trial.ids('select id from rmaLine where rmaId = ? order by id', id);
  const lines = asked.map(({ line, quantity: count, reason, keeps }, index): RmaLine => ({ id: ids[index] ?? 0, line, quantity: count, reason, keeps, allowed: isAllowed(trial, order, line, reason), policy: trial.policyOf(line) }));
  const rma: Rma = { id, order, lines, authorised: false, ended: null, arrivals: [], inspections: [], settled: [] };
  order.rmas.push(rma);
  return rma;
}

const withGoodsOut = (trial: Trial, history: History): Order | undefined => trial.pick(history.orders.filter((order) => order.lines.some((line) => shipped(order, line) > 0)));
const rmasOf = (history: History): Rma[] => history.orders.flatMap(({ rmas }) => rmas);
const begun = (rma: Rma): boolean => rma.lines.some((line) => received(rma, line) > 0 || settledOf(rma, line) > 0);
const isWithin = (rma: Rma): boolean => rma.lines.every(({ allowed }) => allowed);

/** Goods announced anew since stand in the way. */
function mayReopen(rma: Rma): boolean {
  const wanted = (line: Line): number => sumOf(rma.lines, (one) => (one.line !== line ? 0 : one.keeps ? one.quantity : one.quantity - received(rma, one)));
  return rma.ended === null || rma.lines.every(({ line }) => wanted(line) <= left(rma.order, line));
}

export const returnSteps = {
  request(trial: Trial, history: History) {
    const order = withGoodsOut(trial, history);
    if (!order) return;
    const asked = drawAsked(trial, order);
    const [authorise, overrule] = [trial.chance(85), trial.chance(30)];
    const within = asked.every(({ line, reason }) => isAllowed(trial, order, line, reason));
    const lines = asked.map(({ line, quantity: count, reason, keeps }) => ({ orderLineId: line.id, quantity: quantity(count), reason, keepsGoods: keeps }));
    const made = trial.ask('rma.request', { orderId: order.id, lines, authorise, ...(overrule && { overrule: 'a good customer' }) }, mayAnnounce(order, asked) && (!authorise || within || overrule));
    if (made) announce(trial, order, made.rmaId, asked).authorised = authorise;
  },

  authorise(trial: Trial, history: History) {
    const rma = trial.pick(rmasOf(history).filter(({ authorised }) => !authorised || trial.chance(10)));
    if (!rma) return;
    const overrule = trial.chance(40);
    const may = rma.authorised || (rma.ended === null && (isWithin(rma) || overrule));
    if (trial.ask('rma.authorise', { rmaId: rma.id, ...(overrule && { overrule: 'a good customer' }) }, may)) rma.authorised = true;
  },

  withdraw(trial: Trial, history: History) {
    const rma = trial.pick(rmasOf(history));
    if (rma && trial.ask('rma.withdraw', { rmaId: rma.id }, !begun(rma))) rma.authorised = false;
  },

  decline(trial: Trial, history: History) {
    const rma = trial.pick(rmasOf(history));
    if (rma && trial.ask('rma.decline', { rmaId: rma.id, reason: 'test' }, rma.ended === null && !begun(rma))) rma.ended = 'declined';
  },

  end(trial: Trial, history: History) {
    const rma = trial.pick(rmasOf(history));
    if (rma && trial.ask('rma.cancel', { rmaId: rma.id }, rma.ended === null)) rma.ended = 'cancelled';
  },

  reopen(trial: Trial, history: History) {
    const some = rmasOf(history).filter(({ ended }) => ended !== null || trial.chance(10));
    const late = some.filter((one) => !mayReopen(one));
    const rma = trial.pick(late.length > 0 && trial.chance(50) ? late : some);
    if (!rma) return;
    if (trial.ask('rma.reopen', { rmaId: rma.id }, mayReopen(rma))) rma.ended = null;
  },

  /** Goods come, with a return or unannounced; at times the same goods in two heaps. */
  arrive(trial: Trial, history: History) {
    const rma = trial.chance(70) ? trial.pick(rmasOf(history)) : undefined;
    const order = rma?.order ?? withGoodsOut(trial, history);
    if (!order) return;
    if (rma) return arriveFor(trial, rma);
    const asked = drawAsked(trial, order).map((one) => ({ ...one, keeps: false }));
    const locationId = trial.pick(trial.ground.places) ?? 0;
    const lines = asked.map(({ line, quantity: count, reason }) => ({ orderLineId: line.id, quantity: quantity(count), reason }));
    const came = trial.ask('goodsReturn.receive', { orderId: order.id, locationId, lines }, mayAnnounce(order, asked) && areOut(order, asked));
    if (!came) return;
    const made = announce(trial, order, came.rmaId, asked);
    made.authorised = isWithin(made);
    arrive(trial, made, came, locationId, asked);
  },

  inspect(trial: Trial, history: History) {
    const rma = trial.pick(rmasOf(history).filter((one) => one.arrivals.some((arrival) => waiting(one, arrival) > 0)));
    const arrival = rma && trial.pick(rma.arrivals.filter((one) => waiting(rma, one) > 0));
    if (!rma || !arrival) return;
    const two = trial.chance(25);
    const some = (): number => trial.amount(Math.max(1, two ? Math.floor(waiting(rma, arrival) / 2) : waiting(rma, arrival)));
    const parts = Array.from({ length: two ? 2 : 1 }, () => ({ arrival, end: trial.pick(ends) ?? 'restock', quantity: some() }));
    const lines = parts.map((part) => ({ goodsReturnLineId: arrival.id, disposition: part.end, quantity: quantity(part.quantity) }));
    const done = trial.ask('inspection.record', { goodsReturnId: arrival.goodsReturnId, lines }, mayFind(trial, rma, parts));
    if (done) find(trial, rma, done.inspectionId, parts);
  },

  reinspect(trial: Trial, history: History) {
    const rma = trial.pick(rmasOf(history).filter(({ inspections }) => inspections.length > 0));
    const inspection = rma && trial.pick(rma.inspections);
    if (!rma || !inspection || !trial.ask('inspection.takeBack', { inspectionId: inspection.id }, mayTakeBack(trial, rma, inspection))) return;
    inspection.takenBack = true;
    for (const part of inspection.found) undo(trial, part);
  },

  settle(trial: Trial, history: History) {
    const rma = trial.pick(rmasOf(history).filter((one) => trial.chance(10) || one.lines.some((line) => settleable(one, line) > 0)));
    if (!rma) return;
    const line = trial.chance(25) ? trial.pick(rma.lines) : undefined;
    const ask = { ...drawSettle(trial, rma.lines), ...(line && { chosen: [{ line, quantity: trial.amount(Math.max(1, settleable(rma, line))) }] }) };
    const plan = rma.authorised || (rma.ended === null && isWithin(rma)) ? planSettle(trial, rma, ask) : undefined;
    const done = trial.ask('rma.settle', { rmaId: rma.id, ...askedSettle(ask), ...(ask.chosen && { lines: ask.chosen.map((one) => ({ rmaLineId: one.line.id, quantity: quantity(one.quantity) })) }) }, plan !== undefined);
    if (!done || !plan) return;
    rma.authorised = true;
    applySettle(trial, history, rma, plan, ask, done.newOrderId);
  },

  /** A return over the counter: announced, taken in, looked at and paid out at once. */
  counter(trial: Trial, history: History) {
    const order = withGoodsOut(trial, history);
    if (!order) return;
    const asked = drawAsked(trial, order).map((one) => ({ ...one, keeps: false, end: trial.pick(ends) ?? 'restock' }));
    takeBackOverCounter(trial, history, order, asked);
  },
};

/** At times for other goods, at times for as many of the same. */
function drawSettle(trial: Trial, back: readonly Pick<Asked, 'line' | 'quantity'>[]): SettleAsk {
  const own = trial.pick(back);
  const other = { variantId: trial.pick(trial.ground.goods) ?? 0, quantity: trial.chance(70) ? 1000 * (1 + trial.upTo(2)) : 1 + trial.upTo(3_000) };
  const exchange = trial.chance(65) ? undefined : own && trial.chance(50) ? { variantId: own.line.variantId, quantity: own.quantity } : other;
  return { to: trial.pick(['bank', 'till', 'storeCredit', 'channelClearing'] as const) ?? 'bank', waiveFee: trial.chance(40), shipping: trial.chance(50) ? undefined : trial.chance(50), exchange };
}

/** Goods come back by what they left with. */
const areOut = (order: Order, asked: readonly Pick<Asked, 'line' | 'quantity'>[]): boolean =>
  asked.every(({ line }) => sumOf(asked, (one) => (one.line === line ? one.quantity : 0)) <= sumOf(draws(order, line), (draw) => draw.quantity - draw.back));

function arriveFor(trial: Trial, rma: Rma): void {
  const first = trial.pick(rma.lines);
  if (!first) return;
  const twice = trial.chance(20);
  const open = (line: Line): number => sumOf(rma.lines, (one) => (one.line === line && !one.keeps ? one.quantity - received(rma, one) : 0));
  const asked = [first, ...(twice ? [first] : [])].map(({ line }) => ({ line, quantity: trial.amount(Math.max(1, twice ? Math.ceil(open(line) / 2) : open(line))) }));
  const may = rma.ended !== 'declined' && sumOf(asked, (one) => one.quantity) <= open(first.line) && areOut(rma.order, asked);
  const locationId = trial.pick(trial.ground.places) ?? 0;
  const came = trial.ask('goodsReturn.receive', { rmaId: rma.id, locationId, lines: asked.map(({ line, quantity: count }) => ({ orderLineId: line.id, quantity: quantity(count) })) }, may);
  if (came) arrive(trial, rma, came, locationId, asked);
}

/** What was credited stays looked at; goods that left again must not have come back, and goods on the shelf must still be free. */
function mayTakeBack(trial: Trial, rma: Rma, inspection: Inspection): boolean {
  if (inspection.takenBack) return false;
  const stayed = (line: RmaLine): number => sumOf(inspection.found, (one) => (one.arrival.rmaLine === line && one.end !== 'back' ? one.quantity : 0));
  if (rma.lines.some((line) => stayed(line) > 0 && stayed(line) > settleable(rma, line))) return false;
  if (inspection.found.some(({ draw }) => draw && draw.back > 0)) return false;
  const shelf = Map.groupBy(inspection.found.filter(({ end }) => end === 'restock'), ({ arrival }) => arrival.locationId);
  return [...shelf].every(([locationId, found]) => sumOf(found, (one) => one.quantity) <= trial.stock.available(found[0]?.arrival.rmaLine.line.variantId ?? 0, locationId));
}

function undo(trial: Trial, { arrival, end, quantity: count, draw, receipt }: Inspection['found'][number]): void {
  const { variantId } = arrival.rmaLine.line;
  if (end === 'restock') trial.stock.hold(variantId, arrival.locationId, count);
  if (!draw) return;
  trial.stock.neverLeft(draw);
  trial.books.book('inventory', draw.cost);
  if (!receipt) return trial.books.book(end === 'scrap' ? 'stockLossScrap' : 'cogs', -draw.cost);
  receipt.receipt.returned -= count;
  receipt.receipt.unbilled += count;
  receipt.receipt.unbilledValue += receipt.accrued;
  trial.books.book('goodsReceivedNotInvoiced', -receipt.accrued);
  trial.books.book('stockLossPurchaseReturn', receipt.accrued - draw.cost);
}

type AtCounter = Asked & { end: End };

function takeBackOverCounter(trial: Trial, history: History, order: Order, asked: readonly AtCounter[]): void {
  const drawn = drawSettle(trial, asked);
  const to = (drawn.to === 'storeCredit' && order.customerId === null) || (drawn.to === 'channelClearing' && !order.channel) ? 'till' : drawn.to;
  const ask: SettleAsk = { ...drawn, to };
  const overrule = trial.chance(30);
  const locationId = trial.pick(trial.ground.places) ?? 0;
  const within = asked.every(({ line, reason }) => isAllowed(trial, order, line, reason));
  const stays = asked.filter(({ end }) => end !== 'back');
  const notSettled = (line: Line): boolean => sumOf(order.rmas, (rma) => sumOf(rma.settled, (one) => (one.line.line === line ? one.quantity : 0))) + sumOf(stays, (one) => (one.line === line ? one.quantity : 0)) <= shipped(order, line);
  const toSupplier = asked.filter(({ end }) => end === 'supplier').map((one) => ({ variantId: one.line.variantId, locationId, quantity: one.quantity }));
  const may = mayAnnounce(order, asked) && areOut(order, asked) && (within || overrule) && stays.length > 0 && asked.every(({ line }) => notSettled(line)) && receiptsFor(trial, toSupplier) !== undefined;
  const done = trial.ask('rma.takeBack', {
    orderId: order.id, locationId, ...askedSettle(ask), ...(overrule && { overrule: 'a good customer' }),
    lines: asked.map(({ line, quantity: count, reason, end }) => ({ orderLineId: line.id, quantity: quantity(count), reason, disposition: end })),
  }, may);
  if (!done) return;
  const rma = announce(trial, order, done.rmaId, asked);
  rma.authorised = true;
  const heaps = arrive(trial, rma, done, locationId, asked);
  const [inspectionId = 0] = trial.ids('select max(id) from inspection where goodsReturnId = ?', done.goodsReturnId);
  find(trial, rma, inspectionId, heaps.flatMap((arrivals, index) => arrivals.map((arrival) => ({ arrival, end: asked[index]?.end ?? 'restock', quantity: arrival.quantity }))));
  const plan = planSettle(trial, rma, ask);
  if (!plan) throw new Error('the model cannot settle what it took back');
  applySettle(trial, history, rma, plan, ask, done.newOrderId);
}
