import { afterEach, beforeEach, expect, test } from 'vitest';
import { catalogProofs } from '../../main/catalog/proofs.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => void (shop = newShop()));
afterEach(() => shop.close());

const countsOf = () => shop.call('category.list', {} as never).categories.map(({ name, products }) => [name, products]);

test('a category knows how many products are in it, however they come and go', () => {
  const product = (name: string, category: string) => ({ name, state: 'active' as const, categoryPath: [category], variants: [{ sku: name }] });
  shop.call('product.importBatch', { items: [product('rod', 'Fishing'), product('line', 'Fishing'), product('tent', 'Camping')] });
  expect(countsOf()).toEqual([['Camping', 1], ['Fishing', 2]]);
  shop.call('product.importBatch', { items: [product('line', 'Camping')] });
  expect(countsOf()).toEqual([['Camping', 2], ['Fishing', 1]]);
  shop.check();
});

test('what a price list names is not removed, and says so; what nothing needs goes, and comes back', () => {
  const { categoryId } = shop.call('category.create', { name: 'Fishing' });
  const { categoryId: inner } = shop.call('category.create', { name: 'Rods', parentId: categoryId });
  const { collectionId } = shop.call('collection.create', { name: 'Summer', filter: { tags: ['summer'] } });
  const { priceListId } = shop.call('priceList.create', { name: 'Club', currency: 'CNY' });
  const off = (of: 'category' | 'collection', targetId: number, percentOff: number | null) => shop.call('priceList.setRows', { priceListId, items: [{ of, targetId, minQuantity: pieces(1), percentOff: percentOff === null ? null : ratePpm(percentOff) }] });
  off('category', inner, 50_000);
  off('collection', collectionId, 50_000);
  refused(() => shop.call('category.remove', { categoryId }), 'category.inUse');
  refused(() => shop.call('category.remove', { categoryId: inner }), 'category.inUse');
  refused(() => shop.call('collection.remove', { collectionId }), 'collection.inUse');
  off('category', inner, null);
  off('collection', collectionId, null);
  const { before } = shop.call('category.remove', { categoryId: inner });
  expect(before).toEqual({ name: 'Rods', parentId: categoryId });
  shop.call('collection.remove', { collectionId });
  shop.call('category.create', before);
  expect(shop.call('category.list', {} as never).categories.map(({ name }) => name)).toEqual(['Fishing', 'Rods']);
});

test('a count that is not what is there is named', () => {
  const { categoryId } = shop.call('category.create', { name: 'Fishing' });
  shop.raw.exec('update category set products = 3');
  expect(catalogProofs.flatMap(({ prove }) => prove(shop.read).faults)).toEqual([{ table: 'category', id: categoryId, says: 'says 3 products, 0 are in it' }]);
});
