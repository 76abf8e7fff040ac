import { afterEach, beforeEach, expect, test } from 'vitest';
import { getMethod } from '../../main/app/methods.ts';
import { approvers } from '../../shared/sales/order-approval.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { channelId, channelLine, channelOrder } from '../sales/support.ts';
import { refused } from '../support/refused.ts';
import { inBin, newShippingShop, pickAll, type ShippingShop, totesOf } from './support.ts';

let shop: ShippingShop;
beforeEach(() => {
  shop = newShippingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const undoLast = (method: string) => shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command where method = ?').pluck().get(method)) });
const linesOf = (pickWaveId: number) => shop.call('wave.get', { pickWaveId }).lines;

test('a wave holds every unit set aside for its orders once, in the order of one walk', () => {
  const first = shop.order({ ROD: 2, LINE: 12 });
  const second = shop.order({ HOOK: 3 });
  expect(shop.call('wave.waiting', {})).toMatchObject({ orders: 2, toPick: 0, toPack: 0 });
  const built = shop.call('wave.build', {});
  expect(built).toMatchObject({ number: 'W-00001', orders: 2, units: pieces(17), leftOut: [] });
  const wave = shop.call('wave.get', { pickWaveId: built.pickWaveId });
  // Twelve lines lie in two bins: one alone has not enough of them.
  expect(wave.lines.map(({ binCode, sku, quantity, toteNo }) => [binCode, sku, quantity / 1000, toteNo])).toEqual([
    ['A-01', 'ROD', 2, 1],
    ['A-05', 'LINE', 10, 1],
    ['B-03', 'LINE', 2, 1],
    ['B-03', 'HOOK', 3, 2],
  ]);
  // down the aisle, through its end to B-03, and back by the front: 60 + 30 + 36 + (6 − 5 + 6 − 3) bays … in decimetres.
  expect(wave.walk).toBe(5 * 12 + (30 + (1 + 3) * 12) + (30 + 3 * 12));
  expect(wave).toMatchObject({ totes: 2, open: 2, packingBin: 'PACK', walkByCode: wave.walk });
  refused(() => shop.call('wave.build', {}), 'wave.nothing');
  expect(shop.call('order.get', { orderId: first }).fulfilment).toBe('allocated');
  expect(totesOf(shop, built.pickWaveId).map(({ orderId }) => orderId)).toEqual([first, second]);
});

test('orders that may not leave are left out, each with its reason', () => {
  const held = shop.order({ ROD: 1 });
  shop.call('order.hold', { orderId: held, reason: 'address' });
  const twice = shop.order({ HOOK: 1 });
  shop.call('wave.build', { orderIds: [twice] });
  const bare = shop.order({ LINE: 1 });
  shop.call('order.release', { items: [{ orderId: bare }] });
  const shipped = shop.order({ LINE: 1 });
  shop.call('shipment.ship', { orderId: shipped });
  const fine = shop.order({ LINE: 1 });
  expect(shop.call('wave.build', { orderIds: [held, twice, bare, shipped, fine] }).leftOut).toEqual([
    { orderId: held, why: 'onHold' },
    { orderId: twice, why: 'inWave' },
    { orderId: bare, why: 'nothingHere' },
    { orderId: shipped, why: 'finished' },
  ]);
});

test('picking moves goods to the packing bin, so a shelf’s book is what stands on it; putting back is the way round', () => {
  shop.order({ ROD: 3 });
  const { pickWaveId } = shop.call('wave.build', {});
  const { pickLineId } = linesOf(pickWaveId)[0]!;
  expect(shop.call('pick.take', { pickLineId, quantity: pieces(2) })).toEqual({ pickLineId, left: pieces(1) });
  expect([inBin(shop, shop.bins['A-01'], shop.variant.ROD), inBin(shop, shop.bins.PACK, shop.variant.ROD)]).toEqual([18_000, 2000]);
  refused(() => shop.call('pick.take', { pickLineId, quantity: pieces(2) }), 'pick.tooMany');
  refused(() => shop.call('wave.cancel', { pickWaveId }), 'wave.begun');
  undoLast('pick.take');
  expect([inBin(shop, shop.bins['A-01'], shop.variant.ROD), inBin(shop, shop.bins.PACK, shop.variant.ROD)]).toEqual([20_000, 0]);
  refused(() => shop.call('pick.putBack', { pickLineId, quantity: pieces(1) }), 'pick.notThere');
  shop.call('wave.cancel', { pickWaveId });
  undoLast('wave.cancel');
  expect(shop.call('wave.list', { only: 'open' }).rows.map(({ number }) => number)).toEqual(['W-00002']);
});

test('what is not in its bin becomes an exception of its order, and none when it turns up', () => {
  const orderId = shop.order({ ROD: 2, HOOK: 1 });
  const { pickWaveId } = shop.call('wave.build', {});
  const rod = linesOf(pickWaveId).find(({ sku }) => sku === 'ROD')!;
  shop.call('pick.take', { pickLineId: rod.pickLineId, quantity: pieces(1) });
  expect(shop.call('pick.short', { pickLineId: rod.pickLineId })).toMatchObject({ short: pieces(1) });
  refused(() => shop.call('pick.short', { pickLineId: rod.pickLineId }), 'pick.nothingLeft');
  expect(shop.call('exception.list', {}).rows).toMatchObject([{ orderId, kind: 'shortPick', fix: 'countBin', details: { sku: 'ROD', bin: 'A-01', missing: 1000 } }]);
  undoLast('pick.short');
  expect(shop.call('exception.list', {}).open).toBe(0);
  expect(linesOf(pickWaveId).find(({ sku }) => sku === 'ROD')).toMatchObject({ left: pieces(1), short: 0 });
});

test('an order with nothing left but what is missing needs no tote, and takes no part in the next wave by itself', () => {
  const orderId = shop.order({ ROD: 1 });
  const { pickWaveId } = shop.call('wave.build', {});
  shop.call('pick.short', { pickLineId: linesOf(pickWaveId)[0]!.pickLineId });
  expect(totesOf(shop, pickWaveId)).toMatchObject([{ done: 1 }]);
  refused(() => shop.call('wave.build', {}), 'wave.nothing');
  expect(shop.call('wave.build', { orderIds: [orderId] })).toMatchObject({ orders: 1 });
  refused(() => shop.call('pick.found', { pickLineId: linesOf(pickWaveId)[0]!.pickLineId }), 'pick.toteGone');
});

test('whoever cancels, releases or ships an order elsewhere takes it out of the tote; picked goods are to be put back', () => {
  const cancelled = shop.order({ ROD: 2 });
  const elsewhere = shop.order({ LINE: 2 });
  const partly = shop.order({ HOOK: 4 });
  const { pickWaveId } = shop.call('wave.build', {});
  pickAll(shop, pickWaveId);
  shop.call('order.cancel', { orderId: cancelled, reason: 'changed his mind' });
  shop.call('shipment.ship', { orderId: elsewhere, lines: [{ orderLineId: shop.call('order.get', { orderId: elsewhere }).lines[0]!.id, quantity: pieces(2) }] });
  shop.call('shipment.ship', { orderId: partly, lines: [{ orderLineId: shop.call('order.get', { orderId: partly }).lines[0]!.id, quantity: pieces(1) }] });
  expect(linesOf(pickWaveId).map(({ sku, quantity, toPutBack }) => [sku, quantity / 1000, toPutBack / 1000])).toEqual([['ROD', 0, 2], ['LINE', 0, 2], ['HOOK', 3, 1]]);
  expect(totesOf(shop, pickWaveId).map(({ done }) => done)).toEqual([1, 1, 0]);
  const rod = linesOf(pickWaveId)[0]!;
  shop.call('pick.putBack', { pickLineId: rod.pickLineId, quantity: pieces(2) });
  expect(inBin(shop, shop.bins['A-01'], shop.variant.ROD)).toBe(20_000);
});

test('goods promised to one wave are promised to no other, and the next takes them from elsewhere', () => {
  shop.order({ LINE: 9 });
  shop.order({ LINE: 9 });
  const first = shop.call('wave.build', { most: 1 });
  const second = shop.call('wave.build', {});
  expect(linesOf(first.pickWaveId).map(({ binCode }) => binCode)).toEqual(['A-05']);
  expect(linesOf(second.pickWaveId).map(({ binCode }) => binCode)).toEqual(['B-03']);
});

test('a location without bins is picked from its floor, and nothing moves in the book', () => {
  shop.call('wave.packAt', { locationId: shop.locationId, binId: null });
  shop.call('stock.move', { variantId: shop.variant.ROD, locationId: shop.locationId, fromBinId: shop.bins['A-01'], quantity: pieces(20) });
  shop.order({ ROD: 2 });
  const { pickWaveId } = shop.call('wave.build', {});
  expect(linesOf(pickWaveId)).toMatchObject([{ binCode: null, stopNo: 1 }]);
  const moves = () => shop.raw.prepare('select count(*) from binMove').pluck().get();
  const before = moves();
  pickAll(shop, pickWaveId);
  expect(moves()).toBe(before);
});

/** Orders of a channel: nobody has approved them, and nothing speaks against them. */
const channelOrders = (count: number): number[] => {
  const items = Array.from({ length: count }, (_, index) =>
    channelOrder({ externalId: `C${index}`, customer: { name: `Buyer ${index}`, email: `b${index}@example.cn`, phone: null }, lines: [channelLine('1', 'ROD', 1, 0, 0)], total: minor(0), payments: [] }));
  return shop.call('order.importBatch', { channelId, items }).results.map((result) => (result.ok ? result.value.orderId : 0));
};

test('orders nobody approved are told of and left out, or approved in the same stroke and taken back with it', () => {
  const typed = shop.order({ HOOK: 1 });
  const [first, second, held] = channelOrders(3) as [number, number, number];
  shop.call('order.hold', { orderId: held, reason: 'call first' });
  expect(shop.call('wave.waiting', {})).toMatchObject({ orders: 1, toApprove: 2 });
  const alone = shop.call('wave.build', { orderIds: [typed, first, held] });
  expect(alone).toMatchObject({ orders: 1, approved: 0, leftOut: [{ orderId: first, why: 'notApproved' }, { orderId: held, why: 'onHold' }] });
  shop.call('wave.cancel', alone);
  const approved = (orderId: number): boolean => shop.call('order.get', { orderId }).approved;
  const built = shop.call('wave.build', { approve: true });
  expect([built.orders, built.approved, [typed, first, second, held].map(approved)]).toEqual([3, 2, [true, true, true, false]]);
  expect(shop.call('wave.waiting', {})).toMatchObject({ orders: 0, toApprove: 0 });
  // Taken back, the orders wait for approval as before; what was typed here stays approved. The way round does both again.
  shop.call('wave.cancel', { pickWaveId: built.pickWaveId });
  expect([typed, first, second].map(approved)).toEqual([true, false, false]);
  undoLast('wave.cancel');
  expect([typed, first, second].map(approved)).toEqual([true, true, true]);
});

test('only as many are approved as the wave takes, and by nobody who may not approve', () => {
  channelOrders(3);
  refused(() => shop.as('scanner').call('wave.build', { approve: true }), 'permission.denied');
  expect(shop.call('wave.build', { approve: true, most: 2 })).toMatchObject({ orders: 2, approved: 2 });
  expect(shop.call('wave.waiting', {})).toMatchObject({ orders: 0, toApprove: 1 });
  expect(approvers).toEqual(getMethod('order.approve').roles);
});
