import { levelsOffered } from '../../shared/analysis/service-level.rules.ts';
import { replenishmentViews } from '../../shared/purchasing/replenishment.contract.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { InputOf } from '../client/methods.ts';

type Asked = InputOf<'replenishment.propose'>;
export type ReplenishmentView = (typeof replenishmentViews)[number];

/** The state of the proposal as it stands in the address. */
export interface ReplenishmentSearch {
  readonly view?: ReplenishmentView;
  readonly serviceLevel?: NonNullable<Asked['serviceLevel']>;
  readonly coverDays?: number;
  readonly windowDays?: number;
  readonly budget?: Minor;
  readonly without?: readonly number[];
  /** The variant open in the peek. */
  readonly variant?: number;
}

export const covers = [7, 14, 30, 60] as const;
export const windows = [30, 90, 180, 365] as const;

const whole = (value: unknown): number | undefined => (Number.isSafeInteger(value) && Number(value) >= 0 ? Number(value) : undefined);

/** Reads an address; what it does not know is left out. */
export function readReplenishmentSearch(raw: Record<string, unknown>): ReplenishmentSearch {
  const budget = whole(raw['budget']);
  const without: unknown[] = Array.isArray(raw['without']) ? raw['without'] : [];
  const read = {
    view: replenishmentViews.find((one) => one === raw['view']),
    serviceLevel: levelsOffered.find((one) => one === raw['serviceLevel']),
    coverDays: covers.find((one) => one === raw['coverDays']),
    windowDays: windows.find((one) => one === raw['windowDays']),
    budget: budget === undefined ? undefined : minor(budget),
    without: without.length === 0 ? undefined : without.flatMap((id) => whole(id) ?? []),
    variant: whole(raw['variant']),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** What decides the terms. */
export const termsIn = ({ serviceLevel, coverDays = 14, windowDays = 90 }: ReplenishmentSearch) => ({ coverDays, windowDays, ...(serviceLevel !== undefined && { serviceLevel }) });

/** What decides the plan. */
export const planIn = (search: ReplenishmentSearch) => ({
  ...termsIn(search),
  without: [...(search.without ?? [])],
  ...(search.budget !== undefined && { budget: search.budget }),
});
