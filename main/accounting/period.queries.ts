import { sql } from 'kysely';
import { addDays } from '../../shared/units/calendar.ts';
import { type Day, day } from '../../shared/units/day.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const latestLock = read((db) => db.selectFrom('periodLock').select('throughOn').orderBy('id', 'desc').limit(1));
const allLocks = read((db) =>
  db
    .selectFrom('periodLock as l')
    .innerJoin('command as c', 'c.id', 'l.commandId')
    .leftJoin('user as u', 'u.id', 'c.userId')
    .select(['l.id', 'l.kind', 'l.throughOn', 'l.atSequence', 'l.reason', 'l.recordedAt', sql<string>`coalesce(u.name, '')`.as('userName')])
    .orderBy('l.id', 'desc'),
);

/** The last day the books are closed through; null while every day is open. */
export const closedThrough = (reader: Reader): Day | null => latestLock.get(reader, {})?.throughOn ?? null;

/** The first day that may be posted to; the calendar's beginning while nothing is closed. */
export function firstOpenDay(reader: Reader): Day {
  const through = closedThrough(reader);
  return through === null ? day('0001-01-01') : addDays(through, 1);
}

/** The day something that happened on `on` is posted: that day, or the first open one (DOMAIN "Three times"). */
export function openDay(reader: Reader, on: Day): Day {
  const first = firstOpenDay(reader);
  return on < first ? first : on;
}

/** What is closed, and every closing and reopening there ever was, newest first. */
export function getPeriod(reader: Reader) {
  return { closedThrough: closedThrough(reader), history: allLocks.all(reader, {}) };
}
