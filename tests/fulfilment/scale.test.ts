import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { isFromScale, readScale, weightRange } from '../../shared/fulfilment/scale.rules.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { runs } from '../support/soak.ts';

describe('what a scale says', () => {
  test.each([
    ['ST,GS,+  1.250kg', 1250],
    ['ST,NT,+00001.250 kg', 1250],
    ['ST,+00123.45  g', 123],
    ['st,gs,   2.5lb', 1134],
    ['S S     100.50 g', 101],
    ['N     +   0.385 kg', 385],
    ['GROSS: 16 oz', 454],
    ['1,250 kg', 1250],
    ['1.250kg', 1250],
    ['１２５０ｇ', 1250],
    ['2.5 斤', 1250],
    ['0.75公斤', 750],
    ['1250', 1250],
  ])('%s is a weight', (text, grams) => expect(readScale(text)).toEqual({ kind: 'weight', grams }));

  test.each([
    ['US,GS,+  1.250kg', 'unstable'],
    ['S D      1.250 kg', 'unstable'],
    ['S I', 'unstable'],
    ['OL,GS,+99999.9kg', 'overload'],
    ['S +', 'overload'],
    ['ST,GS,-  0.020kg', 'notPositive'],
    ['ST,GS,+  0.000kg', 'notPositive'],
    // The tare is the weight of the box alone.
    ['ST,TR,+  0.120kg', 'unreadable'],
    // Twelve and a half of what?
    ['12.5', 'unreadable'],
    ['1.250.000 g', 'unreadable'],
    ['6901234567892kg', 'unreadable'],
    ['', 'unreadable'],
    ['SO-000123', 'unreadable'],
  ])('%s is none: %s', (text, kind) => expect(readScale(text)).toEqual({ kind }));

  test.each(['ST,GS,+  1.250kg', 'US,GS,+  1.250kg', 'S S  1.2 kg', 'S D 1 kg', '1.250kg'])('%s comes from a scale', (text) => expect(isFromScale(text)).toBe(true));
  test.each(['6901234567892', 'SO-000123', 'W-00001/7', 'ROD', '1250', 'STEEL', 'BAG', '12KGBAG', 'S SIZE'])('%s is a code', (text) => expect(isFromScale(text)).toBe(false));
});

test('a weight in any unit and any writing is the nearest gram, counted in whole numbers', () => {
  // Grams per unit times a thousand million, from the definitions: nothing here is taken from the rule.
  const nano = { kg: 1_000_000_000_000n, g: 1_000_000_000n, lb: 453_592_370_000n, oz: 28_349_523_125n } as const;
  const ways = [(n: string, u: string) => `ST,GS,+${n.padStart(8)}${u}`, (n: string, u: string) => `S S ${n.padStart(9)} ${u}`, (n: string, u: string) => `${n} ${u.toUpperCase()}`, (n: string, u: string) => `${n.replace('.', ',')}${u}`];
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 999_999 }), fc.integer({ min: 0, max: 3 }), fc.constantFrom('kg', 'g', 'lb', 'oz'), fc.integer({ min: 0, max: ways.length - 1 }), (digits, places, unit, way) => {
      const text = String(digits).padStart(places + 1, '0');
      const number = places === 0 ? text : `${text.slice(0, -places)}.${text.slice(-places)}`;
      const scale = 1_000_000_000n * 10n ** BigInt(places);
      const grams = Number((BigInt(digits) * nano[unit] * 2n + scale) / (2n * scale));
      const expected = grams === 0 ? { kind: 'notPositive' } : grams > 1_000_000 ? { kind: 'overload' } : { kind: 'weight', grams };
      expect(readScale(ways[way]!(number, unit))).toEqual(expected);
    }),
    { numRuns: runs(2_000, 100_000) },
  );
});

test('nothing a keyboard may send throws, and what is no weight is said', () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 40 }), (text) => {
      const { kind } = readScale(text);
      expect(['weight', 'unstable', 'overload', 'notPositive', 'unreadable']).toContain(kind);
    }),
    { numRuns: runs(2_000, 100_000) },
  );
});

describe('the weight of a parcel', () => {
  const rule = { packagingGrams: 500, toleranceRate: ratePpm(100_000), toleranceGrams: 50 };

  test('lies between its goods less the tolerance and its goods with box and tolerance', () => {
    expect(weightRange(2000, rule)).toEqual({ lightest: 1800, heaviest: 2700 });
    // A tenth of a light thing is less than a scale tells apart.
    expect(weightRange(100, rule)).toEqual({ lightest: 50, heaviest: 650 });
    expect(weightRange(20, rule)).toEqual({ lightest: 1, heaviest: 570 });
    expect(weightRange(0, rule)).toBeUndefined();
  });

  test('always holds the goods themselves, alone and in their box, and grows with every tolerance', () => {
    const grams = fc.integer({ min: 1, max: 100_000 });
    fc.assert(
      fc.property(grams, fc.integer({ min: 0, max: 5_000 }), fc.integer({ min: 0, max: 1_000_000 }), fc.integer({ min: 0, max: 5_000 }), (expected, packagingGrams, rate, toleranceGrams) => {
        const range = weightRange(expected, { packagingGrams, toleranceRate: ratePpm(rate), toleranceGrams });
        const off = Math.max(toleranceGrams, Math.floor((expected * rate) / 1_000_000 + 0.5));
        expect(range).toEqual({ lightest: Math.max(1, expected - off), heaviest: expected + packagingGrams + off });
      }),
      { numRuns: runs(1_000, 50_000) },
    );
  });
});
