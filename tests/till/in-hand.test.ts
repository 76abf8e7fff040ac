import { afterEach, beforeEach, expect, test } from 'vitest';
import { pieces } from '../../shared/units/quantity.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { refused } from '../support/refused.ts';

let shop: SellingShop;
/** A place that never goes below zero, with twenty rods by the book. */
beforeEach(() => {
  shop = newSellingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const sell = (count: number) => shop.call('order.sell', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(count) }] });
const level = () => shop.raw.prepare('select onHand / 1000 as onHand, allocated / 1000 as allocated from stockLevel where variantId = ?').get(shop.variant.ROD);
const beyond = () => shop.raw.prepare('select closedAt is null as open from soldInHand order by id').pluck().all();
const order = (count: number) => shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(count) }] }).orderId;

test('goods in the hand are sold where the book has none left, as an exception with a name that ends when goods arrive', () => {
  sell(20);
  expect(beyond()).toEqual([]);
  const { orderId } = sell(1);
  expect([level(), beyond()]).toEqual([{ onHand: -1, allocated: 0 }, [1]]);
  expect(shop.call('negative.list', undefined).rows).toMatchObject([{ variantId: shop.variant.ROD, onHand: -1_000, source: { kind: 'shipment' } }]);
  // The cost is the last one known, and the books carry it.
  expect(shop.posted(orderId)).toMatchObject({ cogs: 6_000, inventory: -6_000 });
  shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(3), value: 18_000 as never }] });
  expect([level(), beyond(), shop.call('negative.list', undefined).rows]).toEqual([{ onHand: 2, allocated: 0 }, [0], []]);
});

test('nor does what is set aside for others keep them, and nobody else may take what the place has not', () => {
  const orderId = order(20);
  sell(2);
  expect([level(), beyond()]).toEqual([{ onHand: 18, allocated: 20 }, [1]]);
  refused(() => shop.call('stock.adjust', { locationId: shop.locationId, reason: 'damage', lines: [{ variantId: shop.variant.ROD, quantity: -pieces(1) as never }] }), 'stock.short');
  expect(shop.call('order.allocate', { items: [{ orderId: order(1) }] }).results[0]).toMatchObject({ value: { allocated: 0 } });
  shop.call('order.cancel', { orderId });
  expect([level(), beyond()]).toEqual([{ onHand: 18, allocated: 0 }, [0]]);
});

test('a sale that was a mistake takes its exception with it', () => {
  sell(20);
  const { orderId } = sell(2);
  shop.call('order.unsell', { orderId });
  expect([level(), beyond(), shop.call('negative.list', undefined).rows]).toEqual([{ onHand: 0, allocated: 0 }, [0], []]);
});

test('goods of a lot nobody can name leave as well, and are owed a name', () => {
  const milk = shop.call('product.create', { name: 'MILK', state: 'active', variants: [{ sku: 'MILK', prices: [{ currency: 'CNY', amount: 10_000 as never }] }] }).variants[0]!.id;
  shop.call('lot.track', { variantId: milk, tracking: 'lot' });
  const { orderId } = shop.call('order.sell', { lines: [{ variantId: milk, quantity: pieces(1) }] });
  expect(shop.raw.prepare('select onHand from stockLevel where variantId = ?').pluck().get(milk)).toBe(-1_000);
  shop.check();
  shop.call('order.unsell', { orderId });
});
