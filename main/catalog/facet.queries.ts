import { sql } from 'kysely';
import { addSet, addStored, both, countInside, type ProductSet, setOf, sizeOfBoth, sizeOfSet } from '../../shared/catalog/bits.rules.ts';
import type { AttributeFilter, ProductFilter } from '../../shared/catalog/facet.contract.ts';
import { matchText } from '../../shared/catalog/search-text.rules.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { listAttributes } from './attribute.queries.ts';
import { listCategories } from './category.queries.ts';
import { attributeFacet } from './facet.service.ts';

/** A facet with more pages than this is not counted: nobody picks one of thousands of values from a list. */
const mostPages = 4000;

const pagesOf = read((db, p: { facet: string; most: number }) =>
  db.selectFrom('facetPage').select(['value', 'page', 'bits']).where('facet', '=', p.facet).orderBy('value').orderBy('page').limit(p.most),
);

/** Without their bits: what a facet holds where nothing else is asked for. */
const sizesOf = read((db, p: { facet: string; most: number }) =>
  db
    .selectFrom(db.selectFrom('facetPage').select(['value', 'size']).where('facet', '=', p.facet).orderBy('value').limit(p.most).as('page'))
    .select(['value', sql<number>`count(*)`.as('pages'), sql<number>`sum(size)`.as('products')])
    .groupBy('value'),
);

const pagesOfValue = read((db, p: { facet: string; value: string }) =>
  db.selectFrom('facetPage').select(['page', 'bits']).where('facet', '=', p.facet).where('value', '=', p.value),
);

const valuesOf = read((db, p: { facet: string }) => db.selectFrom('facetPage').select('value').distinct().where('facet', '=', p.facet));

const tagIds = read((db, p: { names: string }) =>
  db.selectFrom('tag').select('id').where('name', 'in', sql<string>`(select value from json_each(${p.names}))`),
);

const tagNames = read((db) => db.selectFrom('tag').select(['id', 'name']));

const withWords = read((db, p: { question: string }) =>
  db.selectFrom('productSearch').select('rowid').where(sql<boolean>`productSearch match ${p.question}`),
);

type FacetPage = ReturnType<typeof pagesOf.all>[number];

/** One line of a filter as the facet it speaks of, so that a facet's own counts can leave it out. */
interface Line {
  facet: string;
  products(): ProductSet;
}

/** The products that fit a filter; undefined when it asks for nothing, and so all do. */
export const productsOfFilter = (reader: Reader, filter: ProductFilter): ProductSet | undefined => joined(linesOf(reader, filter).map(({ products }) => products()));

const joined = (sets: readonly ProductSet[]): ProductSet | undefined => sets.reduce<ProductSet | undefined>((all, set) => (all ? both(all, set) : set), undefined);

function linesOf(reader: Reader, { text, states, categoryIds, tags, attributes = [] }: ProductFilter): Line[] {
  const question = matchText(text ?? '');
  const values = (facet: string, wanted: () => readonly string[]): Line => ({ facet, products: () => withValues(reader, facet, wanted()) });
  return [
    ...(question === undefined ? [] : [{ facet: 'text', products: () => setOf(withWords.all(reader, { question }).map(({ rowid }) => rowid)) }]),
    ...(states ? [values('state', () => states)] : []),
    ...(categoryIds ? [values('category', () => insideOf(reader, categoryIds).map(String))] : []),
    ...(tags ? [values('tag', () => tagIds.all(reader, { names: JSON.stringify(tags) }).map(({ id }) => String(id)))] : []),
    ...attributes.map((attribute) => values(attributeFacet(attribute.attributeId), () => valuesMeant(reader, attribute))),
  ];
}

function withValues(reader: Reader, facet: string, values: readonly string[]): ProductSet {
  const set: ProductSet = new Map();
  for (const value of values) for (const { page, bits } of pagesOfValue.all(reader, { facet, value })) addStored(set, page, bits);
  return set;
}

/** The values listed, and those inside the range. */
function valuesMeant(reader: Reader, { attributeId, values, from, to }: AttributeFilter): string[] {
  if (from === undefined && to === undefined) return values ?? [];
  const stored = valuesOf.all(reader, { facet: attributeFacet(attributeId) }).map(({ value }) => value);
  return stored.filter((value) => values?.includes(value) !== false && Number(value) >= (from ?? -Infinity) && Number(value) <= (to ?? Infinity));
}

/** Categories with all those inside them. */
function insideOf(reader: Reader, categoryIds: readonly number[]): number[] {
  const inside = new Set(categoryIds);
  const { categories } = listCategories(reader);
  for (let known = 0; known < inside.size; ) {
    known = inside.size;
    for (const { id, parentId } of categories) if (parentId !== null && inside.has(parentId)) inside.add(id);
  }
  return [...inside];
}

