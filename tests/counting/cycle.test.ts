import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type CyclePlace, dueFirst } from '../../shared/counting/cycle.rules.ts';
import { gtinCheckDigit } from '../../shared/catalog/gtin.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { runs } from '../support/soak.ts';
import { type CountingShop, newCountingShop, newDevice } from './support.ts';

const day = 86_400_000;
let c: CountingShop;
beforeEach(() => {
  c = newCountingShop();
});
afterEach(() => {
  c.shop.check();
  c.shop.close();
});

/** Tea sells for most of the value, whisks for some, cups not at all: A, B, C. What is sold stood in no bin. */
function sell(): void {
  for (const [variantId, count, value] of [[c.tea, 10, 100_00], [c.whisk, 2, 7_00]] as const) {
    c.lin('stock.receive', { locationId: c.locationId, lines: [{ variantId, quantity: pieces(count), value: minor(value) }] });
    const { orderId } = c.lin('order.create', { lines: [{ variantId, quantity: pieces(count) }] });
    c.lin('order.allocate', { items: [{ orderId }] });
    c.lin('shipment.ship', { orderId });
  }
}

const plan = (scope: object) => c.lin('stocktake.plan', { name: '盘', locationId: c.locationId, scope } as never);
const skusOf = (stocktakeId: number) => c.lin('stocktake.sheet', { stocktakeId }).rows.map(({ sku }) => sku).toSorted();
const looked = (scope: object): string[] => {
  const { stocktakeId } = plan(scope);
  const skus = skusOf(stocktakeId);
  c.lin('stocktake.abandon', { stocktakeId });
  return skus;
};
const due = () => Object.fromEntries(c.lin('countCycle.get', { locationId: c.locationId }).classes.map((row) => [row.valueClass, [row.due, row.lines]]));

/** Counts what a scope holds as the book has it, and posts it. */
function count(scope: object): void {
  const { stocktakeId } = plan(scope);
  c.wei('stocktake.start', { stocktakeId });
  const gun = newDevice(c.shop, c.gun, stocktakeId);
  gun.scan(c.wei, c.bins.a1, { variantId: c.tea, quantity: pieces(20) });
  c.wei('stocktake.finish', { stocktakeId });
  c.lin('stocktake.post', { stocktakeId });
}

describe('a plan by class, by collection and by supplier', () => {
  test('takes the goods of the classes, as the analysis has them', () => {
    sell();
    expect([looked({ kind: 'class', classes: ['A'] }), looked({ kind: 'class', classes: ['A', 'C'] })]).toEqual([['TEA'], ['CUP', 'TEA']]);
  });

  test('takes what was agreed with a supplier; with one nothing was agreed with there is nothing to count', () => {
    const supplierId = c.lin('supplier.create', { name: '龙井茶场' }).supplierId;
    refused(() => plan({ kind: 'supplier', supplierId }), 'stocktake.scopeEmpty');
    c.lin('agreement.add', { supplierId, variantId: c.cups, fromQuantity: pieces(1), price: 100_000, validFromOn: '2026-01-01', validThroughOn: null } as never);
    expect(looked({ kind: 'supplier', supplierId })).toEqual(['CUP']);
  });

  test('takes what fits a collection now, also what is no longer sold', () => {
    const { collectionId } = c.lin('collection.create', { name: '茶具', filter: { states: ['archived'] } } as never) as { collectionId: number };
    refused(() => plan({ kind: 'collection', collectionId }), 'stocktake.scopeEmpty');
    c.lin('product.archive', { ids: [1] } as never);
    expect(looked({ kind: 'collection', collectionId })).toEqual(['TEA']);
    refused(() => plan({ kind: 'collection', collectionId: 99 }), 'record.missing');
  });
});

