import { type RawBuilder, sql } from 'kysely';
import { matchText } from '../../shared/catalog/search-text.rules.ts';
import type { OrderFilter, orderSorts } from '../../shared/sales/order.contract.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { isSafe, type ListName, listsOf, onList } from './order-lists.ts';

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
    .select(['o.total', 'o.payment', 'o.fulfilment', 'o.holds', 'o.exceptions', sql<boolean>`o.approved`.as('approved'), sql<boolean>`o.intake = 'history'`.as('isHistory')]);

/** SQLite answers 0 and 1; the rows are nobody else's yet, and a copy of each would cost as much as reading it. */
function withFlags<Row extends { approved: unknown; isHistory: unknown }>(found: Row[]): Row[] {
  for (const row of found) {
    row.approved = row.approved === 1;
    row.isHistory = row.isHistory === 1;
  }
  return found;
}

/** One page of orders by key. Sorted by when they must ship, a list holds what is still to ship: the rest has no such time. */
export function listOrders(reader: Reader, page: OrderPage) {
  const found = pageRows(reader, page);
  const shown = found.slice(0, page.limit);
  const last = shown.at(-1);
  const next = found.length > page.limit && last ? { sortKey: last[sorts[page.sort].column], id: last.id } : null;
  return { rows: withFlags(shown), next };
}

function pageRows(reader: Reader, page: OrderPage) {
  const { filter, sort, after, limit } = page;
  const shape = { sort, lists: listsOfPage(filter, sort), given: givenIn(filter), held: filter.held, lead: leadOf(reader, page) };
  return pageOf(shape).all(reader, { ...filter, ...searchOf(filter.search), ...(after ?? sorts[sort].start), limit: limit + 1 });
}

/** What a page is found by: the condition whose index is read. Null walks along the order of the page until it is full. */
type Lead = ListName | 'search' | 'customer' | 'channel' | 'dates' | null;

/** Sorted by when they must ship, a page holds only what has still to leave. */
const listsOfPage = (filter: OrderFilter, sort: Sort): ListName[] => [...new Set([...(sort === 'shipBy' && filter.view !== 'toShip' && filter.view !== 'toApprove' ? (['underWay'] as const) : []), ...listsOf(filter)])];

/**
 * So many orders are read and sorted at once. Where more match, a walk in the order of the page meets enough of them sooner:
 * of n orders among which m match, it passes about n ÷ m for each row of the page.
 */
const few = (limit: number) => sql<number>`(select cast(sqrt(coalesce(max(id), 0) * ${limit}) as integer) from salesOrder)`;

function leadOf(reader: Reader, page: OrderPage): Lead {
  const { filter, sort } = page;
  if (filter.search !== '') return 'search';
  if (sort === 'newest') return listsOf(filter)[0] ?? (filter.customerId !== null ? 'customer' : filter.channelId !== null ? 'channel' : null);
  return shortest(reader, page);
}

/** Of the conditions with an index, the one that lets the fewest orders through, if they are few. One question. */
function shortest(reader: Reader, { filter, sort, limit }: OrderPage): Lead {
  const { customerId, channelId, orderedFrom, orderedBefore } = filter;
  const leads: Exclude<Lead, null>[] = [...listsOfPage(filter, sort)];
  if (customerId !== null) leads.push('customer');
  if (channelId !== null && !hasMany(reader, channelId)) leads.push('channel');
  if (orderedFrom !== null && orderedBefore !== null) leads.push('dates');
  if (leads.length === 0) return null;
  const { most = 0, ...counted } = countsOf(leads).get(reader, { customerId, channelId, orderedFrom, orderedBefore, limit: limit + 1 }) ?? {};
  const counts = Object.values(counted);
  if (channelId !== null && counts[leads.indexOf('channel')] === most) noteMany(reader, channelId);
  const least = Math.min(...counts);
  return least < most ? (leads[counts.indexOf(least)] ?? null) : null;
}

/** Orders are never removed, so a channel that has many keeps them and need not be counted again. */
const channelsWithMany = new WeakMap<Reader, Set<number>>();
const hasMany = (reader: Reader, channelId: number): boolean => channelsWithMany.get(reader)?.has(channelId) ?? false;
const noteMany = (reader: Reader, channelId: number): unknown => channelsWithMany.set(reader, (channelsWithMany.get(reader) ?? new Set()).add(channelId));

