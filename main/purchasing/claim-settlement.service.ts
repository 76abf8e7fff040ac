import { claimEntry, type ClaimMeets, undeliveredEntry } from '../../shared/purchasing/bill.rules.ts';
import { costOf } from '../../shared/purchasing/receipt.rules.ts';
import { type ReturnedTax, returnedTax, sumOfParts } from '../../shared/purchasing/bill-tax.rules.ts';
import { oppositeFacts } from '../../shared/tax/tax-fact.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { whenPosted } from '../inventory/occasion.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';
import { changeTransit } from './bill-match.service.ts';
import { keepParts, partsOfBill } from './bill-reverse.service.ts';
import { settleBill, standingEntries } from './bill.statements.ts';
import { inTransitOf, requireOrder, requireOrderLine } from './purchase-order.statements.ts';
import { requireOpenBill } from './supplier-bill.service.ts';
import { changeClaim, markSettled, raiseClaim } from './supplier-claim.service.ts';

const claimById = read((db, p: { id: number }) =>
  db
    .selectFrom('supplierClaim as claim')
    .innerJoin('supplier', 'supplier.id', 'claim.supplierId')
    .selectAll('claim')
    .select('supplier.name as supplierName')
    .where('claim.id', '=', p.id),
);
const changesOf = read((db, p: { id: number }) =>
  db.selectFrom('supplierClaimChange').select(['id', 'kind', 'amount', 'commandId']).where('supplierClaimId', '=', p.id).orderBy('id', 'desc'),
);
const creditOf = read((db, p: { id: number; commandId: number }) =>
  db.selectFrom('billSettlement').select(['supplierBillId', 'amount']).where('kind', '=', 'claim').where('sourceId', '=', p.id).where('commandId', '=', p.commandId),
);

type Claim = ReturnType<typeof requireClaim>;

/** @throws Refusal `record.missing` */
function requireClaim(tx: Tx, supplierClaimId: number) {
  const claim = claimById.get(tx, { id: supplierClaimId });
  if (!claim) throw new Refusal('record.missing', { kind: 'supplierClaim', id: supplierClaimId });
  return claim;
}

/** The supplier's credit is taken off another of its bills. @throws Refusal `claim.tooMuch`, `bill.tooMuch`, `bill.cancelled`, `bill.otherSupplier` */
export function creditClaim(tx: Tx, input: { supplierClaimId: number; supplierBillId: number; amount: Minor }) {
  const claim = requireClaim(tx, input.supplierClaimId);
  const bill = requireOpenBill(tx, input.supplierBillId, input.amount);
  if (bill.supplierId !== claim.supplierId) throw new Refusal('bill.otherSupplier', { lineNo: 1 });
  const met = meetClaim(tx, claim, { by: 'bill', supplierBillId: bill.id }, input.amount);
  settleBill(tx, { supplierBillId: bill.id, kind: 'claim', sourceId: claim.id, amount: input.amount, postedOn: whenPosted(tx).postedOn });
  return met;
}

/** The supplier paid money back. @throws Refusal `claim.tooMuch` */
export const refundClaim = (tx: Tx, input: { supplierClaimId: number; account: 'bank' | 'till'; amount: Minor }) =>
  meetClaim(tx, requireClaim(tx, input.supplierClaimId), { by: input.account }, input.amount);

/** Nothing more comes of a claim; what is open of it is our loss. @throws Refusal `claim.settled` */
export function closeClaim(tx: Tx, input: { supplierClaimId: number; reason: string }) {
  const claim = requireClaim(tx, input.supplierClaimId);
  if (claim.settled === 1) throw new Refusal('claim.settled', { number: claim.number });
  if (claim.open > 0) return meetClaim(tx, claim, { by: 'loss' }, claim.open);
  markSettled(tx, claim.id, true);
  tx.changed('supplierClaim', claim.id);
  return { supplierClaimId: claim.id, settled: true };
}

const kindOf = { bill: 'credited', bank: 'refunded', till: 'refunded', loss: 'dropped' } as const;

function meetClaim(tx: Tx, claim: Claim, meets: ClaimMeets, amount: Minor) {
  if (amount > claim.open) throw new Refusal('claim.tooMuch', { number: claim.number, open: claim.open, asked: amount });
  const when = whenPosted(tx);
  changeClaim(tx, { supplierClaimId: claim.id, kind: kindOf[meets.by], amount: minor(-amount), postedOn: when.postedOn });
  const settled = amount === claim.open;
  if (settled) markSettled(tx, claim.id, true);
  postEntry(tx, claimEntry(when, { id: claim.id, number: claim.number, supplier: claim.supplierName }, meets, amount));
  return { supplierClaimId: claim.id, settled };
}

