import { reviewViews } from '../../shared/counting/stocktake.contract.ts';

export type ReviewView = (typeof reviewViews)[number];

/** The state of a count's review as it stands in the address. */
export interface CountSearch {
  readonly view?: ReviewView;
  /** The line open in the peek. */
  readonly line?: number;
}

export function readCountSearch(raw: Record<string, unknown>): CountSearch {
  const view = reviewViews.find((one) => one === raw['view']);
  const { line } = raw;
  return { ...(view && { view }), ...(typeof line === 'number' && { line }) };
}
