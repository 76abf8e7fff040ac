import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const refusalOf = (act: () => unknown): { code: string; details: unknown } => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return error.data();
    throw error;
  }
  throw new Error('nothing was refused');
};
const priced = (amount: number) => shop.call('price.set', { items: [{ variantId: shop.variant.ROD, currency: 'CNY', amount: unitPrice(amount) }] }).results[0];
const floored = (rate: number | null) => shop.call('cost.setFloor', { rate: rate === null ? null : percent(rate) });
const rod = (changes: object = {}) => ({ variantId: shop.variant.ROD, quantity: pieces(1), ...changes });

describe('what a unit costs', () => {
  test('its parts add up to it: goods at the newest layer, what was typed, and the fee of the dearest channel it is on sale at', () => {
    shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(3), value: minor(19_999) }] });
    shop.call('cost.set', { items: [{ variantId: shop.variant.ROD, kind: 'freight', amount: unitPrice(40_000) }, { variantId: shop.variant.ROD, kind: 'packaging', amount: unitPrice(5_000) }] });
    const cost = shop.call('cost.get', { variantId: shop.variant.ROD });
    expect(cost.buildUp).toEqual({
      price: 1_000_000, tax: 0, net: 1_000_000, landed: 666_633 + 45_000, margin: 1_000_000 - 711_633,
      parts: [{ kind: 'stock', amount: 666_633 }, { kind: 'freight', amount: 40_000 }, { kind: 'packaging', amount: 5_000 }],
    });
    expect(cost.buildUp!.parts.reduce((sum, { amount }) => sum + amount, 0)).toBe(cost.buildUp!.landed);
  });

  test('a clerk is not told', () => {
    expect(() => shop.as('clerk').call('cost.get', { variantId: shop.variant.ROD })).toThrow('permission.denied');
  });

  test('goods that are gone cost what the last of them cost', () => {
    shop.call('order.sell', { lines: [rod({ quantity: pieces(20) })] });
    expect(shop.call('cost.get', { variantId: shop.variant.ROD }).parts).toEqual([{ kind: 'stock', amount: 600_000 }]);
  });
});

describe('a price under the margin floor', () => {
  beforeEach(() => {
    floored(25);
  });

  test('is refused with the arithmetic, and the lowest one is taken', () => {
    expect(priced(799_999)).toEqual({
      ok: false,
      refusal: {
        code: 'price.underFloor',
        details: { sku: 'ROD', arithmetic: { price: 799_999, tax: 0, parts: [{ kind: 'stock', amount: 600_000 }], landed: 600_000, margin: 199_999, floor: 250_000, lowest: 800_000 } },
      },
    });
    expect(priced(800_000)).toMatchObject({ ok: true });
  });

  test('is not said in figures to whoever may not know costs', () => {
    const clerk = () => shop.as('clerk').call('product.create', { name: 'Rod', variants: [{ sku: 'ROD-2', prices: [{ currency: 'CNY', amount: unitPrice(1) }] }] });
    expect(clerk().variants).toHaveLength(1);
    const typed = refusalOf(() => shop.as('clerk').call('order.create', { lines: [rod({ unitPrice: unitPrice(700_000) })] }));
    expect(typed).toEqual({ code: 'price.underFloor', details: { sku: 'ROD', arithmetic: null } });
  });

  test('is refused by a sheet or a channel’s catalogue too, row by row', () => {
    const sheet = { items: [{ name: 'ROD', variants: [{ sku: 'ROD', prices: [{ currency: 'CNY', amount: unitPrice(500_000) }] }] }, { name: 'HOOK', variants: [{ sku: 'HOOK', prices: [{ currency: 'CNY', amount: unitPrice(40_000) }] }] }] };
    expect(shop.call('product.importBatch', sheet).results).toMatchObject([{ ok: false, refusal: { code: 'price.underFloor' } }, { ok: true }]);
    expect(shop.call('cost.get', { variantId: shop.variant.ROD }).price).toBe(1_000_000);
  });

  test('is refused on a price list, as a price and as a percentage', () => {
    const { priceListId } = shop.call('priceList.create', { name: 'Club', currency: 'CNY' });
    const row = { of: 'variant', targetId: shop.variant.ROD } as const;
    const items = [{ ...row, amount: unitPrice(790_000) }, { ...row, percentOff: percent(21) }, { ...row, percentOff: percent(20) }];
    expect(shop.call('priceList.setRows', { priceListId, items }).results.map(({ ok }) => ok)).toEqual([false, false, true]);
  });

  test('typed on an order is refused, a discount included, unless a manager says that it is meant', () => {
    expect(refusalOf(() => shop.call('order.create', { lines: [rod({ discount: minor(2_100) })] })).code).toBe('price.underFloor');
    expect(refusalOf(() => shop.call('order.sell', { lines: [rod()], discount: minor(2_100) })).code).toBe('price.underFloor');
    expect(shop.call('order.create', { lines: [rod({ discount: minor(2_000) })] }).orderId).toBeGreaterThan(0);
    const accepted = { lines: [rod({ unitPrice: unitPrice(100_000) })], underFloorAccepted: true };
    expect(shop.as('manager').call('order.create', accepted).orderId).toBeGreaterThan(0);
    expect(refusalOf(() => shop.as('clerk').call('order.create', accepted)).code).toBe('permission.denied');
  });

  test('may be what a label says since the cost rose: the shop’s own price is sold at', () => {
    shop.call('cost.set', { items: [{ variantId: shop.variant.ROD, kind: 'freight', amount: unitPrice(900_000) }] });
    expect(shop.call('cost.get', { variantId: shop.variant.ROD }).isUnderFloor).toBe(true);
    expect(shop.as('clerk').call('order.sell', { lines: [rod()] }).total).toBe(11_300);
  });

  test('holds by category and by variant, and can be taken back', () => {
    const { categoryId } = shop.call('category.create', { name: 'Rods', parentId: null });
    const inside = shop.call('category.create', { name: 'Carp', parentId: categoryId });
    const { productId } = shop.call('variant.find', { code: 'ROD' }).found!;
    shop.call('product.update', { productId, changes: { categoryIds: [inside.categoryId] } });
    shop.call('cost.setFloor', { categoryId, rate: percent(35) });
    expect(shop.call('cost.get', { variantId: shop.variant.ROD })).toMatchObject({ floor: percent(35), lowest: 923_077 });
    shop.call('cost.setFloor', { variantId: shop.variant.ROD, rate: percent(1) });
    expect(shop.call('cost.get', { variantId: shop.variant.ROD }).floor).toBe(percent(1));
    expect(shop.call('cost.settings', undefined).floors.map(({ name }) => name)).toEqual([null, 'Rods', 'ROD']);
    const command = shop.call('activity.list', {}).rows.find(({ method }) => method === 'cost.setFloor')!;
    shop.call('activity.undo', { commandId: command.id });
    expect(shop.call('cost.get', { variantId: shop.variant.ROD }).floor).toBe(percent(35));
  });
});
