import { type RawBuilder, sql } from 'kysely';
import { matchText } from '../../shared/catalog/search-text.rules.ts';
import type { OrderFilter, orderSorts } from '../../shared/sales/order.contract.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type ListName, listsOf, onList } from './order-lists.ts';

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
  rows().where(onList('toShip')).where(sql<boolean>`(o.shipByAt, o.id) > (${p.sortKey}, ${p.id})`).orderBy('o.shipByAt').orderBy('o.id').limit(p.limit),
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
  return reader.all(filteredPage(page, leadOf(reader, page)));
}

/** What a page is found by: the condition whose index is read. Null walks along the order of the page until it is full. */
type Lead = ListName | 'search' | 'customer' | 'channel' | 'dates' | null;

/** Sorted by when they must ship, a page holds only what is still to ship. */
const listsOfPage = (filter: OrderFilter, sort: Sort): ListName[] => [...new Set([...(sort === 'shipBy' ? (['toShip'] as const) : []), ...listsOf(filter)])];

/**
 * So many orders are read and sorted at once. Where more match, a walk in the order of the page meets enough of them sooner:
 * of n orders among which m match, it passes about n ÷ m for each row of the page.
 */
const fewFor = (limit: number) => sql<number>`(select cast(sqrt(max(id) * ${limit + 1}) as integer) from salesOrder)`;

function leadOf(reader: Reader, page: OrderPage): Lead {
  const { filter, sort } = page;
  if (filter.search !== '') return 'search';
  if (sort === 'newest') return listsOf(filter)[0] ?? (filter.customerId !== null ? 'customer' : filter.channelId !== null ? 'channel' : null);
  return shortest(reader, page);
}

/** Of the conditions with an index, the one that lets the fewest orders through, if they are few. One question. */
function shortest(reader: Reader, { filter, sort, limit }: OrderPage): Lead {
  const leads: [Lead, RawBuilder<boolean>][] = listsOfPage(filter, sort).map((name) => [name, onList(name)]);
  if (filter.customerId !== null) leads.push(['customer', sql<boolean>`o.customerId = ${filter.customerId}`]);
  if (filter.channelId !== null) leads.push(['channel', sql<boolean>`o.channelId = ${filter.channelId}`]);
  const { orderedFrom, orderedBefore } = filter;
  if (orderedFrom !== null && orderedBefore !== null) leads.push(['dates', sql<boolean>`o.orderedAt >= ${orderedFrom} and o.orderedAt < ${orderedBefore}`]);
  if (leads.length === 0) return null;
  const few = fewFor(limit);
  const counts = leads.map(([, condition], index) =>
    sql<number>`(select count(*) from (select 1 from salesOrder o where ${condition} limit ${few}))`.as(String(index)),
  );
  const { most = 0, ...counted } = reader.get(db.selectNoFrom([few.as('most'), ...counts])) ?? {};
  const found = Object.values(counted);
  const least = Math.min(...found);
  return least < most ? (leads[found.indexOf(least)]?.[0] ?? null) : null;
}

function filteredPage({ filter, sort, after, limit }: OrderPage, lead: Lead) {
  const { column, direction, start } = sorts[sort];
  const key = after ?? start;
  // A plus keeps SQLite from finding rows by a term: by the order of the page where they are found by something else, and the reverse.
  const walked = sort === 'newest' ? lead !== 'search' && lead !== 'toShip' : lead === null;
  const sorted = sql.raw(`${walked ? '' : '+'}o.${column}`);
  const beyond = direction === 'desc' ? sql.raw('<') : sql.raw('>');
  return filtered(filter, sort, lead)
    .where(sql<boolean>`(${sorted}, o.id) ${beyond} (${key.sortKey}, ${key.id})`)
    .orderBy(sql`${sorted}`, direction)
    .orderBy('o.id', direction)
    .limit(limit + 1);
}

function filtered(filter: OrderFilter, sort: Sort, lead: Lead) {
  const found = (name: Lead, column: string) => sql.raw(`${lead === name ? '' : '+'}o.${column}`);
  const ordered = sql.raw(`${lead === 'dates' || sort === 'newest' ? '' : '+'}o.orderedAt`);
  let page = rows();
  for (const name of listsOfPage(filter, sort)) page = page.where(onList(name));
  if (filter.search !== '') page = page.where(sql<boolean>`o.id in ${searched(filter.search)}`);
  if (filter.customerId !== null) page = page.where(sql<boolean>`${found('customer', 'customerId')} = ${filter.customerId}`);
  if (filter.channelId !== null) page = page.where(sql<boolean>`${found('channel', 'channelId')} = ${filter.channelId}`);
  if (filter.payment !== null) page = page.where('o.payment', '=', filter.payment);
  if (filter.fulfilment !== null) page = page.where('o.fulfilment', '=', filter.fulfilment);
  if (filter.held !== null) page = page.where('o.holds', filter.held ? '>' : '=', 0);
  if (filter.orderedFrom !== null) page = page.where(sql<boolean>`${ordered} >= ${filter.orderedFrom}`);
  if (filter.orderedBefore !== null) page = page.where(sql<boolean>`${ordered} < ${filter.orderedBefore}`);
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
    sql<number>`(select count(*) from salesOrder o where ${onList('toShip')})`.as('toShip'),
    sql<number>`(select count(*) from salesOrder o where ${onList('toPay')})`.as('toPay'),
    sql<number>`(select count(*) from salesOrder o where ${onList('needsAttention')})`.as('needsAttention'),
  ]),
);

/** How many orders are on each work list, from kept days and the short indexes. */
export function countOrders(reader: Reader) {
  return workLists.get(reader, {}) ?? { all: 0, toShip: 0, toPay: 0, needsAttention: 0 };
}
