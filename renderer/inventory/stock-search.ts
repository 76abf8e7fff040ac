import { type Day, isDay } from '../../shared/units/day.ts';

export const stockViews = ['all', 'stocked', 'negative'] as const;
export type StockView = (typeof stockViews)[number];

/** The state of the stock list as it stands in the address. */
export interface StockSearch {
  readonly view?: StockView;
  readonly text?: string;
  /** The stock at the end of this day, as the books had it. */
  readonly on?: Day;
  /** Only what lies at this place, whosever it is. */
  readonly place?: number;
  /** The variant open in the peek. */
  readonly variant?: number;
}

export function readStockSearch(raw: Record<string, unknown>): StockSearch {
  const view = stockViews.find((one) => one === raw['view']);
  const { text, variant, on, place } = raw;
  return {
    ...(view && { view }),
    ...(typeof text === 'string' && text !== '' && { text }),
    ...(typeof on === 'string' && isDay(on) && { on }),
    ...(typeof place === 'number' && { place }),
    ...(typeof variant === 'number' && { variant }),
  };
}
