import { sql } from 'kysely';
import { matchText } from '../../shared/catalog/search-text.rules.ts';
import type { OrderFilter, orderSorts } from '../../shared/sales/order.contract.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

type Sort = (typeof orderSorts)[number];

interface PageKey {
  sortKey: number;
  id: number;
}

interface OrderPage {
  filter: OrderFilter;
  sort: Sort;
  after: PageKey | null;
  limit: number;
}

/** What sorts a page, the direction, and the key before its first row. */
const sorts = {
  newest: { column: 'orderedAt', direction: 'desc', start: { sortKey: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER } },
  total: { column: 'total', direction: 'desc', start: { sortKey: Number.MAX_SAFE_INTEGER, id: Number.MAX_SAFE_INTEGER } },
  shipBy: { column: 'shipByAt', direction: 'asc', start: { sortKey: Number.MIN_SAFE_INTEGER, id: 0 } },
} as const;

/** The words of the partial indexes, so that SQLite sees that they serve. */
const toShip = sql<boolean>`o.fulfilment in ('open', 'allocated', 'partlyShipped')`;
const toPay = sql<boolean>`o.payment in ('unpaid', 'partlyPaid', 'refundOwed')`;
const needsSomeone = sql<boolean>`o.holds + o.exceptions > 0`;

const rows = () =>
  db
    .selectFrom('salesOrder as o')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .select(['o.id', 'o.shownNumber as number', 'o.channelId', 'o.customerId', 'customer.name as customerName', 'o.currency', 'o.orderedAt', 'o.shipByAt'])
    .select(['o.total', 'o.payment', 'o.fulfilment', 'o.holds', 'o.exceptions', 'o.intake']);

const newestPage = read((_db, p: { sortKey: number; id: number; limit: number }) =>
  rows().where(sql<boolean>`(o.orderedAt, o.id) < (${p.sortKey}, ${p.id})`).orderBy('o.orderedAt', 'desc').orderBy('o.id', 'desc').limit(p.limit),
);

const duePage = read((_db, p: { sortKey: number; id: number; limit: number }) =>
  rows().where(toShip).where(sql<boolean>`(o.shipByAt, o.id) > (${p.sortKey}, ${p.id})`).orderBy('o.shipByAt').orderBy('o.id').limit(p.limit),
);

/** One page of orders by key. Sorted by when they must ship, a list holds what is still to ship: the rest has no such time. */
export function listOrders(reader: Reader, page: OrderPage) {
  const found = pageRows(reader, page);
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  const next = found.length > page.limit && last ? { sortKey: last[sorts[page.sort].column], id: last.id } : null;
  return { rows: shown.map(({ intake, ...row }) => ({ ...row, isHistory: intake === 'history' })), next };
}

function pageRows(reader: Reader, page: OrderPage) {
  const key = { ...(page.after ?? sorts[page.sort].start), limit: page.limit + 1 };
  const { view, ...narrowing } = page.filter;
  const plain = Object.values(narrowing).every((value) => value === null || value === '');
  if (plain && page.sort === 'newest' && view === null) return newestPage.all(reader, key);
  if (plain && page.sort === 'shipBy' && (view === null || view === 'toShip')) return duePage.all(reader, key);
  return reader.all(filteredPage(page));
}

function filteredPage({ filter, sort, after, limit }: OrderPage) {
  const { column, direction, start } = sorts[sort];
  const key = after ?? start;
  // A short list is read whole and sorted; only a long one is walked along the index of its order. The plus keeps SQLite from walking.
  const sorted = sql.raw(isShort(filter, sort) ? `+o.${column}` : `o.${column}`);
  const beyond = direction === 'desc' ? sql.raw('<') : sql.raw('>');
  return filtered(filter, sort)
    .where(sql<boolean>`(${sorted}, o.id) ${beyond} (${key.sortKey}, ${key.id})`)
    .orderBy(sql`${sorted}`, direction)
    .orderBy('o.id', direction)
    .limit(limit + 1);
}

