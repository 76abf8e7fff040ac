import { afterEach, beforeEach, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { instant } from '../../shared/units/instant.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { newVariant } from './support.ts';

let shop: TestShop;
let reel: number;
let cellar: number;
let counter: number;

beforeEach(() => {
  shop = newShop();
  reel = newVariant(shop, 'REEL');
  cellar = shop.call('location.create', { name: 'Cellar', kind: 'warehouse' }).locationId;
  counter = shop.call('location.create', { name: 'Counter', kind: 'shop' }).locationId;
  shop.call('stock.receive', { locationId: cellar, lines: [{ variantId: reel, quantity: pieces(10), value: minor(100_00) }] });
});
afterEach(() => {
  shop.check();
  shop.close();
});

const send = (count: number) => shop.call('transfer.send', { fromLocationId: cellar, toLocationId: counter, lines: [{ variantId: reel, quantity: pieces(count) }] }).stockTransferId;
const arrive = (stockTransferId: number, count: number) => shop.call('transfer.receive', { stockTransferId, lines: [{ variantId: reel, quantity: pieces(count) }] });
const row = (locationId?: number) => shop.call('stock.list', { limit: 5, ...(locationId === undefined ? {} : { locationId }) }).rows[0]!;
const worth = () => shop.call('stock.valuation', {}).value;
const days = (count: number) => shop.clock.advance(count * 86_400_000);

test('what is on its way is seen from both sides, whole or in parts, and value never changes', () => {
  const id = send(6);
  expect([row(cellar).onHand, row(counter).onHand, row().inTransit, worth()]).toEqual([4000, 0, 6000, 100_00]);
  expect(arrive(id, 4)).toMatchObject({ done: false, stockAdjustmentId: null });
  expect([row(counter).onHand, row().inTransit, worth()]).toEqual([4000, 2000, 100_00]);
  expect(shop.call('transfer.get', { stockTransferId: id })).toMatchObject({ sent: 6000, onTheWay: 2000, closedAt: null });
  expect(arrive(id, 2)).toMatchObject({ done: true });
  expect([row(counter).onHand, row().inTransit, worth()]).toEqual([6000, 0, 100_00]);
  refused(() => arrive(id, 1), 'transfer.arrived');
});

test('more than was sent is found goods with a reason, at the latest cost', () => {
  const id = send(3);
  const { stockAdjustmentId, done } = shop.call('transfer.receive', { stockTransferId: id, reason: 'miscounted', note: 'one more in the box', lines: [{ variantId: reel, quantity: pieces(4) }] });
  expect([done, stockAdjustmentId]).toEqual([true, expect.any(Number)]);
  expect([row(counter).onHand, worth()]).toEqual([4000, 110_00]);
  expect(shop.call('transfer.get', { stockTransferId: id }).differences).toMatchObject([{ reason: 'miscounted', quantity: 1000 }]);
});

test('what never arrives is written off from the way it was on, with its reason', () => {
  const id = send(5);
  arrive(id, 3);
  shop.call('transfer.close', { stockTransferId: id, outcome: 'lost', reason: 'shrinkage', note: 'box open' });
  expect([row(cellar).onHand, row(counter).onHand, row().inTransit, worth()]).toEqual([5000, 3000, 0, 80_00]);
  expect(shop.call('transfer.get', { stockTransferId: id })).toMatchObject({ onTheWay: 0, differences: [{ reason: 'shrinkage', quantity: -2000 }] });
});

test('a transfer that turned back is as if it had never left', () => {
  const id = send(5);
  expect(shop.call('transfer.close', { stockTransferId: id, outcome: 'back' })).toMatchObject({ stockAdjustmentId: null });
  expect([row(cellar).onHand, row().inTransit, worth()]).toEqual([10_000, 0, 100_00]);
  refused(() => shop.call('transfer.close', { stockTransferId: id, outcome: 'back' }), 'transfer.arrived');
});

test('open transfers come the oldest first, and after a week somebody asks where they are', () => {
  const first = send(1);
  days(5);
  send(1);
  days(2);
  const { rows } = shop.call('transfer.list', { only: 'open', limit: 10 });
  expect(rows.map(({ id, daysOnTheWay, late, onTheWay }) => [id, daysOnTheWay, late, onTheWay])).toEqual([[first, 7, true, 1000], [first + 1, 2, false, 1000]]);
});

test('a shelf gives what stands on it: every scan is a row, and a scan is undone by the other way round', () => {
  const { binId } = shop.call('bin.create', { locationId: cellar, code: 'A-1' });
  const scan = (count: number, way: { fromBinId?: number; toBinId?: number }) => shop.call('stock.move', { variantId: reel, locationId: cellar, quantity: pieces(count), ...way });
  scan(4, { toBinId: binId });
  refused(() => scan(7, { toBinId: binId }), 'stock.shortOnFloor');
  refused(() => scan(5, { fromBinId: binId }), 'stock.shortInBin');
  refused(() => scan(1, {}), 'bin.same');
  expect(shop.call('lot.places', { variantId: reel }).places.map(({ bin, onHand }) => [bin, onHand])).toEqual([[null, 10_000], ['A-1', 4000]]);
  const commandId = Number(shop.raw.prepare("select max(id) from command where method = 'stock.move'").pluck().get());
  shop.call('activity.undo', { commandId });
  expect(shop.call('lot.places', { variantId: reel }).places.find(({ bin }) => bin === 'A-1')).toBeUndefined();
  expect([row(cellar).onHand, worth(), shop.raw.prepare('select count(*) from binMove').pluck().get()]).toEqual([10_000, 100_00, 2]);
});

test('what was recorded late left and came on its own days, and never came before it left', () => {
  const began = shop.clock.now;
  days(6);
  const at = (count: number) => instant(began + count * 86_400_000);
  const { stockTransferId } = shop.call('transfer.send', { fromLocationId: cellar, toLocationId: counter, occurredAt: at(2), lines: [{ variantId: reel, quantity: pieces(6) }] });
  refused(() => shop.call('transfer.receive', { stockTransferId, occurredAt: at(1) }), 'transfer.beforeSent');
  refused(() => shop.call('transfer.close', { stockTransferId, outcome: 'back', occurredAt: at(1) }), 'transfer.beforeSent');
  shop.call('transfer.receive', { stockTransferId, occurredAt: instant(at(2) - 3_600_000), lines: [{ variantId: reel, quantity: pieces(2) }] });
  shop.call('transfer.receive', { stockTransferId, occurredAt: at(4) });
  const onHandAt = (count: number) => [cellar, counter].map((locationId) => shop.raw.prepare('select coalesce(sum(quantity), 0) from stockMovement where variantId = ? and locationId = ? and occurredAt <= ?').pluck().get(reel, locationId, at(count)));
  expect([1, 2, 3, 4].map(onHandAt)).toEqual([[10_000, 0], [4000, 2000], [4000, 2000], [4000, 6000]]);
});
