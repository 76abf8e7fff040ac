import { type LandedCostBasis, type LandedLine, type LandedPart, measureOf, spreadLandedCost } from '../../shared/purchasing/landed-cost.rules.ts';
import { costOf } from '../../shared/purchasing/receipt.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { chartPolicies } from '../accounting/account.queries.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import type { Reader } from '../database/handles.ts';
import { findItem, plainItem } from './agreement.queries.ts';
import { deductibleIn } from './bill-facts.ts';
import { billOfLandedCost, partsOfLandedCost, requireLandedCost } from './landed-cost.statements.ts';
import { linesOfReceipt, requireReceipt } from './receipt.statements.ts';

export interface FreightBill {
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

/** A cost as it would be written: its parts add up to its amount, in minor units of the base currency. */
export interface PlannedCost {
  readonly policy: 'capitalise' | 'expense';
  readonly amount: Minor;
  readonly parts: readonly LandedPart[];
}

/** The parts of a new cost, with the tax that is not got back. @throws Refusal `landedCost.measureMissing`, `receipt.cancelled`, `record.missing` */
export function partsOfNew(reader: Reader, { basis, goodsReceiptIds, net, bill }: Pick<RecordLandedCost, 'basis' | 'goodsReceiptIds' | 'net' | 'bill'>): PlannedCost {
  const lines = [...new Set(goodsReceiptIds)].flatMap((id) => landedLines(reader, id));
  const measured = lines.map((line) => ({ ...line, measure: measuredIn(line, basis) }));
  const amount = bill ? costOf({ net, tax: bill.tax }, deductibleIn(reader, bill, bill.billedOn)) : net;
  return { policy: chartPolicies(reader).landedCost, amount, parts: spreadLandedCost(amount, measured) };
}

export interface BilledLandedCost {
  landedCostId: number;
  net: Minor;
  bill: FreightBill;
}

/** What the bill of an accrued cost says more or less, spread as the cost was. @throws Refusal as requireAccrued */
export function partsOfBilled(reader: Reader, { landedCostId, net, bill }: BilledLandedCost): PlannedCost {
  const cost = requireAccrued(reader, landedCostId);
  const amount = minor(costOf({ net, tax: bill.tax }, deductibleIn(reader, bill, bill.billedOn)) - cost.amount);
  const lines = partsOfLandedCost(reader, cost.id).map((part) => ({ ...part, sku: '', quantity: quantity(0), value: minor(0), unitWeight: 0, unitVolume: 0 }));
  return { policy: chartPolicies(reader).landedCost, amount, parts: amount === 0 ? [] : spreadLandedCost(amount, lines) };
}

/** A cost whose bill is still to come. @throws Refusal `landedCost.cancelled`, `landedCost.billed`, `record.missing` */
export function requireAccrued(reader: Reader, landedCostId: number) {
  const cost = requireLandedCost(reader, landedCostId);
  if (cost.cancelledAt !== null) throw new Refusal('landedCost.cancelled', { number: cost.number });
  if (billOfLandedCost(reader, cost) !== null) throw new Refusal('landedCost.billed', { number: cost.number });
  return cost;
}

function measuredIn(line: LandedLine, basis: LandedCostBasis): number {
  const measure = measureOf(line, basis);
  if (measure === null) throw new Refusal('landedCost.measureMissing', { sku: line.sku, basis });
  return measure;
}

/** What is still ours of a receipt's goods. @throws Refusal `receipt.cancelled` */
function landedLines(reader: Reader, goodsReceiptId: number): LandedLine[] {
  const receipt = requireReceipt(reader, goodsReceiptId);
  if (receipt.cancelledAt !== null) throw new Refusal('receipt.cancelled', { number: receipt.number });
  return linesOfReceipt(reader, goodsReceiptId).map((line) => {
    const { sku, weightGrams } = getVariant(reader, line.variantId);
    const { unitVolume } = findItem(reader, receipt.supplierId, line.variantId) ?? plainItem;
    const kept = quantity(line.quantity - line.returned);
    return { receiptLineId: line.id, movementId: line.movementId, sku, quantity: kept, value: line.orderValue, unitWeight: weightGrams, unitVolume };
  });
}