const openStates: readonly (string | null)[] = ['open', 'allocated', 'partlyShipped'];
const unpaidStates: readonly (string | null)[] = ['unpaid', 'partlyPaid', 'refundOwed'];

/** Whether a filter leaves few orders however long the history is: a search, a work list, one customer, a month. */
function isShort(filter: OrderFilter, sort: Sort): boolean {
  const month = 31 * 24 * 60 * 60 * 1000;
  const { orderedFrom, orderedBefore } = filter;
  const fewDays = sort === 'total' && orderedFrom !== null && orderedBefore !== null && orderedBefore - orderedFrom <= month;
  const toShipNewest = sort !== 'shipBy' && (filter.view === 'toShip' || openStates.includes(filter.fulfilment));
  const workList = sort !== 'newest' && (filter.view !== null || filter.held === true || unpaidStates.includes(filter.payment));
  return filter.search !== '' || (sort !== 'newest' && filter.customerId !== null) || fewDays || toShipNewest || (workList && filter.view !== 'toShip');
}

function filtered(filter: OrderFilter, sort: Sort) {
  let page = rows();
  if (filter.search !== '') page = page.where(sql<boolean>`o.id in ${searched(filter.search)}`);
  if (filter.customerId !== null) page = page.where('o.customerId', '=', filter.customerId);
  // Sorted by total or date of shipping, a channel's orders are found on the way; its own index is in the order of time.
  if (filter.channelId !== null) page = page.where(sql<boolean>`${sql.raw(sort === 'newest' ? 'o.channelId' : '+o.channelId')} = ${filter.channelId}`);
  if (filter.payment !== null) page = page.where('o.payment', '=', filter.payment);
  if (filter.view === 'toPay' || unpaidStates.includes(filter.payment)) page = page.where(toPay);
  if (filter.fulfilment !== null) page = page.where('o.fulfilment', '=', filter.fulfilment);
  if (filter.view === 'toShip' || sort === 'shipBy' || openStates.includes(filter.fulfilment)) page = page.where(toShip);
  if (filter.held !== null) page = page.where('o.holds', filter.held ? '>' : '=', 0);
  if (filter.view === 'needsAttention' || filter.held === true) page = page.where(needsSomeone);
  if (filter.orderedFrom !== null) page = page.where('o.orderedAt', '>=', filter.orderedFrom);
  if (filter.orderedBefore !== null) page = page.where('o.orderedAt', '<', filter.orderedBefore);
  return page;
}

/** At most this many orders answer a search: whoever sees so many types one more letter. */
const searchLimit = 500;

/** Orders whose number begins with the text, ours or the channel's, and orders of customers it finds. */
function searched(text: string) {
  const words = matchText(text);
  const number = text.replace(/^#/, '');
  const begins = (column: string, start: string) =>
    sql`select id from (select id from salesOrder where ${sql.ref(column)} >= ${start} and ${sql.ref(column)} < ${`${start}\uffff`} order by ${sql.ref(column)} desc limit ${searchLimit})`;
  const customers = words
    ? sql` union select id from (
        select bought.id from customerSearch join salesOrder as bought on bought.customerId = customerSearch.rowid
        where customerSearch.words match ${words} limit ${searchLimit})`
    : sql``;
  return sql`(${begins('number', number.toUpperCase())} union ${begins('shownNumber', number)}${customers})`;
}

const workLists = read((builder) =>
  builder.selectNoFrom([
    sql<number>`(select coalesce(sum(orders), 0) from salesDay)`.as('all'),
    sql<number>`(select count(*) from salesOrder o where ${toShip})`.as('toShip'),
    sql<number>`(select count(*) from salesOrder o where ${toPay})`.as('toPay'),
    sql<number>`(select count(*) from salesOrder o where ${needsSomeone})`.as('needsAttention'),
  ]),
);

/** How many orders are on each work list, from kept days and the short indexes. */
export function countOrders(reader: Reader) {
  return workLists.get(reader, {}) ?? { all: 0, toShip: 0, toPay: 0, needsAttention: 0 };
}
