import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { refused } from '../support/refused.ts';
import { newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeAll(() => {
  shop = newSellingShop();
  shop.call('product.create', {
    name: '鱼钩 Hook box',
    state: 'active',
    variants: [{ sku: 'BOX-S', optionValues: { size: 'S' }, barcodes: [{ code: '4006381333931', packQuantity: pieces(12) }] }, { sku: 'BOX-L', optionValues: { size: 'L' }, prices: [{ currency: 'CNY', amount: unitPrice(90_000) }] }],
  });
  shop.call('product.create', { name: 'Hook of old', state: 'draft', variants: [{ sku: 'OLD' }] });
});
afterAll(() => shop.close());

const skus = (text: string): string[] => shop.call('order.offers', { text }).rows.map((row) => row.sku);

describe('goods for a line of an order', () => {
  test('a SKU as written is that variant, with its price, its tax and what may be promised', () => {
    shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(3) }] });
    expect(shop.call('order.offers', { text: 'ROD' })).toEqual({
      scanned: 1_000,
      rows: [{ variantId: shop.variant.ROD, sku: 'ROD', name: 'ROD', unitPrice: 1_000_000, priceList: null, taxRate: 130_000, available: 17_000, tracking: 'none' }],
    });
  });

  test('a case scanned is as many as are in it, and a price nobody set is none', () => {
    expect(shop.call('order.offers', { text: '4006381333931' })).toMatchObject({ scanned: 12_000, rows: [{ sku: 'BOX-S', name: '鱼钩 Hook box · S', unitPrice: null }] });
  });

  test('words find every variant of what is on sale, pinyin initials too', () => {
    expect(skus('hook box')).toEqual(['BOX-S', 'BOX-L']);
    expect(skus('yg')).toEqual(['BOX-S', 'BOX-L']);
    expect(skus('hook')).toEqual(['HOOK']);
    expect(skus('old')).toEqual(['OLD']);
  });

  test('the beginning of a SKU brings its variant before its sisters', () => {
    expect(skus('box-l')).toEqual(['BOX-L']);
    expect(skus('BOX-')).toEqual(['BOX-S', 'BOX-L']);
  });

  test('variants named are answered in their order; one that does not exist is refused', () => {
    const { HOOK, LINE } = shop.variant;
    expect(shop.call('order.offers', { variantIds: [LINE, HOOK] }).rows.map((row) => row.sku)).toEqual(['LINE', 'HOOK']);
    refused(() => shop.call('order.offers', { variantIds: [9_999] }), 'variant.unknown');
  });
});
