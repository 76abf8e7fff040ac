import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const yuan = (value: number) => ({ currency: 'CNY', amount: unitPrice(value * 10_000) });

const rod = () =>
  shop.call('product.create', {
    name: '碳素鱼竿 2.4米',
    tags: ['rods', 'new'],
    variants: [
      { sku: 'ROD-24-B', optionValues: { 颜色: '蓝' }, weightGrams: 180, barcodes: [{ code: '4006381333931' }], prices: [yuan(199)] },
      { sku: 'ROD-24-R', optionValues: { 颜色: '红' }, weightGrams: 180, prices: [yuan(209)] },
    ],
  });
const named = (name: string, sku: string) => shop.call('product.create', { name, variants: [{ sku }] }).productId;
const list = (filter: Parameters<typeof shop.call<'product.list'>>[1]) => shop.call('product.list', filter);
const namesFound = (filter: Parameters<typeof list>[0]) => list(filter).rows.map(({ name }) => name);
const get = (productId: number) => shop.call('product.get', { productId });

describe('adding a product', () => {
  test('one command brings its variants, barcodes, prices and tags', () => {
    const { productId, variants } = rod();
    const product = get(productId);
    expect(product).toMatchObject({ name: '碳素鱼竿 2.4米', state: 'active', taxClassId: 1, tags: ['new', 'rods'], history: [] });
    expect(product.variants.map(({ id, sku, optionValues }) => ({ id, sku, optionValues }))).toEqual([
      { id: variants[0]?.id, sku: 'ROD-24-B', optionValues: { 颜色: '蓝' } },
      { id: variants[1]?.id, sku: 'ROD-24-R', optionValues: { 颜色: '红' } },
    ]);
    expect(product.variants[0]?.barcodes).toEqual([{ id: 1, code: '04006381333931', kind: 'gtin', packQuantity: 1000, supplierId: null }]);
    expect(product.variants[0]?.prices).toEqual([{ currency: 'CNY', amount: 1_990_000, validFromAt: shop.clock.now }]);
  });

  test('a SKU or a barcode that another variant has leaves nothing behind', () => {
    rod();
    refused(() => named('Copy', 'ROD-24-B'), 'sku.taken');
    refused(() => shop.call('product.create', { name: 'Copy', variants: [{ sku: 'X', barcodes: [{ code: '04006381333931' }] }] }), 'barcode.taken');
    refused(() => shop.call('product.create', { name: 'Twice', variants: [{ sku: 'T' }, { sku: 'T' }] }), 'sku.taken');
    expect(list({}).rows).toHaveLength(1);
  });

  test('SKUs that differ only in case are two', () => {
    named('Lower', 'ab-1');
    named('Upper', 'AB-1');
    expect(list({}).rows).toHaveLength(2);
  });

  test('an accountant reads products and does not write them', () => {
    refused(() => shop.as('accountant').call('product.create', { name: 'X', variants: [{ sku: 'X' }] }), 'permission.denied');
    expect(shop.as('scanner').call('product.list', {}).rows).toEqual([]);
  });
});

describe('changing a product', () => {
  test('what it said before is kept, answers the change, and undoes it', () => {
    const { productId } = rod();
    const { before } = shop.call('product.update', { productId, changes: { name: 'Carbon rod', tags: ['rods'], state: 'draft' } });
    expect(before).toEqual({ name: '碳素鱼竿 2.4米', tags: ['new', 'rods'], state: 'active' });
    shop.call('product.update', { productId, changes: before });
    const { history, ...product } = get(productId);
    expect(product).toMatchObject({ name: '碳素鱼竿 2.4米', tags: ['new', 'rods'], state: 'active' });
    expect(history.map(({ field, oldValue, newValue }) => [field, oldValue, newValue])).toContainEqual(['name', '碳素鱼竿 2.4米', 'Carbon rod']);
    expect(history).toHaveLength(6);
  });

  test('saying again what already holds writes no history', () => {
    const { productId } = rod();
    shop.call('product.update', { productId, changes: { name: '碳素鱼竿 2.4米', tags: ['rods', 'new', 'rods'] } });
    expect(get(productId).history).toEqual([]);
  });

  test('history and prices can be neither changed nor removed', () => {
    const { productId } = rod();
    shop.call('product.update', { productId, changes: { name: 'Carbon rod' } });
    expect(() => shop.raw.exec("update fieldHistory set oldValue = '\"x\"'")).toThrow('history is never changed');
    expect(() => shop.raw.exec('delete from fieldHistory')).toThrow('history is never changed');
    expect(() => shop.raw.exec('update price set amount = 1')).toThrow('a price is history');
    expect(() => shop.raw.exec('delete from price')).toThrow('a price is history');
  });

  test('archived products leave the state lists and come back as they were', () => {
    const { productId } = rod();
    const other = named('Reel', 'REEL');
    shop.call('product.update', { productId: other, changes: { state: 'draft' } });
    const { results } = shop.call('product.archive', { ids: [productId, other, 999] });
    expect(results).toEqual([
      { ok: true, value: { productId, before: 'active' } },
      { ok: true, value: { productId: other, before: 'draft' } },
      { ok: false, refusal: { code: 'record.missing', details: { kind: 'product', id: 999 } } },
    ]);
    expect(list({ states: ['archived'] }).rows).toHaveLength(2);
    refused(() => shop.call('product.update', { productId, changes: { state: 'active' } }), 'product.alreadyArchived');
    shop.call('product.restore', { ids: [other], state: 'draft' });
    expect(get(other).state).toBe('draft');
  });
});

