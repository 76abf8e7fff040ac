import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { taxRateOn } from '../../main/catalog/tax-class.queries.ts';
import type { ProductImport } from '../../shared/catalog/product.contract.ts';
import { day } from '../../shared/units/day.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const lure = (sku: string, price: number): ProductImport => ({
  name: `Lure ${sku}`,
  categoryPath: ['Tackle', 'Lures'],
  tags: ['spring'],
  variants: [{ sku, barcodes: [{ code: `L-${sku}` }], prices: [{ currency: 'CNY', amount: unitPrice(price) }] }],
});
const bring = (...items: ProductImport[]) => shop.call('product.importBatch', { items }).results;
const outcomes = (...items: ProductImport[]) => bring(...items).map((result) => (result.ok ? result.value.outcome : result.refusal.code));
const rows = () => shop.raw.prepare('select (select count(*) from product) as products, (select count(*) from price) as prices, (select count(*) from fieldHistory) as history').get();

describe('bringing products up to date', () => {
  test('the same batch again changes nothing', () => {
    expect(outcomes(lure('A', 100_000), lure('B', 120_000))).toEqual(['created', 'created']);
    const before = rows();
    expect(outcomes(lure('A', 100_000), lure('B', 120_000))).toEqual(['unchanged', 'unchanged']);
    expect(rows()).toEqual(before);
    expect(shop.call('category.list', undefined).categories.map(({ name, products }) => [name, products])).toEqual([['Lures', 2], ['Tackle', 0]]);
  });

  test('what differs is changed, what is left out stays, and a new variant is added', () => {
    bring(lure('A', 100_000));
    expect(outcomes({ name: 'Lure A', variants: [{ sku: 'A', prices: [{ currency: 'CNY', amount: unitPrice(90_000) }] }, { sku: 'A-2' }] })).toEqual(['updated']);
    const product = shop.call('product.get', { productId: 1 });
    expect(product.variants.map(({ sku, prices, barcodes }) => [sku, prices[0]?.amount, barcodes.length])).toEqual([['A', 90_000, 1], ['A-2', undefined, 0]]);
    expect(product.tags).toEqual(['spring']);
  });

  test('a refused item leaves the others as they are and itself nowhere', () => {
    bring(lure('A', 100_000), lure('B', 100_000));
    const mixed: ProductImport = { name: 'Mixed', variants: [{ sku: 'A' }, { sku: 'B' }] };
    const stolen: ProductImport = { name: 'Thief', categoryPath: ['New'], variants: [{ sku: 'C', barcodes: [{ code: 'L-A' }] }] };
    expect(outcomes(lure('D', 1), mixed, stolen, lure('E', 1))).toEqual(['created', 'product.severalForSkus', 'barcode.taken', 'created']);
    expect(shop.call('product.list', {}).rows.map(({ sku }) => sku)).toEqual(['A', 'B', 'D', 'E']);
    expect(shop.call('product.list', { text: 'Thief' }).rows).toEqual([]);
    expect(shop.call('category.list', undefined).categories.map(({ name }) => name)).not.toContain('New');
  });

  test('a sheet does not bring back what was archived, and the import is undone by archiving', () => {
    bring(lure('A', 100_000));
    shop.call('product.archive', { ids: [1] });
    expect(outcomes({ ...lure('A', 100_000), state: 'active' })).toEqual(['unchanged']);
    expect(shop.call('product.get', { productId: 1 }).state).toBe('archived');
  });

  test('the same key again answers as before and adds nothing', () => {
    const input = { items: [lure('A', 100_000)] };
    const first = shop.call('product.importBatch', input, 'job:1');
    expect(shop.call('product.importBatch', input, 'job:1')).toEqual(first);
    expect(rows()).toMatchObject({ products: 1 });
  });

  test('201 products are one too many', () => {
    const many = Array.from({ length: 201 }, (_, index) => lure(`S-${index}`, 1));
    expect(() => bring(...many)).toThrow('input.invalid');
  });
});

describe('the rate of a tax class', () => {
  test("is the region's own, else the country's, from its day on", () => {
    const at = (country: string, region: string, on: string) => taxRateOn(shop.read, { taxClassId: 1, country, region, on: day(on) });
    const set = (country: string, region: string, on: string, rate: number) =>
      shop.call('taxClass.setRate', { taxClassId: 1, country, region, validFromOn: day(on), rate: percent(rate) });
    set('DE', '', '2007-01-01', 19);
    set('DE', '', '2020-07-01', 16);
    set('DE', '', '2021-01-01', 19);
    set('US', 'CA', '2020-01-01', 7);
    expect(['2006-12-31', '2020-06-30', '2020-07-01', '2020-12-31', '2021-01-01'].map((on) => at('DE', 'BE', on))).toEqual([
      undefined, 190_000, 160_000, 160_000, 190_000,
    ]);
    expect([at('US', 'CA', '2026-01-01'), at('US', 'OR', '2026-01-01')]).toEqual([70_000, undefined]);
  });
});
