import { afterEach, beforeEach, expect, test } from 'vitest';
import { dayOf } from '../../shared/units/calendar.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { newShop, openingTime, type TestShop } from '../support/shop.ts';

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

test('goods that came before the books began are posted on the day they began, and keep when they came', () => {
  receiveAt(Date.parse('1990-05-05T12:00:00Z'));
  const begunOn = dayOf(instant(openingTime), 'Asia/Shanghai');
  expect(shop.raw.prepare('select postedOn, occurredAt from stockMovement').get()).toEqual({ postedOn: begunOn, occurredAt: Date.parse('1990-05-05T12:00:00Z') });
  expect(shop.raw.prepare('select postedOn from journalEntry').pluck().all()).toEqual([begunOn]);
});

test('opening stock worth nothing begins the books: how stock is costed is decided', () => {
  expect(shop.call('shop.get', undefined).booksBegun).toBe(false);
  shop.call('stock.openingBatch', { items: [{ sku: 'ROD', quantity: pieces(1), value: minor(0) }] });
  expect(shop.call('shop.get', undefined).booksBegun).toBe(true);
  refused(() => shop.call('shop.update', { changes: { costingMethod: 'movingAverage' } }), 'shop.booksBegun');
});

test('opening stock of which every line is refused leaves no paper behind', () => {
  const { results } = shop.call('stock.openingBatch', { items: [{ sku: 'NOBODY', quantity: pieces(1), value: minor(1) }] });
  expect(results).toMatchObject([{ ok: false, refusal: { code: 'sku.unknown' } }]);
  expect(shop.raw.prepare('select count(*) from stockAdjustment').pluck().get()).toBe(0);
});

test('a refused first line of opening stock does not lose the paper of the next', () => {
  const line = { sku: 'ROD', quantity: pieces(1), value: minor(100) };
  shop.call('stock.openingBatch', { items: [{ ...line, sku: 'NOBODY' }, line, { ...line, sku: 'NOBODY' }, line] });
  expect(shop.raw.prepare('select count(*), max(id) from stockAdjustment').raw().get()).toEqual([1, 1]);
});

test('a clock that is some hours ahead is believed', () => {
  receiveAt(shop.clock.now + 5 * hours);
  expect(shop.call('stock.movements', { limit: 10 }).rows).toHaveLength(1);
});
