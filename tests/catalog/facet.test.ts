import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { activeVariantsOf, findCollection, requireCollection } from '../../main/catalog/collection.queries.ts';
import { catalogProofs } from '../../main/catalog/proofs.ts';
import { randomFrom } from '../support/random.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop();
});
afterEach(() => shop.close());

type Filter = Parameters<typeof shop.call<'product.facets'>>[1]['filter'];
const add = (name: string, fields: object = {}) => shop.call('product.create', { name, variants: [{ sku: name }], ...fields }).productId;
const countsOf = (kind: string, filter: Filter = {}) =>
  Object.fromEntries(shop.call('product.facets', { filter }).facets.filter((facet) => facet.kind === kind).flatMap(({ values }) => values.map(({ label, products }) => [label, products])));
const totalOf = (filter: Filter) => shop.call('product.facets', { filter }).total;
const names = (filter: Filter) => shop.call('product.list', filter).rows.map(({ name }) => name);

describe('categories', () => {
  test('a product in four categories is one product in every total', () => {
    const { categoryId: outer } = shop.call('category.create', { name: 'Fishing' });
    const inner = ['Rods', 'Carbon', 'Sea'].map((name) => shop.call('category.create', { name, parentId: outer }).categoryId);
    const productId = add('ROD', { categoryIds: [outer, ...inner] });
    add('REEL', { categoryIds: [outer] });
    expect(countsOf('category')).toEqual({ Fishing: 2, Rods: 1, Carbon: 1, Sea: 1 });
    expect(totalOf({ categoryIds: [outer, ...inner] })).toBe(2);
    expect(names({ categoryIds: inner })).toEqual(['ROD']);
    const { collectionId } = shop.call('collection.create', { name: 'All four', filter: { categoryIds: [outer, ...inner] } });
    expect(activeVariantsOf(shop.read, requireCollection(shop.read, collectionId).filter, 10)).toHaveLength(2);
    shop.call('product.update', { productId, changes: { categoryIds: [outer] } });
    expect(countsOf('category')).toEqual({ Fishing: 2 });
    shop.check();
  });
});

describe('attributes', () => {
  test('a number is kept as it is written shortest, a choice only as it is offered', () => {
    const { attributeId: length } = shop.call('attribute.create', { name: 'Length', kind: 'number', unit: 'm' });
    const { attributeId: power } = shop.call('attribute.create', { name: 'Power', kind: 'choice', choices: ['Light', 'Heavy'] });
    const productId = add('ROD', { attributes: [{ attributeId: power, value: 'Light' }, { attributeId: length, value: '０2.40' }] });
    expect(shop.call('product.get', { productId }).attributes).toEqual([{ attributeId: length, value: '2.4' }, { attributeId: power, value: 'Light' }]);
    refused(() => shop.call('product.update', { productId, changes: { attributes: [{ attributeId: power, value: 'Medium' }] } }), 'attribute.valueWrong');
    refused(() => shop.call('product.update', { productId, changes: { attributes: [{ attributeId: length, value: '2.4 m' }] } }), 'attribute.valueWrong');
    refused(() => shop.call('attribute.remove', { attributeId: power }), 'attribute.inUse');
    refused(() => shop.call('attribute.update', { attributeId: power, changes: { choices: ['Heavy'] } }), 'attribute.choiceInUse');
    refused(() => shop.call('attribute.create', { name: 'Power', kind: 'text' }), 'attribute.nameTaken');
    shop.call('attribute.update', { attributeId: power, changes: { choices: ['Heavy', 'Light', 'Feather'] } });
    expect(countsOf('attribute')).toEqual({ '2.4': 1, Light: 1 });
    shop.check();
  });

  test('a range finds the numbers inside it', () => {
    const { attributeId } = shop.call('attribute.create', { name: 'Length', kind: 'number', unit: 'm' });
    for (const value of ['1.8', '2.4', '10', '3']) add(`ROD-${value}`, { attributes: [{ attributeId, value }] });
    expect(names({ attributes: [{ attributeId, from: 2, to: 3 }] })).toEqual(['ROD-2.4', 'ROD-3']);
    expect(names({ attributes: [{ attributeId, from: 2.41 }] })).toEqual(['ROD-10', 'ROD-3']);
  });
});

