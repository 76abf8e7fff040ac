import { namedCentres } from '../../shared/accounting/centre.rules.ts';
import { billEntry, type PostedLine, prepaymentEntry } from '../../shared/purchasing/bill.rules.ts';
import { purchaseTax, type ReverseCharge, reverseFacts, reverseOn } from '../../shared/purchasing/bill-tax.rules.ts';
import { type MatchedPart, splitBill, takeOldest } from '../../shared/purchasing/match.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { refuseUnknownCentres } from '../accounting/campaign.service.ts';
import { keepForeign } from '../accounting/foreign-item.service.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import { firstOpenDay, openDay } from '../accounting/period.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { revalueReceipt } from '../inventory/costing.service.ts';
import { whenPosted } from '../inventory/occasion.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';
import { type Bill, billInHome, type BillLine, deductibleIn, type GoodsFacts, goodsFacts, type GoodsLine, matchBill, sumOfLines } from './bill-facts.ts';
import { insertMatch } from './bill-match.service.ts';
import { type BillRow, insertBill, insertBillLine, linesOfBill, matchesOf, refuseTwice, requireBill, setBillCancelled, settleBill, standingEntries } from './bill.statements.ts';
import { changePrepayment, prepaidTo, prepaymentUsed } from './prepayment.service.ts';
import { changeUnbilled } from './receipt.statements.ts';
import { toleranceFor } from './tolerance.service.ts';

/**
 * Records a bill: what was accrued for its goods is settled, a price that differs follows the goods to where they are now,
 * goods that are still to come are in transit. Source: DOMAIN §5 "supplier bill", "bill before goods".
 * A bill in another currency is converted as a whole, its rows are kept in the base currency, and what it owes moves in both.
 * @throws Refusal `bill.twice`, `bill.mismatch` (outside tolerance and no reason given), `bill.otherSupplier`, `bill.lineWithoutGoods`, `period.ahead`, `rate.missing`, `currency.worthNothing`, `campaign.archived`, `bill.taxTwice` and
 * `bill.reverseKept` (a reverse charge on a line with tax, or whose tax is not got back)
 */
export function recordBill(tx: Tx, asked: Bill) {
  const { bill, foreign } = billInHome(tx, asked);
  const supplier = requireSupplier(tx, bill.supplierId);
  refuseTwice(tx, bill);
  const findings = matchBill(tx, { supplierId: bill.supplierId, billedOn: bill.billedOn, lines: bill.lines.filter((line) => line.kind !== 'landedCost') });
  const outside = findings.filter((finding) => !finding.within);
  if (outside.length > 0 && bill.acceptedBecause === undefined) throw new Refusal('bill.mismatch', { findings: outside });
  refuseUnknownCentres(tx, bill.lines.flatMap((line) => (line.kind === 'expense' ? [line] : [])));
  const { net, tax, total } = sumOfLines(bill.lines);
  const reverse = reverseOf(tx, bill, net);
  const number = nextNumber(tx, 'supplierBill');
  const when = { occurredAt: tx.now, postedOn: dayOfBill(tx, bill) };
  const { lastId: id } = insertBill.run(tx, {
    number,
    supplierId: supplier.id,
    supplierNumber: bill.supplierNumber,
    billedOn: bill.billedOn,
    dueOn: bill.dueOn ?? addDays(bill.billedOn, supplier.paymentDays),
    net,
    tax,
    total,
    reverseRate: reverse?.rate ?? null,
    reverseTax: reverse?.tax ?? minor(0),
    acceptedBecause: outside.length > 0 ? (bill.acceptedBecause ?? null) : null,
    findings: JSON.stringify(findings),
    ...when,
    commandId: tx.commandId,
  });
  if (foreign) keepForeign(tx, 'supplierBill', { id, number: bill.supplierNumber }, foreign);
  const posted = bill.lines.map((line, index) => recordLine(tx, { billId: id, supplierId: supplier.id, lineNo: index + 1, billedOn: bill.billedOn, postedOn: when.postedOn }, line));
  const taxes = reverse ? reverseFacts(net, reverse) : purchaseTax(posted.map(({ net: own, tax: ownTax, deductible }) => ({ net: own, tax: ownTax, inputTax: deductible ? ownTax : minor(0) })));
  postEntry(tx, { ...billEntry(when, { id, number, supplier: supplier.name, supplierNumber: bill.supplierNumber }, posted, reverse), taxes });
  tx.changed('supplierBill', id);
  return { supplierBillId: id, number, total, findings };
}

