import type { Day } from '../units/day.ts';
import { daysBetween } from '../units/calendar.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { Quantity } from '../units/quantity.ts';
import { type RatePpm, ratePpm } from '../units/rate-ppm.ts';

const whole = 1_000_000;

/** Days from `from` to `on`, both counted. */
export const daysIn = ({ from, on }: Period): number => daysBetween(from, on) + 1;

/** The days an analysis is about, both ends counted. */
export interface Period {
  from: Day;
  on: Day;
}

/** What a variant, or all of them, did in a period: the raw sums every figure is worked out from. */
export interface Sums {
  opening: Quantity;
  received: Quantity;
  sold: Quantity;
  onHand: Quantity;
  value: Minor;
  cogs: Minor;
  /** The value at the end of each day of the period, added up. */
  valueDays: number;
}

/** The mean of the value at the end of each day. */
export const averageValue = ({ valueDays }: Pick<Sums, 'valueDays'>, days: number): Minor => minor(Math.round(valueDays / days));

/** How often the average stock was sold in the period: cost of goods sold ÷ average stock value. Null where there was no stock. */
export const turnoverOf = (sums: Pick<Sums, 'cogs' | 'valueDays'>, days: number): RatePpm | null =>
  sums.valueDays <= 0 ? null : ratePpm(Math.round((sums.cogs * days * whole) / sums.valueDays));

/** For how many days what is there lasts at the period's pace; null where nothing was sold. */
export const daysOfStock = ({ onHand, sold }: Pick<Sums, 'onHand' | 'sold'>, days: number): number | null =>
  sold <= 0 ? null : Math.max(0, Math.round((onHand * days) / sold));

/** What part of what could have been sold was sold: sold ÷ (there at the start + received). Null where there was nothing to sell. */
export const sellThrough = ({ opening, received, sold }: Pick<Sums, 'opening' | 'received' | 'sold'>): RatePpm | null =>
  opening + received <= 0 ? null : ratePpm(Math.round((sold * whole) / (opening + received)));

/** What holding the stock of the period cost: average value × yearly rate × days ÷ 365. */
export const holdingCost = (average: Minor, rate: RatePpm, days: number): Minor => minor(mulDiv(mulDiv(average, rate, whole), days, 365));

export const suggestions = ['none', 'reorder', 'discount', 'clear'] as const;
export type Suggestion = (typeof suggestions)[number];

/** Goods that sell and are gone want buying; dead goods want clearing, slow ones a lower price: the cash they tie up works nowhere else. */
export function suggestionOf(sums: Pick<Sums, 'onHand' | 'sold'>, about: { dead: boolean; days: number; lastsDays: number | null }): Suggestion {
  if (sums.onHand <= 0) return sums.sold > 0 ? 'reorder' : 'none';
  if (about.dead) return 'clear';
  return about.lastsDays === null || about.lastsDays > about.days ? 'discount' : 'none';
}

/** Goods that are there, came in before the last `deadDays`, and were not sold within them. */
export function isDead(row: { onHand: Quantity; lastSoldOn: Day | null; firstCameOn: Day }, on: Day, deadDays: number): boolean {
  const since = row.lastSoldOn ?? row.firstCameOn;
  return row.onHand > 0 && daysBetween(since, on) >= deadDays;
}
