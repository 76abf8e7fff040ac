import { allocate } from '../../shared/units/allocate.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { type Dice, pickOf } from './dice.ts';
import { type Bill, itemOf, type Landed, type Matched, type ReceivedLine, standing, stillOpen } from './purchase-model.ts';
import { billable, daysAgo } from './purchase-steps.ts';
import type { Trial } from './trial.ts';

/** A difference as small as this is nobody's price. */
const smallest = 5;

const paper = (trial: Trial): string => `P-${(trial.purchases.papers += 1)}`;
const latest = (days: readonly string[]): string => days.reduce((a, b) => (a > b ? a : b));
const taxOn = (net: number): number => mulDiv(net, 130_000, 1_000_000);

function bookBill(trial: Trial, on: string, bill: Bill, item: string, sign: 1 | -1): void {
  for (const one of bill.matched) {
    if (one.before) continue;
    trial.model.book(on, 'goodsReceivedNotInvoiced', sign * one.accrued, item);
    if (one.toGoods) correct(trial, on, one.line, sign * one.difference);
    else trial.model.book(on, 'purchasePriceVariance', sign * one.difference);
  }
  trial.model.book(on, 'goodsInTransit', sign * bill.transitNet, item);
  bookPayable(trial, on, bill, sign);
}

function bookPayable(trial: Trial, on: string, bill: Bill, sign: 1 | -1): void {
  trial.model.book(on, 'inputTax', sign * bill.tax);
  trial.model.book(on, 'accountsPayable', -sign * (bill.net + bill.tax), `supplierBill|${bill.id}`);
}

/** Goods cost more or less than thought; those that are gone follow. */
function correct(trial: Trial, on: string, line: ReceivedLine, delta: number): void {
  if (delta === 0) return;
  trial.model.bookStock(on, line.variantId, delta);
  trial.model.reprice(line.variantId, line.fact, delta);
}

/** A bill's quantity over what came, the oldest first; the rest is still to come. */
function divide(wanted: number, lines: readonly ReceivedLine[]): { parts: { line: ReceivedLine; count: number }[]; missing: number } {
  let missing = wanted;
  const parts = lines.flatMap((line) => {
    const count = Math.min(missing, line.unbilled);
    missing -= count;
    return count > 0 ? [{ line, count }] : [];
  });
  return { parts, missing };
}

