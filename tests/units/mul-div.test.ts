import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { lineAmount, shareOf } from '../../shared/units/share.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { runs } from '../support/soak.ts';

const cases = { numRuns: runs(2_000, 200_000, 'random divisions, per property'), seed: 20_260_102 };
const wide = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -1000, max: 1000 }), fc.integer({ min: -100_000_000, max: 100_000_000 }));

/** Schoolbook: the exact quotient and remainder, one up when twice the remainder reaches the divisor, then the sign. */
function byHand(a: number, b: number, c: number): number | 'refused' {
  const size = (n: bigint): bigint => (n < 0n ? -n : n);
  const [top, bottom] = [size(BigInt(a)) * size(BigInt(b)), size(BigInt(c))];
  const up = (top % bottom) * 2n >= bottom ? 1n : 0n;
  const negative = [a, b, c].filter((n) => n < 0).length % 2 === 1;
  const result = top / bottom + up;
  if (result > BigInt(Number.MAX_SAFE_INTEGER)) return 'refused';
  return Number(negative ? -result : result);
}

function mulDivOrRefused(a: number, b: number, c: number): number | 'refused' {
  try {
    return mulDiv(a, b, c);
  } catch {
    return 'refused';
  }
}

describe('multiply, then divide', () => {
  test('halves go away from zero on both sides', () => {
    expect([mulDiv(1, 1, 2), mulDiv(-1, 1, 2), mulDiv(5, 1, 2), mulDiv(-5, 1, 2), mulDiv(1, 1, 3)]).toEqual([1, -1, 3, -3, 0]);
  });

  test('a layer of 10^8 fen times 10^8 thousandths is exact in between', () => {
    expect(mulDiv(100_000_001, 100_000_003, 100_000_000)).toBe(100_000_004);
  });

  test('a result that leaves ±2^53, a division by zero and fractions are refused', () => {
    expect(() => mulDiv(Number.MAX_SAFE_INTEGER, 2, 1)).toThrow(RangeError);
    expect(() => mulDiv(1, 1, 0)).toThrow(RangeError);
    expect(() => mulDiv(0.5, 1, 1)).toThrow(RangeError);
  });

  test('it agrees with schoolbook arithmetic on any numbers', () => {
    fc.assert(
      fc.property(wide, wide, wide, (a, b, c) => {
        fc.pre(c !== 0);
        expect(mulDivOrRefused(a, b, c)).toBe(byHand(a, b, c));
      }),
      cases,
    );
  });
});

describe('the amount of a line', () => {
  test('three pieces at 1.2345 dollars are 3.70', () => {
    expect(lineAmount(unitPrice(12_345), pieces(3), 2)).toBe(370);
  });

  test('0.35 kg at 1,980 yen are 693 yen', () => {
    expect(lineAmount(unitPrice(19_800_000), quantity(350), 0)).toBe(693);
  });

  test('three-digit and four-digit currencies keep their places', () => {
    expect(lineAmount(unitPrice(12_345), pieces(2), 3)).toBe(2469);
    expect(lineAmount(unitPrice(12_345), pieces(2), 4)).toBe(24_690);
  });

  test('half a cent goes away from zero, on a return as on a sale', () => {
    expect(lineAmount(unitPrice(50), pieces(1), 2)).toBe(1);
    expect(lineAmount(unitPrice(50), pieces(-1), 2)).toBe(-1);
  });
});

describe('the share of a part', () => {
  test('10.00 shipped in three single pieces posts 3.33, 3.34 and 3.33', () => {
    const total = minor(1000);
    const first = shareOf(total, 1, 3, minor(0));
    const second = shareOf(total, 2, 3, first);
    const third = shareOf(total, 3, 3, minor(first + second));
    expect([first, second, third]).toEqual([333, 334, 333]);
  });

  test('parts of any size in any order add up to the whole', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1_000_000_000, max: 1_000_000_000 }),
        fc.array(fc.integer({ min: 1, max: 100_000 }), { minLength: 1, maxLength: 8 }),
        (total, parts) => {
          const whole = parts.reduce((a, b) => a + b, 0);
          let reached = 0;
          let posted = minor(0);
          for (const part of parts) {
            reached += part;
            posted = sumMinor([posted, shareOf(minor(total), reached, whole, posted)]);
          }
          return posted === total;
        },
      ),
      cases,
    );
  });
});
