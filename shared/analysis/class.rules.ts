import type { Minor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';
import { type RatePpm, ratePpm } from '../units/rate-ppm.ts';

export const valueClasses = ['A', 'B', 'C'] as const;
export type ValueClass = (typeof valueClasses)[number];

export const demandClasses = ['X', 'Y', 'Z'] as const;
export type DemandClass = (typeof demandClasses)[number];

const whole = 1_000_000;

/** A variant's place among all by what its sales cost: everything its class follows from. */
export interface Ranked {
  rank: number;
  /** Its own part of all, in parts per million. */
  share: RatePpm;
  /** Its own part and that of every variant before it. */
  cumulative: RatePpm;
  valueClass: ValueClass;
}

/**
 * Classes by what was sold at cost, the most first, equal ones in the order given: A while what stands before adds up to less than
 * `aShare`, B to less than `bShare`, C the rest and whatever sold nothing. The one that crosses a boundary still belongs to its better side, so
 * that A is never empty while anything was sold. Shares are rounded down, and the last cumulative share is exactly one.
 */
export function rankByValue<Row extends { cogs: Minor }>(rows: readonly Row[], { aShare, bShare }: { aShare: RatePpm; bShare: RatePpm }): (Row & Ranked)[] {
  const total = rows.reduce((sum, { cogs }) => sum + Math.max(0, cogs), 0);
  let before = 0;
  return rows
    .toSorted((a, b) => b.cogs - a.cogs)
    .map((row, index) => {
      const own = Math.max(0, row.cogs);
      const valueClass = own === 0 || !isBelow(before, total, bShare) ? 'C' : isBelow(before, total, aShare) ? 'A' : 'B';
      before += own;
      return { ...row, rank: index + 1, share: partOf(own, total), cumulative: partOf(before, total), valueClass };
    });
}

/** Exact whole numbers: a boundary must not move with the last bit of a fraction. */
const isBelow = (part: number, total: number, share: RatePpm): boolean => BigInt(part) * BigInt(whole) < BigInt(total) * BigInt(share);

export const partOf = (part: number, total: number): RatePpm => ratePpm(total === 0 ? 0 : Number((BigInt(part) * BigInt(whole)) / BigInt(total)));

/** What was sold week by week: how many weeks, the sum, and the sum of the squares in whole units. */
export interface WeeklySales {
  weeks: number;
  sold: Quantity;
  squares: number;
}

/** How much a week's sales vary, as a part of their mean (the coefficient of variation); null where nothing was sold. A statistic, not money. */
export function variationOf({ weeks, sold, squares }: WeeklySales): RatePpm | null {
  if (weeks === 0 || sold <= 0) return null;
  const mean = sold / 1_000 / weeks;
  return ratePpm(Math.round((Math.sqrt(Math.max(0, squares / weeks - mean * mean)) / mean) * whole));
}

/** X sells about the same every week, Y varies, Z comes in bursts or not at all. */
export function demandClassOf(variation: RatePpm | null, { xVariation, yVariation }: { xVariation: RatePpm; yVariation: RatePpm }): DemandClass {
  if (variation === null || variation > yVariation) return 'Z';
  return variation > xVariation ? 'Y' : 'X';
}
