import { addDays } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { type Dice, pickOf } from './dice.ts';
import { arrivingLots, askedLots, takeInLots } from './followed-steps.ts';
import { comeBack, isHereAgain, leave, lotsLeaving } from './leaving.ts';
import { goingBack, itemOf, type OrderedLine, type ReceivedLine, standing, stillOpen, worthOfArrival } from './purchase-model.ts';
import { leavable, mayLeave, whenOf } from './stock-steps.ts';
import type { Trial } from './trial.ts';

function placeFor(trial: Trial, dice: Dice, followed: boolean): { locationId: number; binId?: number } {
  const { warehouse, counter, store, bins } = trial.ground.places;
  const choices = [{ locationId: warehouse }, { locationId: store }, { locationId: counter }, { locationId: warehouse, binId: bins[dice.size % 2] ?? bins[0] }];
  return choices[dice.late % (followed ? 3 : 4)] ?? { locationId: warehouse };
}

interface Arrival {
  ordered?: OrderedLine;
  variantId: number;
  amount: number;
  /** Without an order: what it cost. */
  cost: number;
}

/** What of an arrival was billed before and what is still to be billed, with what each is worth. */
function worthOf({ ordered, amount, cost }: Arrival) {
  const value = ordered ? worthOfArrival(ordered, amount) : cost;
  let left = amount;
  const came = (ordered?.coming ?? []).flatMap((coming) => {
    const taken = Math.min(left, coming.quantity);
    left -= taken;
    if (taken === 0) return [];
    return [{ coming, quantity: taken, net: mulDiv(coming.net, taken, coming.quantity), tax: mulDiv(coming.tax, taken, coming.quantity) }];
  });
  return { value, came, unbilled: left, accrued: mulDiv(value, left, amount) };
}

/** One delivery of one kind of goods, in any place, some of it damaged. */
function takeIn(trial: Trial, dice: Dice, arrival: Arrival): void {
  const { ordered, variantId, amount } = arrival;
  const followed = variantId === trial.ground.lotGoods;
  const [place, when] = [placeFor(trial, dice, followed), whenOf(trial, dice)];
  const held = dice.money % 9 === 0 ? Math.ceil(amount / 3) : 0;
  const lots = arrivingLots(trial, variantId, amount, dice);
  const { locationId, ...bin } = place;
  const line = { variantId, quantity: quantity(amount), ...bin, ...askedLots(lots), ...(held > 0 && { damaged: quantity(held) }), ...(!ordered && { cost: minor(arrival.cost) }) };
  const from = ordered ? { purchaseOrderId: ordered.orderId } : { supplierId: trial.ground.supplierId };
  const made = trial.ask('purchaseReceipt.receive', { ...from, locationId, occurredAt: instant(when.occurredAt), lines: [line] }, true);
  if (!made) return;
  const { value, came, unbilled, accrued } = worthOf(arrival);
  const worth = came.reduce((sum, one) => sum + one.net, accrued);
  trial.model.move({ variantId, ...place, at: when.occurredAt }, amount, held);
  const fact = trial.model.record(variantId, { kind: 'in', ...when, role: 'goodsReceivedNotInvoiced', quantity: amount, value: worth });
  takeInLots(trial, { variantId, locationId }, lots, { fact, held, when });
  const towards = ordered ? Math.min(stillOpen(ordered), amount) : 0;
  const [id = 0] = trial.ids('select id from purchaseReceiptLine where goodsReceiptId = ?', made.goodsReceiptId);
  const received: ReceivedLine = {
    id, receiptId: made.goodsReceiptId, ordered, variantId, place, held, fact, when, quantity: amount, over: ordered ? amount - towards : 0,
    value, unbilled, unbilledValue: accrued, returned: 0, cancelled: false, matched: [], returns: [],
  };
  trial.purchases.received.push(received);
  if (ordered) {
    ordered.received += towards;
    ordered.over += amount - towards;
    ordered.receipts.push(received);
  }
  for (const { coming, ...part } of came) {
    coming.quantity -= part.quantity;
    coming.net -= part.net;
    coming.tax -= part.tax;
    received.matched.push({ ...part, bill: coming.bill, line: received, accrued: part.net, difference: 0, toGoods: true, before: true });
    coming.bill.matched.push(...received.matched.slice(-1));
  }
  const item = itemOf(received);
  // The goods' own fact is posted against what is to be billed; what was billed before was in transit.
  trial.model.items.set(`goodsReceivedNotInvoiced|${item}`, (trial.model.items.get(`goodsReceivedNotInvoiced|${item}`) ?? 0) - accrued);
  const fromTransit = worth - accrued;
  trial.model.book(when.postedOn, 'goodsReceivedNotInvoiced', fromTransit);
  trial.model.book(when.postedOn, 'goodsInTransit', -fromTransit, item);
}

