import { centreKinds } from '../../shared/accounting/centre.rules.ts';
import { type Basis, bases } from '../../shared/reporting/cash-basis.rules.ts';
import { addMonths, monthEnd } from '../../shared/accounting/fiscal-period.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { type Day, day, isDay } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { InputOf } from '../client/methods.ts';

export const statements = ['profitAndLoss', 'balanceSheet', 'cashFlow'] as const;
export type StatementName = (typeof statements)[number];
export const comparisons = ['none', 'previous', 'lastYear', 'year'] as const;
export const cuts = ['period', 'month', ...centreKinds] as const;
/** What a statement can be cut by: only a profit and loss by cost centre. */
export const cutsOf = (name: StatementName): readonly (typeof cuts)[number][] => (name === 'profitAndLoss' ? cuts : name === 'cashFlow' ? ['period', 'month'] : ['period']);
export const cashMethods = ['direct', 'indirect'] as const;

/** The state of a statement as it stands in the address. */
export interface StatementSearch {
  readonly name?: StatementName;
  readonly from?: Day;
  readonly to?: Day;
  readonly compare?: (typeof comparisons)[number];
  readonly by?: (typeof cuts)[number];
  readonly method?: (typeof cashMethods)[number];
  readonly basis?: Basis;
  /** The cell open in the peek: row and column. */
  readonly row?: string;
  readonly column?: string;
}

const oneOf = <Value extends string>(all: readonly Value[], value: unknown): Value | undefined => all.find((one) => one === value);
const asDay = (value: unknown): Day | undefined => (typeof value === 'string' && isDay(value) ? value : undefined);
const asText = (value: unknown): string | undefined => (typeof value === 'string' && value.length <= 60 ? value : undefined);

/** Reads an address; what it does not know is left out. */
export function readStatementSearch(raw: Record<string, unknown>): StatementSearch {
  const read = {
    name: oneOf(statements, raw['name']), from: asDay(raw['from']), to: asDay(raw['to']), compare: oneOf(comparisons, raw['compare']),
    by: oneOf(cuts, raw['by']), method: oneOf(cashMethods, raw['method']), basis: oneOf(bases, raw['basis']), row: asText(raw['row']), column: asText(raw['column']),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** The month a reader is in, where the address names no days. */
export function spanOf(search: StatementSearch, now: Instant, timeZone: string): { from: Day; to: Day } {
  const to = search.to ?? monthEnd(dayOf(now, timeZone));
  const from = search.from ?? day(`${to.slice(0, 7)}-01`);
  return { from: from <= to ? from : to, to };
}

/** The same span some months away; whole months stay whole. */
export function movedBy({ from, to }: { from: Day; to: Day }, months: number): { from: Day; to: Day } {
  const end = addMonths(to, months);
  return { from: addMonths(from, months), to: to === monthEnd(to) ? monthEnd(end) : end };
}

type Asked = InputOf<'report.get'>;

/** What is asked of the shop. A balance sheet has no cut, only a cash flow has a method, and it alone is not read by basis. */
export function askedOf({ name = 'profitAndLoss', compare, by, method, basis }: StatementSearch, span: { from: Day; to: Day }, language: NonNullable<Asked['language']>): Asked {
  const cut = by !== undefined && cutsOf(name).includes(by) ? by : 'period';
  return { name, ...span, language, compare: cut === 'period' ? (compare ?? 'none') : 'none', by: cut, ...(name === 'cashFlow' ? method && { method } : basis && { basis }) };
}
