import { type ListSearch, readListSearch } from '../ui/list-search.ts';

export const productViews = ['active', 'draft', 'archived', 'all'] as const;
export type ProductView = (typeof productViews)[number];

export interface ProductSearch extends ListSearch {
  readonly view?: ProductView;
}

export function readProductSearch(raw: Record<string, unknown>): ProductSearch {
  const view = productViews.find((one) => one === raw['view']);
  return { ...readListSearch(raw), ...(view && { view }) };
}
