export const stockViews = ['all', 'stocked', 'negative'] as const;
export type StockView = (typeof stockViews)[number];

/** The state of the stock list as it stands in the address. */
export interface StockSearch {
  readonly view?: StockView;
  readonly text?: string;
  /** The variant open in the peek. */
  readonly variant?: number;
}

export function readStockSearch(raw: Record<string, unknown>): StockSearch {
  const view = stockViews.find((one) => one === raw['view']);
  const { text, variant } = raw;
  return {
    ...(view && { view }),
    ...(typeof text === 'string' && text !== '' && { text }),
    ...(typeof variant === 'number' && { variant }),
  };
}
