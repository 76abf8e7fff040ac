/** A business date `YYYY-MM-DD` in the shop's time zone. Columns and fields of this type end in `On`; text order is date order. */
export type Day = string & { readonly [dayMark]: 'day' };
declare const dayMark: unique symbol;

/** @throws RangeError when the text is not an existing date written `YYYY-MM-DD`. */
export function day(text: string): Day {
  if (!isDay(text)) throw new RangeError(`a business date is an existing YYYY-MM-DD, not ${text}`);
  return text;
}

/** Whether a text is an existing date written `YYYY-MM-DD` (2026-02-30 is not). */
export function isDay(text: string): text is Day {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const [year, month, date] = [Number(text.slice(0, 4)), Number(text.slice(5, 7)), Number(text.slice(8))];
  return date >= 1 && date <= daysIn(year, month);
}

/** By the Gregorian calendar for every year; none in a month that is none. */
function daysIn(year: number, month: number): number {
  const leap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return [31, leap ? 29 : 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1] ?? 0;
}