describe('variants and codes', () => {
  test('a scan finds the variant by any printed form of its barcode, and a case counts twelve', () => {
    const { variants } = rod();
    const variantId = variants[0]?.id ?? 0;
    shop.call('barcode.add', { variantId, barcode: { code: '14006381333938', packQuantity: pieces(12) } });
    const found = (code: string) => shop.call('variant.find', { code }).found;
    expect([found('4006381333931'), found('0 4006381 333931')].map((hit) => [hit?.sku, hit?.packQuantity])).toEqual([['ROD-24-B', 1000], ['ROD-24-B', 1000]]);
    expect(found('14006381333938')).toMatchObject({ sku: 'ROD-24-B', packQuantity: 12_000, productName: '碳素鱼竿 2.4米', prices: [{ amount: 1_990_000 }] });
    expect(found('nothing')).toBeNull();
  });

  test('a SKU is found as written, and in any case when only one fits', () => {
    named('Lower', 'ab-1');
    expect(shop.call('variant.find', { code: 'AB-1' }).found?.sku).toBe('ab-1');
    named('Upper', 'AB-1');
    expect(shop.call('variant.find', { code: 'AB-1' }).found?.sku).toBe('AB-1');
    expect(shop.call('variant.find', { code: 'Ab-1' }).found).toBeNull();
  });

  test('a removed barcode is free again, and adding it back is the undo', () => {
    const { productId } = rod();
    const { before } = shop.call('barcode.remove', { barcodeId: 1 });
    expect(shop.call('variant.find', { code: '4006381333931' }).found).toBeNull();
    shop.call('barcode.add', before);
    expect(shop.call('variant.find', { code: '4006381333931' }).found?.sku).toBe('ROD-24-B');
    expect(get(productId).history.map(({ field, oldValue, newValue }) => [field, oldValue, newValue])).toEqual([
      ['barcode', null, '04006381333931'],
      ['barcode', '04006381333931', null],
    ]);
    refused(() => shop.call('barcode.remove', { barcodeId: 99 }), 'record.missing');
  });

  test('a variant is added behind the others and changed', () => {
    const { productId } = rod();
    const { variantId } = shop.call('variant.add', { productId, variant: { sku: 'ROD-24-G', weightGrams: 175 } });
    const { before } = shop.call('variant.update', { variantId, changes: { sku: 'ROD-24-GREEN', state: 'archived' } });
    expect(before).toEqual({ sku: 'ROD-24-G', state: 'active' });
    expect(get(productId).variants.map(({ sku, state }) => [sku, state])).toEqual([
      ['ROD-24-B', 'active'], ['ROD-24-R', 'active'], ['ROD-24-GREEN', 'archived'],
    ]);
    refused(() => shop.call('variant.update', { variantId, changes: { sku: 'ROD-24-B' } }), 'sku.taken');
    refused(() => shop.call('variant.add', { productId: 99, variant: { sku: 'Z' } }), 'record.missing');
  });
});

