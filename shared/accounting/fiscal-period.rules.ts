import { addDays, daysBetween } from '../units/calendar.ts';
import { type Day, day } from '../units/day.ts';

/** Some days, both ends included. */
export interface Span {
  from: Day;
  to: Day;
}

const parts = (on: Day): [year: number, month: number, date: number] => [Number(on.slice(0, 4)), Number(on.slice(5, 7)), Number(on.slice(8, 10))];
const two = (value: number): string => String(value).padStart(2, '0');

/** The first day of a month counted from year 0, so that months can be added up. */
const firstOf = (months: number): Day => day(`${String(Math.floor(months / 12)).padStart(4, '0')}-${two((months % 12) + 1)}-01`);
const monthsOf = (on: Day): number => parts(on)[0] * 12 + parts(on)[1] - 1;

/** The last day of the month `on` lies in. */
export const monthEnd = (on: Day): Day => addDays(firstOf(monthsOf(on) + 1), -1);

/** The same date some months later, or the last of a shorter month. */
export function addMonths(on: Day, count: number): Day {
  const first = firstOf(monthsOf(on) + count);
  const wanted = addDays(first, parts(on)[2] - 1);
  const last = monthEnd(first);
  return wanted > last ? last : wanted;
}

/** The first day of the fiscal year a day lies in; `startMonth` is 1 to 12. */
export function yearStart(on: Day, startMonth: number): Day {
  const [year, month] = parts(on);
  return firstOf((month >= startMonth ? year : year - 1) * 12 + startMonth - 1);
}

/** The last day of the fiscal year a day lies in. */
export const yearEnd = (on: Day, startMonth: number): Day => addDays(addMonths(yearStart(on, startMonth), 12), -1);

const wholeMonths = ({ from, to }: Span): boolean => from.endsWith('-01') && to === monthEnd(to);

/** As many months, or as many days, right before. */
export function spanBefore(span: Span): Span {
  if (!wholeMonths(span)) return { from: addDays(span.from, -daysBetween(span.from, span.to) - 1), to: addDays(span.from, -1) };
  return { from: addMonths(span.from, monthsOf(span.from) - monthsOf(span.to) - 1), to: addDays(span.from, -1) };
}

/** The same days a year before; a month's end stays a month's end. */
export const spanLastYear = ({ from, to }: Span): Span => ({ from: addMonths(from, -12), to: dayLastYear(to) });

export const dayLastYear = (on: Day): Day => (on === monthEnd(on) ? monthEnd(addMonths(on, -12)) : addMonths(on, -12));

/** A span month by month; the ends are the span's own. */
export function monthsIn({ from, to }: Span): Span[] {
  const months: Span[] = [];
  for (let start = from; start <= to; start = addDays(monthEnd(start), 1)) months.push({ from: start, to: monthEnd(start) < to ? monthEnd(start) : to });
  return months;
}
