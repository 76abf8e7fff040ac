import { expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { expireReservations } from '../../main/sales/reservation-expiry.service.ts';
import { newVariant } from '../inventory/support.ts';
import { newShop } from '../support/shop.ts';

test('the goods of an order nobody paid for are free again and it is backordered; those of a paid one stay', () => {
  const shop = newShop({ firstLocation: 'Shop floor' });
  const reel = newVariant(shop, 'REEL');
  shop.call('stock.receive', { locationId: 1, lines: [{ variantId: reel, quantity: pieces(5), value: minor(50_00) }] });
  shop.call('reservation.setRule', { hours: 2 });
  const [unpaid, paid] = [1, 2].map(() => shop.call('order.create', { lines: [{ variantId: reel, quantity: pieces(2), unitPrice: unitPrice(10_0000) }] }));
  shop.call('payment.capture', { orderId: paid!.orderId, amount: paid!.total, method: 'card', account: 'bank' });
  shop.call('order.allocate', { items: [unpaid!, paid!].map(({ orderId }) => ({ orderId })) });
  shop.clock.advance(2 * 3_600_000);
  expect(shop.tx((tx) => expireReservations(tx))).toEqual({ freed: 1 });
  const kept = shop.raw.prepare('select orderId, expiresAt from allocation join orderLine on orderLine.id = orderLineId').all();
  expect(kept).toEqual([{ orderId: paid!.orderId, expiresAt: null }]);
  expect(shop.raw.prepare('select id, fulfilment from salesOrder order by id').all()).toEqual([
    { id: unpaid!.orderId, fulfilment: 'open' },
    { id: paid!.orderId, fulfilment: 'allocated' },
  ]);
  shop.check();
  shop.close();
});
