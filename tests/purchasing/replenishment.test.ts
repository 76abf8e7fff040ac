import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { addDays } from '../../shared/units/calendar.ts';
import { day, type Day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { moveAndPost } from '../inventory/support.ts';
import { refused } from '../support/refused.ts';
import { type BuyingShop, newBuyingShop, placeOrder, receive } from './support.ts';

let shop: BuyingShop;
beforeEach(() => {
  shop = newBuyingShop();
});
afterEach(() => shop.close());

// The shop stands on 2026-03-02; the goods opened on that day as well, so history is given before it.
const today = day('2026-03-02');
const window = { windowDays: 30, coverDays: 10, serviceLevel: 95 } as const;

function move(sku: 'ROD' | 'LINE' | 'HOOK', kind: 'receipt' | 'shipment', on: Day, count: number): void {
  const place = { variantId: shop.variant[sku], locationId: shop.locationId, quantity: pieces(count) };
  shop.tx((tx) => moveAndPost(tx, { on, minute: kind === 'receipt' ? 0 : 1 }, [kind === 'receipt' ? { ...place, kind, value: minor(count * 6_000), role: 'openingEquity' } : { ...place, kind, role: 'cogs' }]));
}

/** Two rods a day for twenty days: forty came and forty went, twenty are here. */
function sellRods(): void {
  move('ROD', 'receipt', day('2026-02-01'), 40);
  for (let index = 0; index < 20; index += 1) move('ROD', 'shipment', addDays(day('2026-02-01'), index), 2);
}

const rowOf = (sku: 'ROD' | 'LINE', more: object = {}) => shop.call('replenishment.propose', { ...window, view: 'all', ...more }).rows.find((row) => row.variantId === shop.variant[sku]);

describe('what to buy', () => {
  test('days on which nothing was there are left out of the demand', () => {
    sellRods();
    // Before February nothing was there: one day of the window; from the 21st on nothing either, while twenty came on the day of opening.
    const row = rowOf('ROD')!;
    expect(row).toMatchObject({ sold: pieces(40), days: 20, outDays: 10, perDay: pieces(2), onHand: pieces(20), leadTime: { source: 'agreed', p50: 5 } });
    expect(row).toMatchObject({ overLeadTime: pieces(10), safetyStock: 0, reorderPoint: pieces(10), upTo: pieces(30), position: pieces(20), wanted: 0, quantity: 0 });
  });

  test('how sure goods are to be there follows from their class, else from what is stated for them, and is asked for all at once', () => {
    move('ROD', 'receipt', day('2026-02-01'), 40);
    for (let index = 0; index < 20; index += 1) move('ROD', 'shipment', addDays(day('2026-02-01'), index), index % 2 === 0 ? 1 : 3);
    const { serviceLevel: _all, ...byClass } = window;
    const row = (more: object = {}) => shop.call('replenishment.propose', { ...byClass, view: 'all', ...more }).rows.find(({ variantId }) => variantId === shop.variant.ROD);
    // One and three in turn for twenty days: a variance of 20 ÷ 19 a day, five days until it comes.
    const safety = (z: number): number => Math.ceil(z * Math.sqrt((5 * 20) / 19) * 1_000 - 1e-6);
    // Weeks of 4, 13, 15, 8 and 0: 69 % away from their mean of 8, so Y; nothing else was sold, so A.
    expect(row()).toMatchObject({ valueClass: 'A', demandClass: 'Y', serviceLevel: 98, serviceLevelFrom: 'class', classServiceLevel: 98, ownServiceLevel: null, safetyStock: safety(2.053749) });
    const settings = shop.call('analysis.settings', undefined);
    const { before } = shop.call('analysis.configure', { ...settings, serviceLevels: { ...settings.serviceLevels, A: { ...settings.serviceLevels.A, Y: 80 } } });
    expect(row()).toMatchObject({ serviceLevel: 80, safetyStock: safety(0.841621) });
    expect(shop.call('replenishment.setServiceLevel', { variantId: shop.variant.ROD, serviceLevel: 99 })).toEqual({ before: null });
    expect(row()).toMatchObject({ serviceLevel: 99, serviceLevelFrom: 'variant', classServiceLevel: 80, ownServiceLevel: 99, safetyStock: safety(2.326348) });
    expect(row({ serviceLevel: 90 })).toMatchObject({ serviceLevel: 90, serviceLevelFrom: 'asked', safetyStock: safety(1.281552) });
    expect(shop.call('replenishment.setServiceLevel', { variantId: shop.variant.ROD, serviceLevel: null })).toEqual({ before: 99 });
    shop.call('analysis.configure', before);
    expect(row()).toMatchObject({ serviceLevel: 98, serviceLevelFrom: 'class' });
    refused(() => shop.call('replenishment.setServiceLevel', { variantId: 999_999, serviceLevel: 90 }), 'record.missing');
  });

  test('any history gives what adding it up day by day gives', () => {
    fc.assert(
      fc.property(fc.array(fc.record({ day: fc.nat(40), came: fc.nat(4), went: fc.nat(6) }), { maxLength: 15 }), (rows) => {
        const fresh = newBuyingShop();
        try {
          let level = 0;
          const events: { on: Day; came: number; went: number }[] = [];
          for (const { day: index, came, went } of rows.toSorted((a, b) => a.day - b.day)) {
            const sold = Math.min(went, level + came);
            level += came - sold;
            events.push({ on: addDays(today, index - 41), came, went: sold });
          }
          const place = { variantId: fresh.variant.ROD, locationId: fresh.locationId };
          events.forEach(({ on, came, went }, minute) => {
            if (came > 0) fresh.tx((tx) => moveAndPost(tx, { on, minute: minute * 2 }, [{ ...place, kind: 'receipt', quantity: pieces(came), value: minor(came), role: 'openingEquity' }]));
            if (went > 0) fresh.tx((tx) => moveAndPost(tx, { on, minute: minute * 2 + 1 }, [{ ...place, kind: 'shipment', quantity: pieces(went), role: 'cogs' }]));
          });
          const everyDay = Array.from({ length: 30 }, (_one, index) => addDays(today, index - 30));
          const soldOn = (on: Day) => events.filter((event) => event.on === on).reduce((sum, event) => sum + event.went, 0);
          const levelAt = (on: Day) => events.filter((event) => event.on <= on).reduce((sum, event) => sum + event.came - event.went, 0);
          const counted = everyDay.filter((on) => levelAt(on) > 0 || soldOn(on) > 0);
          const total = counted.reduce((sum, on) => sum + soldOn(on), 0);
          const row = fresh.call('replenishment.propose', { ...window, view: 'all' }).rows.find(({ variantId }) => variantId === fresh.variant.ROD);
          const variance = counted.length < 2 ? 0 : counted.reduce((sum, on) => sum + (soldOn(on) - total / counted.length) ** 2, 0) / (counted.length - 1);
          // What sold nothing has no row.
          const byHand = total === 0 ? undefined : { sold: pieces(total), days: counted.length, outDays: 30 - counted.length };
          expect(row && { sold: row.sold, days: row.days, outDays: row.outDays }).toEqual(byHand);
          expect(Math.abs((row?.deviation ?? 0) - (total === 0 ? 0 : Math.sqrt(variance) * 1000))).toBeLessThan(0.501);
        } finally {
          fresh.close();
        }
      }),
      { seed: 34, numRuns: 20 },
    );
  });

  test('one command drafts an order for each supplier, drafts count as coming, and an undo gives them up', () => {
    sellRods();
    const asked = { ...window, coverDays: 60, windowDays: 30 };
    move('ROD', 'shipment', today, 15);
    const { plan, rows } = shop.call('replenishment.propose', asked);
    // Five are here and ten the point: up to 10 + 120, so 125 at 60.00.
    expect(rows[0]).toMatchObject({ sku: 'ROD', wanted: pieces(125), quantity: pieces(125), cost: 750_000, shortWithout: pieces(125), shortWith: pieces(5) });
    expect(plan).toMatchObject({ lines: 1, suppliers: 1, cost: 750_000, baseline: 750_000, outWithout: 1, outWith: 1 });
    const expects = { lines: 1, cost: minor(750_000) };
    refused(() => shop.call('replenishment.order', { ...asked, expects: { ...expects, lines: 2 } }), 'replenishment.changed');
    const { orders } = shop.call('replenishment.order', { ...asked, expects });
    expect(orders).toHaveLength(1);
    expect(rowOf('ROD', asked)).toMatchObject({ drafted: pieces(125), wanted: 0 });
    const { purchaseOrderId } = orders[0]!;
    const withdrawn = shop.call('replenishment.withdraw', { purchaseOrderIds: [purchaseOrderId] });
    expect(rowOf('ROD', asked)).toMatchObject({ drafted: 0, wanted: pieces(125) });
    shop.call('replenishment.restore', withdrawn);
    expect(rowOf('ROD', asked)).toMatchObject({ drafted: pieces(125) });
    shop.call('purchaseOrder.place', { purchaseOrderId });
    expect(rowOf('ROD', asked)).toMatchObject({ drafted: 0, incoming: pieces(125), wanted: 0 });
    shop.check();
  });

  test('a budget too small for a line leaves it, and so does leaving it out', () => {
    sellRods();
    move('ROD', 'shipment', today, 15);
    const small = shop.call('replenishment.propose', { ...window, budget: minor(100) });
    expect(small.rows[0]).toMatchObject({ taken: false });
    expect(small.plan).toMatchObject({ lines: 0, cost: 0, wholeLines: 1 });
    expect(shop.call('replenishment.propose', { ...window, without: [shop.variant.ROD] }).plan.lines).toBe(0);
  });

  test('what sells out and nobody sells to us is named, with what is needed', () => {
    move('HOOK', 'shipment', day('2026-03-01'), 15);
    const { rows, plan } = shop.call('replenishment.propose', { ...window, view: 'unsourced' });
    expect(rows).toMatchObject([{ sku: 'HOOK', supplierId: null, quantity: 0, leadTime: { source: 'unknown', p50: 10 } }]);
    expect(plan.unsourced).toBe(1);
  });

  test('a blocked supplier is passed over for the next, with what that costs', () => {
    sellRods();
    move('ROD', 'shipment', today, 15);
    const other = shop.call('supplier.create', { name: '宁波钓具', leadTimeDays: 5 }).supplierId;
    shop.call('agreement.add', { supplierId: other, variantId: shop.variant.ROD, fromQuantity: pieces(0), price: unitPrice(650_000), validFromOn: day('2026-01-01'), validThroughOn: null });
    expect(rowOf('ROD')).toMatchObject({ supplierId: shop.supplierId, instead: null });
    shop.call('supplier.update', { supplierId: shop.supplierId, changes: { blocked: true } });
    // 25 rods at 65.00 and not 60.00.
    expect(rowOf('ROD')).toMatchObject({ supplierId: other, quantity: pieces(25), cost: 162_500, instead: { supplierId: shop.supplierId, extra: 12_500 } });
    const { offers } = shop.call('replenishment.explain', { ...window, variantId: shop.variant.ROD });
    expect(offers.map(({ name, closed, cost }) => [name, closed, cost])).toEqual([['威海钓具厂', true, 150_000], ['宁波钓具', false, 162_500]]);
    shop.call('supplier.update', { supplierId: other, changes: { blocked: true } });
    expect(shop.call('replenishment.propose', { ...window, view: 'unsourced' }).rows).toMatchObject([{ sku: 'ROD', supplierId: null, wanted: pieces(25) }]);
  });
});

describe('two suppliers', () => {
  let other: number;
  beforeEach(() => {
    sellRods();
    move('ROD', 'shipment', today, 15);
    other = shop.call('supplier.create', { name: '宁波钓具', leadTimeDays: 5 }).supplierId;
    shop.call('agreement.add', { supplierId: other, variantId: shop.variant.ROD, fromQuantity: pieces(0), price: unitPrice(650_000), validFromOn: day('2026-01-01'), validThroughOn: null });
  });

  test('one that keeps goods past the day they were promised is late: the proposal goes to the other, and says what that costs and which orders are late', () => {
    const { purchaseOrderId } = placeOrder(shop, 0, 3);
    const day1 = 86_400_000;
    const asked = { ...window, windowDays: 60 };
    // Promised in five days; three more are borne.
    shop.clock.advance(8 * day1);
    expect(rowOf('ROD', asked)).toMatchObject({ supplierId: shop.supplierId, instead: null });
    shop.clock.advance(day1);
    const row = rowOf('ROD', asked)!;
    expect(row).toMatchObject({ supplierId: other, instead: { supplierId: shop.supplierId, because: 'late', name: '威海钓具厂' } });
    // Five more for every rod.
    expect(row.instead!.extra).toBe((row.quantity! / 1000) * 5_00);
    const { offers, overdue } = shop.call('replenishment.explain', { ...asked, variantId: shop.variant.ROD });
    expect(offers.map(({ lateDays }) => lateDays)).toEqual([4, 0]);
    expect(overdue).toMatchObject([{ supplierId: shop.supplierId, purchaseOrderId, expectedOn: '2026-03-07', days: 4 }]);
    receive(shop, purchaseOrderId, 'LINE', 3);
    expect(rowOf('ROD', asked)).toMatchObject({ supplierId: shop.supplierId, instead: null });
    shop.check();
  });

  test('share what is needed as somebody said, the extra cost is told, and the drafts go to both', () => {
    expect(rowOf('ROD')).toMatchObject({ quantity: pieces(25), cost: 150_000, second: null });
    expect(shop.call('replenishment.split', { variantId: shop.variant.ROD, split: { supplierId: other, share: percent(40) } })).toEqual({ before: null });
    // Fifteen at 60.00 and ten at 65.00 are 50.00 more than all at 60.00.
    expect(rowOf('ROD')).toMatchObject({ supplierId: shop.supplierId, quantity: pieces(25), cost: 155_000, second: { supplierId: other, name: '宁波钓具', quantity: pieces(10), cost: 65_000, extra: 5_000 } });
    expect(shop.call('replenishment.explain', { ...window, variantId: shop.variant.ROD }).offers.map(({ share }) => share)).toEqual([null, 400_000]);
    const { plan } = shop.call('replenishment.propose', { ...window });
    expect(plan).toMatchObject({ lines: 1, suppliers: 2, cost: 155_000 });
    const { orders } = shop.call('replenishment.order', { ...window, expects: { lines: 1, cost: minor(155_000) } });
    const ordered = orders.map(({ purchaseOrderId, supplierId }) => [supplierId, shop.call('purchaseOrder.get', { purchaseOrderId }).lines.map(({ sku, open }) => `${sku} ${(open ?? 0) / 1000}`)]);
    expect(ordered).toEqual([[shop.supplierId, ['ROD 15']], [other, ['ROD 10']]]);
    shop.call('replenishment.withdraw', { purchaseOrderIds: orders.map(({ purchaseOrderId }) => purchaseOrderId) });
    // A second supplier that is down takes no share.
    shop.call('supplier.update', { supplierId: other, changes: { blocked: true } });
    expect(rowOf('ROD')).toMatchObject({ cost: 150_000, second: null });
    expect(shop.call('replenishment.split', { variantId: shop.variant.ROD, split: null })).toEqual({ before: { supplierId: other, share: 400_000 } });
    refused(() => shop.call('replenishment.split', { variantId: shop.variant.ROD, split: { supplierId: 999, share: percent(40) } }), 'record.missing');
    shop.check();
  });
});

test('the rows behind the terms add up to them: days sold to what was sold, orders to what is incoming and drafted', () => {
  sellRods();
  const { purchaseOrderId } = placeOrder(shop, 7);
  const draft = shop.call('purchaseOrder.create', { supplierId: shop.supplierId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(3) }] });
  const { row, sales, orders } = shop.call('replenishment.explain', { ...window, variantId: shop.variant.ROD });
  expect(orders.map(({ purchaseOrderId: id, open, drafted }) => [id, open, drafted])).toEqual([[purchaseOrderId, 7000, false], [draft.purchaseOrderId, 3000, true]]);
  expect(row).toMatchObject({ incoming: 7000, drafted: 3000, sold: sales.reduce((sum, { sold }) => sum + (sold ?? 0), 0) });
  expect(sales.length).toBeGreaterThan(0);
});

