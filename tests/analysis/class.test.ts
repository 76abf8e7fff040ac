import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { demandClassOf, rankByValue, variationOf } from '../../shared/analysis/class.rules.ts';
import { daysOfStock, holdingCost, sellThrough, turnoverOf } from '../../shared/analysis/figures.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';

const boundaries = { aShare: percent(80), bShare: percent(95) };
const rows = (...cogs: number[]) => cogs.map((one) => ({ cogs: minor(one) }));

describe('classes by value', () => {
  test('the few that make four fifths of the sales’ cost are A, the next to nineteen twentieths B, the rest C', () => {
    const ranked = rankByValue(rows(10_00, 500_00, 0, 300_00, 150_00, 40_00), boundaries);
    expect(ranked.map(({ rank, cogs, valueClass }) => `${rank} ${cogs} ${valueClass}`)).toEqual(['1 50000 A', '2 30000 A', '3 15000 B', '4 4000 C', '5 1000 C', '6 0 C']);
    expect(ranked.map(({ cumulative }) => cumulative)).toEqual([500_000, 800_000, 950_000, 990_000, 1_000_000, 1_000_000]);
  });

  test('the one that crosses a boundary is still on its better side, so one best seller alone is A', () => {
    expect(rankByValue(rows(99_00, 1_00), boundaries).map(({ valueClass }) => valueClass)).toEqual(['A', 'C']);
    expect(rankByValue(rows(5_00), boundaries)[0]).toMatchObject({ valueClass: 'A', share: 1_000_000 });
  });

  test('whatever was sold, every variant has one place, shares add up to the whole and a better class never stands behind a worse', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: -5_00, max: 1_000_000_000 }), { minLength: 1, maxLength: 40 }), (cogs) => {
        const ranked = rankByValue(rows(...cogs), boundaries);
        expect(ranked.map(({ rank }) => rank)).toEqual(cogs.map((_one, index) => index + 1));
        expect(ranked.map(({ valueClass }) => valueClass).sort()).toEqual(ranked.map(({ valueClass }) => valueClass));
        const total = cogs.reduce((sum, one) => sum + Math.max(0, one), 0);
        expect(ranked.at(-1)?.cumulative).toBe(total === 0 ? 0 : 1_000_000);
        // By hand: a variant is A exactly when what stands before it is less than four fifths.
        let before = 0;
        for (const row of ranked) {
          expect(row.valueClass === 'A').toBe(row.cogs > 0 && before * 5 < total * 4);
          before += Math.max(0, row.cogs);
        }
      }),
      { seed: 11, numRuns: 300 },
    );
  });
});

describe('classes by demand', () => {
  const limits = { xVariation: ratePpm(500_000), yVariation: ratePpm(1_000_000) };

  test('the same every week is X, a burst among empty weeks Z, nothing at all Z', () => {
    expect(variationOf({ weeks: 4, sold: pieces(20), squares: 100 })).toBe(0);
    // 10, 6, 2, 2: mean 5, deviations 5 1 3 3, variance 44/4 = 11, √11 / 5 = 0.663325.
    expect(variationOf({ weeks: 4, sold: pieces(20), squares: 144 })).toBe(663_325);
    // 20 in one of four weeks: √(400/4 − 25) / 5 = √75 / 5 = 1.732051.
    expect(variationOf({ weeks: 4, sold: pieces(20), squares: 400 })).toBe(1_732_051);
    expect([0, 663_325, 1_732_051, null].map((one) => demandClassOf(one === null ? null : ratePpm(one), limits))).toEqual(['X', 'Y', 'Z', 'Z']);
    expect(variationOf({ weeks: 4, sold: pieces(0), squares: 0 })).toBeNull();
  });
});

describe('figures of a period', () => {
  test('turnover is cost of sales by average stock value', () => {
    // 365 days at 100.00 each day, 300.00 sold at cost: three times.
    expect(turnoverOf({ cogs: minor(300_00), valueDays: 365 * 100_00 }, 365)).toBe(3_000_000);
    expect(turnoverOf({ cogs: minor(300_00), valueDays: 0 }, 365)).toBeNull();
  });

  test('stock lasts as long as it would at the period’s pace, and sell-through is what part of it went', () => {
    expect(daysOfStock({ onHand: pieces(10), sold: pieces(50) }, 100)).toBe(20);
    expect(daysOfStock({ onHand: pieces(10), sold: pieces(0) }, 100)).toBeNull();
    expect(sellThrough({ opening: pieces(20), received: pieces(30), sold: pieces(40) })).toBe(800_000);
    expect(sellThrough({ opening: pieces(0), received: pieces(0), sold: pieces(0) })).toBeNull();
  });

  test('holding 1,000.00 at 20 % for half of a year of 365 days costs 100.00 less half a day', () => {
    expect(holdingCost(minor(1_000_00), percent(20), 182)).toBe(99_73);
    expect(holdingCost(minor(1_000_00), percent(20), 365)).toBe(200_00);
  });
});
