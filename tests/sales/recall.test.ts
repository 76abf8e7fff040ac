import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newVariant } from '../inventory/support.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
let milk: number;
let camera: number;

beforeEach(() => {
  shop = newShop({ firstLocation: 'Shop floor' });
  [milk, camera] = [newVariant(shop, 'MILK'), newVariant(shop, 'CAMERA')];
  shop.call('lot.track', { variantId: milk, tracking: 'lot' });
  shop.call('lot.track', { variantId: camera, tracking: 'serial' });
  shop.call('stock.receive', {
    locationId: 1,
    lines: [
      { variantId: milk, quantity: pieces(6), value: minor(6_00), lots: [{ code: 'L1', quantity: pieces(6), expiresOn: day('2026-05-01') }] },
      { variantId: camera, quantity: pieces(2), value: minor(200_00), lots: ['C1', 'C2'].map((code) => ({ code, quantity: pieces(1) })) },
    ],
  });
});
afterEach(() => {
  shop.check();
  shop.close();
});

const price = unitPrice(10_0000);
const order = (variantId: number, count: number, recipient: string): { orderId: number; orderLineId: number } => {
  const { orderId } = shop.call('order.create', { lines: [{ variantId, quantity: pieces(count), unitPrice: price }], recipient: { recipient, phone: '139' } });
  const orderLineId = Number(shop.raw.prepare('select id from orderLine where orderId = ?').pluck().get(orderId));
  return { orderId, orderLineId };
};
const lotId = (code: string) => shop.call('lot.find', { code }).lots[0]!.lotId;

test('from a lot: every receipt, every order and who has it, and what came back', () => {
  const [first, second] = [order(milk, 2, '王子涵'), order(milk, 1, 'Emma')];
  for (const { orderId } of [first, second]) shop.call('shipment.ship', { orderId });
  const third = order(milk, 1, 'Nobody');
  const { shipmentId } = shop.call('shipment.ship', { orderId: third.orderId });
  shop.call('shipment.cancel', { shipmentId, reason: 'mistake' });
  const recall = shop.call('lot.recall', { lotId: lotId('L1') });
  expect(recall).toMatchObject({ sku: 'MILK', code: 'L1', onHand: 3000, expiresOn: '2026-05-01', receipts: [{ document: { kind: 'goodsReceipt', number: 'GR-000001' }, quantity: 6000 }] });
  expect(recall.orders.map(({ orderId, recipient, phone, shipped, back }) => [orderId, recipient, phone, shipped, back])).toEqual([
    [first.orderId, '王子涵', '139', 2000, 0],
    [second.orderId, 'Emma', '139', 1000, 0],
  ]);
  expect(recall.life.map((row) => row.kind)).toEqual(['receipt', 'shipment', 'shipment', 'shipment', 'cancellation']);
});

test('the serial number in the parcel is the one that was scanned, and its life is told in order', () => {
  const { orderId, orderLineId } = order(camera, 1, 'Emma');
  shop.call('order.allocate', { items: [{ orderId }] });
  refused(() => shop.call('shipment.ship', { orderId, lines: [{ orderLineId, quantity: pieces(1), lots: [{ code: 'C9', quantity: pieces(1) }] }] }), 'lot.unknown');
  shop.call('shipment.ship', { orderId, lines: [{ orderLineId, quantity: pieces(1), lots: [{ code: 'C2', quantity: pieces(1) }] }] });
  expect(shop.call('lot.recall', { lotId: lotId('C2') })).toMatchObject({ tracking: 'serial', onHand: 0, orders: [{ orderId }], life: [{ kind: 'receipt' }, { kind: 'shipment', document: { kind: 'shipment', number: 'SH-000001' } }] });
});

test('over the counter the piece in the hand is the piece in the book', () => {
  shop.call('order.sell', { lines: [{ variantId: camera, quantity: pieces(1), unitPrice: price, lots: [{ code: 'C2', quantity: pieces(1) }] }] });
  expect(shop.call('lot.list', { variantId: camera, limit: 5 }).rows.map(({ code }) => code)).toEqual(['C1']);
});
