import { centreKinds, type CentreKind } from '../../shared/accounting/centre.rules.ts';
import { yearStart } from '../../shared/accounting/fiscal-period.rules.ts';
import type { Centre } from '../../shared/accounting/budget.rules.ts';
import { type Day, isDay } from '../../shared/units/day.ts';

export const budgetViews = ['plan', 'compare'] as const;

/** The state of the budget as it stands in the address. */
export interface BudgetSearch {
  readonly view?: (typeof budgetViews)[number];
  /** Any day of the year that is planned, or of the last month that is compared. */
  readonly on?: Day;
  readonly kind?: CentreKind;
  readonly centre?: number;
  /** The cell open in the peek. */
  readonly row?: string;
  readonly column?: string;
}

const oneOf = <Value extends string>(all: readonly Value[], value: unknown): Value | undefined => all.find((one) => one === value);
const asText = (value: unknown): string | undefined => (typeof value === 'string' && value.length <= 60 ? value : undefined);

/** Reads an address; what it does not know is left out. */
export function readBudgetSearch(raw: Record<string, unknown>): BudgetSearch {
  const { on, centre } = raw;
  const read = {
    view: oneOf(budgetViews, raw['view']), on: typeof on === 'string' && isDay(on) ? on : undefined,
    kind: oneOf(centreKinds, raw['kind']), centre: typeof centre === 'number' ? centre : undefined, row: asText(raw['row']), column: asText(raw['column']),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

export const centreOf = ({ kind, centre }: BudgetSearch): Centre | null => (kind !== undefined && centre !== undefined ? { kind, id: centre } : null);

/** The first month of the business year a day lies in. */
export const firstMonthOf = (on: Day, startMonth: number): Day => yearStart(on, startMonth);