test('counts of every facet are those of a search through all products, whatever is asked', () => {
  const random = randomFrom(42);
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!;
  const tags = ['new', 'sale', 'sea'];
  const { attributeId } = shop.call('attribute.create', { name: 'Power', kind: 'choice', choices: ['L', 'M', 'H'] });
  const categoryIds = ['A', 'B', 'C'].map((name) => shop.call('category.create', { name }).categoryId);
  const products = Array.from({ length: 60 }, (_, index) => {
    const product = { name: `P${String(index).padStart(2, '0')}`, state: pick(['draft', 'active'] as const), tags: tags.filter(() => random() < 0.4), categoryIds: categoryIds.filter(() => random() < 0.4), power: pick(['L', 'M', 'H', '']) };
    const { power, name, ...fields } = product;
    add(name, { ...fields, attributes: power === '' ? [] : [{ attributeId, value: power }] });
    return product;
  });
  for (let round = 0; round < 40; round += 1) {
    const some = <T>(list: readonly T[]): T[] => list.filter(() => random() < 0.5);
    const [wantedTags, wantedCategories, powers, states] = [some(tags), some(categoryIds), some(['L', 'M', 'H']), some(['draft', 'active'] as const)];
    const fits = {
      tag: (product: (typeof products)[number]) => wantedTags.length === 0 || product.tags.some((tag) => wantedTags.includes(tag)),
      category: (product: (typeof products)[number]) => wantedCategories.length === 0 || product.categoryIds.some((id) => wantedCategories.includes(id)),
      attribute: (product: (typeof products)[number]) => powers.length === 0 || powers.includes(product.power),
      state: (product: (typeof products)[number]) => states.length === 0 || states.includes(product.state),
    };
    const filter: Filter = {
      ...(wantedTags.length > 0 && { tags: wantedTags }),
      ...(wantedCategories.length > 0 && { categoryIds: wantedCategories }),
      ...(powers.length > 0 && { attributes: [{ attributeId, values: powers }] }),
      ...(states.length > 0 && { states }),
    };
    const all = products.filter((product) => Object.values(fits).every((fit) => fit(product)));
    expect(totalOf(filter)).toBe(all.length);
    expect(shop.call('product.list', { ...filter, limit: 200 }).rows.map(({ name }) => name)).toEqual(all.map(({ name }) => name));
    const amongOthers = (facet: string) => products.filter((product) => Object.entries(fits).every(([kind, fit]) => kind === facet || fit(product)));
    expect(countsOf('tag', filter)).toEqual(Object.fromEntries(tags.map((tag) => [tag, amongOthers('tag').filter((product) => product.tags.includes(tag)).length]).filter(([, count]) => count !== 0)));
    expect(countsOf('attribute', filter)).toEqual(Object.fromEntries(['L', 'M', 'H'].map((power) => [power, amongOthers('attribute').filter((product) => product.power === power).length]).filter(([, count]) => count !== 0)));
  }
  shop.check();
});

test('a refused item of a batch leaves no trace in the counts', () => {
  shop.call('product.importBatch', { items: [{ name: 'A', tags: ['new'], variants: [{ sku: 'A', barcodes: [{ code: 'X1' }] }] }, { name: 'B', tags: ['new'], variants: [{ sku: 'B', barcodes: [{ code: 'X1' }] }] }] });
  expect(countsOf('tag')).toEqual({ new: 1 });
  shop.check();
});

test('pages that hold another product than those that have the value are named', () => {
  add('A', { tags: ['new'] });
  shop.raw.exec("delete from productTag");
  expect(catalogProofs.flatMap(({ prove }) => prove(shop.read).faults)).toEqual([{ table: 'facetPage', id: 'tag: 1', says: 'holds other products than those that have it' }]);
});

test('a collection is a question kept under a name: it is answered anew, and its name is its own', () => {
  add('A', { tags: ['sale'] });
  const { collectionId } = shop.call('collection.create', { name: 'Sale', filter: { tags: ['sale'] } });
  refused(() => shop.call('collection.create', { name: 'Sale', filter: {} }), 'collection.nameTaken');
  add('B', { tags: ['sale'], variants: [{ sku: 'B1' }, { sku: 'B2' }] });
  expect(findCollection(shop.read, 'Sale')).toEqual({ id: collectionId });
  expect(activeVariantsOf(shop.read, requireCollection(shop.read, collectionId).filter, 10)).toHaveLength(3);
  expect(shop.call('collection.list', {} as never).collections).toEqual([{ id: collectionId, name: 'Sale', filter: { tags: ['sale'] }, products: 2 }]);
  const { before } = shop.call('collection.remove', { collectionId });
  expect(before).toEqual({ name: 'Sale', filter: { tags: ['sale'] } });
});