type Counted = Pick<OrderFilter, 'customerId' | 'channelId' | 'orderedFrom' | 'orderedBefore'> & { limit: number };

/** How many orders each lead finds, up to the point where they are many. */
const countsOf = perShape((leads: readonly Exclude<Lead, null>[]) =>
  read((builder, p: Counted) => {
    const conditions: Partial<Record<string, RawBuilder<boolean>>> = {
      customer: sql`o.customerId = ${p.customerId}`,
      channel: sql`o.channelId = ${p.channelId}`,
      dates: sql`o.orderedAt >= ${p.orderedFrom} and o.orderedAt < ${p.orderedBefore}`,
    };
    const counts = leads.map((lead, index) =>
      sql<number>`(select count(*) from (select 1 from salesOrder o where ${conditions[lead] ?? onList(lead as ListName)} limit ${few(p.limit)}))`.as(String(index)),
    );
    return builder.selectNoFrom([few(p.limit).as('most'), ...counts]);
  }),
);

type Given = Exclude<keyof OrderFilter, 'search' | 'view' | 'held'>;

const givenIn = (filter: OrderFilter): Given[] =>
  (['customerId', 'channelId', 'payment', 'fulfilment', 'orderedFrom', 'orderedBefore'] as const).filter((name) => filter[name] !== null);

/** What decides the text of the question for a page; the rest are values. */
interface Shape {
  sort: Sort;
  lists: readonly ListName[];
  given: readonly Given[];
  held: boolean | null;
  lead: Lead;
}

type PageValues = Pick<OrderFilter, Given> & Search & PageKey & { limit: number };

/** The lists whose index is in the order of the deadlines. */
const isByDeadline = (lead: Lead): boolean => lead === 'toShip' || lead === 'toApprove' || lead === 'underWay';

/** The question for a page, compiled once for each combination of filters. */
const pageOf = perShape((shape: Shape) =>
  read((_builder, p: PageValues) => {
    const { column, direction } = sorts[shape.sort];
    // A plus keeps SQLite from finding rows by a term: by the order of the page where they are found by something else, and the reverse.
    const walked = shape.sort === 'newest' ? shape.lead !== 'search' && !isByDeadline(shape.lead) : shape.lead === null || (shape.sort === 'shipBy' && isByDeadline(shape.lead));
    const sorted = sql.raw(`${walked ? '' : '+'}o.${column}`);
    const beyond = direction === 'desc' ? sql.raw('<') : sql.raw('>');
    return filtered(shape, p)
      .where(sql<boolean>`(${sorted}, o.id) ${beyond} (${p.sortKey}, ${p.id})`)
      .orderBy(sql`${sorted}`, direction)
      .orderBy('o.id', direction)
      .limit(p.limit);
  }),
);

function filtered({ sort, lists, given, held, lead }: Shape, p: PageValues) {
  const found = (name: Lead, column: string) => sql.raw(`${lead === name ? '' : '+'}o.${column}`);
  const ordered = sql.raw(`${lead === 'dates' || sort === 'newest' ? '' : '+'}o.orderedAt`);
  const terms: Record<Given, RawBuilder<boolean>> = {
    customerId: sql`${found('customer', 'customerId')} = ${p.customerId}`,
    channelId: sql`${found('channel', 'channelId')} = ${p.channelId}`,
    payment: sql`o.payment = ${p.payment}`,
    fulfilment: sql`o.fulfilment = ${p.fulfilment}`,
    orderedFrom: sql`${ordered} >= ${p.orderedFrom}`,
    orderedBefore: sql`${ordered} < ${p.orderedBefore}`,
  };
  let page = rows();
  for (const name of lists) page = page.where(onList(name));
  for (const name of given) page = page.where(terms[name]);
  if (lead === 'search') page = page.where(sql<boolean>`o.id in ${searched(p)}`);
  if (held !== null) page = page.where('o.holds', held ? '>' : '=', 0);
  return page;
}

/** Makes something once for each shape of a question. */
function perShape<S extends object, Made>(make: (shape: S) => Made): (shape: S) => Made {
  const made = new Map<string, Made>();
  return (shape) => {
    const key = JSON.stringify(shape);
    const known = made.get(key) ?? make(shape);
    made.set(key, known);
    return known;
  };
}

