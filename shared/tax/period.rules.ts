import { addDays } from '../units/calendar.ts';
import { type Day, day } from '../units/day.ts';

/** How often a return is due: so many months from a first month on, due on a day of the month so many months later. */
export interface TaxCalendar {
  readonly periodMonths: number;
  readonly firstMonth: number;
  readonly dueMonths: number;
  readonly dueDay: number;
}

export interface TaxPeriod {
  readonly fromOn: Day;
  readonly throughOn: Day;
  readonly dueOn: Day;
}

/** The period a day lies in. A due day that a month does not have is that month's last. */
export function taxPeriodOf(on: Day, { periodMonths, firstMonth, dueMonths, dueDay }: TaxCalendar): TaxPeriod {
  const month = monthsSinceYearNought(on);
  const into = (((month - (firstMonth - 1)) % periodMonths) + periodMonths) % periodMonths;
  const first = month - into;
  const [fromOn, throughOn] = [firstDayOf(first), addDays(firstDayOf(first + periodMonths), -1)];
  const dueMonth = first + periodMonths - 1 + dueMonths;
  const [dueFrom, dueLast] = [firstDayOf(dueMonth), addDays(firstDayOf(dueMonth + 1), -1)];
  const wanted = addDays(dueFrom, dueDay - 1);
  return { fromOn, throughOn, dueOn: wanted > dueLast ? dueLast : wanted };
}

/** The periods from the one of a day to the one of another, the latest first. */
export function taxPeriods(from: Day, to: Day, calendar: TaxCalendar): TaxPeriod[] {
  const periods: TaxPeriod[] = [];
  for (let period = taxPeriodOf(to, calendar); ; period = taxPeriodOf(addDays(period.fromOn, -1), calendar)) {
    periods.push(period);
    if (period.fromOn <= from) return periods;
  }
}

const monthsSinceYearNought = (on: Day): number => Number(on.slice(0, 4)) * 12 + Number(on.slice(5, 7)) - 1;

const firstDayOf = (months: number): Day => day(`${String(Math.floor(months / 12)).padStart(4, '0')}-${String((months % 12) + 1).padStart(2, '0')}-01`);
