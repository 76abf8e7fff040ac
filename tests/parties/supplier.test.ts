import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
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

const found = (text: string) => shop.call('supplier.list', { text }).rows.map(({ name }) => name);

describe('a supplier', () => {
  test('has a code, its terms, and is found by any part of its card', () => {
    const made = shop.call('supplier.create', { name: '威海钓具厂', contactName: '刘芳', phone: '0631-5201234', paymentDays: 60 });
    expect(made).toEqual({ supplierId: 1, code: 'S-00001' });
    shop.call('supplier.create', { name: 'Baltic Lures', code: 'BL' });
    expect(shop.call('supplier.get', { supplierId: 1 })).toMatchObject({ currency: 'CNY', paymentDays: 60, leadTimeDays: 7, minimumOrder: 0, blocked: false });
    for (const text of ['威海', 'whdj', '刘芳', 'S-00001']) expect(found(text), text).toEqual(['威海钓具厂']);
    for (const text of ['baltic', 'bl']) expect(found(text), text).toEqual(['Baltic Lures']);
  });

  test('in another currency is refused for now, and says which one the books are kept in', () => {
    refused(() => shop.call('supplier.create', { name: 'Osaka Reels', currency: 'JPY' }), 'supplier.currencyForeign');
  });

  test('shares its code with no other, in capitals or not', () => {
    shop.call('supplier.create', { name: 'Baltic Lures', code: 'BL' });
    refused(() => shop.call('supplier.create', { name: 'Blue Line', code: 'bl' }), 'supplier.codeTaken');
  });

  test('a change answers what the card said, which undoes it; people are not in the history', () => {
    const { supplierId } = shop.call('supplier.create', { name: 'Baltic Lures', minimumOrder: minor(50_000) });
    const { before } = shop.call('supplier.update', { supplierId, changes: { name: 'Baltic Lures OÜ', contactName: 'Kadri', blocked: true } });
    expect(before).toEqual({ name: 'Baltic Lures', contactName: '', blocked: false });
    expect(shop.raw.prepare("select field from fieldHistory where kind = 'supplier'").pluck().all()).toEqual(['name', 'blocked']);
    shop.call('supplier.update', { supplierId, changes: before });
    expect(shop.call('supplier.get', { supplierId })).toMatchObject({ name: 'Baltic Lures', contactName: '', blocked: false, minimumOrder: 50_000 });
  });

  test('that nothing names can be removed, and is found no more', () => {
    const { supplierId } = shop.call('supplier.create', { name: 'Baltic Lures' });
    expect(shop.call('supplier.remove', { ids: [supplierId, 99] }).results.map(({ ok }) => ok)).toEqual([true, false]);
    expect(found('baltic')).toEqual([]);
  });

  test('keeps its minimum order from those who see no costs', () => {
    const { supplierId } = shop.call('supplier.create', { name: 'Baltic Lures', minimumOrder: minor(50_000) });
    expect(shop.as('clerk').call('supplier.get', { supplierId })).not.toHaveProperty('minimumOrder');
  });
});
