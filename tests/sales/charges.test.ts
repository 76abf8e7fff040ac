import { afterEach, beforeEach, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
let orderId: number;
let shipments: [number, number];

/** Two lines at 20.00 and 2.60 tax with 5.00 postage, paid: 50.20. Each line leaves in a parcel of its own. */
beforeEach(() => {
  shop = newSellingShop();
  const line = { variantId: shop.variant.LINE, quantity: pieces(1) };
  orderId = shop.call('order.create', { lines: [line, line], charges: [{ kind: 'shipping', name: 'SF', amount: minor(500) }] }).orderId;
  shop.call('payment.capture', { orderId, amount: minor(5_020) });
  const parcel = ({ id }: { id: number }) => shop.call('shipment.ship', { orderId, lines: [{ orderLineId: id, quantity: pieces(1) }] }).shipmentId;
  const [first, second] = lines();
  shipments = [parcel(first!), parcel(second!)];
});
afterEach(() => {
  shop.check();
  shop.close();
});

const lines = () => shop.call('order.get', { orderId }).lines;
const callBack = (shipmentId: number) => shop.call('shipment.cancel', { shipmentId, reason: 'wrong label' });

test('postage stays earned while another parcel stands, though the one that carried it was called back', () => {
  callBack(shipments[0]);
  expect(shop.posted(orderId)).toMatchObject({ shippingIncome: -500, salesRevenue: -2_000, customerDeposits: -2_260 });
  expect(shop.call('order.cancel', { orderId, reason: 'sold out' }).owed).toBe(2_260);
  expect(shop.posted(orderId)).toEqual({ bank: 5_020, shippingIncome: -500, salesRevenue: -2_000, outputTax: -260, refundsPayable: -2_260, cogs: 800, inventory: -800 });
});

test('the last parcel called back takes the postage with it, and the order owes everything', () => {
  callBack(shipments[0]);
  callBack(shipments[1]);
  expect(shop.posted(orderId)).toEqual({ bank: 5_020, customerDeposits: -5_020 });
  expect(shop.call('order.cancel', { orderId, reason: 'lost' }).owed).toBe(5_020);
});

test('what is shipped again after both were called back carries the postage once', () => {
  callBack(shipments[0]);
  callBack(shipments[1]);
  shop.call('shipment.ship', { orderId });
  expect(shop.posted(orderId)).toMatchObject({ shippingIncome: -500, salesRevenue: -4_000, bank: 5_020 });
  expect(shop.posted(orderId)['customerDeposits']).toBeUndefined();
});

test('a present that cost nothing is called back without an entry while its postage stays with another parcel', () => {
  const gift = shop.call('product.create', { name: 'Sample', state: 'active', variants: [{ sku: 'GIFT', prices: [{ currency: 'CNY', amount: unitPrice(0) }] }] }).variants[0]!.id;
  shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: gift, quantity: pieces(2), value: minor(0) }] });
  const line = { variantId: gift, quantity: pieces(1) };
  orderId = shop.call('order.create', { lines: [line, line], charges: [{ kind: 'shipping', name: 'SF', amount: minor(500) }] }).orderId;
  const parcels = lines().map(({ id }) => shop.call('shipment.ship', { orderId, lines: [{ orderLineId: id, quantity: pieces(1) }] }).shipmentId);
  callBack(parcels[0]!);
  expect(shop.posted(orderId)).toEqual({ accountsReceivable: 500, shippingIncome: -500 });
});

test('postage that was called off stays so when a parcel of what was ordered again is called back', () => {
  const line = { variantId: shop.variant.LINE, quantity: pieces(1) };
  orderId = shop.call('order.create', { lines: [line, line], charges: [{ kind: 'shipping', name: 'SF', amount: minor(500) }] }).orderId;
  const [first] = lines();
  const { cancellationId } = shop.call('order.cancel', { orderId, reason: 'one only', lines: [{ orderLineId: first!.id, quantity: pieces(1) }] });
  shop.call('order.cancel', { orderId, reason: 'none' });
  shop.call('order.reinstate', { cancellationId });
  callBack(shop.call('shipment.ship', { orderId }).shipmentId);
  expect(shop.posted(orderId)).toEqual({});
  shop.call('payment.capture', { orderId, amount: minor(2_260), account: 'bank' });
  expect(shop.call('order.cancel', { orderId, reason: 'none after all' }).owed).toBe(2_260);
});

test('postage that was called off and asked for again while a parcel stood is carried by the next one', () => {
  const line = { variantId: shop.variant.LINE, quantity: pieces(2) };
  orderId = shop.call('order.create', { lines: [line, line], charges: [{ kind: 'shipping', name: 'SF', amount: minor(500) }] }).orderId;
  const [first, second] = lines();
  const off = (id: number) => shop.call('order.cancel', { orderId, reason: 'none', lines: [{ orderLineId: id, quantity: pieces(2) }] }).cancellationId;
  const cancelled = [off(first!.id), off(second!.id)] as const;
  shop.call('order.reinstate', { cancellationId: cancelled[0] });
  const { shipmentId } = shop.call('shipment.ship', { orderId, lines: [{ orderLineId: first!.id, quantity: pieces(1) }] });
  shop.call('order.reinstate', { cancellationId: cancelled[1] });
  expect(shop.posted(orderId)['shippingIncome']).toBeUndefined();
  shop.check();
  const next = shop.call('shipment.ship', { orderId });
  expect(shop.posted(orderId)).toMatchObject({ shippingIncome: -500 });
  callBack(next.shipmentId);
  expect(shop.posted(orderId)).toMatchObject({ shippingIncome: -500 });
  callBack(shipmentId);
  expect(shop.posted(orderId)).toEqual({});
});
