import { afterEach, beforeEach, expect, test } from 'vitest';
import { catalogProofs } from '../../main/catalog/proofs.ts';
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

test('a count that is not what is there is named', () => {
  const { categoryId } = shop.call('category.create', { name: 'Fishing' });
  shop.raw.exec('update category set products = 3');
  expect(catalogProofs.flatMap(({ prove }) => prove(shop.read).faults)).toEqual([{ table: 'category', id: categoryId, says: 'says 3 products, 0 are in it' }]);
});
