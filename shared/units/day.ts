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
  const date = new Date(`${text}T00:00:00Z`);
  return !Number.isNaN(date.getTime()) && date.toISOString().slice(0, 10) === text;
}
