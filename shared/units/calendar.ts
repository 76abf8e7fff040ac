import { type Day, day } from './day.ts';
import { type Instant, instant } from './instant.ts';

const dayLength = 86_400_000;

/** A calendar month `YYYY-MM`; text order is time order. */
export type Month = string & { readonly [monthMark]: 'month' };
declare const monthMark: unique symbol;

let lastAsked: { at: Instant; timeZone: string; on: Day } | undefined;

/** The business date on the wall of a shop in `timeZone` (an IANA name) at an instant. */
export function dayOf(at: Instant, timeZone: string): Day {
  // One command asks for the day of its instant for every document it writes, and Intl is slow to answer.
  if (lastAsked?.at === at && lastAsked.timeZone === timeZone) return lastAsked.on;
  // What the formatter writes is a day.
  const on = writtenDay(timeZone).format(at) as Day;
  lastAsked = { at, timeZone, on };
  return on;
}

/**
 * The first instant of a business date: usually midnight, one o'clock where the clocks skip midnight, and never the
 * repeated last hour of the day before. A date the zone skipped whole (Samoa, 2011-12-30) begins where the next one does.
 */
export function startOfDay(on: Day, timeZone: string): Instant {
  const midnight = utcMidnight(on);
  // A zone changes its offset at most once around a midnight, so the offsets a day before and after are all there are.
  const starts = [midnight - dayLength, midnight + dayLength]
    .map((around) => instant(midnight - offsetAt(instant(around), timeZone)))
    .filter((start) => dayOf(start, timeZone) >= on);
  return instant(Math.min(...starts));
}

/** The business date `count` days later (earlier when negative); leap days counted, clocks irrelevant. */
export const addDays = (on: Day, count: number): Day => dayOfUtc(utcMidnight(on) + count * dayLength);

/** Whole days from one date to another: negative when `to` is earlier. */
export const daysBetween = (from: Day, to: Day): number => (utcMidnight(to) - utcMidnight(from)) / dayLength;

// A Day is written YYYY-MM-DD, so its first seven characters are its month.
export const monthOf = (on: Day): Month => on.slice(0, 7) as Month;

/** For sorting: negative when `a` is before `b`. */
export const compareDays = (a: Day, b: Day): number => (a < b ? -1 : a > b ? 1 : 0);

/** Whether a text is the IANA name of a time zone this computer knows. */
export function isTimeZone(name: string): boolean {
  try {
    wallClock(name);
    return true;
  } catch {
    // Intl has no question for "do you know this zone", only a RangeError.
    return false;
  }
}

/** Milliseconds to add to UTC for the wall clock of a zone; half and three-quarter hours occur (Kolkata, Lord Howe). */
function offsetAt(at: Instant, timeZone: string): number {
  const wall = new Map(wallClock(timeZone).formatToParts(at).map((part) => [part.type, Number(part.value)]));
  const field = (type: Intl.DateTimeFormatPartTypes): number => wall.get(type) ?? 0;
  const local = Date.UTC(field('year'), field('month') - 1, field('day'), field('hour'), field('minute'), field('second'));
  return local - Math.floor(at / 1000) * 1000;
}

const wallClocks = new Map<string, Intl.DateTimeFormat>();

function wallClock(timeZone: string): Intl.DateTimeFormat {
  const known = wallClocks.get(timeZone);
  if (known) return known;
  const numeric = 'numeric' as const;
  const fields = { year: numeric, month: numeric, day: numeric, hour: numeric, minute: numeric, second: numeric };
  const made = new Intl.DateTimeFormat('en-US', { timeZone, calendar: 'iso8601', hourCycle: 'h23', ...fields });
  wallClocks.set(timeZone, made);
  return made;
}

const writtenDays = new Map<string, Intl.DateTimeFormat>();

/** Writes the day of an instant as we do, year first: the Swedish way. */
function writtenDay(timeZone: string): Intl.DateTimeFormat {
  const known = writtenDays.get(timeZone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('sv-SE', { timeZone, calendar: 'iso8601', year: 'numeric', month: '2-digit', day: '2-digit' });
  writtenDays.set(timeZone, made);
  return made;
}

const midnights = new Map<Day, number>();

/** A long report asks for the same few thousand days millions of times. */
function utcMidnight(on: Day): number {
  const known = midnights.get(on);
  if (known !== undefined) return known;
  const midnight = Date.parse(`${on}T00:00:00Z`);
  if (midnights.size >= 20_000) midnights.clear();
  midnights.set(on, midnight);
  return midnight;
}
const dayOfUtc = (milliseconds: number): Day => day(new Date(milliseconds).toISOString().slice(0, 10));
