import { type Minor, minor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';

/** A line one could order. `plainCost`: the same need bought plainly, without looking at price breaks. */
export interface Candidate {
  readonly variantId: number;
  readonly quantity: Quantity;
  readonly cost: Minor;
  readonly plainCost: Minor;
  readonly avoided: Quantity;
  readonly lastsDays: number | null;
}

export interface Plan<Line extends Candidate> {
  /** In the order of urgency. */
  readonly taken: readonly Line[];
  readonly left: readonly Line[];
  readonly cost: Minor;
  /** What the taken lines cost a plain buyer: never less than `cost`. */
  readonly baseline: Minor;
}

/**
 * What to order for a budget (null: no limit). First the lines of which the largest part would be missing, then those
 * that last shortest, then the lower id; a line that no longer fits is passed over. So Σ cost ≤ budget, and each line
 * costs at most what a plain buyer pays for it. Source: FEATURES B4, P3.
 */
export function planWithin<Line extends Candidate>(candidates: readonly Line[], budget: Minor | null): Plan<Line> {
  const taken: Line[] = [];
  const left: Line[] = [];
  let cost = 0;
  for (const line of candidates.toSorted(byUrgency)) {
    const fits = budget === null || cost + line.cost <= budget;
    (fits ? taken : left).push(line);
    if (fits) cost += line.cost;
  }
  return { taken, left, cost: minor(cost), baseline: minor(taken.reduce((sum, line) => sum + line.plainCost, 0)) };
}

function byUrgency(a: Candidate, b: Candidate): number {
  // Only compared, never kept: the part of an order that would be missing.
  const missing = b.avoided / b.quantity - a.avoided / a.quantity;
  return missing || (a.lastsDays ?? Number.MAX_SAFE_INTEGER) - (b.lastsDays ?? Number.MAX_SAFE_INTEGER) || a.variantId - b.variantId;
}
