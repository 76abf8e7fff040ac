import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { addMonths, monthEnd } from './fiscal-period.rules.ts';
import type { ManualLine } from './manual-entry.rules.ts';

/** How often an entry comes again, in months. */
export const everyMonths = [1, 2, 3, 6, 12] as const;

export interface Schedule {
  everyMonths: number;
  /** 1 to 31; a shorter month takes its last day. */
  dayOfMonth: number;
  startsOn: Day;
  endsOn: Day | null;
}

/** More days than this were never waited for by anybody: twenty years of months. */
const most = 240;

/** The days a schedule names through a day, oldest first. The first is in the month it starts in, or in the next one where that day is over. */
export function dueDays({ everyMonths: step, dayOfMonth, startsOn, endsOn }: Schedule, through: Day): Day[] {
  const last = endsOn !== null && endsOn < through ? endsOn : through;
  const begin = dayIn(startsOn, 0, dayOfMonth) < startsOn ? 1 : 0;
  const days: Day[] = [];
  for (let index = 0; index < most; index += 1) {
    const due = dayIn(startsOn, begin + index * step, dayOfMonth);
    if (due > last) break;
    days.push(due);
  }
  return days;
}

function dayIn(startsOn: Day, months: number, dayOfMonth: number): Day {
  const end = monthEnd(addMonths(firstDay(startsOn), months));
  const wanted = `${end.slice(0, 8)}${String(dayOfMonth).padStart(2, '0')}` as Day;
  return wanted < end ? wanted : end;
}

// A day's text with another number of the day is a day: every month has a first.
const firstDay = (on: Day): Day => `${on.slice(0, 8)}01` as Day;

/** What takes an accrual off again: the same lines on the other side. */
export const oppositeLines = (lines: readonly ManualLine[]): ManualLine[] => lines.map((line) => ({ ...line, amount: minor(0 - line.amount) }));

/** What an entry moves: its debits. */
export const movedBy = (lines: readonly { amount: Minor }[]): Minor => minor(lines.reduce((sum, { amount }) => sum + Math.max(0, amount), 0));
