import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { dayLastYear, monthEnd, monthsIn, type Span, spanBefore, spanLastYear, yearStart } from '../../shared/accounting/fiscal-period.rules.ts';
import type { ReportColumn } from '../../shared/reporting/report.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Frame } from './statement-frame.ts';

/** At most so many months stand side by side. */
const monthsAtMost = 24;

/** The days a statement of movements is asked for. @throws Refusal `report.backwards`, `report.tooManyMonths` */
export function spanAsked({ asked, shop }: Frame): Span {
  const from = asked.from ?? yearStart(asked.to, shop.fiscalYearStartMonth);
  if (from > asked.to) throw new Refusal('report.backwards', { from, to: asked.to });
  return { from, to: asked.to };
}

/** The columns of a statement of movements: the span, and what it is compared with; or its months and their sum. */
export function spansOf(frame: Frame): Span[] {
  const { asked, shop } = frame;
  const span = spanAsked(frame);
  if (asked.by === 'month') {
    const months = monthsIn(span);
    if (months.length > monthsAtMost) throw new Refusal('report.tooManyMonths', { count: months.length, most: monthsAtMost });
    return [...months, span];
  }
  if (asked.compare === 'previous') return [span, spanBefore(span)];
  if (asked.compare === 'lastYear') return [span, spanLastYear(span)];
  if (asked.compare === 'year') return [{ from: yearStart(span.to, shop.fiscalYearStartMonth), to: span.to }, span];
  return [span];
}

/** The days of a balance sheet: the one asked for, and the one it is compared with. */
export function daysOf({ asked, shop }: Frame): Day[] {
  if (asked.compare === 'previous') return [asked.to, addDays(firstOfMonth(asked.to), -1)];
  if (asked.compare === 'lastYear') return [asked.to, dayLastYear(asked.to)];
  if (asked.compare === 'year') return [asked.to, addDays(yearStart(asked.to, shop.fiscalYearStartMonth), -1)];
  return [asked.to];
}

// A Day is written YYYY-MM-DD, and every month has a first.
const firstOfMonth = (on: Day): Day => `${on.slice(0, 7)}-01` as Day;

export const spanColumn = ({ words, asked }: Frame, span: Span, index: number, count: number): ReportColumn => ({
  id: `amount${index}`,
  heading: asked.by === 'month' && index === count - 1 ? words.total : asked.compare === 'year' && asked.by === 'period' && index === 0 ? words.yearToDate : headingOf(span, words),
  unit: 'money',
  from: span.from,
  to: span.to,
  centreId: null,
});

/** A month by its name, a year by its number, other days by both ends. */
function headingOf({ from, to }: Span, words: Frame['words']): string {
  if (!from.endsWith('-01') || to !== monthEnd(to)) return words.period(from, to);
  if (from.slice(0, 7) === to.slice(0, 7)) return to.slice(0, 7);
  return from.slice(0, 4) === to.slice(0, 4) && from.slice(5, 7) === '01' && to.slice(5, 7) === '12' ? to.slice(0, 4) : words.period(from, to);
}

export const dayColumn = (on: Day, index: number): ReportColumn => ({ id: `amount${index}`, heading: on, unit: 'money', from: null, to: on, centreId: null });

/** Beside two periods stands what changed; beside a year so far it would say nothing. */
export const changeOf = ({ asked, words }: Frame): { of: (amounts: readonly Minor[]) => Minor; column: ReportColumn } | null =>
  asked.by === 'period' && (asked.compare === 'previous' || asked.compare === 'lastYear')
    ? { of: ([now = minor(0), before = minor(0)]) => minor(now - before), column: { id: 'change', heading: words.change, unit: 'money', from: null, to: null, centreId: null } }
    : null;
