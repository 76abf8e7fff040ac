import { afterEach, beforeEach, expect, test } from 'vitest';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
beforeEach(() => {
  shop = newShop({ firstLocation: 'Shop floor' });
  shop.call('product.importBatch', { items: [{ name: 'Rod', variants: [{ sku: 'ROD' }] }] });
});
afterEach(() => {
  shop.check();
  shop.close();
});

const receiveAt = (occurredAt: number) =>
  shop.call('stock.receive', { locationId: 1, occurredAt: instant(occurredAt), lines: [{ variantId: 1, quantity: pieces(1), value: minor(100) }] });
const hours = 3_600_000;

test('goods that come next year have not come: a slip of the pen does not make all that follows late', () => {
  refused(() => receiveAt(shop.clock.now + 365 * 24 * hours), 'period.ahead');
  expect(shop.call('stock.movements', { limit: 10 }).rows).toEqual([]);
});

test('a clock that is some hours ahead is believed', () => {
  receiveAt(shop.clock.now + 5 * hours);
  expect(shop.call('stock.movements', { limit: 10 }).rows).toHaveLength(1);
});
