import { daysBetween } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { Period, Sums } from './figures.rules.ts';

/** What the layers of a variant changed on one day, in all, and of it what came in and what was sold. */
export interface VariantDay {
  postedOn: Day;
  quantity: Quantity;
  value: Minor;
  received: Quantity;
  sold: Quantity;
  cogs: Minor;
}

/** What a variant did in a period: everything its figures are worked out from. */
export interface VariantFacts extends Sums {
  variantId: number;
  firstCameOn: Day;
  lastSoldOn: Day | null;
  /** What was sold week by week, as the sum of squares in whole units; weeks end on the period's last day. */
  squares: number;
  /** Days of the period at whose end nothing was there, from the day it first came on. */
  outDays: number;
}

/**
 * Adds up a variant's days through a period's last one, in order. A day's change of value counts for every day of the
 * period that ends with it. Undefined where the variant was never here.
 */
export function factsOf(variantId: number, days: readonly VariantDay[], { from, on }: Period): VariantFacts | undefined {
  const [first] = days;
  if (!first) return undefined;
  const sums = { opening: 0, received: 0, sold: 0, onHand: 0, value: 0, cogs: 0, valueDays: 0, squares: 0, outDays: 0 };
  let [lastSoldOn, week, soldInWeek]: [Day | null, number, number] = [null, -1, 0];
  days.forEach((day, index) => {
    const inPeriod = day.postedOn >= from;
    const left = daysBetween(inPeriod ? day.postedOn : from, on);
    sums.value += day.value;
    sums.valueDays += day.value * (left + 1);
    sums.onHand += day.quantity;
    if (day.sold > 0) lastSoldOn = day.postedOn;
    if (sums.onHand <= 0) sums.outDays += Math.max(0, left + 1 - leftAfter(days[index + 1], from, on));
    if (!inPeriod) {
      sums.opening += day.quantity;
      return;
    }
    sums.received += day.received;
    sums.sold += day.sold;
    sums.cogs += day.cogs;
    const own = Math.floor(left / 7);
    if (own !== week) sums.squares += (soldInWeek / 1_000) ** 2;
    soldInWeek = day.sold + (own === week ? soldInWeek : 0);
    week = own;
  });
  const { opening, received, sold, onHand, value, cogs, valueDays, squares, outDays } = sums;
  return {
    variantId,
    opening: quantity(opening), received: quantity(received), sold: quantity(sold), onHand: quantity(onHand), value: minor(value), cogs: minor(cogs), valueDays,
    firstCameOn: first.postedOn, lastSoldOn, squares: squares + (soldInWeek / 1_000) ** 2, outDays,
  };
}

/** The weeks of a period in which something was here to be sold; what came later than the period began was not there before. */
export const weeksHere = (firstCameOn: Day, { from, on }: Period): number => Math.max(1, Math.ceil((daysBetween(firstCameOn > from ? firstCameOn : from, on) + 1) / 7));

/** Days of the period from a later change on; none where there was none. */
function leftAfter(next: VariantDay | undefined, from: Day, on: Day): number {
  if (!next) return 0;
  return daysBetween(next.postedOn < from ? from : next.postedOn, on) + 1;
}
