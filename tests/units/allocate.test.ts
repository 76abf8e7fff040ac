import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { allocate } from '../../shared/units/allocate.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { runs } from '../support/soak.ts';

const cases = { numRuns: runs(2_000, 200_000, 'random allocations, per property'), seed: 20_260_101 };
const totals = fc.integer({ min: -5_000_000_000, max: 5_000_000_000 });
const weights = fc.array(fc.oneof(fc.integer({ min: 0, max: 20 }), fc.integer({ min: 0, max: 1_000_000_000 })), { minLength: 1, maxLength: 12 });

describe('splitting money', () => {
  test('ten euros over three equal lines are 3.34, 3.33 and 3.33', () => {
    expect(allocate(minor(1000), [1, 1, 1])).toEqual([334, 333, 333]);
  });

  test('the cent left over goes to the line with the largest remainder', () => {
    // 100 × 1/6 = 16.67, 100 × 2/6 = 33.33, 100 × 3/6 = 50.
    expect(allocate(minor(100), [1, 2, 3])).toEqual([17, 33, 50]);
  });

  test('a discount over lines that are all free is split evenly', () => {
    expect(allocate(minor(5), [0, 0])).toEqual([3, 2]);
  });

  test('a split without lines, or with a negative weight, is a bug and says so', () => {
    expect(() => allocate(minor(5), [])).toThrow(RangeError);
    expect(() => allocate(minor(5), [1, -1])).toThrow(RangeError);
  });

  test('nothing is lost or made', () => {
    fc.assert(fc.property(totals, weights, (total, over) => sumMinor(allocate(minor(total), over)) === total), cases);
  });

  test('every part is less than one cent away from its exact share', () => {
    fc.assert(
      fc.property(totals, weights, (total, over) => {
        const sum = over.reduce((a, b) => a + b, 0);
        fc.pre(sum > 0);
        // |part − total × w ÷ sum| < 1, multiplied out so that nothing is rounded.
        return allocate(minor(total), over).every((part, i) => {
          const distance = BigInt(part) * BigInt(sum) - BigInt(total) * BigInt(over[i] ?? 0);
          return distance < BigInt(sum) && distance > -BigInt(sum);
        });
      }),
      cases,
    );
  });

  test('a refund splits as the mirror of its sale', () => {
    fc.assert(
      fc.property(totals, weights, (total, over) => {
        const there = allocate(minor(total), over);
        return allocate(minor(-total), over).every((part, i) => part + (there[i] ?? Number.NaN) === 0);
      }),
      cases,
    );
  });
});