describe('prices', () => {
  const now = () => get(1).variants[0]?.prices.map(({ currency, amount }) => [currency, amount]);
  const set = (items: Parameters<typeof shop.call<'price.set'>>[1]['items']) => shop.call('price.set', { items }).results;

  test('a price begins at its instant, and the one before stays readable', () => {
    const { variants } = rod();
    const variantId = variants[0]?.id ?? 0;
    const tomorrow = shop.tx((tx) => tx.now + 86_400_000) as never;
    expect(set([{ variantId, ...yuan(179), validFromAt: tomorrow }])).toEqual([{ ok: true, value: { before: 1_990_000 } }]);
    expect(now()).toEqual([['CNY', 1_990_000]]);
    shop.clock.advance(86_400_000);
    expect(now()).toEqual([['CNY', 1_790_000]]);
    expect(get(1).variants[0]?.priceHistory.map(({ amount }) => amount)).toEqual([1_790_000, 1_990_000]);
  });

  test('currencies do not mix, null takes a price away, and the undo brings it back', () => {
    const { variants } = rod();
    const variantId = variants[0]?.id ?? 0;
    set([{ variantId, currency: 'EUR', amount: unitPrice(259_900) }]);
    expect(now()).toEqual([['EUR', 259_900], ['CNY', 1_990_000]]);
    expect(set([{ variantId, currency: 'CNY', amount: null }])).toEqual([{ ok: true, value: { before: 1_990_000 } }]);
    expect(now()).toEqual([['EUR', 259_900]]);
    set([{ variantId, currency: 'CNY', amount: unitPrice(1_990_000) }]);
    expect(now()).toEqual([['CNY', 1_990_000], ['EUR', 259_900]]);
  });

  test('the same price again is no new row, and a negative one does not pass the door', () => {
    const { variants } = rod();
    const variantId = variants[0]?.id ?? 0;
    set([{ variantId, ...yuan(199) }]);
    expect(get(1).variants[0]?.priceHistory).toHaveLength(1);
    refused(() => set([{ variantId, ...yuan(-1) }]), 'input.invalid');
    expect(set([{ variantId: 99, ...yuan(1) }])).toEqual([{ ok: false, refusal: { code: 'record.missing', details: { kind: 'variant', id: 99 } } }]);
  });
});

describe('the list of products', () => {
  test('is by name, page by page, without a gap or a repeat', () => {
    const names = ['zander lure', '草鱼饵', 'Bass lure', 'apple box', '鲤鱼饵', 'Bass lure'];
    names.forEach((name, index) => named(name, `S-${index}`));
    const seen: string[] = [];
    let after: { sortName: string; id: number } | null = null;
    do {
      const page: ReturnType<typeof list> = list({ limit: 2, ...(after && { after }) });
      seen.push(...page.rows.map(({ sku }) => sku));
      after = page.next;
    } while (after);
    expect(seen).toEqual(['S-3', 'S-2', 'S-5', 'S-1', 'S-4', 'S-0']);
  });

  test('finds by one or two Chinese characters, pinyin, SKU, barcode, option and tag', () => {
    rod();
    named('Reel 3000', 'REEL-3000');
    for (const text of ['竿', '鱼竿', 'yugan', 'rod-24', 'ROD-24-R', '4006381333931', '04006381333931', '红', 'new', '碳素 2.4']) {
      expect(namesFound({ text }), text).toEqual(['碳素鱼竿 2.4米']);
    }
    expect(namesFound({ text: 'ree' })).toEqual(['Reel 3000']);
    expect(namesFound({ text: '竿鱼' })).toEqual([]);
    expect(namesFound({ text: '**' })).toHaveLength(2);
  });

  test('finds by the new words after a change and no longer by the old ones', () => {
    const { productId, variants } = rod();
    shop.call('product.update', { productId, changes: { name: 'Whip', tags: [] } });
    shop.call('variant.update', { variantId: variants[0]?.id ?? 0, changes: { sku: 'WHIP-1' } });
    expect(namesFound({ text: 'whip-1' })).toEqual(['Whip']);
    expect([namesFound({ text: '鱼竿' }), namesFound({ text: 'ROD-24-B' }), namesFound({ text: 'new' })]).toEqual([[], [], []]);
  });

  test('shows how many variants, the first SKU, and the lowest and highest price now', () => {
    rod();
    named('Reel', 'REEL');
    expect(list({}).rows.map(({ sku, variantCount, priceFrom, priceTo }) => [sku, variantCount, priceFrom, priceTo])).toEqual([
      ['REEL', 1, null, null],
      ['ROD-24-B', 2, 1_990_000, 2_090_000],
    ]);
  });

  test('a category holds what lies in the categories inside it', () => {
    const { categoryId: rods } = shop.call('category.create', { name: 'Rods' });
    const { categoryId: carbon } = shop.call('category.create', { name: 'Carbon', parentId: rods });
    const { productId } = rod();
    shop.call('product.update', { productId, changes: { categoryIds: [carbon] } });
    named('Reel', 'REEL');
    expect([list({ categoryIds: [rods] }).rows.length, list({ categoryIds: [carbon] }).rows.length, list({ tags: ['new'] }).rows.length]).toEqual([1, 1, 1]);
    expect(namesFound({ categoryIds: [rods], text: '竿', states: ['active'], tags: ['rods'] })).toEqual(['碳素鱼竿 2.4米']);
    expect(list({ categoryIds: [rods], states: ['draft'] }).rows).toEqual([]);
  });
});

