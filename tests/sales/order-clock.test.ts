import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deadlineRisk, orderClock, type OrderTimes } from '../../shared/sales/order-clock.rules.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { openingTime } from '../support/shop.ts';
import { channelId, channelOrder, newSellingShop } from './support.ts';

const hour = 3_600_000;
const at = (hours: number): Instant => instant(openingTime + hours * hour);

test('the segments of an order follow one another and add up to the time it took, each what it waited for', () => {
  const span = fc.tuple(fc.nat(60), fc.option(fc.nat(40))).map(([from, length]) => ({ from: at(from), to: length === null ? null : at(from + length) }));
  const times = fc.record({ endedAt: fc.option(fc.integer({ min: 0, max: 90 }).map(at)), holds: fc.array(span, { maxLength: 3 }), approvals: fc.array(span, { maxLength: 3 }), paidAt: fc.oneof(fc.constant(undefined), fc.constant(null), fc.nat(60).map(at)) });
  fc.assert(
    fc.property(times, fc.integer({ min: 0, max: 100 }), ({ paidAt, ...rest }, now) => {
      const order: OrderTimes = { orderedAt: at(0), shipByAt: at(48), ...rest, ...(paidAt !== undefined && { paidAt }) };
      const segments = orderClock(order, at(now));
      const end = order.endedAt ?? at(now);
      expect(segments.reduce((sum, { from, to }) => sum + (to - from), 0)).toBe(end - order.orderedAt);
      expect(segments.every(({ from }, index) => from === (segments[index - 1]?.to ?? order.orderedAt))).toBe(true);
      // Hour by hour, as somebody with a list would say it.
      for (let h = 0; at(h) < end; h += 1) {
        const inside = ({ from, to }: { from: Instant; to: Instant | null }): boolean => from <= at(h) && (to ?? at(1_000)) > at(h);
        const waits = order.holds.some(inside) ? 'held' : order.paidAt !== undefined && (order.paidAt === null || order.paidAt > at(h)) ? 'toPay' : order.approvals.some(inside) ? 'toShip' : 'toApprove';
        expect(segments.find(({ from, to }) => from <= at(h) && at(h) < to)?.phase).toBe(waits);
      }
    }),
  );
});

test('a promise is flagged while there is still time to keep it', () => {
  const order = { orderedAt: at(0), shipByAt: at(48), endedAt: null, holds: [], approvals: [] };
  expect([1, 38, 39, 48, 49].map((now) => deadlineRisk(order, at(now)))).toEqual(['inTime', 'inTime', 'atRisk', 'atRisk', 'late']);
  expect([deadlineRisk({ ...order, endedAt: at(47) }, at(90)), deadlineRisk({ ...order, endedAt: at(50) }, at(90))]).toEqual(['inTime', 'late']);
});

test('a held and approved order says where its time went, in a shop', () => {
  const shop = newSellingShop();
  const [result] = shop.call('order.importBatch', { channelId, items: [channelOrder({ externalId: 'W1' })] }).results;
  if (!result?.ok) throw new Error('refused');
  const { orderId } = result.value;
  const { orderedAt } = shop.call('order.get', { orderId });
  const later = (hours: number): void => shop.clock.set(orderedAt + hours * hour);
  later(2);
  shop.call('order.hold', { orderId, reason: 'call' });
  later(5);
  shop.call('order.unhold', { orderId });
  later(6);
  shop.call('order.approve', { items: [{ orderId }] });
  later(8);
  shop.call('shipment.ship', { orderId });
  later(100);
  const { segments, total, risk } = shop.call('order.clock', { orderId });
  expect(segments.map(({ phase, from, to }) => [phase, (to - from) / hour])).toEqual([['toApprove', 2], ['held', 3], ['toApprove', 1], ['toShip', 2]]);
  expect([total / hour, risk]).toEqual([8, 'inTime']);
  const sold = shop.call('order.sell', { lines: [{ variantId: shop.variant.HOOK, quantity: pieces(1) }] });
  expect(shop.call('order.clock', { orderId: sold.orderId })).toMatchObject({ total: 0, segments: [] });
  shop.check();
  shop.close();
});