describe('a supplier’s record', () => {
  test('five deliveries teach the lead time, and the quarter’s score counts them', () => {
    const begun = shop.clock.now;
    for (const days of [3, 3, 4, 4, 9]) {
      const { purchaseOrderId } = placeOrder(shop, 2);
      shop.clock.advance(days * 86_400_000);
      receive(shop, purchaseOrderId, 'ROD', 2);
    }
    const record = shop.call('supplierScore.leadTime', { supplierId: shop.supplierId });
    expect(record).toMatchObject({ agreedDays: 5, leadTime: { source: 'supplier', p50: 4, p90: 9, deliveries: 5 }, backTest: { tested: 0 } });
    const score = shop.call('supplierScore.get', { supplierId: shop.supplierId, quarter: '2026-Q1' });
    // Four of five within the five days agreed, all pieces came, no bill yet, no claim: (40 × 80 % + 25 + 15) ÷ 80.
    expect(score.parts.map(({ part, good, of }) => [part, good, of])).toEqual([['onTime', 4, 5], ['complete', 10_000, 10_000], ['priceKept', 0, 0], ['noClaims', 5, 5]]);
    expect(score.score).toBe(900_000);
    expect(score.inputs.filter(({ part }) => part === 'onTime').map(({ good }) => good)).toEqual([1, 1, 1, 1, 0]);
    shop.clock.set(begun + 200 * 86_400_000);
    expect(shop.call('supplierScore.get', { supplierId: shop.supplierId, quarter: '2026-Q1' })).toEqual(score);
  });
});
