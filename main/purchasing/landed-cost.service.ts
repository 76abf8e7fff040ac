import { type LandedCostBasis, landedCostEntry } from '../../shared/purchasing/landed-cost.rules.ts';
import type { When } from '../../shared/purchasing/receipt.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { revalueReceipt } from '../inventory/costing.service.ts';
import { whenPosted } from '../inventory/occasion.ts';
import { standingEntries } from './bill.statements.ts';
import { type BilledLandedCost, type FreightBill, partsOfBilled, partsOfNew, type PlannedCost, type RecordLandedCost, requireAccrued } from './landed-cost-parts.ts';
import { billOfLandedCost, insertLandedCost, insertLandedPart, partsOfLandedCost, requireLandedCost, setLandedBill, setLandedCancelled } from './landed-cost.statements.ts';
import { recordBill } from './supplier-bill.service.ts';

/**
 * Spreads a cost over the goods of receipts, to the minor unit: it joins their layers and follows what has left, or is an
 * expense where the chart says so. Without a bill it is accrued. Source: DOMAIN §5 "landed cost, also late".
 * @throws Refusal `landedCost.measureMissing`, `receipt.cancelled`, `record.missing`, and as recordBill
 */
export function recordLandedCost(tx: Tx, { basis, goodsReceiptIds, net, bill, note = '', occurredAt }: RecordLandedCost) {
  const planned = partsOfNew(tx, { basis, goodsReceiptIds, net, ...(bill && { bill }) });
  const made = writeLandedCost(tx, { basis, note, when: whenPosted(tx, occurredAt) }, planned);
  const billed = bill ? billFor(tx, made.number, net, bill) : null;
  if (billed !== null) setLandedBill.run(tx, { id: made.landedCostId, supplierBillId: billed });
  return { ...made, supplierBillId: billed };
}

interface Head {
  basis: LandedCostBasis;
  note: string;
  when: When;
}

function writeLandedCost(tx: Tx, { basis, note, when }: Head, { policy, amount, parts }: PlannedCost): { landedCostId: number; number: string } {
  const number = nextNumber(tx, 'landedCost');
  const { lastId: id } = insertLandedCost.run(tx, { number, basis, policy, amount, note, ...when, commandId: tx.commandId });
  for (const { receiptLineId, movementId, measure, amount: share } of parts) {
    insertLandedPart.run(tx, { landedCostId: id, purchaseReceiptLineId: receiptLineId, measure, amount: share });
    if (policy === 'capitalise' && share !== 0) revalueReceipt(tx, { movementId, delta: share, postedOn: when.postedOn });
  }
  postEntry(tx, landedCostEntry(when, { id, number, policy, basis, amount }, parts));
  tx.changed('landedCost', id);
  return { landedCostId: id, number };
}

function billFor(tx: Tx, number: string, net: Minor, { tax, deductible, ...head }: FreightBill): number {
  const line = { kind: 'landedCost' as const, text: number, net, tax, ...(deductible !== undefined && { deductible }) };
  return recordBill(tx, { ...head, lines: [line] }).supplierBillId;
}

/**
 * The bill of an accrued cost came: what it costs more or less is spread as the cost was.
 * @throws Refusal `landedCost.billed`, `landedCost.cancelled`, and as recordBill
 */
export function billLandedCost(tx: Tx, { landedCostId, net, bill }: BilledLandedCost) {
  const cost = requireAccrued(tx, landedCostId);
  const planned = partsOfBilled(tx, { landedCostId, net, bill });
  const supplierBillId = billFor(tx, cost.number, net, bill);
  setLandedBill.run(tx, { id: cost.id, supplierBillId });
  if (planned.amount === 0) return { supplierBillId, differenceId: null };
  const made = writeLandedCost(tx, { basis: cost.basis, note: cost.number, when: whenPosted(tx) }, planned);
  setLandedBill.run(tx, { id: made.landedCostId, supplierBillId });
  return { supplierBillId, differenceId: made.landedCostId };
}

/** Takes a cost back from the goods it was spread over. @throws Refusal `landedCost.cancelled`; `landedCost.billed` while its bill stands */
export function cancelLandedCost(tx: Tx, input: { landedCostId: number; reason: string }): { landedCostId: number } {
  const cost = requireLandedCost(tx, input.landedCostId);
  if (cost.cancelledAt !== null) throw new Refusal('landedCost.cancelled', { number: cost.number });
  if (billOfLandedCost(tx, cost) !== null) throw new Refusal('landedCost.billed', { number: cost.number });
  const { postedOn } = whenPosted(tx);
  for (const { movementId, amount } of partsOfLandedCost(tx, cost.id)) {
    if (cost.policy === 'capitalise' && amount !== 0) revalueReceipt(tx, { movementId, delta: minor(-amount), postedOn });
  }
  for (const entryId of standingEntries(tx, 'landedCost', cost.id)) reverseEntry(tx, { entryId, postedOn, reason: input.reason });
  setLandedCancelled.run(tx, { id: cost.id, at: tx.now, postedOn, commandId: tx.commandId });
  tx.changed('landedCost', cost.id);
  return { landedCostId: cost.id };
}
