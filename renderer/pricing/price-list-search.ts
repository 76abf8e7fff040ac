export interface PriceListSearch {
  readonly list?: number;
}

export const readPriceListSearch = ({ list }: Record<string, unknown>): PriceListSearch => (typeof list === 'number' ? { list } : {});
