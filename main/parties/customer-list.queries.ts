import { sql } from 'kysely';
import { matchText } from '../../shared/catalog/search-text.rules.ts';
import type { Contact } from '../../shared/parties/customer.contract.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

export interface CustomerFilter {
  text?: string;
  blocked?: boolean;
  after?: { sortName: string; id: number };
  limit?: number;
}

/** One page by name, then id, without those merged into others. */
export function listCustomers(reader: Reader, filter: CustomerFilter) {
  const limit = filter.limit ?? 50;
  const found = reader.all(customerPage(filter).limit(limit + 1));
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const reached = new Map(reachOf.all(reader, { ids: JSON.stringify(page.map(({ id }) => id)) }).map(({ id, ...reach }) => [id, reach]));
  const rows = page.map(({ sortName: _sortName, blocked, ...customer }) => ({ ...customer, blocked: blocked === 1, ...(reached.get(customer.id) ?? nowhere) }));
  return { rows, next: found.length > limit && last ? { sortName: last.sortName, id: last.id } : null };
}

/** At most this many customers answer a search: whoever sees so many types one more letter. */
const searchLimit = 500;

function customerPage({ text, blocked, after }: CustomerFilter) {
  let page = db
    .selectFrom('customer')
    .select(['id', 'number', 'kind', 'name', 'sortName', 'blocked'])
    .where('mergedIntoId', 'is', null)
    .orderBy('sortName')
    .orderBy('id');
  const question = text === undefined ? undefined : matchText(text);
  if (question !== undefined) page = page.where(sql<boolean>`customer.id in (select rowid from customerSearch where customerSearch match ${question} limit ${searchLimit})`);
  if (blocked !== undefined) page = page.where('blocked', '=', Number(blocked));
  if (after) page = page.where((eb) => eb(eb.refTuple('sortName', 'id'), '>', eb.tuple(after.sortName, after.id)));
  return page;
}

const firstContact = (kind: Contact['kind']) =>
  sql<string | null>`(select value from customerContact where customerId = customer.id and kind = ${kind} order by id limit 1)`;

const firstCity = sql<string | null>`(select nullif(city, '') from customerAddress where customerId = customer.id order by id limit 1)`;

const nowhere = { email: null, phone: null, city: null };

/** Where the customers of a page are reached: asked for the page alone, not for all that were found and sorted. */
const reachOf = read((builder, p: { ids: string }) =>
  builder
    .selectFrom(sql<{ value: number }>`json_each(${p.ids})`.as('asked'))
    .crossJoin('customer')
    .whereRef('customer.id', '=', 'asked.value')
    .select(['customer.id', firstContact('email').as('email'), firstContact('phone').as('phone'), firstCity.as('city')]),
);