export const billSteps = {
  bill(trial: Trial, dice: Dice) {
    const chosen = pickOf(billable(trial), dice.pick);
    if (!chosen) return;
    const { ordered, received } = chosen;
    const lines = ordered ? standing(ordered) : received ? [received] : [];
    const unbilled = lines.reduce((sum, line) => sum + line.unbilled, 0);
    const more = dice.late % 4 === 0 ? Math.max(1, ordered ? Math.ceil(stillOpen(ordered) / 2) : 1) : 0;
    const amount = unbilled === 0 ? dice.size : Math.max(1, Math.min(unbilled, dice.late % 3 === 0 ? unbilled : dice.size) + more);
    const worth = ordered ? mulDiv(ordered.price, amount, 100_000) : mulDiv(received?.unbilledValue ?? 0, amount, unbilled || 1);
    // Most are right, some a little off, some dear or cheap.
    const net = Math.max(0, worth + ([0, 0, (dice.money % 11) - 5, mulDiv(worth, (dice.money % 61) - 25, 100)][dice.size % 4] ?? 0));
    const tax = taxOn(net);
    const { parts, missing } = divide(amount, lines);
    const billedOn = daysAgo(trial, dice.pick % 7);
    const goods = { kind: 'goods' as const, quantity: quantity(amount), net: minor(net), tax: minor(tax), ...(ordered ? { purchaseOrderLineId: ordered.id } : { purchaseReceiptLineId: received?.id ?? 0 }) };
    const asked = { supplierId: trial.ground.supplierId, supplierNumber: paper(trial), billedOn, lines: [goods], acceptedBecause: 'test' };
    const made = trial.ask('supplierBill.record', asked, ordered !== undefined || missing === 0);
    if (!made) return;
    const postedOn = trial.model.openDay(latest([billedOn, ...parts.map(({ line }) => line.when.postedOn)]));
    const weights = [...parts.map(({ count }) => count), missing];
    const [nets, taxes] = [allocate(minor(net), weights), allocate(minor(tax), weights)];
    const bill: Bill = { id: made.supplierBillId, net, tax, ordered, transit: missing, transitNet: nets.at(-1) ?? 0, matched: [], freight: false, open: net + tax, cancelled: false };
    parts.forEach(({ line, count }, index) => {
      const accrued = mulDiv(line.unbilledValue, count, line.unbilled);
      const difference = (nets[index] ?? 0) - accrued;
      const toGoods = Math.abs(difference) > smallest && line.when.postedOn > trial.model.closedThrough;
      const one: Matched = { bill, line, quantity: count, net: nets[index] ?? 0, tax: taxes[index] ?? 0, accrued, difference, toGoods, before: false };
      line.unbilled -= count;
      line.unbilledValue -= accrued;
      line.matched.push(one);
      bill.matched.push(one);
    });
    if (missing > 0) ordered?.coming.push({ bill, quantity: missing, net: nets.at(-1) ?? 0, tax: taxes.at(-1) ?? 0 });
    trial.purchases.bills.push(bill);
    bookBill(trial, postedOn, bill, ordered ? itemOf({ ordered, receiptId: 0 }) : itemOf(lines[0] ?? { ordered: undefined, receiptId: 0 }), 1);
  },

  /** A bill that was paid, or whose goods came since or went back, stays. */
  unbill(trial: Trial, dice: Dice) {
    const bill = pickOf(trial.purchases.bills.filter((one) => !one.freight && one.matched.every(({ line }) => line.returned === 0)), dice.pick);
    if (!bill) return;
    const came = bill.matched.some(({ before, line }) => before && !line.cancelled);
    const may = !bill.cancelled && bill.open === bill.net + bill.tax && !came;
    if (!trial.ask('supplierBill.cancel', { supplierBillId: bill.id, reason: 'test' }, may)) return;
    bill.cancelled = true;
    bill.open = 0;
    for (const { before, line, quantity: count, accrued } of bill.matched) {
      if (before) continue;
      line.unbilled += count;
      line.unbilledValue += accrued;
    }
    const first = bill.matched.find(({ before }) => !before)?.line;
    const item = bill.ordered ? itemOf({ ordered: bill.ordered, receiptId: 0 }) : itemOf(first ?? { ordered: undefined, receiptId: 0 });
    bookBill(trial, trial.whenNow().postedOn, bill, item, -1);
    const coming = bill.ordered?.coming;
    coming?.splice(0, coming.length, ...coming.filter((one) => one.bill !== bill));
  },

  pay(trial: Trial, dice: Dice) {
    const bill = pickOf(trial.purchases.bills.filter(({ open }) => dice.late % 9 === 0 || open > 0), dice.pick);
    if (!bill) return;
    const amount = Math.max(1, dice.late % 3 === 0 ? mulDiv(bill.open, 1 + (dice.size % 9), 10) : dice.late % 14 === 1 ? bill.open + 1 : bill.open);
    const paid = trial.ask('supplierPayment.pay', { supplierId: trial.ground.supplierId, bills: [{ supplierBillId: bill.id, amount: minor(amount) }] }, !bill.cancelled && amount <= bill.open);
    if (!paid) return;
    trial.purchases.payments.push({ id: paid.supplierPaymentId, bill, amount, cancelled: false });
    settle(trial, bill, amount);
  },

  unpay(trial: Trial, dice: Dice) {
    const payment = pickOf(trial.purchases.payments, dice.pick);
    if (!payment || !trial.ask('supplierPayment.cancel', { supplierPaymentId: payment.id, reason: 'test' }, !payment.cancelled)) return;
    payment.cancelled = true;
    settle(trial, payment.bill, -payment.amount);
  },

};