/** At most this many orders answer a search: whoever sees so many types one more letter. */
const searchLimit = 500;

/** What a search looks for: both numbers by their beginning, and the words of customers; no words match nobody. */
interface Search {
  number: string;
  numberEnd: string;
  shownNumber: string;
  shownNumberEnd: string;
  words: string;
}

const end = '\uffff';

function searchOf(text: string): Search {
  const shownNumber = text.replace(/^#/, '');
  const number = shownNumber.toUpperCase();
  return { number, numberEnd: number + end, shownNumber, shownNumberEnd: shownNumber + end, words: matchText(text) ?? '""' };
}

/** Orders whose number begins with the text, ours or the channel's, and orders of customers it finds. */
function searched(p: Search) {
  const begins = (column: string, start: string, beyond: string) =>
    sql`select id from (select id from salesOrder where ${sql.ref(column)} >= ${start} and ${sql.ref(column)} < ${beyond} order by ${sql.ref(column)} desc limit ${searchLimit})`;
  return sql`(${begins('number', p.number, p.numberEnd)} union ${begins('shownNumber', p.shownNumber, p.shownNumberEnd)} union select id from (
    select bought.id from customerSearch join salesOrder as bought on bought.customerId = customerSearch.rowid
    where customerSearch.words match ${p.words} limit ${searchLimit}))`;
}

const workLists = read((builder) =>
  builder.selectNoFrom([
    sql<number>`(select coalesce(sum(orders), 0) from salesDay)`.as('all'),
    sql<number>`(select count(*) from salesOrder o where ${onList('toApprove')})`.as('toApprove'),
    sql<number>`(select count(*) from salesOrder o where ${isSafe})`.as('safe'),
    sql<number>`(select count(*) from salesOrder o where ${onList('toShip')})`.as('toShip'),
    sql<number>`(select count(*) from salesOrder o where ${onList('toPay')})`.as('toPay'),
    sql<number>`(select count(*) from salesOrder o where ${onList('needsAttention')})`.as('needsAttention'),
  ]),
);

/** How many orders are on each work list, from kept days and the short indexes. */
export function countOrders(reader: Reader) {
  return workLists.get(reader, {}) ?? { all: 0, toApprove: 0, safe: 0, toShip: 0, toPay: 0, needsAttention: 0 };
}

const safeOnes = read((db, p: { limit: number }) => db.selectFrom('salesOrder as o').select('o.id').where(isSafe).orderBy('o.shipByAt').limit(p.limit));

/** Orders nothing speaks against, the most urgent first. */
export const safeOrders = (reader: Reader, { limit }: { limit: number }) => ({ orderIds: safeOnes.all(reader, { limit }).map(({ id }) => id) });

/** How many orders a filter lets through, counted up to a limit: from the shortest list that holds them. */
export function countMatching(reader: Reader, filter: OrderFilter, limit: number): number {
  const lead = leadOf(reader, { filter, sort: 'newest', after: null, limit });
  const shape = { sort: 'newest', lists: listsOf(filter), given: givenIn(filter), held: filter.held, lead } as const;
  return countOf(shape).get(reader, { ...filter, ...searchOf(filter.search), ...sorts.newest.start, limit })?.orders ?? 0;
}

const countOf = perShape((shape: Shape) =>
  read((builder, p: PageValues) => builder.selectFrom(filtered(shape, p).clearSelect().select('o.id').limit(p.limit).as('matching')).select(sql<number>`count(*)`.as('orders'))),
);

/** A customer who ordered so often before is a regular one. */
const regular = 5;

const waitingOf = perShape((list: { view: 'toApprove' | 'toShip' }) =>
  read((_builder, p: { limit: number }) =>
    rows()
      .select(sql<number>`(select count(*) from (select 1 from salesOrder before where before.customerId = o.customerId and before.orderedAt < o.orderedAt limit ${sql.lit(regular)}))`.as('earlierOrders'))
      .where(onList(list.view))
      .orderBy('o.shipByAt')
      .orderBy('o.id')
      .limit(p.limit),
  ),
);

/** What is on a work list, the most urgent first, as it is ranked. */
export const waitingOrders = (reader: Reader, view: 'toApprove' | 'toShip', limit: number) =>
  withFlags(waitingOf({ view }).all(reader, { limit }));
