import { allocate } from '../units/allocate.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import { costOf, part } from './receipt.rules.ts';

/** How far a bill may differ: a price by the larger of a rate and an amount, a quantity by a rate. Differences up to `varianceUpTo` stay out of the layers. */
export interface Tolerance {
  readonly priceRate: RatePpm;
  readonly priceAmount: Minor;
  readonly quantityRate: RatePpm;
  readonly varianceUpTo: Minor;
}

export const findingKinds = ['price', 'overOrdered', 'notReceived'] as const;
export type FindingKind = (typeof findingKinds)[number];

/** One thing in which order, receipt and bill differ. Amounts in minor units, quantities in thousandths. */
export interface Finding {
  readonly kind: FindingKind;
  readonly expected: number;
  readonly found: number;
  readonly allowed: number;
  readonly within: boolean;
}

/** What a bill's line is compared with: order, receipts and earlier bills. `cost` and `expectedCost` are of the billed quantity. */
export interface BilledLine {
  readonly quantity: Quantity;
  readonly cost: Minor;
  readonly expectedCost: Minor;
  /** Ordered less cancelled plus what came beyond it, less what was billed before; what was received where nothing was ordered. */
  readonly billable: Quantity;
  /** Received and on no bill yet. */
  readonly unbilled: Quantity;
}

/** Compares order, receipt and bill. A difference inside its tolerance is told all the same. Source: FEATURES C3. */
export function matchLine(line: BilledLine, tolerance: Tolerance): Finding[] {
  const allowed = Math.max(tolerance.priceAmount, mulDiv(line.expectedCost, tolerance.priceRate, 1_000_000));
  const more = mulDiv(line.billable, tolerance.quantityRate, 1_000_000);
  return [
    compare('price', line.expectedCost, line.cost, allowed),
    ...(line.quantity > line.billable ? [compare('overOrdered', line.billable, line.quantity, more)] : []),
    ...(line.quantity > line.unbilled ? [compare('notReceived', line.unbilled, line.quantity, 0)] : []),
  ].filter((finding) => finding.expected !== finding.found);
}

const compare = (kind: FindingKind, expected: number, found: number, allowed: number): Finding => ({
  kind,
  expected,
  found,
  allowed,
  within: Math.abs(found - expected) <= allowed,
});

export interface UnbilledReceipt {
  readonly receiptLineId: number;
  readonly movementId: number;
  readonly postedOn: Day;
  readonly unbilled: Quantity;
  readonly unbilledValue: Minor;
}

/** A part of a bill's line: goods of one receipt, with what the books held for them and what they cost more. */
export interface MatchedPart {
  readonly receiptLineId: number;
  readonly movementId: number;
  readonly quantity: Quantity;
  readonly net: Minor;
  readonly tax: Minor;
  readonly accrued: Minor;
  readonly difference: Minor;
  readonly treatment: 'layers' | 'variance';
}

export interface SplitBill {
  readonly parts: readonly MatchedPart[];
  /** Billed and not here yet. */
  readonly transit: { readonly quantity: Quantity; readonly net: Minor; readonly tax: Minor };
}

/**
 * Spreads a bill's line over what was received, the oldest first; what is left is in transit. A difference goes to the
 * layers and their draws, but to Purchase price variance when it is small, or when its receipt lies before the last close.
 * Source: DOMAIN §5 "supplier bill".
 */
export function splitBill(
  line: { quantity: Quantity; net: Minor; tax: Minor; deductible: boolean },
  receipts: readonly UnbilledReceipt[],
  rule: { varianceUpTo: Minor; firstOpenOn: Day },
): SplitBill {
  const taken = takeOldest(line.quantity, receipts);
  const missing = line.quantity - taken.reduce((sum, one) => sum + one.quantity, 0);
  const weights = [...taken.map((one) => one.quantity), missing];
  const [nets, taxes] = [allocate(line.net, weights), allocate(line.tax, weights)];
  const parts = taken.map(({ receipt, quantity: count }, index) => {
    const [net, tax] = [nets[index] ?? minor(0), taxes[index] ?? minor(0)];
    const accrued = part(receipt.unbilledValue, count, receipt.unbilled);
    const difference = minor(costOf({ net, tax }, line.deductible) - accrued);
    const outside = Math.abs(difference) <= rule.varianceUpTo || receipt.postedOn < rule.firstOpenOn;
    const treatment = outside && difference !== 0 ? ('variance' as const) : ('layers' as const);
    return { receiptLineId: receipt.receiptLineId, movementId: receipt.movementId, quantity: quantity(count), net, tax, accrued, difference, treatment };
  });
  return { parts, transit: { quantity: quantity(missing), net: nets.at(-1) ?? minor(0), tax: taxes.at(-1) ?? minor(0) } };
}

/** The receipts a billed quantity is for, the oldest first, and how much of each. */
export function takeOldest(wanted: Quantity, receipts: readonly UnbilledReceipt[]): { receipt: UnbilledReceipt; quantity: number }[] {
  let left: number = wanted;
  return receipts.flatMap((receipt) => {
    const count = Math.min(left, receipt.unbilled);
    left -= count;
    return count > 0 ? [{ receipt, quantity: count }] : [];
  });
}
