import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { TaxRule } from '../../shared/tax/rate.rules.ts';
import { type PricedRow, taxRows, taxSummary } from '../../shared/tax/tax.rules.ts';
import { treatments } from '../../shared/tax/treatment.rules.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { runs } from '../support/soak.ts';
import { exactParts, exactTax, exactWhole, fraction, near, over, rounded, times } from './oracle.ts';

const count = runs(1_000, 100_000, 'tax documents against fractions');

const anyRule: fc.Arbitrary<TaxRule> = fc.record({
  treatment: fc.constantFrom(...treatments),
  rounded: fc.constantFrom('together' as const, 'each' as const),
  parts: fc.array(fc.record({ name: fc.constantFrom('state', 'county', 'city'), rate: fc.integer({ min: 0, max: 300_000 }).map(ratePpm), onTop: fc.boolean() }), { minLength: 1, maxLength: 3 }),
});

const anyDocument = fc.array(anyRule, { minLength: 1, maxLength: 4 }).chain((rules) =>
  fc.record({
    rows: fc.array(fc.record({ amount: fc.integer({ min: 0, max: 10_000_000_000 }).map(minor), tax: fc.constantFrom(...rules) }), { minLength: 1, maxLength: 8 }),
    terms: fc.record({ pricesIncludeTax: fc.boolean(), taxPer: fc.constantFrom('line' as const, 'document' as const) }),
  }),
);

const without = new Set(['zero', 'exempt', 'outOfScope']);

/** What the rows of one rule owe together, by fractions. */
function due(amount: number, rule: TaxRule, inclusive: boolean): number {
  if (without.has(rule.treatment)) return 0;
  const outOf = inclusive && rule.treatment !== 'reverseCharge';
  if (rule.rounded === 'together' || outOf || rule.parts.length === 1) return rounded(exactTax(amount, rule.parts, outOf));
  let taxes = 0;
  for (const part of rule.parts) taxes += rounded(times(fraction(part.onTop ? amount + taxes : amount), fraction(part.rate, 1_000_000)));
  return taxes;
}

const taxOf = (row: { tax: number; buyerOwes: number }) => row.tax + row.buyerOwes;
const alike = (rows: readonly PricedRow[]) => [...Map.groupBy(rows.map((row, index) => ({ ...row, index })), ({ tax }) => JSON.stringify(tax)).values()];

describe('tax by fractions', () => {
  test('every row is net + tax, its parts add up, and what is written is the price', () => {
    fc.assert(fc.property(anyDocument, ({ rows, terms }) => {
      taxRows(rows, terms).forEach((taxed, index) => {
        const { amount, tax: rule } = rows[index]!;
        expect(taxed.gross).toBe(taxed.net + taxed.tax);
        expect(sumMinor(taxed.parts)).toBe(taxed.tax);
        expect(terms.pricesIncludeTax && rule.treatment !== 'reverseCharge' ? taxed.gross : taxed.net).toBe(amount);
        expect(rule.treatment === 'reverseCharge' ? taxed.tax : taxed.buyerOwes).toBe(0);
      });
    }), { numRuns: count });
  });

  test('tax per line is what fractions say of the line, per document what they say of all rows of its rule', () => {
    fc.assert(fc.property(anyDocument, ({ rows, terms }) => {
      const taxed = taxRows(rows, terms);
      const groups = terms.taxPer === 'line' ? rows.map((row, index) => [{ ...row, index }]) : alike(rows);
      for (const group of groups) {
        const sum = group.reduce((total, { index }) => total + taxOf(taxed[index]!), 0);
        expect(sum).toBe(due(group.reduce((total, { amount }) => total + amount, 0), group[0]!.tax, terms.pricesIncludeTax));
      }
    }), { numRuns: count });
  });

  test('a row of a document is less than one minor unit a part away from its exact share', () => {
    fc.assert(fc.property(anyDocument, ({ rows, terms }) => {
      const taxed = taxRows(rows, { ...terms, taxPer: 'document' });
      for (const group of alike(rows)) {
        const whole = group.reduce((total, { amount }) => total + amount, 0);
        if (whole === 0) continue;
        const parts = group[0]!.tax.parts.map((_part, place) => group.reduce((total, { index }) => total + taxed[index]!.parts[place]!, 0));
        for (const { amount, index } of group) parts.forEach((part, place) => expect(near(taxed[index]!.parts[place]!, fraction(BigInt(part) * BigInt(amount), whole))).toBe(true));
      }
    }), { numRuns: count });
  });

  test('the parts of a sum rounded together are less than one minor unit away from their shares', () => {
    fc.assert(fc.property(anyDocument, ({ rows, terms }) => {
      taxRows(rows, { ...terms, taxPer: 'line' }).forEach((taxed, index) => {
        const { tax: rule } = rows[index]!;
        const whole = exactWhole(rule.parts);
        if (rule.rounded !== 'together' || whole.top === 0n || rule.treatment === 'reverseCharge') return;
        exactParts(rule.parts).forEach((share, place) => expect(near(taxed.parts[place]!, times(fraction(taxed.tax), over(share, whole)))).toBe(true));
      });
    }), { numRuns: count });
  });

  test('the tax table under the bill adds up to the bill under both modes, each treatment apart', () => {
    fc.assert(fc.property(anyDocument, ({ rows, terms }) => {
      const taxed = taxRows(rows, terms);
      const table = taxSummary(rows, taxed);
      for (const of of ['net', 'tax', 'buyerOwes'] as const) expect(sumMinor(table.map((line) => line[of]))).toBe(sumMinor(taxed.map((row) => row[of])));
      expect(table.length).toBe(alike(rows).length);
      expect(table.filter(({ rule, tax }) => without.has(rule.treatment) && tax !== 0)).toEqual([]);
    }), { numRuns: count });
  });
});