/**
 * Takes back the last step by which a claim was met or closed.
 * @throws Refusal `claim.untouched` when nothing was done about it yet; `claim.settled` when its return was taken back
 */
export function restoreClaim(tx: Tx, { supplierClaimId }: { supplierClaimId: number }) {
  const claim = requireClaim(tx, supplierClaimId);
  const [last] = changesOf.all(tx, { id: claim.id });
  if (last?.kind === 'cancelled') throw new Refusal('claim.settled', { number: claim.number });
  const steps = standingEntries(tx, 'supplierClaim', claim.id).length - (claim.kind === 'undelivered' ? 1 : 0);
  if (steps > 0) takeBackStep(tx, claim);
  else if (claim.settled === 0) throw new Refusal('claim.untouched', { number: claim.number });
  markSettled(tx, claim.id, false);
  tx.changed('supplierClaim', claim.id);
  return { supplierClaimId: claim.id, settled: false };
}

function takeBackStep(tx: Tx, claim: Claim): void {
  const { postedOn } = whenPosted(tx);
  const entryId = standingEntries(tx, 'supplierClaim', claim.id).at(-1) ?? 0;
  reverseEntry(tx, { entryId, postedOn, reason: claim.number });
  const step = lastStep(changesOf.all(tx, { id: claim.id }));
  changeClaim(tx, { supplierClaimId: claim.id, kind: step.kind, amount: minor(-step.amount), postedOn });
  if (step.kind !== 'credited') return;
  const credited = creditOf.get(tx, { id: claim.id, commandId: step.commandId });
  if (credited) settleBill(tx, { supplierBillId: credited.supplierBillId, kind: 'claim', sourceId: claim.id, amount: minor(-credited.amount), postedOn });
}

/** The last step that was not taken back: a step and its opposite stand as a pair, the newest first. */
function lastStep(changes: ReturnType<typeof changesOf.all>) {
  let takenBack = 0;
  for (const change of changes) {
    if (change.amount > 0 && change.kind !== 'raised') takenBack += 1;
    else if (takenBack > 0) takenBack -= 1;
    else return change;
  }
  throw new Error('a claim with an entry has a step');
}

/**
 * Goods were billed and will never come: their price is claimed back with its tax, and they are no longer in transit. Where the
 * bill said no tax and we owe it, less is owed and got back. Source: DOMAIN §5 "purchase return"; Directive 2006/112/EC art. 90, 184 f.
 * @throws Refusal `claim.nothingInTransit`, `record.missing`
 */
export function claimUndelivered(tx: Tx, { purchaseOrderLineId, note = '' }: { purchaseOrderLineId: number; note?: string }) {
  const line = requireOrderLine(tx, purchaseOrderLineId);
  const order = requireOrder(tx, line.purchaseOrderId);
  const transit = inTransitOf(tx, line.id);
  if (transit.length === 0) throw new Refusal('claim.nothingInTransit', { number: order.number });
  const when = whenPosted(tx);
  const amount = sumMinor(transit.map((one) => minor(one.net + one.tax)));
  const value = sumMinor(transit.map((one) => costOf(one, one.deductible)));
  const about = { goodsReceiptId: null, purchaseReturnId: null, purchaseOrderLineId: line.id, variantId: line.variantId };
  const count = quantity(transit.reduce((sum, one) => sum + one.quantity, 0));
  const id = raiseClaim(tx, { ...about, supplierId: order.supplierId, kind: 'undelivered', quantity: count, note }, { amount, postedOn: when.postedOn });
  const lost = transit.map((one) => loseTransit(tx, id, one));
  const number = requireClaim(tx, id).number;
  const supplier = requireSupplier(tx, order.supplierId).name;
  const figures = { value, inputTax: minor(amount - value), reverseTax: sumMinor(lost.map((one) => one.reverseTax)), amount };
  const entry = undeliveredEntry(when, { id, number, supplier, item: { kind: 'purchaseOrderLine', id: line.id } }, figures);
  postEntry(tx, { ...entry, taxes: oppositeFacts(returnedTax(lost)) });
  return { supplierClaimId: id, number, amount };
}

/** What of a bill's line was on its way is so no more. Answers what that says about tax. */
function loseTransit(tx: Tx, supplierClaimId: number, one: ReturnType<typeof inTransitOf>[number]): ReturnedTax {
  const { billLineId, supplierBillId, quantity: count, net, tax, deductible } = one;
  changeTransit.run(tx, { id: billLineId, quantity: quantity(-count), net: minor(-net), tax: minor(-tax) });
  const parts = partsOfBill(tx, supplierBillId, net);
  keepParts(tx, { supplierClaimId }, parts);
  return { net, tax, inputTax: deductible ? tax : minor(0), ...sumOfParts(parts) };
}