test('of words that thousands of products have every page comes, each product once, by name', () => {
  const name = (index: number): string => `${index % 9 === 0 ? 'Cup' : 'Tea'} ${String((index * 7_919) % 10_000).padStart(4, '0')}`;
  const names = Array.from({ length: 2_400 }, (_, index) => name(index));
  names.forEach((one, index) => shop.call('product.create', { name: one, state: index % 5 === 0 ? 'draft' : 'active', variants: [{ sku: `S${index}` }] }));
  const all = <Cursor>(page: (after: Cursor | undefined) => { names: string[]; next: Cursor | null }): string[] => {
    const found: string[] = [];
    for (let after: Cursor | undefined; ; ) {
      const { names: some, next } = page(after);
      found.push(...some);
      if (next === null) return found;
      after = next;
    }
  };
  const listed = (filter: Parameters<typeof list>[0]) => all<NonNullable<ReturnType<typeof list>['next']>>((after) => ((got) => ({ names: got.rows.map((row) => row.name), next: got.next }))(list({ ...filter, limit: 200, ...(after && { after }) })));
  const stocked = (text: string) => all<NonNullable<ReturnType<typeof shop.call<'stock.list'>>['next']>>((after) => ((got) => ({ names: got.rows.map((row) => row.name), next: got.next }))(shop.call('stock.list', { text, limit: 200, ...(after && { after }) })));
  const teas = names.filter((one) => one.startsWith('Tea')).toSorted();
  expect(teas.length).toBeGreaterThan(2_000);
  expect(listed({ text: 'te' })).toEqual(teas);
  expect(stocked('te')).toEqual(teas);
  expect(listed({ text: 'tea', states: ['draft'] })).toEqual(names.filter((one, index) => one.startsWith('Tea') && index % 5 === 0).toSorted());
  expect(listed({ text: 'cup' })).toEqual(names.filter((one) => one.startsWith('Cup')).toSorted());
});

describe('categories and tax classes', () => {
  test('a category is made, renamed and removed only when nothing is in it', () => {
    const { categoryId } = shop.call('category.create', { name: 'Rods' });
    const { categoryId: inner } = shop.call('category.create', { name: 'Carbon', parentId: categoryId });
    refused(() => shop.call('category.create', { name: 'Rods' }), 'category.nameTaken');
    refused(() => shop.call('category.create', { name: 'Lost', parentId: 99 }), 'record.missing');
    refused(() => shop.call('category.remove', { categoryId }), 'category.inUse');
    expect(shop.call('category.rename', { categoryId, name: '鱼竿' })).toEqual({ before: { name: 'Rods' } });
    expect(shop.call('category.remove', { categoryId: inner })).toEqual({ before: { name: 'Carbon', parentId: categoryId } });
    expect(shop.call('category.list', undefined).categories).toEqual([{ id: categoryId, parentId: null, name: '鱼竿', products: 0 }]);
  });

  test('a rate holds from its day, its line can be taken away, and the class in use stays', () => {
    const { taxClassId } = shop.call('taxClass.create', { code: 'books', name: 'Books' });
    const line = { taxClassId, country: 'DE', validFromOn: '2026-01-01' as never };
    expect(shop.call('taxClass.setRate', { ...line, rate: 70_000 as never })).toEqual({ before: { rate: null } });
    refused(() => shop.call('taxClass.remove', { taxClassId }), 'taxClass.inUse');
    refused(() => shop.call('taxClass.remove', { taxClassId: 1 }), 'taxClass.inUse');
    refused(() => shop.call('taxClass.create', { code: 'books', name: 'Again' }), 'taxClass.codeTaken');
    expect(shop.call('taxClass.setRate', { ...line, rate: null })).toEqual({ before: { rate: 70_000 } });
    expect(shop.call('taxClass.remove', { taxClassId })).toEqual({ before: { code: 'books', name: 'Books', treatment: 'taxed' } });
  });
});
