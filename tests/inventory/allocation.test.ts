import { afterEach, beforeEach, expect, test } from 'vitest';
import { pieces } from '../../shared/units/quantity.ts';
import { minor } from '../../shared/units/minor.ts';
import { allocate, allocationsOf, consumeAllocation, release } from '../../main/inventory/allocation.service.ts';
import { availableToSell } from '../../main/inventory/stock.queries.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { january, moveAndPost, newLocation, newVariant } from './support.ts';

let shop: TestShop;
let reel: number;
let cellar: number;
let attic: number;

beforeEach(() => {
  shop = newShop();
  reel = newVariant(shop, 'REEL');
  [cellar, attic] = [newLocation(shop, 'Cellar'), newLocation(shop, 'Attic')];
  shop.tx((tx) => {
    for (const [locationId, count] of [[cellar, 3], [attic, 5]] as const) {
      moveAndPost(tx, { on: january(1) }, [
        { kind: 'receipt', variantId: reel, locationId, quantity: pieces(count), value: minor(count * 100), role: 'openingEquity' },
      ]);
    }
  });
});
afterEach(() => {
  shop.check();
  shop.close();
});

const ask = (orderLineId: number, count: number, locationId?: number) =>
  shop.tx((tx) => allocate(tx, { orderLineId, variantId: reel, quantity: pieces(count), ...(locationId === undefined ? {} : { locationId }) }));
const available = () => availableToSell(shop.read, [reel]).get(reel);
const ship = (orderLineId: number, count: number, locationId: number) =>
  shop.tx((tx) => {
    consumeAllocation(tx, { orderLineId, locationId, quantity: pieces(count) });
    moveAndPost(tx, { on: january(2) }, [{ kind: 'shipment', variantId: reel, locationId, quantity: pieces(count), role: 'cogs' }]);
  });

test('one place that has all gives all, else each gives what it has and the rest is backordered', () => {
  expect(ask(1, 4)).toEqual([{ locationId: attic, quantity: 4000 }]);
  expect(ask(2, 6)).toEqual([{ locationId: cellar, quantity: 3000 }, { locationId: attic, quantity: 1000 }]);
  expect(ask(3, 1)).toEqual([]);
  expect(available()).toBe(0);
});

test('what one order line has set aside no other one can ship', () => {
  ask(1, 3, cellar);
  refused(() => ship(2, 1, cellar), 'stock.short');
  ship(1, 3, cellar);
  expect(allocationsOf(shop.read, 1)).toEqual([]);
  expect(available()).toBe(5000);
});

test('a part shipment ends a part of the allocation', () => {
  ask(1, 5);
  ship(1, 2, attic);
  expect(allocationsOf(shop.read, 1)).toEqual([{ locationId: attic, quantity: 3000 }]);
});

test('released goods are free again, from the last place first', () => {
  ask(1, 8);
  expect(shop.tx((tx) => release(tx, { orderLineId: 1, quantity: pieces(6) }))).toBe(6000);
  expect(allocationsOf(shop.read, 1)).toEqual([{ locationId: cellar, quantity: 2000 }]);
  expect(shop.tx((tx) => release(tx, { orderLineId: 1 }))).toBe(2000);
  expect(available()).toBe(8000);
});

test('a counter that is named promises more than it has, a warehouse does not', () => {
  const counter = newLocation(shop, 'Counter', 'allow', 'shop');
  expect(ask(1, 2, counter)).toEqual([{ locationId: counter, quantity: 2000 }]);
  expect(ask(2, 9, cellar)).toEqual([{ locationId: cellar, quantity: 3000 }]);
  refused(() => ask(3, 1, 99), 'location.unknown');
});

test('a line of goods set aside here leaves in few statements: the budget of a posting is shared', () => {
  const variants = [newVariant(shop), newVariant(shop), newVariant(shop)];
  const receipt = (variantId: number) => ({ kind: 'receipt', variantId, locationId: cellar, quantity: pieces(9), value: minor(900), role: 'openingEquity' }) as const;
  shop.tx((tx) => moveAndPost(tx, { on: january(2) }, variants.map(receipt)));
  variants.forEach((variantId, index) => shop.tx((tx) => allocate(tx, { orderLineId: index + 1, variantId, quantity: pieces(1) })));
  let used = 0;
  shop.tx((tx) => {
    const before = tx.statements;
    variants.forEach((_, index) => consumeAllocation(tx, { orderLineId: index + 1, locationId: cellar, quantity: pieces(1) }));
    const shipped = variants.map((variantId) => ({ kind: 'shipment', variantId, locationId: cellar, quantity: pieces(1), role: 'cogs' }) as const);
    moveAndPost(tx, { on: january(3) }, shipped);
    used = tx.statements - before;
  });
  // Inventory's own, and the entry of two legs: number, entry, two postings, post, day balances, accounts and roles.
  expect(used).toBeLessThanOrEqual(26);
});

test('goods that are all set aside are carried from bin to bin all the same', () => {
  const bins = ['A', 'B'].map((code) => shop.call('bin.create', { locationId: cellar, code }).binId);
  const [from = 0, to = 0] = bins;
  shop.call('stock.move', { variantId: reel, locationId: cellar, toBinId: from, quantity: pieces(3) });
  ask(1, 3, cellar);
  shop.call('stock.move', { variantId: reel, locationId: cellar, fromBinId: from, toBinId: to, quantity: pieces(2) });
  expect(shop.raw.prepare('select binId, onHand from binLevel order by binId').raw().all()).toEqual([[from, 1000], [to, 2000]]);
});
