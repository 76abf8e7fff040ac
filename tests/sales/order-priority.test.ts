import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { byPriority, type PriorityWeights, priorityOf, priorityTerms, type RankedOrder } from '../../shared/sales/order-priority.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { openingTime } from '../support/shop.ts';
import { newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
});
afterEach(() => shop.close());

const hour = 3_600_000;
const now = instant(openingTime);
const order: RankedOrder = { id: 1, shipByAt: instant(now + 24 * hour), orderedAt: now, total: minor(10_000), payment: 'unpaid', fulfilment: 'open', earlierOrders: 0 };
const even = Object.fromEntries(priorityTerms.map((term) => [term, 10])) as PriorityWeights;

test('the parts of a rank add up to it, and each presses only one way', () => {
  const any = fc.record({ id: fc.nat(), shipByAt: fc.integer({ min: -200, max: 200 }).map((hours) => instant(now + hours * hour)), orderedAt: fc.nat(400).map((hours) => instant(now - hours * hour)), total: fc.nat(1_000_000).map(minor), payment: fc.constantFrom('paid' as const, 'unpaid' as const, 'partlyPaid' as const), fulfilment: fc.constantFrom('open' as const, 'allocated' as const), earlierOrders: fc.nat(5) });
  const weights = fc.record(Object.fromEntries(priorityTerms.map((term) => [term, fc.nat(100)]))) as fc.Arbitrary<unknown> as fc.Arbitrary<PriorityWeights>;
  fc.assert(
    fc.property(any, weights, fc.nat(50_000), (one, given, usual) => {
      const { score, parts } = priorityOf(one, given, now, usual);
      expect(parts.reduce((sum, part) => sum + part.points * part.weight, 0)).toBe(score);
      expect(parts.every(({ points }) => points >= 0 && points <= 100)).toBe(true);
      const later = priorityOf({ ...one, shipByAt: instant(one.shipByAt + hour) }, given, now, usual);
      expect(later.score).toBeLessThanOrEqual(score);
      expect(priorityOf({ ...one, payment: 'paid' }, given, now, usual).score).toBeGreaterThanOrEqual(score);
    }),
  );
});

test('late, paid and complete comes first; equal ones by deadline, then as they came', () => {
  const rank = (changes: Partial<RankedOrder>) => ({ ...order, ...changes, priority: priorityOf({ ...order, ...changes }, even, now, 10_000) });
  const sorted = byPriority([rank({ id: 3 }), rank({ id: 2 }), rank({ id: 4, payment: 'paid' }), rank({ id: 5, payment: 'paid', fulfilment: 'allocated', shipByAt: now })]);
  expect(sorted.map(({ id }) => id)).toEqual([5, 4, 2, 3]);
});

test('weights are edited, the queue follows at once, and each row says why', () => {
  const dear = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(5) }], shipByAt: instant(openingTime + 60 * hour) }).orderId;
  const soon = shop.call('order.create', { lines: [{ variantId: shop.variant.HOOK, quantity: pieces(1) }], shipByAt: instant(openingTime + hour) }).orderId;
  const queue = () => shop.call('priority.queue', {}).rows.map((row) => row.id);
  expect(queue()).toEqual([soon, dear]);
  shop.call('priority.setWeights', { weights: { deadline: 0, value: 100 } });
  expect(queue()).toEqual([dear, soon]);
  const [first] = shop.call('priority.queue', {}).rows;
  expect(first?.parts.reduce((sum, { score }) => sum + score, 0)).toBe(first?.score);
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
  expect(queue()).toEqual([soon, dear]);
});

test('a view is kept for the person who saved it, with a count that lives, and comes back after it was dropped', () => {
  const filter = { payment: 'unpaid' as const };
  const { savedViewId } = shop.call('savedView.add', { name: 'To chase', filter, sort: 'newest' });
  const views = () => shop.call('savedView.list', undefined).rows.map(({ name, count, filter: kept }) => [name, count, kept.payment]);
  expect(views()).toEqual([['To chase', 0, 'unpaid']]);
  const { orderId, total } = shop.call('order.create', { lines: [{ variantId: shop.variant.HOOK, quantity: pieces(1) }] });
  expect(views()).toEqual([['To chase', 1, 'unpaid']]);
  shop.call('payment.capture', { orderId, amount: total, account: 'bank' });
  expect(views()).toEqual([['To chase', 0, 'unpaid']]);
  shop.call('savedView.update', { savedViewId, changes: { name: 'Paid', filter: { payment: 'paid' } } });
  expect(views()).toEqual([['Paid', 1, 'paid']]);
  shop.call('savedView.remove', { savedViewId });
  expect(views()).toEqual([]);
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
  expect(views()).toEqual([['Paid', 1, 'paid']]);
  const { userId } = shop.call('user.add', { name: 'Bo', role: 'manager' });
  expect(shop.core.query({ userId, role: 'manager', deviceId: null, via: 'app' }, 'savedView.list', undefined)).toEqual({ rows: [] });
  refused(() => shop.core.command({ userId, role: 'manager', deviceId: null, via: 'app' }, 'savedView.remove', { savedViewId: savedViewId + 1 }), 'record.missing');
});
