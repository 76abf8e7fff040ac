import { addDays, dayOf } from '../../shared/units/calendar.ts';
import { type Day, day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';

/** First and last day of a calendar month. */
export interface MonthSpan {
  readonly from: Day;
  readonly to: Day;
}

/** The last months up to now, newest first. */
export function recentMonths(now: Instant, timeZone: string, count: number): MonthSpan[] {
  const months: MonthSpan[] = [];
  let to = lastOfMonth(dayOf(now, timeZone));
  while (months.length < count) {
    const from = day(`${to.slice(0, 7)}-01`);
    months.push({ from, to });
    to = addDays(from, -1);
  }
  return months;
}

/** The calendar month a day lies in. */
export const monthOfDay = (on: Day): MonthSpan => ({ from: day(`${on.slice(0, 7)}-01`), to: lastOfMonth(on) });

function lastOfMonth(on: Day): Day {
  // Day 28 exists in every month, and four days later the next one has begun.
  const next = addDays(day(`${on.slice(0, 7)}-28`), 4);
  return addDays(day(`${next.slice(0, 7)}-01`), -1);
}
