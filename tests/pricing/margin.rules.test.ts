import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildUp, type CostBasis, floorOf, lowestPrice } from '../../shared/catalog/margin.rules.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';

/** Goods 60.00, freight 4.00, packaging 1.00; the channel keeps 10 %, and 13 % tax is inside the price. */
const rod: CostBasis = {
  parts: [{ kind: 'stock', amount: unitPrice(600_000) }, { kind: 'freight', amount: unitPrice(40_000) }, { kind: 'packaging', amount: unitPrice(10_000) }],
  feeRate: percent(10),
  taxRate: percent(13),
};

test('a price of 113.00 is 13.00 tax, 76.30 cost and 23.70 margin', () => {
  expect(buildUp(unitPrice(1_130_000), rod)).toEqual({
    price: 1_130_000, tax: 130_000, net: 1_000_000, landed: 763_000, margin: 237_000,
    parts: [...rod.parts, { kind: 'fee', amount: 113_000 }],
  });
});

test('the lowest price leaves the floor, and a ten-thousandth less does not', () => {
  // p/1.13 − 65 − 0.1 p = 0.2 p/1.13  →  p = 65 / (0.8/1.13 − 0.1) = 106.91411…
  expect(lowestPrice(rod, percent(20))).toBe(1_069_142);
  expect(lowestPrice({ parts: [{ kind: 'stock', amount: unitPrice(600_000) }], feeRate: percent(0), taxRate: percent(0) }, percent(25))).toBe(800_000);
});

test('a channel that keeps more than the floor leaves has no price', () => {
  expect(lowestPrice({ ...rod, feeRate: percent(80) }, percent(20))).toBeUndefined();
});

test('where nothing is known to cost anything, any price will do', () => {
  expect(lowestPrice({ parts: [], feeRate: percent(80), taxRate: percent(0) }, percent(30))).toBe(0);
});

test('the variant’s own floor holds before its categories’, the highest of these before the shop’s', () => {
  const [shop, low, high, own] = [{ of: 'shop', rate: percent(40) }, { of: 'category', rate: percent(10) }, { of: 'category', rate: percent(15) }, { of: 'variant', rate: percent(5) }] as const;
  expect(floorOf([shop, low, high, own])).toBe(percent(5));
  expect(floorOf([shop, low, high])).toBe(percent(15));
  expect(floorOf([shop])).toBe(percent(40));
  expect(floorOf([])).toBeUndefined();
});

test('the parts of a cost add up to it, and the price to tax, parts and margin, whatever they are', () => {
  const amount = fc.integer({ min: 0, max: 10_000_000 }).map((n) => unitPrice(n));
  const rate = fc.integer({ min: 0, max: 400_000 }).map((n) => ratePpm(n));
  fc.assert(
    fc.property(amount, fc.array(amount, { maxLength: 4 }), rate, rate, rate, (price, costs, feeRate, taxRate, floor) => {
      const basis: CostBasis = { parts: costs.map((cost) => ({ kind: 'other', amount: cost })), feeRate, taxRate };
      const built = buildUp(price, basis);
      expect(built.parts.reduce((sum, part) => sum + part.amount, 0)).toBe(built.landed);
      expect(built.tax + built.landed + built.margin).toBe(price);
      const lowest = lowestPrice(basis, floor);
      const enough = (p: number): boolean => {
        // net × (1 − floor) − fee ≥ costs, over one common denominator.
        const net = BigInt(p) * 1_000_000n * 1_000_000n;
        const tax = BigInt(1_000_000 + taxRate);
        return net * BigInt(1_000_000 - floor) / 1_000_000n - BigInt(p) * BigInt(feeRate) * tax >= BigInt(costs.reduce((sum, cost) => sum + cost, 0)) * tax * 1_000_000n;
      };
      expect(enough(lowest!)).toBe(true);
      expect(lowest === 0 || !enough(lowest! - 1)).toBe(true);
    }),
    { numRuns: 500, seed: 7 },
  );
});
