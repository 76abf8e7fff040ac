import { expect, test } from 'vitest';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { channelId, channelOrder, newSellingShop } from '../sales/support.ts';

test('a shop’s day: orders come in, are set aside, paid, shipped in two parcels, cancelled, refunded; the books prove', () => {
  const shop = newSellingShop();
  const minutes = (count: number): void => shop.clock.advance(count * 60_000);

  // 09:05 Two orders of the channel, one by phone; the last two rods are promised.
  minutes(5);
  const pulled = shop.call('order.importBatch', { channelId, items: [channelOrder({ externalId: 'W1' }), channelOrder({ externalId: 'W2' })] }).results;
  const [w1, w2] = pulled.map((result) => (result.ok ? result.value.orderId : 0)) as [number, number];
  const phone = shop.call('order.create', {
    lines: [{ variantId: shop.variant.ROD, quantity: pieces(18) }],
    charges: [{ kind: 'shipping', name: 'SF Express', amount: minor(3_000) }],
  });
  expect(shop.call('order.get', { orderId: phone.orderId }).lines[0]).toMatchObject({ allocated: 16_000, backordered: 2_000 });

  // 09:30 Goods arrive and the phone order is complete; the customer pays half in advance.
  minutes(25);
  shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(4), value: minor(26_000) }] });
  expect(shop.call('order.allocate', { items: [{ orderId: phone.orderId }] }).results[0]).toMatchObject({ ok: true, value: { allocated: 2_000, backordered: 0 } });
  shop.call('payment.capture', { orderId: phone.orderId, amount: minor(100_000) });

  // 10:00 W1 leaves whole; the phone order in two parcels, the second unpaid.
  minutes(30);
  shop.call('shipment.ship', { orderId: w1, carrier: 'SF', trackingNumber: 'SF1001' });
  const [rods] = shop.call('order.get', { orderId: phone.orderId }).lines;
  shop.call('shipment.ship', { orderId: phone.orderId, lines: [{ orderLineId: rods!.id, quantity: pieces(8) }] });
  minutes(10);
  shop.call('shipment.ship', { orderId: phone.orderId });
  expect(shop.call('order.get', { orderId: phone.orderId })).toMatchObject({ fulfilment: 'shipped', payment: 'partlyPaid' });

  // 11:00 W2 is called off by its customer and its money goes back; the phone customer pays the rest.
  minutes(50);
  expect(shop.call('order.cancel', { orderId: w2, reason: 'customer' }).owed).toBe(24_860);
  const cancelled = shop.call('order.get', { orderId: w2 }).lines;
  const parts = cancelled.map((line) => ({ kind: 'cancelled' as const, orderLineId: line.id, amount: line.gross }));
  shop.call('refund.record', { orderId: w2, account: 'channelClearing', parts, reason: 'cancelled', refundedAt: instant(shop.clock.now) });
  const { money } = shop.call('order.get', { orderId: phone.orderId });
  shop.call('payment.capture', { orderId: phone.orderId, amount: money.receivable });

  // 15:00 A walk-in buys hooks.
  minutes(240);
  const walkIn = shop.call('order.sell', { locationId: shop.locationId, lines: [{ variantId: shop.variant.HOOK, quantity: pieces(6) }] });

  // Evening: what an accountant adds up by hand.
  expect(shop.posted(w1)).toEqual({ channelClearing: 24_860, salesRevenue: -22_000, outputTax: -2_860, cogs: 12_800, inventory: -12_800 });
  expect(shop.posted(w2)).toEqual({});
  // 18 rods at 100.00 and 30.00 shipping without tax; all 18 left from the first receipt at 60.00.
  expect(shop.posted(phone.orderId)).toEqual({ bank: 206_400, salesRevenue: -180_000, shippingIncome: -3_000, outputTax: -23_400, cogs: 108_000, inventory: -108_000 });
  expect(shop.posted(walkIn.orderId)).toEqual({ till: 2_258, salesRevenue: -1_998, outputTax: -260, cogs: 600, inventory: -600 });
  expect(shop.call('order.counts', undefined)).toEqual({ all: 4, toApprove: 0, safe: 0, toShip: 0, toPay: 0, needsAttention: 0 });

  // Next morning, Today shows the same day as the books.
  minutes(24 * 60);
  const today = shop.call('today.get', undefined);
  expect(today.days.at(-1)).toEqual({ on: '2026-03-02', orders: 4, sales: 206_998, margin: 206_998 - 121_400 });
  expect(shop.as('clerk').call('today.get', undefined).days.at(-1)).not.toHaveProperty('margin');
  shop.check();
  shop.close();
});
