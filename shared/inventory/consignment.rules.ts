import type { Instant } from '../units/instant.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type Minor, minor } from '../units/minor.ts';
import { type Quantity, quantity } from '../units/quantity.ts';

export interface Arrival {
  at: Instant;
  quantity: Quantity;
}

/**
 * Since when the oldest of the goods at a place lie there, if what came first left first: the newest arrivals that cover what
 * is there are what is left. Null where nothing is there.
 */
export function oldestArrival(newestFirst: readonly Arrival[], onHand: Quantity): Instant | null {
  let open: number = onHand;
  let oldest: Instant | null = null;
  for (const arrival of newestFirst) {
    if (open <= 0) break;
    open -= arrival.quantity;
    oldest = arrival.at;
  }
  return oldest;
}

/** What part of a variant's stock is worth: layers belong to the variant over all places, so a place has its share of them. */
export const valueOfShare = (value: Minor, part: Quantity, whole: Quantity): Minor => (whole === 0 ? minor(0) : minor(mulDiv(value, part, whole)));

export interface ComparedLine {
  variantId: number;
  reported: Quantity;
  book: Quantity;
  /** Positive: more is there than the book says. */
  difference: Quantity;
}

/** A report beside the book of its instant: every variant that either of them knows, in the variants' order. */
export function compareReport(reported: ReadonlyMap<number, Quantity>, book: ReadonlyMap<number, Quantity>): ComparedLine[] {
  const known = [...new Set([...reported.keys(), ...book.keys()])].sort((a, b) => a - b);
  return known
    .map((variantId) => {
      const [said, ours] = [reported.get(variantId) ?? quantity(0), book.get(variantId) ?? quantity(0)];
      return { variantId, reported: said, book: ours, difference: quantity(said - ours) };
    })
    .filter((line) => line.reported !== 0 || line.book !== 0);
}
