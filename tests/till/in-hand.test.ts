import { afterEach, beforeEach, describe, expect, test } from 'vitest';
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

test('a find and a loss in one command, at a place that stays short, are written whichever comes first', () => {
  sell(21);
  const { locationId, variant } = shop;
  const line = (count: number) => ({ variantId: variant.ROD, quantity: pieces(count) });
  shop.call('stock.adjust', { locationId, reason: 'miscounted', lines: [line(1), line(-1)] });
  expect([level(), beyond()]).toEqual([{ onHand: -1, allocated: 0 }, [1]]);
  shop.call('stock.adjust', { locationId, reason: 'miscounted', lines: [line(-1), line(3)] });
  expect([level(), beyond()]).toEqual([{ onHand: 1, allocated: 0 }, [0]]);
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

describe('goods that stand on shelves', () => {
  const bins: Record<string, number> = {};
  const onShelves = (variantId: number) =>
    Object.fromEntries(shop.raw.prepare('select code, onHand / 1000 as pieces from binLevel join bin on bin.id = binId where variantId = ? and onHand <> 0 order by code').raw().all(variantId) as [string, number][]);
  const put = (variantId: number, code: string, count: number, lots?: { code: string; quantity: ReturnType<typeof pieces> }[]) =>
    shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId, binId: bins[code]!, quantity: pieces(count), value: 100 as never, ...(lots && { lots }) }] });
  beforeEach(() => {
    for (const code of ['A1', 'B1']) bins[code] = shop.call('bin.create', { locationId: shop.locationId, code }).binId;
  });

  test('are taken off them: the floor first, then the fullest shelf, and never more than stands there', () => {
    put(shop.variant.ROD, 'A1', 3);
    put(shop.variant.ROD, 'B1', 5);
    sell(20);
    expect(onShelves(shop.variant.ROD)).toEqual({ A1: 3, B1: 5 });
    shop.call('order.sell', { lines: [4, 2].map((count) => ({ variantId: shop.variant.ROD, quantity: pieces(count) })) });
    expect(onShelves(shop.variant.ROD)).toEqual({ A1: 2 });
    const { orderId } = sell(4);
    expect([onShelves(shop.variant.ROD), level()]).toEqual([{}, { onHand: -2, allocated: 0 }]);
    shop.call('order.unsell', { orderId });
    // What comes back lies on the floor until somebody puts it away.
    expect([onShelves(shop.variant.ROD), level()]).toEqual([{}, { onHand: 2, allocated: 0 }]);
  });

  test('a piece named by its number leaves the shelf it stands on; what is on hold stays', () => {
    const camera = shop.call('product.create', { name: 'CAMERA', state: 'active', variants: [{ sku: 'CAMERA', prices: [{ currency: 'CNY', amount: 10_000 as never }] }] }).variants[0]!.id;
    shop.call('lot.track', { variantId: camera, tracking: 'serial' });
    put(camera, 'A1', 2, [{ code: 'SN-1', quantity: pieces(1) }, { code: 'SN-2', quantity: pieces(1) }]);
    put(camera, 'B1', 1, [{ code: 'SN-3', quantity: pieces(1) }]);
    shop.call('order.sell', { lines: [{ variantId: camera, quantity: pieces(1), lots: [{ code: 'SN-3', quantity: pieces(1) }] }] });
    expect(onShelves(camera)).toEqual({ A1: 2 });
    put(shop.variant.ROD, 'A1', 2);
    shop.call('stock.hold', { variantId: shop.variant.ROD, locationId: shop.locationId, binId: bins['A1']!, quantity: pieces(1) });
    sell(21);
    expect(onShelves(shop.variant.ROD)).toEqual({ A1: 1 });
  });
});
