import type { ClosedInto } from '../../shared/accounting/closing.rules.ts';
import { charts } from '../../shared/accounting/charts/charts.ts';
import { monthEnd, yearEnd } from '../../shared/accounting/fiscal-period.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { getChart } from './account.queries.ts';

export interface ClosingWay {
  every: 'month' | 'year';
  into: ClosedInto;
  /** Whether the year's end also moves the profit of the year into retained earnings. */
  carries: boolean;
  /** The last day of the period a day lies in. */
  endOf(on: Day): Day;
  yearEndOf(on: Day): Day;
}

/** How the shop's chart closes its result. @throws Refusal chart.missing */
export function closingWay(reader: Reader): ClosingWay {
  const installed = getChart(reader);
  if (!installed) throw new Refusal('chart.missing', {});
  const way = charts[installed.chart].closing;
  const { fiscalYearStartMonth } = getShop(reader);
  const yearEndOf = (on: Day): Day => yearEnd(on, fiscalYearStartMonth);
  return {
    every: way === 'monthly' ? 'month' : 'year',
    into: way === 'yearly' ? 'retainedEarnings' : 'currentYearProfit',
    carries: way === 'monthly',
    endOf: way === 'monthly' ? monthEnd : yearEndOf,
    yearEndOf,
  };
}