describe('the cycle plan', () => {
  test('everything is due until it is counted, the better class first; counted tea is due again after thirty days', () => {
    sell();
    expect(due()).toEqual({ A: [1, 1], B: [1, 1], C: [1, 1] });
    expect([looked({ kind: 'due', count: 1 }), looked({ kind: 'due', count: 2 })]).toEqual([['TEA'], ['TEA', 'WHISK']]);
    count({ kind: 'due', count: 1 });
    expect(due()).toEqual({ A: [0, 1], B: [1, 1], C: [1, 1] });
    c.shop.clock.advance(29 * day);
    expect(due()['A']).toEqual([0, 1]);
    c.shop.clock.advance(day);
    expect(due()['A']).toEqual([1, 1]);
  });

  test('a count taken back was none, and another cycle is felt at once', () => {
    sell();
    count({ kind: 'due', count: 1 });
    c.shop.clock.advance(10 * day);
    expect(c.lin('countCycle.set', { A: 7, B: 90, C: 180 })).toEqual({ before: { A: 30, B: 90, C: 180 } });
    expect(due()['A']).toEqual([1, 1]);
    c.lin('countCycle.set', { A: 30, B: 90, C: 180 });
    expect(due()['A']).toEqual([0, 1]);
    const { closed } = c.lin('stocktake.list', {});
    c.lin('stocktake.reverse', { stocktakeId: closed.find(({ state }) => state === 'posted')!.id, reason: '盘错了' });
    expect(due()['A']).toEqual([1, 1]);
  });

  test('takes what is overdue and nothing else, and never a worse class before a better one', () => {
    const on = '2026-06-01' as Day;
    const places = fc.array(fc.record({ variantId: fc.integer({ min: 1, max: 99 }), binId: fc.option(fc.integer({ min: 1, max: 9 })), valueClass: fc.constantFrom('A', 'B', 'C'), ago: fc.option(fc.integer({ min: 0, max: 60 })) }), { maxLength: 40 });
    const cycle = fc.record({ A: fc.integer({ min: 1, max: 60 }), B: fc.integer({ min: 1, max: 60 }), C: fc.integer({ min: 1, max: 60 }) });
    fc.assert(
      fc.property(places, cycle, fc.integer({ min: 1, max: 50 }), (made, days, most) => {
        const all = made.map(({ ago, ...place }): CyclePlace => ({ ...place, valueClass: place.valueClass as CyclePlace['valueClass'], countedOn: ago === null ? null : addDays(on, -ago) }));
        const isDue = (place: CyclePlace) => place.countedOn === null || addDays(place.countedOn, days[place.valueClass]) <= on;
        const taken = dueFirst(all, days, on, most);
        expect(taken.length).toBe(Math.min(most, all.filter(isDue).length));
        expect(taken.every(isDue)).toBe(true);
        expect(taken.map(({ valueClass }) => valueClass).join('')).toBe(taken.map(({ valueClass }) => valueClass).toSorted().join(''));
        const left = all.filter((place) => isDue(place) && !taken.includes(place));
        const worst = taken.at(-1)?.valueClass ?? 'A';
        expect(taken.length < most || left.every(({ valueClass }) => valueClass >= worst)).toBe(true);
      }),
      { numRuns: runs(100, 20_000, 'cycle plans against counting by hand') },
    );
  });
});

test('what a scale printed is read: a label with its weight counts its grams, one with its price what that buys', () => {
  const product = c.lin('product.create', { name: '散装乌龙', state: 'active', variants: [{ sku: 'OOLONG', unitOfMeasure: 'kg', barcodes: [{ code: '12345' }], prices: [{ currency: 'CNY', amount: 400_000 as never }] }] });
  const oolong = product.variants[0]!.id;
  c.lin('stock.receive', { locationId: c.locationId, lines: [{ variantId: oolong, binId: c.bins.a2, quantity: 2_350 as never, value: minor(50_00) }] });
  const { stocktakeId } = plan({ kind: 'variants', variantIds: [oolong] });
  c.wei('stocktake.start', { stocktakeId });
  const gun = newDevice(c.shop, c.gun, stocktakeId);
  // 1.235 kg; and 44.60 at 40.00 a kilogram.
  const labels = ['211234501235', '251234504460'].map((digits) => `${digits}${gtinCheckDigit(digits)}`);
  const answers = labels.map((code) => gun.scan(c.wei, c.bins.a2, { code }));
  expect(answers.map(({ outcome }) => outcome)).toEqual(['counted', 'counted']);
  expect(answers.map(({ quantity }) => quantity)).toEqual([1_235, 1_115]);
});
