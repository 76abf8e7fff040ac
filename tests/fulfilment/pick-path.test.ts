import fc from 'fast-check';
import { expect, test } from 'vitest';
import { planWalk, type Spot, spotOf, walkOf } from '../../shared/fulfilment/pick-path.rules.ts';

test.each([
  ['A-03-2', { aisle: 0, bay: 3 }],
  ['C12', { aisle: 2, bay: 12 }],
  ['AB-1', { aisle: 27, bay: 1 }],
  ['04-07-1', { aisle: 4, bay: 7 }],
  ['货架', undefined],
])('a bin called %s is found', (code, spot) => expect(spotOf(code)).toEqual(spot));

test('a walk down an aisle and back is twice its bays, and crossing to the next adds the width between', () => {
  expect(walkOf([{ aisle: 0, bay: 5 }], 5)).toBe(2 * 5 * 12);
  expect(walkOf([{ aisle: 0, bay: 5 }, { aisle: 1, bay: 5 }], 5)).toBe(5 * 12 + (30 + 2 * 12) + (30 + 5 * 12));
});

/** What a person with squared paper would say: each step from spot to spot along aisles and their two ends, tried for every set of stops. */
function shortest(spots: readonly Spot[]): number {
  const depth = Math.max(...spots.map(({ bay }) => bay)) + 1;
  const apart = (a: Spot, b: Spot): number =>
    a.aisle === b.aisle ? 12 * Math.abs(a.bay - b.bay) : 30 * Math.abs(a.aisle - b.aisle) + 12 * Math.min(a.bay + b.bay, depth - a.bay + (depth - b.bay));
  const home = { aisle: 0, bay: 0 };
  const sets = 1 << spots.length;
  const best = Array.from({ length: sets }, () => spots.map(() => Infinity));
  spots.forEach((spot, index) => (best[1 << index]![index] = apart(home, spot)));
  for (let set = 1; set < sets; set += 1) {
    for (let last = 0; last < spots.length; last += 1) {
      const so = best[set]![last]!;
      if (so === Infinity) continue;
      for (let next = 0; next < spots.length; next += 1) {
        if (set & (1 << next)) continue;
        const row = best[set | (1 << next)]!;
        row[next] = Math.min(row[next]!, so + apart(spots[last]!, spots[next]!));
      }
    }
  }
  return Math.min(...spots.map((spot, last) => best[sets - 1]![last]! + apart(spot, home)));
}

const aSpot = fc.record({ aisle: fc.integer({ min: 0, max: 9 }), bay: fc.integer({ min: 0, max: 24 }) });

test('a walk of twelve stops is at most a tenth longer than the shortest there is', () => {
  fc.assert(
    fc.property(fc.uniqueArray(aSpot, { minLength: 12, maxLength: 12, selector: ({ aisle, bay }) => `${aisle} ${bay}` }), (spots) => {
      const plan = planWalk(spots);
      expect(plan.toSorted((a, b) => a - b)).toEqual([...spots.keys()]);
      const depth = Math.max(...spots.map(({ bay }) => bay));
      const walked = walkOf(plan.map((index) => spots[index]!), depth);
      const least = shortest(spots);
      expect(walked).toBeGreaterThanOrEqual(least);
      expect(walked).toBeLessThanOrEqual(1.1 * least);
    }),
    { numRuns: 150 },
  );
});

test('no plan, however long, is longer than walking the bins by their codes', () => {
  fc.assert(
    fc.property(fc.array(aSpot, { minLength: 1, maxLength: 120 }), (spots) => {
      const depth = Math.max(...spots.map(({ bay }) => bay));
      const sorted = spots.toSorted((a, b) => a.aisle - b.aisle || a.bay - b.bay);
      expect(walkOf(planWalk(spots).map((index) => spots[index]!), depth)).toBeLessThanOrEqual(walkOf(sorted, depth));
    }),
    { numRuns: 20 },
  );
});

test('a bin called by a word stands beside packing, not thousands of aisles away', () => {
  expect(spotOf('PACK')).toBeUndefined();
  expect(spotOf('RETURNS-1')).toBeUndefined();
});
