import { useMemo } from 'react';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { OutputOf } from '../client/methods.ts';
import { useAnswersOf } from '../client/use-shop.tsx';

export interface DaySales {
  readonly on: Day;
  /** Income posted that day, without tax, base currency. */
  readonly sales: Minor;
  /** What is left of it after the day's costs. */
  readonly result: Minor;
}

const shownDays = 14;

/** Sales of the last fourteen whole days, as the ledger has them: the same figures as the trial balance of those days. */
export function useDailySales(today: Day): readonly DaySales[] | undefined {
  const days = useMemo(() => Array.from({ length: shownDays }, (_, index) => addDays(today, index - shownDays)), [today]);
  const answers = useAnswersOf('trialBalance.get', useMemo(() => days.map((on) => ({ from: on, to: on })), [days]));
  return useMemo(
    () => answers.data?.flatMap((balance, index) => {
      const on = days[index];
      return on === undefined ? [] : [{ on, ...salesOf(balance) }];
    }),
    [answers.data, days],
  );
}

function salesOf({ rows }: OutputOf<'trialBalance.get'>): { sales: Minor; result: Minor } {
  const earned = (type: 'income' | 'expense'): number => rows.filter((row) => row.type === type).reduce((sum, row) => sum + row.credit - row.debit, 0);
  return { sales: minor(earned('income')), result: minor(earned('income') + earned('expense')) };
}
