import { type ProductFilter, zProductFilter } from '../../shared/catalog/facet.contract.ts';
import { type ListSearch, readListSearch } from '../ui/list-search.ts';

export const productViews = ['active', 'draft', 'archived', 'all'] as const;
export type ProductView = (typeof productViews)[number];

/** Categories, tags and attributes; the view says the state, the field beside them the words. */
export type Conditions = Pick<ProductFilter, 'categoryIds' | 'tags' | 'attributes'>;

export interface ProductSearch extends ListSearch {
  readonly view?: ProductView;
  readonly filter?: Conditions;
}

const zConditions = zProductFilter.pick({ categoryIds: true, tags: true, attributes: true });

export function readProductSearch(raw: Record<string, unknown>): ProductSearch {
  const view = productViews.find((one) => one === raw['view']);
  const filter = zConditions.safeParse(raw['filter']);
  return { ...readListSearch(raw), ...(view && { view }), ...(filter.success && hasConditions(filter.data) && { filter: filter.data }) };
}

export const hasConditions = (filter: Conditions | undefined): boolean => filter !== undefined && Object.keys(filter).length > 0;

/** What the shop is asked for. */
export function filterOf({ view = 'active', text, filter }: ProductSearch): ProductFilter {
  return { ...(text !== undefined && { text }), ...(view !== 'all' && { states: [view] }), ...filter };
}

/** A kept question as the state of this screen: one state is a view, any other number of them is all. */
export function searchOf({ text, states, ...filter }: ProductFilter): ProductSearch {
  const [state] = states ?? [];
  return { view: states?.length === 1 && state ? state : 'all', ...(text !== undefined && { text }), ...(hasConditions(filter) && { filter }) };
}
