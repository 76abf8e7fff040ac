import { addDays } from '../../shared/units/calendar.ts';
import { days, firstDay } from './founding.ts';
import type { Screen } from './screens.ts';

/** What the end of a month, other currencies and what channels pay out ask. */
export function booksScreens(): Screen[] {
  const [to, lastDay] = [addDays(firstDay, 364), addDays(firstDay, days)];
  return [
    { name: 'month’s end', method: 'month.get', input: { on: to } },
    { name: 'month’s end: what a row is about', method: 'month.items', input: { on: to, item: 'unbilled' } },
    { name: 'journal: entries by hand that wait for a second person', method: 'journal.list', input: { waiting: true } },
    { name: 'exchange rates', method: 'exchangeRate.list', input: {} },
    { name: 'revaluation: what it would post', method: 'revaluation.preview', input: { throughOn: lastDay }, whole: true },
    { name: 'revaluations', method: 'revaluation.list', input: {} },
    { name: 'opening balances: the rows that wait, and their promises', method: 'opening.check', input: { openingOn: firstDay } },
    { name: 'opening balances: those posted', method: 'opening.list', input: undefined as never },
    { name: 'reminders: what is overdue, and which is due', method: 'reminder.due', input: { on: lastDay }, whole: true },
    { name: 'reminders: of one invoice', method: 'reminder.list', input: { orderId: 1 } },
    { name: 'payouts', method: 'settlement.list', input: {} },
    { name: 'clearing by age', method: 'clearing.ageing', input: {} },
    { name: 'clearing by age, a year ago', method: 'clearing.ageing', input: { on: to } },
    { name: 'clearing by order', method: 'clearing.orders', input: {} },
    { name: 'clearing by order, a year ago', method: 'clearing.orders', input: { on: to } },
  ];
}