export const purchaseSteps = {
  orderGoods(trial: Trial, dice: Dice) {
    const { variants, lotGoods, supplierId, places } = trial.ground;
    const goods = [...variants, lotGoods];
    const lines = Array.from({ length: 1 + (dice.late % 2) }, (_, index) => ({
      variantId: goods[(dice.variant + index + dice.pick) % goods.length] ?? 0,
      quantity: quantity(1 + dice.size + index),
      price: unitPrice(1 + dice.money * 7 + index),
    }));
    const made = trial.ask('purchaseOrder.create', { supplierId, locationId: dice.pick % 2 === 0 ? places.warehouse : places.store, lines }, true);
    if (!made || !trial.ask('purchaseOrder.place', { purchaseOrderId: made.purchaseOrderId }, true)) return;
    trial.ids('select id from purchaseOrderLine where purchaseOrderId = ? order by lineNo', made.purchaseOrderId).forEach((id, index) => {
      const line = lines[index];
      if (line) trial.purchases.ordered.push({ id, orderId: made.purchaseOrderId, variantId: line.variantId, price: line.price, ordered: line.quantity, cancelled: 0, received: 0, over: 0, receipts: [], coming: [] });
    });
  },

  deliver(trial: Trial, dice: Dice) {
    const line = pickOf(dice.money % 7 === 0 ? trial.purchases.ordered : trial.purchases.ordered.filter((one) => stillOpen(one) > 0), dice.pick);
    if (!line) return;
    const open = Math.max(1, stillOpen(line));
    const amount = [open, Math.ceil(open / 2), dice.size, Math.ceil(open / 3)][dice.size % 4] ?? open;
    takeIn(trial, dice, { ordered: line, variantId: line.variantId, amount, cost: 0 });
  },

  deliverUnasked(trial: Trial, dice: Dice) {
    const goods = [...trial.ground.variants, trial.ground.lotGoods];
    takeIn(trial, dice, { variantId: goods[dice.variant + (dice.pick % 2)] ?? 0, amount: dice.size, cost: dice.money });
  },

  giveUpOrder(trial: Trial, dice: Dice) {
    const line = pickOf(trial.purchases.ordered, dice.pick);
    if (!line) return;
    const open = stillOpen(line);
    const amount = dice.late % 4 === 0 ? dice.size : Math.max(1, Math.ceil(open / 2));
    const asked = { purchaseOrderId: line.orderId, reason: 'test', lines: [{ purchaseOrderLineId: line.id, quantity: quantity(amount) }] };
    if (trial.ask('purchaseOrder.cancel', asked, amount <= open)) line.cancelled += amount;
  },

  /** A receipt booked by mistake leaves again, unless a bill, a freight or a return stands on it. */
  undeliver(trial: Trial, dice: Dice) {
    const line = pickOf(trial.purchases.received.filter(({ cancelled }) => dice.late % 8 === 0 || !cancelled), dice.pick);
    if (!line) return;
    const { variantId, place, held } = line;
    const billed = line.matched.some(({ bill, before }) => !bill.cancelled && !before);
    const landed = trial.purchases.landed.some((cost) => !cost.cancelled && cost.parts.some((part) => part.line === line));
    const when = trial.whenNow();
    const leaving = { variantId, ...place, quantity: line.quantity, held, when, how: 'lost' as const };
    const free = !line.cancelled && !billed && !landed && line.returned === 0 && mayLeave(trial, variantId, place, line.quantity - held, held);
    const parts = free ? lotsLeaving(trial, leaving) : undefined;
    if (!trial.ask('purchaseReceipt.cancel', { goodsReceiptId: line.receiptId, reason: 'test' }, parts !== undefined) || !parts) return;
    leave(trial, leaving, parts, 'stockLossPurchaseReturn');
    line.cancelled = true;
    const back = line.matched.filter(({ before, bill }) => before && !bill.cancelled);
    for (const { bill, quantity: count, net, tax } of back) {
      const coming = line.ordered?.coming.find((one) => one.bill === bill);
      if (!coming) throw new Error('goods billed before they came belong to an order');
      coming.quantity += count;
      coming.net += net;
      coming.tax += tax;
    }
    const transit = back.reduce((sum, one) => sum + one.net, 0);
    const item = itemOf(line);
    trial.model.book(when.postedOn, 'goodsReceivedNotInvoiced', line.unbilledValue, item);
    trial.model.book(when.postedOn, 'goodsInTransit', transit, item);
    trial.model.book(when.postedOn, 'stockLossPurchaseReturn', -line.unbilledValue - transit);
    if (!line.ordered) return;
    line.ordered.received -= line.quantity - line.over;
    line.ordered.over -= line.over;
  },

  sendBack(trial: Trial, dice: Dice) {
    const keeping = trial.purchases.received.filter(({ cancelled, quantity: all, returned }) => !cancelled && all > returned);
    const billed = keeping.filter(({ matched, returned }) => matched.length > 0 && (returned > 0 || dice.size % 4 === 0));
    const line = pickOf(dice.size % 2 === 0 && billed.length > 0 ? billed : keeping, dice.pick);
    if (!line) return;
    const left = line.quantity - line.returned;
    const [{ variantId }, when] = [line, whenOf(trial, dice)];
    const place = { locationId: line.place.locationId, ...(dice.money % 2 === 0 && line.place.binId !== undefined && { binId: line.place.binId }) };
    const onHold = (place.binId === undefined ? trial.model.level(variantId, place.locationId) : trial.model.bin(variantId, place.binId)).onHold;
    const most = Math.min(left, Math.max(1, leavable(trial, variantId, place) + onHold));
    const amount = dice.late % 10 === 0 ? left + 1 : dice.late % 3 === 0 ? most : Math.min(most, dice.size % 2 === 0 ? Math.ceil(most / 3) : dice.size);
    const held = Math.min(amount, onHold);
    const leaving = { variantId, ...place, quantity: amount, held, when, how: 'lost' as const };
    const parts = amount <= left && mayLeave(trial, variantId, place, amount - held, held) ? lotsLeaving(trial, leaving) : undefined;
    const { locationId: _, ...bin } = place;
    const asked = { goodsReceiptId: line.receiptId, occurredAt: instant(when.occurredAt), lines: [{ purchaseReceiptLineId: line.id, quantity: quantity(amount), ...bin, ...(held > 0 && { onHold: quantity(held) }) }] };
    const sent = trial.ask('purchaseReturn.send', asked, parts !== undefined);
    if (!sent || !parts) return;
    const figures = goingBack(line, amount);
    const gone = leave(trial, leaving, parts, 'stockLossPurchaseReturn');
    const back = { ...figures, id: sent.purchaseReturnId, claim: sent.supplierClaimId, line, gone, cancelled: false };
    line.returns.push(back);
    bookReturn(trial, when.postedOn, back, 1);
  },

  unsendBack(trial: Trial, dice: Dice) {
    const back = pickOf(trial.purchases.returns().filter(({ cancelled }) => dice.late % 8 === 0 || !cancelled), dice.pick);
    if (!back || !trial.ask('purchaseReturn.cancel', { purchaseReturnId: back.id, reason: 'test' }, !back.cancelled && !isHereAgain(trial, back.gone))) return;
    back.cancelled = true;
    comeBack(trial, back.gone);
    bookReturn(trial, trial.whenNow().postedOn, back, -1);
  },
};

