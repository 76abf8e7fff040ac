import { type OrderFilter, orderSorts, orderViews } from '../../shared/sales/order.contract.ts';
import { fulfilmentStates, paymentStates } from '../../shared/sales/order-state.rules.ts';
import type { InputOf } from '../client/methods.ts';

export const views = [...orderViews, 'all'] as const;
export type OrderView = (typeof views)[number];
/** A work list can also be sorted by what should be done first. */
const sorts = [...orderSorts, 'priority'] as const;
type Sort = (typeof sorts)[number];

/** The state of the orders list as it stands in the address, so that Back works. */
export interface OrderSearch {
  readonly view?: OrderView;
  readonly search?: string;
  readonly payment?: OrderFilter['payment'];
  readonly fulfilment?: OrderFilter['fulfilment'];
  readonly held?: boolean;
  readonly customer?: number;
  readonly sort?: Sort;
  /** The view one keeps that is open. */
  readonly saved?: number;
  /** The order open in the peek. */
  readonly order?: number;
}

const oneOf = <Value extends string>(all: readonly Value[], value: unknown): Value | undefined => all.find((one) => one === value);
const idIn = (value: unknown): number | undefined => (Number.isSafeInteger(value) && Number(value) > 0 ? Number(value) : undefined);

/** Reads an address; what it does not know is left out. */
export function readOrderSearch(raw: Record<string, unknown>): OrderSearch {
  const read = {
    view: oneOf(views, raw['view']),
    search: typeof raw['search'] === 'string' && raw['search'] !== '' ? raw['search'] : undefined,
    payment: oneOf(paymentStates, raw['payment']),
    fulfilment: oneOf(fulfilmentStates, raw['fulfilment']),
    held: typeof raw['held'] === 'boolean' ? raw['held'] : undefined,
    customer: idIn(raw['customer']),
    sort: oneOf(sorts, raw['sort']),
    saved: idIn(raw['saved']),
    order: idIn(raw['order']),
  };
  return Object.fromEntries(Object.entries(read).filter(([, value]) => value !== undefined));
}

export const currentView = (search: OrderSearch): OrderView => search.view ?? 'toShip';
/** What is due first stands first where work waits; else the newest. */
export const currentSort = (search: OrderSearch): Sort => search.sort ?? (currentView(search) === 'toShip' || currentView(search) === 'toApprove' ? 'shipBy' : 'newest');

/** The work list a ranking is asked of; undefined where the list is sorted another way. */
export function rankedView(search: OrderSearch): 'toApprove' | 'toShip' | undefined {
  const view = currentView(search);
  return (view === 'toApprove' || view === 'toShip') && currentSort(search) === 'priority' && !isFiltered(search) ? view : undefined;
}

const listSort = (search: OrderSearch): (typeof orderSorts)[number] => {
  const sort = currentSort(search);
  return sort === 'priority' ? 'shipBy' : sort;
};

export function listInput(search: OrderSearch): InputOf<'order.list'> {
  const view = currentView(search);
  return {
    filter: {
      ...(view !== 'all' && { view }),
      ...(search.search !== undefined && { search: search.search }),
      ...(search.payment && { payment: search.payment }),
      ...(search.fulfilment && { fulfilment: search.fulfilment }),
      ...(search.held !== undefined && { held: search.held }),
      ...(search.customer !== undefined && { customerId: search.customer }),
    },
    sort: listSort(search),
    limit: 100,
  };
}

export const isFiltered = ({ search, payment, fulfilment, held, customer }: OrderSearch): boolean =>
  [search, payment, fulfilment, held, customer].some((value) => value !== undefined);

/** The same list without its conditions. */
export const withoutFilters = ({ view, sort }: OrderSearch): OrderSearch => ({ ...(view && { view }), ...(sort && { sort }) });