/** A landed cost is proved by what its own command changed of layers, so each is a command of its own. */
export const freightSteps = {
  /** Freight over the goods of one or two receipts, soon or long after, by what they are worth or how many they are. */
  land(trial: Trial, dice: Dice) {
    const lines = trial.purchases.received;
    const chosen = [pickOf(lines, dice.pick), dice.late % 2 === 0 ? pickOf(lines, dice.size) : undefined].flatMap((line) => (line ? [line] : []));
    const receipts = chosen.filter((line, index) => chosen.indexOf(line) === index);
    if (receipts.length === 0) return;
    const basis = dice.money % 2 === 0 ? 'value' : 'quantity';
    const net = 1 + (dice.money % 5_000);
    const billed = dice.late % 3 === 0 ? { supplierId: trial.ground.supplierId, supplierNumber: paper(trial), billedOn: daysAgo(trial, dice.pick % 5), tax: minor(taxOn(net)) } : undefined;
    const made = trial.ask('landedCost.record', { basis, goodsReceiptIds: receipts.map(({ receiptId }) => receiptId), net: minor(net), ...(billed && { bill: billed }) }, receipts.every(({ cancelled }) => !cancelled));
    if (!made) return;
    const measured = receipts.map((line) => ({ line, measure: basis === 'value' ? line.value : line.quantity - line.returned }));
    const cost = spread(trial, made.landedCostId, measured, net);
    if (billed && made.supplierBillId !== null) cost.bill = freightBill(trial, made.supplierBillId, net, billed.billedOn);
  },

  /** The freight's bill is here: what it costs more or less is spread as the freight was. */
  billFreight(trial: Trial, dice: Dice) {
    const cost = pickOf(trial.purchases.landed, dice.pick);
    if (!cost) return;
    const net = Math.max(1, cost.amount + (dice.late % 2 === 0 ? 0 : (dice.money % 901) - 300));
    const bill = { supplierId: trial.ground.supplierId, supplierNumber: paper(trial), billedOn: daysAgo(trial, dice.pick % 5), tax: minor(taxOn(net)) };
    const made = trial.ask('landedCost.bill', { landedCostId: cost.id, net: minor(net), bill }, !cost.cancelled && cost.bill === undefined);
    if (!made) return;
    cost.bill = freightBill(trial, made.supplierBillId, net, bill.billedOn);
    if (made.differenceId !== null) spread(trial, made.differenceId, cost.parts, net - cost.amount).bill = cost.bill;
    else if (net !== cost.amount) throw new Error('a difference of freight was lost');
  },

  unland(trial: Trial, dice: Dice) {
    const cost = pickOf(trial.purchases.landed, dice.pick);
    if (!cost || !trial.ask('landedCost.cancel', { landedCostId: cost.id, reason: 'test' }, !cost.cancelled && cost.bill === undefined)) return;
    cost.cancelled = true;
    const { postedOn } = trial.whenNow();
    for (const { line, amount } of cost.parts) correct(trial, postedOn, line, -amount);
    trial.model.book(postedOn, 'accruedLandedCost', cost.amount);
  },
};

function settle(trial: Trial, bill: Bill, amount: number): void {
  const { postedOn } = trial.whenNow();
  bill.open -= amount;
  trial.model.book(postedOn, 'accountsPayable', amount, `supplierBill|${bill.id}`);
  trial.model.book(postedOn, 'bank', -amount);
}

function spread(trial: Trial, id: number, measured: readonly { line: ReceivedLine; measure: number }[], amount: number): Landed {
  const { postedOn } = trial.whenNow();
  const amounts = allocate(minor(amount), measured.map(({ measure }) => measure));
  const parts = measured.map(({ line, measure }, index) => ({ line, measure, amount: amounts[index] ?? 0 }));
  for (const part of parts) correct(trial, postedOn, part.line, part.amount);
  trial.model.book(postedOn, 'accruedLandedCost', -amount);
  const cost: Landed = { id, parts, amount, bill: undefined, cancelled: false };
  trial.purchases.landed.push(cost);
  return cost;
}

function freightBill(trial: Trial, id: number, net: number, billedOn: string): Bill {
  const bill: Bill = { id, net, tax: taxOn(net), ordered: undefined, transit: 0, transitNet: 0, matched: [], freight: true, open: net + taxOn(net), cancelled: false };
  trial.purchases.bills.push(bill);
  const on = trial.model.openDay(billedOn);
  trial.model.book(on, 'accruedLandedCost', net);
  bookPayable(trial, on, bill, 1);
  return bill;
}
