import { type RawBuilder, sql } from 'kysely';
import { holds, type ProductSet, productsOfSet, sizeOfSet } from '../../shared/catalog/bits.rules.ts';
import type { ProductFilter } from '../../shared/catalog/facet.contract.ts';
import { matchText } from '../../shared/catalog/search-text.rules.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { productsOfFilter } from './facet.queries.ts';
import { amongMany, amongThese, fewWithWords } from './search.queries.ts';

export interface PageKey {
  sortName: string;
  id: number;
}

interface Found extends PageKey {
  name: string;
  state: 'draft' | 'active' | 'archived';
}

const stride = 1000;

/** So few products of a set are fetched and sorted at once; of more, a walk by name meets a page of them soon. */
const fewProducts = 2000;

const walk = read((db, p: PageKey & { limit: number }) =>
  db
    .selectFrom('product')
    .select(['id', 'name', 'sortName', 'state'])
    .where((eb) => eb(eb.refTuple('sortName', 'id'), '>', eb.tuple(p.sortName, p.id)))
    .orderBy('sortName')
    .orderBy('id')
    .limit(p.limit),
);

/** The first products by name behind a key that fit a filter. */
export function findPage(reader: Reader, filter: ProductFilter, after: PageKey | undefined, limit: number): Found[] {
  const { categoryIds, tags, attributes, states = [], text = '' } = filter;
  if (!categoryIds && !tags && !attributes && states.length < 2) {
    const question = matchText(text);
    // Text without a searchable character (only signs) finds everything, as an empty field does.
    if (question === undefined) return reader.all(plainPage(states[0], after).limit(limit));
    const few = fewWithWords(reader, question);
    const asked = { ...(after ?? beginning), state: states[0] ?? null, limit };
    return few === undefined ? walkedByName.all(reader, { ...asked, among: question }) : fetchedAndSorted.all(reader, { ...asked, among: few });
  }
  const products = productsOfFilter(reader, filter) ?? new Map();
  if (sizeOfSet(products) > fewProducts) return walkTo(reader, products, after, limit);
  const ids = JSON.stringify(productsOfSet(products));
  return reader.all(plainPage(undefined, after).where('id', 'in', sql<number>`(select value from json_each(${ids}))`).limit(limit));
}

const beginning: PageKey = { sortName: '', id: 0 };

const searchBy = (isAmong: (among: string) => RawBuilder<boolean>) =>
  read((db, p: PageKey & { among: string; state: string | null; limit: number }) =>
    db
      .selectFrom('product')
      .select(['id', 'name', 'sortName', 'state'])
      .where(isAmong(p.among))
      .where(sql<boolean>`state = ifnull(${p.state}, state)`)
      .where(sql<boolean>`(sortName, id) > (${p.sortName}, ${p.id})`)
      .orderBy('sortName')
      .orderBy('id')
      .limit(p.limit),
  );

const [fetchedAndSorted, walkedByName] = [searchBy(amongThese), searchBy(amongMany)];

function walkTo(reader: Reader, products: ProductSet, after: PageKey | undefined, limit: number): Found[] {
  const found: Found[] = [];
  let key = after ?? beginning;
  for (;;) {
    const rows = walk.all(reader, { sortName: key.sortName, id: key.id, limit: stride });
    found.push(...rows.filter(({ id }) => holds(products, id)));
    const last = rows.at(-1);
    if (found.length >= limit || rows.length < stride || !last) return found.slice(0, limit);
    key = last;
  }
}

function plainPage(state: Found['state'] | undefined, after: PageKey | undefined) {
  let page = db.selectFrom('product').select(['id', 'name', 'sortName', 'state']).orderBy('sortName').orderBy('id');
  if (state) page = page.where('state', '=', state);
  if (after) page = page.where((eb) => eb(eb.refTuple('sortName', 'id'), '>', eb.tuple(after.sortName, after.id)));
  return page;
}