/** What each value of each facet would leave, among the products that fit every other line. A product counts once. */
export function countFacets(reader: Reader, { filter }: { filter: ProductFilter }) {
  const lines = linesOf(reader, filter).map(({ facet, products }) => ({ facet, products: products() }));
  const all = joined(lines.map(({ products }) => products));
  const among = (facet: string): ProductSet | undefined => (lines.some((line) => line.facet === facet) ? joined(lines.filter((line) => line.facet !== facet).map(({ products }) => products)) : all);
  const count = (facet: string): Counted => {
    const within = among(facet);
    return within ? countValues(pagesOf.all(reader, { facet, most: mostPages + 1 }), within) : countAll(sizesOf.all(reader, { facet, most: mostPages + 1 }));
  };
  const states = count('state');
  return {
    total: all ? sizeOfSet(all) : [...states.counts.values()].reduce((sum, products) => sum + products, 0),
    facets: [
      { ...plain('state'), ...listed(states, (value) => ({ label: value, parentId: null })) },
      { ...plain('category'), ...countCategories(reader, among('category')) },
      { ...plain('tag'), ...tagFacet(reader, count('tag')) },
      ...listAttributes(reader).attributes.map(({ id, name, unit, kind, choices }) => ({
        kind: 'attribute' as const,
        attributeId: id,
        name,
        unit,
        ...inOrder(listed(count(attributeFacet(id)), (value) => ({ label: value, parentId: null })), kind, choices),
      })),
    ],
  };
}

const plain = (kind: 'state' | 'category' | 'tag') => ({ kind, attributeId: null, name: '', unit: '' });

interface Counted {
  counts: Map<string, number>;
  tooMany: boolean;
}

interface Values {
  values: { value: string; label: string; parentId: number | null; products: number }[];
  tooMany: boolean;
}

const uncounted: Counted = { counts: new Map(), tooMany: true };

function countAll(values: readonly { value: string; pages: number; products: number }[]): Counted {
  if (values.reduce((sum, { pages }) => sum + pages, 0) > mostPages) return uncounted;
  return { counts: new Map(values.map(({ value, products }) => [value, products])), tooMany: false };
}

function countValues(pages: readonly FacetPage[], among: ProductSet): Counted {
  if (pages.length > mostPages) return uncounted;
  const counts = new Map<string, number>();
  for (const { value, page, bits } of pages) {
    const products = countInside(among, page, bits);
    if (products > 0) counts.set(value, (counts.get(value) ?? 0) + products);
  }
  return { counts, tooMany: false };
}

function listed({ counts, tooMany }: Counted, name: (value: string) => { label: string; parentId: number | null } | undefined): Values {
  const values = [...counts].flatMap(([value, products]) => {
    const named = name(value);
    return named ? [{ value, ...named, products }] : [];
  });
  return { values, tooMany };
}

function tagFacet(reader: Reader, counted: Counted): Values {
  const names = new Map(tagNames.all(reader, {}).map(({ id, name }) => [String(id), name]));
  const byName = new Map([...counted.counts].map(([id, products]) => [names.get(id) ?? id, products]));
  const { values, tooMany } = listed({ ...counted, counts: byName }, (label) => ({ label, parentId: null }));
  return { values: values.sort((one, other) => other.products - one.products || (one.label < other.label ? -1 : 1)), tooMany };
}

/** A choice in the order it is offered, numbers by size, texts as they sort. */
function inOrder({ values, tooMany }: Values, kind: 'text' | 'number' | 'choice', choices: readonly string[]): Values {
  if (kind === 'number') values.sort((one, other) => Number(one.value) - Number(other.value));
  if (kind === 'choice') values.sort((one, other) => choices.indexOf(one.value) - choices.indexOf(other.value));
  return { values, tooMany };
}

/** A category counts what lies in it and inside it; a product in two of them counts once in the one around both. */
function countCategories(reader: Reader, among: ProductSet | undefined): Values {
  const { categories } = listCategories(reader);
  const pages = Map.groupBy(pagesOf.all(reader, { facet: 'category', most: mostPages + 1 }), ({ value }) => Number(value));
  const children = Map.groupBy(categories, ({ parentId }) => parentId);
  const sets = new Map<number, ProductSet>();
  const setIn = (id: number): ProductSet => {
    const known = sets.get(id);
    if (known) return known;
    const set: ProductSet = new Map();
    for (const { page, bits } of pages.get(id) ?? []) addStored(set, page, bits);
    for (const child of children.get(id) ?? []) addSet(set, setIn(child.id));
    sets.set(id, set);
    return set;
  };
  const countOf = (set: ProductSet): number => among ? sizeOfBoth(among, set) : sizeOfSet(set);
  const values = categories.map(({ id, name, parentId }) => ({ value: String(id), label: name, parentId, products: countOf(setIn(id)) }));
  return { values: values.filter(({ products }) => products > 0), tooMany: false };
}

