import { credit, debit, type EntryDraft, entryDraft } from '../accounting/entry.rules.ts';
import { allocate } from '../units/allocate.ts';
import type { Minor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import type { When } from './receipt.rules.ts';

export const landedCostBases = ['value', 'quantity', 'weight', 'volume'] as const;
export type LandedCostBasis = (typeof landedCostBases)[number];

/** One received line as landed cost sees it: weight in grams and volume in cubic centimetres are of one unit. */
export interface LandedLine {
  readonly receiptLineId: number;
  readonly movementId: number;
  readonly sku: string;
  readonly quantity: Quantity;
  readonly value: Minor;
  readonly unitWeight: number;
  readonly unitVolume: number;
}

/** What a line weighs in the basis; only the proportions matter. Null where nobody ever measured it. */
export function measureOf(line: LandedLine, basis: LandedCostBasis): number | null {
  if (basis === 'value') return line.value;
  if (basis === 'quantity') return line.quantity;
  const unit = basis === 'weight' ? line.unitWeight : line.unitVolume;
  return unit === 0 ? null : unit * line.quantity;
}

export interface LandedPart {
  readonly receiptLineId: number;
  readonly movementId: number;
  readonly measure: number;
  readonly amount: Minor;
}

/** Spreads a cost over received lines by largest remainder: Σ parts = the cost to the minor unit. Source: DOMAIN §5, FEATURES C8. */
export function spreadLandedCost(amount: Minor, lines: readonly (LandedLine & { measure: number })[]): LandedPart[] {
  const parts = allocate(amount, lines.map((line) => line.measure));
  return lines.map(({ receiptLineId, movementId, measure }, index) => ({ receiptLineId, movementId, measure, amount: parts[index] ?? (0 as Minor) }));
}

/**
 * The cost joins the goods, or is an expense where the chart says so; its bill settles what is accrued here. What belongs to
 * goods already gone follows their draws by an entry of the inventory's own. Source: DOMAIN §5 "landed cost, also late".
 */
export function landedCostEntry(
  when: When,
  cost: { id: number; number: string; policy: 'capitalise' | 'expense'; basis: LandedCostBasis; amount: Minor },
  parts: readonly LandedPart[],
): EntryDraft {
  return entryDraft({
    ...when,
    source: { kind: 'landedCost', id: cost.id },
    rule: { id: 'purchasing.landedCost', version: 1 },
    memo: { key: cost.policy === 'capitalise' ? 'purchasing.landed' : 'purchasing.freight', values: { number: cost.number, receipts: parts.length } },
    terms: { basis: cost.basis, policy: cost.policy, amount: cost.amount, parts: parts.map(({ receiptLineId, measure, amount }) => ({ receiptLineId, measure, amount })) },
    legs: [debit(cost.policy === 'capitalise' ? 'inventory' : 'freightIn', cost.amount), credit('accruedLandedCost', cost.amount)],
  });
}