/** The tax we owe on a bill that says none. Who cannot get it back has it in the cost, and enters it on the line. @throws Refusal `bill.taxTwice`, `bill.reverseKept` */
function reverseOf(tx: Tx, bill: Bill, net: Minor): ReverseCharge | null {
  if (bill.reverseCharge === undefined || bill.reverseCharge === 0) return null;
  for (const [index, line] of bill.lines.entries()) {
    if (line.tax !== 0) throw new Refusal('bill.taxTwice', { lineNo: index + 1 });
    if (!deductibleIn(tx, line, bill.billedOn)) throw new Refusal('bill.reverseKept', { lineNo: index + 1 });
  }
  return reverseOn(net, bill.reverseCharge);
}

/** A bill is posted on its date, but not before the goods it is for were, nor into a closed period. @throws Refusal `period.ahead` */
function dayOfBill(tx: Tx, bill: Bill): Day {
  const { postedOn: today } = whenPosted(tx);
  if (bill.billedOn > today) throw new Refusal('period.ahead', { on: bill.billedOn, today });
  const goods = bill.lines.flatMap((line) => (line.kind === 'goods' ? takeOldest(line.quantity, goodsFacts(tx, line, bill.billedOn).receipts).map((one) => one.receipt.postedOn) : []));
  const latest = [bill.billedOn, ...goods].reduce((a, b) => (a > b ? a : b));
  return openDay(tx, latest);
}

interface Within {
  billId: number;
  supplierId: number;
  lineNo: number;
  billedOn: Day;
  postedOn: Day;
}

function recordLine(tx: Tx, bill: Within, line: BillLine): PostedLine {
  const deductible = deductibleIn(tx, line, bill.billedOn);
  const { net, tax } = line;
  const row = { supplierBillId: bill.billId, lineNo: bill.lineNo, kind: line.kind, net, tax, deductible: deductible ? (1 as const) : (0 as const) };
  if (line.kind !== 'goods') {
    const nothing = { transit: quantity(0), transitNet: minor(0), transitTax: minor(0) };
    insertBillLine.run(tx, { ...row, ...nothing, purchaseOrderLineId: null, purchaseReceiptLineId: null, text: line.text, quantity: quantity(0) });
    return { kind: line.kind, net, tax, deductible, ...(line.kind === 'expense' && namedCentres(line)) };
  }
  const facts = goodsFacts(tx, line, bill.billedOn);
  if (facts.supplierId !== bill.supplierId) throw new Refusal('bill.otherSupplier', { lineNo: bill.lineNo });
  const split = splitOf(tx, bill, line, facts, deductible);
  const { lastId } = insertBillLine.run(tx, {
    ...row,
    ...goodsOf(line),
    text: '',
    quantity: line.quantity,
    transit: split.transit.quantity,
    transitNet: split.transit.net,
    transitTax: split.transit.tax,
  });
  for (const one of split.parts) settleReceived(tx, lastId, one, bill.postedOn);
  return { kind: 'goods', net, tax, deductible, item: facts.item, split };
}

const goodsOf = (line: GoodsLine) => ({ purchaseOrderLineId: line.purchaseOrderLineId ?? null, purchaseReceiptLineId: line.purchaseReceiptLineId ?? null });

/** @throws Refusal `bill.notOrdered`: goods nobody ordered cannot be on their way */
function splitOf(tx: Tx, bill: Within, line: GoodsLine, facts: GoodsFacts, deductible: boolean) {
  const { varianceUpTo } = toleranceFor(tx, bill.supplierId);
  const split = splitBill({ ...line, deductible }, facts.receipts, { varianceUpTo, firstOpenOn: firstOpenDay(tx) });
  if (split.transit.quantity > 0 && facts.item.kind !== 'purchaseOrderLine') throw new Refusal('bill.notOrdered', { lineNo: bill.lineNo, received: facts.billable, billed: line.quantity });
  return split;
}

function settleReceived(tx: Tx, supplierBillLineId: number, one: MatchedPart, postedOn: Day): void {
  const { receiptLineId: purchaseReceiptLineId, movementId, ...figures } = one;
  changeUnbilled.run(tx, { id: purchaseReceiptLineId, quantity: quantity(-one.quantity), value: minor(-one.accrued) });
  insertMatch.run(tx, { ...figures, supplierBillLineId, purchaseReceiptLineId, kind: 'afterGoods', commandId: tx.commandId });
  if (one.treatment === 'layers' && one.difference !== 0) revalueReceipt(tx, { movementId, delta: one.difference, postedOn });
}