/** What is owed no more, what is claimed with its tax; what that differs from the cost is a loss of returns. */
function bookReturn(trial: Trial, on: string, back: ReturnType<Trial['purchases']['returns']>[number], sign: 1 | -1): void {
  const { line, accrued, net, tax, unbilled, gone } = back;
  line.unbilled -= sign * unbilled;
  line.unbilledValue -= sign * accrued;
  line.returned += sign * gone.quantity;
  trial.model.book(on, 'goodsReceivedNotInvoiced', sign * accrued, itemOf(line));
  if (back.claim !== null) trial.model.book(on, 'supplierClaims', sign * (net + tax), `supplierClaim|${back.claim}`);
  trial.model.book(on, 'inputTax', -sign * tax);
  trial.model.book(on, 'stockLossPurchaseReturn', -sign * (net + accrued));
}

export const billable = (trial: Trial): { ordered?: OrderedLine; received?: ReceivedLine }[] => [
  ...trial.purchases.ordered.filter((line) => stillOpen(line) > 0 || standing(line).some(({ unbilled }) => unbilled > 0)).map((ordered) => ({ ordered })),
  ...trial.purchases.received.filter((line) => !line.ordered && !line.cancelled && line.unbilled > 0).map((received) => ({ received })),
];

export const daysAgo = (trial: Trial, days: number) => addDays(day(trial.today), -days);
