import { type LandedCostBasis, landedCostEntry, type LandedLine, type LandedPart, measureOf, spreadLandedCost } from '../../shared/purchasing/landed-cost.rules.ts';
import { costOf, type When } from '../../shared/purchasing/receipt.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { chartPolicies } from '../accounting/account.queries.ts';
import { postEntry, reverseEntry } from '../accounting/journal.service.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { revalueReceipt } from '../inventory/costing.service.ts';
import { whenPosted } from '../inventory/occasion.ts';
import { findItem, plainItem } from './agreement.queries.ts';
import { deductibleIn } from './bill-facts.ts';
import { standingEntries } from './bill.statements.ts';
import { billOfLandedCost, insertLandedCost, insertLandedPart, partsOfLandedCost, requireLandedCost, setLandedBill, setLandedCancelled } from './landed-cost.statements.ts';
import { linesOfReceipt, requireReceipt } from './receipt.statements.ts';
import { recordBill } from './supplier-bill.service.ts';

interface FreightBill {
  supplierId: number;
  supplierNumber: string;
  billedOn: Day;
  dueOn?: Day;
  tax: Minor;
  deductible?: boolean;
}

export interface RecordLandedCost {
  basis: LandedCostBasis;
  goodsReceiptIds: readonly number[];
  net: Minor;
  bill?: FreightBill;
  note?: string;
  occurredAt?: Instant;
}

/**
 * Spreads a cost over the goods of receipts, to the minor unit: it joins their layers and follows what has left, or is an
 * expense where the chart says so. Without a bill it is accrued. Source: DOMAIN §5 "landed cost, also late".
 * @throws Refusal `landedCost.measureMissing`, `receipt.cancelled`, `record.missing`, and as recordBill
 */
export function recordLandedCost(tx: Tx, { basis, goodsReceiptIds, net, bill, note = '', occurredAt }: RecordLandedCost) {
  const lines = [...new Set(goodsReceiptIds)].flatMap((id) => landedLines(tx, id));
  const measured = lines.map((line) => ({ ...line, measure: measuredIn(line, basis) }));
  const amount = bill ? costOf({ net, tax: bill.tax }, deductibleIn(tx, bill, bill.billedOn)) : net;
  const made = writeLandedCost(tx, { basis, note, when: whenPosted(tx, occurredAt) }, amount, (total) => spreadLandedCost(total, measured));
  const billed = bill ? billFor(tx, made.number, net, bill) : null;
  if (billed !== null) setLandedBill.run(tx, { id: made.landedCostId, supplierBillId: billed });
  return { ...made, supplierBillId: billed };
}

function measuredIn(line: LandedLine, basis: LandedCostBasis): number {
  const measure = measureOf(line, basis);
  if (measure === null) throw new Refusal('landedCost.measureMissing', { sku: line.sku, basis });
  return measure;
}

/** What is still ours of a receipt's goods. @throws Refusal `receipt.cancelled` */
function landedLines(tx: Tx, goodsReceiptId: number): LandedLine[] {
  const receipt = requireReceipt(tx, goodsReceiptId);
  if (receipt.cancelledAt !== null) throw new Refusal('receipt.cancelled', { number: receipt.number });
  return linesOfReceipt(tx, goodsReceiptId).map((line) => {
    const { sku, weightGrams } = getVariant(tx, line.variantId);
    const { unitVolume } = findItem(tx, receipt.supplierId, line.variantId) ?? plainItem;
    const kept = quantity(line.quantity - line.returned);
    return { receiptLineId: line.id, movementId: line.movementId, sku, quantity: kept, value: line.orderValue, unitWeight: weightGrams, unitVolume };
  });
}

interface Head {
  basis: LandedCostBasis;
  note: string;
  when: When;
}

function writeLandedCost(tx: Tx, { basis, note, when }: Head, amount: Minor, spread: (amount: Minor) => LandedPart[]): { landedCostId: number; number: string } {
  const policy = chartPolicies(tx).landedCost;
  const number = nextNumber(tx, 'landedCost');
  const { lastId: id } = insertLandedCost.run(tx, { number, basis, policy, amount, note, ...when, commandId: tx.commandId });
  const parts = spread(amount);
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
export function billLandedCost(tx: Tx, { landedCostId, net, bill }: { landedCostId: number; net: Minor; bill: FreightBill }) {
  const cost = requireLandedCost(tx, landedCostId);
  if (cost.cancelledAt !== null) throw new Refusal('landedCost.cancelled', { number: cost.number });
  if (billOfLandedCost(tx, cost) !== null) throw new Refusal('landedCost.billed', { number: cost.number });
  const supplierBillId = billFor(tx, cost.number, net, bill);
  setLandedBill.run(tx, { id: cost.id, supplierBillId });
  const difference = minor(costOf({ net, tax: bill.tax }, deductibleIn(tx, bill, bill.billedOn)) - cost.amount);
  if (difference === 0) return { supplierBillId, differenceId: null };
  const lines = partsOfLandedCost(tx, cost.id).map((part) => ({ ...part, sku: '', quantity: quantity(0), value: minor(0), unitWeight: 0, unitVolume: 0 }));
  const made = writeLandedCost(tx, { basis: cost.basis, note: cost.number, when: whenPosted(tx) }, difference, (amount) => spreadLandedCost(amount, lines));
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