/**
 * Takes a bill back as if it had never come: its goods wait for a bill again, their cost is what it was.
 * @throws Refusal `bill.cancelled`, `bill.settled`, `bill.goodsMoved`, `period.locked`
 */
export function cancelBill(tx: Tx, input: { supplierBillId: number; reason: string }) {
  const bill = requireBill(tx, input.supplierBillId);
  if (bill.cancelledAt !== null) throw new Refusal('bill.cancelled', { number: bill.number });
  if (bill.open !== bill.total) throw new Refusal('bill.settled', { number: bill.number, settled: minor(bill.total - bill.open) });
  const matches = matchesOf(tx, bill.id);
  refuseMoved(tx, bill, matches);
  const { postedOn } = whenPosted(tx);
  // Goods billed before they came, whose receipt was taken back, never waited for a bill.
  for (const match of matches.filter(({ kind }) => kind === 'afterGoods')) {
    changeUnbilled.run(tx, { id: match.purchaseReceiptLineId, quantity: match.quantity, value: match.accrued });
    if (match.treatment === 'layers' && match.difference !== 0) revalueReceipt(tx, { movementId: match.movementId, delta: minor(-match.difference), postedOn });
  }
  for (const entryId of standingEntries(tx, 'supplierBill', bill.id)) reverseEntry(tx, { entryId, postedOn, reason: input.reason });
  if (bill.total !== 0) settleBill(tx, { supplierBillId: bill.id, kind: 'cancelled', sourceId: bill.id, amount: bill.total, postedOn });
  setBillCancelled.run(tx, { id: bill.id, at: tx.now, postedOn, commandId: tx.commandId });
  tx.changed('supplierBill', bill.id);
  return { supplierBillId: bill.id, number: bill.number };
}

/** A bill stays where goods of it came after it, were claimed, or went back at its price: those documents stand on it. */
function refuseMoved(tx: Tx, bill: BillRow, matches: ReturnType<typeof matchesOf>): void {
  const after = (lineId: number): number => matches.reduce((sum, match) => sum + (match.supplierBillLineId === lineId && match.kind === 'afterGoods' ? match.quantity : 0), 0);
  const arrived = linesOfBill(tx, bill.id).some((line) => line.kind === 'goods' && line.transit !== line.quantity - after(line.id));
  if (arrived || matches.some((match) => match.returned > 0)) throw new Refusal('bill.goodsMoved', { number: bill.number });
}

/** Meets a bill with money paid before it. @throws Refusal `bill.tooMuch`, `prepayment.tooMuch`, `bill.cancelled` */
export function usePrepayment(tx: Tx, { supplierBillId, amount }: { supplierBillId: number; amount: Minor }) {
  const bill = requireOpenBill(tx, supplierBillId, amount);
  const prepaid = prepaidTo(tx, bill.supplierId);
  if (amount > prepaid) throw new Refusal('prepayment.tooMuch', { prepaid, asked: amount });
  return meetWithPrepayment(tx, bill, amount);
}

/** Takes a prepayment back from a bill. @throws Refusal `prepayment.tooMuch` */
export function releasePrepayment(tx: Tx, { supplierBillId, amount }: { supplierBillId: number; amount: Minor }) {
  const bill = requireBill(tx, supplierBillId);
  const used = prepaymentUsed(tx, bill.id);
  if (amount > used) throw new Refusal('prepayment.tooMuch', { prepaid: used, asked: amount });
  return meetWithPrepayment(tx, bill, minor(-amount));
}

function meetWithPrepayment(tx: Tx, bill: BillRow, amount: Minor) {
  const when = whenPosted(tx);
  settleBill(tx, { supplierBillId: bill.id, kind: 'prepayment', sourceId: bill.supplierId, amount, postedOn: when.postedOn });
  changePrepayment(tx, { supplierId: bill.supplierId, sourceKind: 'supplierBill', sourceId: bill.id, amount: minor(-amount), postedOn: when.postedOn });
  const { id, number, supplierId, supplierNumber } = bill;
  postEntry(tx, prepaymentEntry(when, { id, number, supplierId, supplierNumber, supplier: bill.supplierName }, amount));
  return { supplierBillId: bill.id };
}

/** @throws Refusal `bill.cancelled`, `bill.tooMuch` */
export function requireOpenBill(tx: Tx, supplierBillId: number, amount: Minor): BillRow {
  const bill = requireBill(tx, supplierBillId);
  if (bill.cancelledAt !== null) throw new Refusal('bill.cancelled', { number: bill.number });
  if (amount > bill.open) throw new Refusal('bill.tooMuch', { number: bill.number, open: bill.open, asked: amount });
  return bill;
}
