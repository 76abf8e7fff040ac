import type { InputOf } from '../client/methods.ts';
import { covers } from './replenishment-search.ts';

/** The twenty with the most money in them, or all. */
export const releaseViews = ['top', 'all'] as const;

/** The state of the plan as it stands in the address. */
export interface CashReleaseSearch {
  readonly view?: (typeof releaseViews)[number];
  readonly coverDays?: number;
  /** The variant open in the peek. */
  readonly variant?: number;
}

/** Reads an address; what it does not know is left out. */
export function readCashReleaseSearch(raw: Record<string, unknown>): CashReleaseSearch {
  const read = {
    view: releaseViews.find((one) => one === raw['view']),
    coverDays: covers.find((one) => one === raw['coverDays']),
    variant: Number.isSafeInteger(raw['variant']) ? Number(raw['variant']) : undefined,
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

/** What is asked of the shop. */
export const releaseAsked = ({ view = 'top', coverDays = 60 }: CashReleaseSearch): Pick<InputOf<'cashRelease.list'>, 'top' | 'coverDays'> => ({ coverDays, ...(view === 'top' && { top: 20 }) });
