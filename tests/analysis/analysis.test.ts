import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { classesNow, valueClassesNow } from '../../main/analysis/analysis.queries.ts';
import type { Move } from '../../shared/inventory/stock-move.rules.ts';
import { addDays, daysBetween } from '../../shared/units/calendar.ts';
import { day, type Day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { moveAndPost, newLocation, newVariant } from '../inventory/support.ts';
import { refused } from '../support/refused.ts';
import { newShop, type TestShop } from '../support/shop.ts';

let shop: TestShop;
let shelf: number;
beforeEach(() => {
  shop = newShop();
  shelf = newLocation(shop, 'Shelf');
});
afterEach(() => shop.close());

const [from, on] = [day('2026-01-05'), day('2026-02-01')];
const days = daysBetween(from, on) + 1;

interface Event {
  variant: number;
  on: Day;
  move: 'receipt' | 'shipment' | 'loss';
  count: number;
  cost: number;
}

function play(events: readonly Event[], variants: readonly number[]): (Event & { value: number })[] {
  return events.map((event, minute) => {
    const place = { variantId: variants[event.variant]!, locationId: shelf };
    const moves: Record<Event['move'], Move> = {
      receipt: { ...place, kind: 'receipt', quantity: pieces(event.count), value: minor(event.count * event.cost), role: 'openingEquity' },
      shipment: { ...place, kind: 'shipment', quantity: pieces(event.count), role: 'cogs' },
      loss: { ...place, kind: 'loss', quantity: pieces(event.count), role: 'stockLossScrap', reason: 'damage' },
    };
    const [moved] = shop.tx((tx) => moveAndPost(tx, { on: event.on, minute }, [moves[event.move]]));
    return { ...event, value: moved!.value };
  });
}

/** A shop's weeks: more comes than goes, so that nothing runs below zero. */
const history = fc
  .array(fc.record({ variant: fc.nat(2), day: fc.nat(40), move: fc.constantFrom('receipt', 'shipment', 'shipment', 'loss'), count: fc.integer({ min: 1, max: 9 }), cost: fc.integer({ min: 1, max: 500 }) }), { minLength: 1, maxLength: 40 })
  .map((rows) => {
    const level = [0, 0, 0];
    return rows
      .toSorted((a, b) => a.day - b.day)
      .flatMap((row): Event[] => {
        const move = row.move === 'receipt' || level[row.variant]! >= row.count ? row.move : 'receipt';
        level[row.variant]! += move === 'receipt' ? row.count : -row.count;
        return [{ variant: row.variant, on: addDays(day('2025-12-28'), row.day), move: move as Event['move'], count: row.count, cost: row.cost }];
      });
  });

/** Day by day, as a person with a ledger and much time would. */
function byHand(events: readonly (Event & { value: number })[], variant: number) {
  const own = events.filter((event) => event.variant === variant && event.on <= on);
  const within = own.filter((event) => event.on >= from);
  const sum = (list: typeof own, move: Event['move'], field: 'count' | 'value') => list.filter((event) => event.move === move).reduce((total, event) => total + event[field], 0);
  const at = (last: Day) => own.filter((event) => event.on <= last);
  const level = (last: Day) => at(last).reduce((total, event) => total + (event.move === 'receipt' ? event.count : -event.count), 0);
  const value = (last: Day) => at(last).reduce((total, event) => total + event.value, 0);
  const everyDay = Array.from({ length: days }, (_one, index) => addDays(from, index));
  const first = own[0]?.on;
  const weeks = Array.from({ length: 4 }, (_one, week) => sum(within.filter((event) => Math.floor(daysBetween(event.on, on) / 7) === week), 'shipment', 'count'));
  return {
    opening: level(addDays(from, -1)) * 1_000,
    received: sum(within, 'receipt', 'count') * 1_000,
    sold: sum(within, 'shipment', 'count') * 1_000,
    onHand: level(on) * 1_000,
    value: value(on),
    cogs: 0 - sum(within, 'shipment', 'value'),
    averageValue: Math.round(everyDay.reduce((total, one) => total + value(one), 0) / days),
    stockOutDays: everyDay.filter((one) => first !== undefined && one >= first && level(one) <= 0).length,
    weekly: weeks,
  };
}

describe('the figures of a period', () => {
  test('are what adding up by hand gives, for any weeks of a shop', () => {
    fc.assert(
      fc.property(history, (events) => {
        const variants = [0, 1, 2].map(() => newVariant(shop));
        const played = play(events, variants);
        const rows = shop.call('analysis.list', { from, on, limit: 200 }).rows;
        const lastYear = shop.call('analysis.list', { limit: 200 }).rows;
        expect(valueClassesNow(shop.read, instant(shop.clock.now))).toEqual(new Map(lastYear.map(({ variantId, valueClass }) => [variantId, valueClass])));
        // Whoever sold nothing in the year is CZ and is not told apart.
        const sold = lastYear.filter((row) => row.sold !== 0 || row.cogs !== 0);
        expect([...classesNow(shop.read, instant(shop.clock.now))]).toEqual(sold.toSorted((a, b) => a.rank - b.rank).map(({ variantId, valueClass, demandClass }) => [variantId, { valueClass, demandClass }]));
        expect(shop.call('analysis.classes', { variantIds: variants }).rows).toEqual(
          variants.flatMap((variantId) => lastYear.filter((row) => row.variantId === variantId)).map(({ variantId, valueClass, demandClass, rank, share, cumulative }) => ({ variantId, valueClass, demandClass, rank, share, cumulative })),
        );
        expect(lastYear.filter((row) => !sold.includes(row)).every(({ valueClass, demandClass }) => valueClass + demandClass === 'CZ')).toBe(true);
        for (const past of [from, day('2026-01-19'), on, day('2026-03-01')]) expect(shop.call('analysis.ageing', { on: past }).value).toBe(shop.call('stock.valuation', { on: past }).value);
        for (const [index, variantId] of variants.entries()) {
          const { weekly, ...expected } = byHand(played, index);
          const row = rows.find((one) => one.variantId === variantId);
          // A variant that was never here has no row.
          expect(row !== undefined).toBe(played.some((event) => event.variant === index && event.on <= on));
          if (!row) continue;
          const [mean, squares] = [expected.sold / 1_000 / row.weeks, weekly.reduce((total, one) => total + one * one, 0)];
          const variation = expected.sold === 0 ? null : Math.round((Math.sqrt(Math.max(0, squares / row.weeks - mean * mean)) / mean) * 1e6);
          expect(row).toMatchObject({ ...expected, variation });
        }
      }),
      { seed: 7, numRuns: 25 },
    );
    shop.check();
  });

  test('add up to the stock’s worth and to the books on every day, and the classes to every variant', () => {
    const variants = [newVariant(shop, 'ROD'), newVariant(shop, 'REEL'), newVariant(shop, 'HOOK')];
    play(
      [
        { variant: 0, on: day('2025-12-30'), move: 'receipt', count: 10, cost: 500 },
        { variant: 1, on: day('2026-01-10'), move: 'receipt', count: 4, cost: 1_000 },
        { variant: 2, on: day('2025-06-01'), move: 'receipt', count: 100, cost: 3 },
        { variant: 0, on: day('2026-01-20'), move: 'shipment', count: 6, cost: 0 },
        { variant: 1, on: day('2026-01-21'), move: 'shipment', count: 4, cost: 0 },
      ].toSorted((a, b) => (a.on < b.on ? -1 : 1)) as Event[],
      variants,
    );
    const worth = shop.call('stock.valuation', { on });
    const matrix = shop.call('analysis.matrix', { from, on });
    expect(matrix.totals).toMatchObject({ variants: 3, value: worth.value, cogs: 70_00 });
    expect(matrix.cells.reduce((sum, { variants: count }) => sum + count, 0)).toBe(3);
    const ageing = shop.call('analysis.ageing', { on });
    expect(ageing.value).toBe(worth.value);
    expect(ageing.buckets.filter(({ value }) => value !== 0)).toEqual([
      { bucket: 'to60', quantity: 4_000, value: 20_00 },
      { bucket: 'to365', quantity: 100_000, value: 3_00 },
    ]);
    const dead = shop.call('analysis.list', { from, on, only: 'dead' });
    expect(dead.rows).toMatchObject([{ sku: 'HOOK', suggestion: 'clear', lastSoldOn: null }]);
    expect(shop.call('analysis.list', { from, on, only: 'out' }).rows).toMatchObject([{ sku: 'REEL', suggestion: 'reorder', stockOutDays: 12 }]);
  });

  test('a figure says what it was worked out from, day by day', () => {
    const rod = newVariant(shop, 'ROD');
    play([{ variant: 0, on: day('2026-01-06'), move: 'receipt', count: 10, cost: 500 }, { variant: 0, on: day('2026-01-20'), move: 'shipment', count: 6, cost: 0 }], [rod]);
    const why = shop.call('analysis.explain', { variantId: rod, from, on });
    expect(why.lines).toEqual([
      { variantId: rod, on: '2026-01-20', quantity: -6_000, received: 0, sold: 6_000, cogs: 30_00, value: -30_00 },
      { variantId: rod, on: '2026-01-06', quantity: 10_000, received: 10_000, sold: 0, cogs: 0, value: 50_00 },
    ]);
    // 14 days at 50.00 and 13 at 20.00 of 28: 960.00 ÷ 28.
    expect(why.row).toMatchObject({ averageValue: 34_29, turnover: Math.round((30_00 * 28 * 1e6) / 960_00), daysOfStock: 19 });
    expect(why.age).toEqual([{ variantId: rod, bucket: 'to30', quantity: 4_000, value: 20_00 }]);
  });
});

describe('paging', () => {
  test('goes through every variant once in the order asked for', () => {
    const variants = Array.from({ length: 7 }, () => newVariant(shop));
    play(variants.map((_one, index) => ({ variant: index, on: day('2026-01-06'), move: 'receipt' as const, count: index + 1, cost: 100 })), variants);
    const pageAfter = (after: number | null): number[] => {
      const { rows, next } = shop.call('analysis.list', { from, on, sort: 'value', limit: 3, ...(after !== null && { after }) });
      return [...rows.map(({ variantId }) => variantId), ...(next === null ? [] : pageAfter(next))];
    };
    expect(pageAfter(null)).toEqual(variants.toReversed());
  });
});

describe('the boundaries', () => {
  const settings = { aShare: percent(70), bShare: percent(90), xVariation: ratePpm(300_000), yVariation: ratePpm(900_000), holdingRate: percent(25), deadDays: 90 };

  test('are changed and changed back', () => {
    const { before } = shop.call('analysis.configure', settings);
    // Service levels nobody spoke of stay as they are.
    expect(shop.call('analysis.settings', undefined)).toEqual({ ...settings, serviceLevels: before.serviceLevels });
    shop.call('analysis.configure', before);
    expect(shop.call('analysis.settings', undefined)).toEqual(before);
  });

  test('a later class that begins before an earlier one is refused', () => {
    refused(() => shop.call('analysis.configure', { ...settings, bShare: percent(60) }), 'analysis.boundaries');
  });
});

test('a kept day that differs from the changes of its layers is named by the proof', () => {
  const rod = newVariant(shop);
  play([{ variant: 0, on: day('2026-01-06'), move: 'receipt', count: 10, cost: 500 }], [rod]);
  shop.raw.prepare('update variantDay set cogs = 5').run();
  expect(() => shop.check()).toThrow('INV-S3 days variantDay 2026-01-06');
});

test('so is what layers hold by their age, now and on a day', () => {
  const rod = newVariant(shop);
  play([{ variant: 0, on: day('2026-01-06'), move: 'receipt', count: 10, cost: 500 }, { variant: 0, on: day('2026-01-08'), move: 'shipment', count: 1, cost: 0 }], [rod]);
  shop.raw.prepare("update layerAgeDay set value = value + 1 where postedOn = '2026-01-08'").run();
  expect(() => shop.check()).toThrow('INV-S3 days layerAgeDay 2026-01-06 2026-01-08');
  shop.raw.prepare("update layerAgeDay set value = value - 1 where postedOn = '2026-01-08'").run();
  shop.check();
  shop.raw.prepare('update layerAge set quantity = 3').run();
  expect(() => shop.check()).toThrow('INV-S3 days layerAgeDay 2026-01-06 now');
});

test('a ranking follows every sale, and another year is worked out by itself', () => {
  const variants = [newVariant(shop, 'ROD'), newVariant(shop, 'REEL')];
  play([0, 1].map((variant) => ({ variant, on: day('2026-01-06'), move: 'receipt' as const, count: 10, cost: 500 })), variants);
  const sell = (variant: number, on: Day, count: number) => play([{ variant, on, move: 'shipment', count, cost: 0 }], variants);
  const ranking = (period: { from: Day; on: Day }) => shop.call('analysis.list', { ...period, limit: 10 }).rows.map(({ sku, sold, rank, valueClass }) => `${rank} ${sku} ${(sold ?? 0) / 1_000} ${valueClass}`);
  sell(0, day('2026-01-10'), 2);
  expect(ranking({ from, on })).toEqual(['1 ROD 2 A', '2 REEL 0 C']);
  sell(1, day('2026-01-12'), 7);
  expect(ranking({ from, on })).toEqual(['1 REEL 7 A', '2 ROD 2 A']);
  // Recorded late, as of a day of the period.
  sell(0, day('2026-01-11'), 6);
  expect(ranking({ from, on })).toEqual(['1 ROD 8 A', '2 REEL 7 A']);
  expect(ranking({ from, on: day('2026-01-11') })).toEqual(['1 ROD 8 A', '2 REEL 0 C']);
  shop.call('analysis.configure', { ...shop.call('analysis.settings', undefined), aShare: percent(10) });
  expect(ranking({ from, on })).toEqual(['1 ROD 8 A', '2 REEL 7 B']);
});
