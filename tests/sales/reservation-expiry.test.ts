import { expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { expireReservations } from '../../main/sales/reservation-expiry.service.ts';
import { fateOf } from '../../shared/inventory/reservation.rules.ts';
import { instant } from '../../shared/units/instant.ts';
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

const hour = 3_600_000;

test('what becomes of goods whose time is over is decided by money first, then by a hold', () => {
  const rule = { hours: 2, heldHours: 5, tellHours: null };
  const [set, now] = [instant(0), instant(2 * hour)];
  expect(fateOf({ paid: true, held: true }, set, rule, now)).toBe('keep');
  expect(fateOf({ paid: false, held: true }, set, rule, now)).toEqual({ until: 5 * hour });
  expect(fateOf({ paid: false, held: true }, set, rule, instant(5 * hour))).toBe('free');
  expect(fateOf({ paid: false, held: true }, set, { ...rule, heldHours: null }, now)).toBe('free');
  expect(fateOf({ paid: false, held: false }, set, rule, now)).toBe('free');
  expect(fateOf(undefined, set, rule, now)).toBe('free');
});

test('a new shop frees what nobody paid for after a week, a held order after two, and tells of what stays longer', () => {
  const shop = newShop({ firstLocation: 'Shop floor' });
  const reel = newVariant(shop, 'REEL');
  shop.call('stock.receive', { locationId: 1, lines: [{ variantId: reel, quantity: pieces(9), value: minor(90_00) }] });
  const [, held, paid] = [1, 2, 3].map(() => shop.call('order.create', { lines: [{ variantId: reel, quantity: pieces(2), unitPrice: unitPrice(10_0000) }] }));
  shop.call('payment.capture', { orderId: paid!.orderId, amount: paid!.total, method: 'card', account: 'bank' });
  shop.call('order.hold', { orderId: held!.orderId, reason: 'address unknown' });
  shop.call('stock.hold', { variantId: reel, locationId: 1, quantity: pieces(1) });
  const kept = () => shop.raw.prepare('select orderId from allocation join orderLine on orderLine.id = orderLineId order by orderId').pluck().all();
  const told = () => shop.call('expiry.blocked', {}).rows;
  const turn = () => shop.tx((tx) => expireReservations(tx)).freed;
  shop.clock.advance(7 * 24 * hour);
  expect([turn(), kept(), told()]).toEqual([1, [held!.orderId, paid!.orderId], []]);
  shop.clock.advance(7 * 24 * hour);
  expect(told()).toMatchObject([
    { kind: 'setAside', quantity: 2000, order: { orderId: held!.orderId, paid: false, held: true } },
    { kind: 'setAside', quantity: 2000, order: { orderId: paid!.orderId, paid: true, held: false } },
    { kind: 'onHold', quantity: 1000, order: null },
  ]);
  expect([turn(), kept()]).toEqual([1, [paid!.orderId]]);
  // Told and left alone: the clock frees neither what is paid for nor what is on hold.
  shop.clock.advance(365 * 24 * hour);
  expect([turn(), told().map(({ kind }) => kind)]).toEqual([0, ['setAside', 'onHold']]);
  shop.call('reservation.setRule', { tellHours: null });
  expect(told()).toEqual([]);
  shop.check();
  shop.close();
});

test('a shop older than the rule frees nothing by itself, and says that nobody has decided until somebody does', () => {
  const shop = newShop({ firstLocation: 'Shop floor' });
  // As the migration leaves a file that was founded before it.
  shop.raw.exec('update stockSetting set reservationHours = null, heldHours = null, tellHours = null, keepingDecided = 0');
  const reel = newVariant(shop, 'REEL');
  shop.call('stock.receive', { locationId: 1, lines: [{ variantId: reel, quantity: pieces(2), value: minor(20_00) }] });
  shop.call('order.create', { lines: [{ variantId: reel, quantity: pieces(2), unitPrice: unitPrice(10_0000) }] });
  shop.clock.advance(400 * 24 * hour);
  expect(shop.tx((tx) => expireReservations(tx))).toEqual({ freed: 0 });
  expect(shop.call('reservation.get', undefined)).toEqual({ hours: null, heldHours: null, tellHours: null, decided: false });
  shop.call('reservation.setRule', { hours: null });
  expect(shop.call('reservation.get', undefined)).toEqual({ hours: null, heldHours: null, tellHours: null, decided: true });
  shop.close();
});
