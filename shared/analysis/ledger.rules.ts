import { daysBetween } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import type { Period } from './figures.rules.ts';

/** Figures one can follow to the ledger: what sales cost in a period, what stock is worth at its end, and its mean day by day. */
export const ledgerFigures = ['cogs', 'stock', 'average'] as const;
export type LedgerFigure = (typeof ledgerFigures)[number];

/** On how many days of a period a change of value is in the stock; none for one that came after it. */
export const daysCounted = (postedOn: Day, { from, on }: Period): number => Math.max(0, daysBetween(postedOn < from ? from : postedOn, on) + 1);
