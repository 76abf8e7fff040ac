import { sql } from 'kysely';
import { matchText } from '../../shared/catalog/search-text.rules.ts';
import type { Contact } from '../../shared/parties/customer.contract.ts';
import type { Builder } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

export interface CustomerFilter {
  text?: string;
  blocked?: boolean;
  after?: { sortName: string; id: number };
  limit?: number;
}

/** One page by name, then id, without those merged into others. */
export function listCustomers(reader: Reader, { text, blocked, after = beginning, limit = 50 }: CustomerFilter) {
  const question = text === undefined ? undefined : matchText(text);
  const asked = { ...after, blocked: blocked === undefined ? null : Number(blocked), limit: limit + 1 };
  const found = question === undefined ? byName.all(reader, asked) : bySearch.all(reader, { ...asked, question });
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const reached = new Map(reachOf.all(reader, { ids: JSON.stringify(page.map(({ id }) => id)) }).map(({ id, ...reach }) => [id, reach]));
  const rows = page.map(({ sortName: _sortName, blocked: isBlocked, ...customer }) => ({ ...customer, blocked: isBlocked === 1, ...(reached.get(customer.id) ?? nowhere) }));
  return { rows, next: found.length > limit && last ? { sortName: last.sortName, id: last.id } : null };
}

const beginning = { sortName: '', id: 0 };

/** At most this many customers answer a search: whoever sees so many types one more letter. */
const searchLimit = 500;

interface PageAsked {
  sortName: string;
  id: number;
  blocked: number | null;
  limit: number;
}

const pageOf = (db: Builder, p: PageAsked) =>
  db
    .selectFrom('customer')
    .select(['id', 'number', 'kind', 'name', 'sortName', 'blocked'])
    .where('mergedIntoId', 'is', null)
    .where(sql<boolean>`(sortName, id) > (${p.sortName}, ${p.id})`)
    .where(sql<boolean>`blocked = ifnull(${p.blocked}, blocked)`)
    .orderBy('sortName')
    .orderBy('id')
    .limit(p.limit);

const byName = read((db, p: PageAsked) => pageOf(db, p));

const bySearch = read((db, p: PageAsked & { question: string }) =>
  pageOf(db, p).where(sql<boolean>`customer.id in (select rowid from customerSearch where customerSearch match ${p.question} limit ${sql.lit(searchLimit)})`),
);

const firstContact = (kind: Contact['kind']) =>
  sql<string | null>`(select value from customerContact where customerId = customer.id and kind = ${kind} order by id limit 1)`;

const firstCity = sql<string | null>`(select nullif(city, '') from customerAddress where customerId = customer.id order by id limit 1)`;

const nowhere = { email: null, phone: null, city: null };

/** Where the customers of a page are reached: asked for the page alone, not for all that were found and sorted. */
const reachOf = read((db, p: { ids: string }) =>
  db
    .selectFrom(sql<{ value: number }>`json_each(${p.ids})`.as('asked'))
    .crossJoin('customer')
    .whereRef('customer.id', '=', 'asked.value')
    .select(['customer.id', firstContact('email').as('email'), firstContact('phone').as('phone'), firstCity.as('city')]),
);
