import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { boxesOf, type TaxGroup, tieOf } from '../../shared/tax/papers/paper.rules.ts';
import { paperIds, papers } from '../../shared/tax/papers/papers.ts';
import { type PlacePart, placeRows, rateRows } from '../../shared/tax/papers/rows.rules.ts';
import { taxPeriodOf, taxPeriods } from '../../shared/tax/period.rules.ts';
import { type TaxFact, tidyFacts, withRest } from '../../shared/tax/tax-fact.rules.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { runs } from '../support/soak.ts';

const count = runs(500, 50_000, 'tax papers against their lines');
const amount = fc.integer({ min: -1_000_000, max: 1_000_000 }).map(minor);
const rates = [0, 10_000, 30_000, 50_000, 55_000, 70_000, 88_750, 100_000, 130_000, 190_000, 200_000].map(ratePpm);
const untaxed = new Set(['zero', 'exempt', 'outOfScope']);

/** What a sale, a purchase or an accountant can leave; the checks of the table allow no more. */
const anyGroup: fc.Arbitrary<TaxGroup> = fc
  .record({
    direction: fc.constantFrom('output' as const, 'input' as const, 'cost' as const, 'marketplace' as const),
    treatment: fc.constantFrom('taxed' as const, 'zero' as const, 'exempt' as const, 'reverseCharge' as const, 'outOfScope' as const, 'adjustment' as const, 'unsorted' as const),
    country: fc.constantFrom('DE', 'FR'),
    region: fc.constantFrom('', 'NY'),
    rate: fc.constantFrom(null, ...rates),
    base: amount,
    tax: amount,
    lines: fc.integer({ min: 1, max: 9 }),
  })
  // Purchases are in our own country; who charged what is exempt has no tax to get back.
  .filter(({ direction, treatment, country }) => (direction === 'output' ? true : country === 'DE') && (direction !== 'input' || !['exempt', 'outOfScope'].includes(treatment)))
  .map((group) => ({
    ...group,
    treatment: group.direction === 'marketplace' ? ('marketplace' as const) : group.treatment,
    tax: untaxed.has(group.treatment) && group.direction !== 'marketplace' ? minor(0) : group.tax,
    key: '',
  }))
  .map((group) => ({ ...group, key: [group.direction, group.treatment, group.country, group.region, group.rate ?? ''].join('|') }));
const anyGroups = fc.uniqueArray(anyGroup, { selector: (group) => group.key, maxLength: 12 });

const owes = (group: TaxGroup): number => (group.direction === 'output' ? group.tax : group.direction === 'input' ? -group.tax : 0);

describe.each(paperIds)('the paper %s', (id) => {
  const paper = papers[id];
  test('ties: what is to be paid and what has no box are the tax of all lines', () => {
    fc.assert(fc.property(anyGroups, (groups) => {
      const tie = tieOf(paper, boxesOf(paper, groups, 'DE'), groups);
      expect(tie.due + tie.apart).toBe(groups.reduce((sum, group) => sum + owes(group), 0));
      expect(tie.ledger).toBe(tie.due + tie.apart);
    }), { numRuns: count });
  });

  test('leaves out only tax of other countries, and input tax of somebody who gets none back', () => {
    fc.assert(fc.property(anyGroups, (groups) => {
      const { apartGroups } = tieOf(paper, boxesOf(paper, groups, 'DE'), groups);
      const wanted = groups.filter((group) => owes(group) !== 0 && ((group.direction === 'output' && group.country !== 'DE') || (group.direction === 'input' && id === 'cnSmallScale')));
      expect([...apartGroups].sort()).toEqual(wanted.map((group) => group.key).sort());
    }), { numRuns: count });
  });

  test('a box is the sum of the lines it opens: lines added later change it by what they say', () => {
    fc.assert(fc.property(anyGroups, fc.integer({ min: 0, max: 11 }), (groups, at) => {
      const [before, after] = [boxesOf(paper, groups.slice(0, at), 'DE'), boxesOf(paper, groups, 'DE')];
      const late = boxesOf(paper, groups.slice(at), 'DE');
      // A reduction is worked out of a sum, so it may differ by its rounding.
      const slack = id === 'cnSmallScale' ? 1 : 0;
      after.forEach((box, index) => expect(Math.abs(box.figure - before[index]!.figure - late[index]!.figure)).toBeLessThanOrEqual(slack));
    }), { numRuns: count });
  });

  test('codes are told once, and each sum names boxes above it', () => {
    const codes = paper.boxes.map((box) => box.code);
    expect(new Set(codes).size).toBe(codes.length);
    paper.boxes.forEach((box, index) => {
      for (const code of [...(box.sum?.plus ?? []), ...(box.sum?.minus ?? [])]) expect(codes.slice(0, index)).toContain(code);
    });
    expect(codes).toContain(paper.due);
  });
});

test('rows by rate and by jurisdiction add up to the tax of sales', () => {
  const parts = (country: string): PlacePart[] => [40_000, 45_000, 3_750].map((rate, index) => ({ country, region: '', validFromOn: day('2020-01-01'), name: `part ${index}`, rate: ratePpm(rate) }));
  fc.assert(fc.property(anyGroups, (groups) => {
    const sales = sumMinor(groups.filter((group) => group.direction === 'output').map((group) => group.tax));
    expect(sumMinor(rateRows(groups).map((row) => row.tax))).toBe(sales);
    expect(sumMinor(placeRows(groups, parts('DE'), day('2026-03-31')).map((row) => row.tax))).toBe(sales);
  }), { numRuns: count });
});

test('a document’s facts and the rest make up what it posted', () => {
  const anyFact = fc.record({ direction: fc.constantFrom('output' as const, 'input' as const, 'cost' as const, 'marketplace' as const), rate: fc.constantFrom(null, ...rates), base: amount, tax: amount });
  fc.assert(fc.property(fc.array(anyFact, { maxLength: 6 }), amount, amount, (facts, output, input) => {
    const all = withRest(facts, { output, input }, 'unsorted');
    const of = (rows: readonly TaxFact[], direction: string) => sumMinor(rows.filter((fact) => fact.direction === direction).map((fact) => fact.tax));
    expect([of(all, 'output'), of(all, 'input')]).toEqual([output, input]);
    for (const direction of ['cost', 'marketplace']) expect(of(all, direction)).toBe(of(tidyFacts(facts), direction));
  }), { numRuns: count });
});

describe('the tax calendar', () => {
  const anyCalendar = fc.record({ periodMonths: fc.constantFrom(1, 2, 3, 6, 12), firstMonth: fc.integer({ min: 1, max: 12 }), dueMonths: fc.integer({ min: 0, max: 12 }), dueDay: fc.integer({ min: 1, max: 31 }) });
  const anyDay = fc.integer({ min: 0, max: 20_000 }).map((days) => addDays(day('2000-01-01'), days));

  test('every day lies in one period; periods follow each other without a gap', () => {
    fc.assert(fc.property(anyCalendar, anyDay, (calendar, on) => {
      const period = taxPeriodOf(on, calendar);
      expect(period.fromOn <= on && on <= period.throughOn).toBe(true);
      expect(taxPeriodOf(addDays(period.throughOn, 1), calendar).fromOn).toBe(addDays(period.throughOn, 1));
      expect(taxPeriodOf(period.fromOn, calendar)).toEqual(period);
      expect(period.fromOn.slice(8)).toBe('01');
    }), { numRuns: count });
  });

  test('a British quarter of January is due on 7 May, a month of January on the last of February', () => {
    expect(taxPeriodOf(day('2026-02-10'), { periodMonths: 3, firstMonth: 1, dueMonths: 2, dueDay: 7 })).toEqual({ fromOn: '2026-01-01', throughOn: '2026-03-31', dueOn: '2026-05-07' });
    expect(taxPeriodOf(day('2026-01-10'), { periodMonths: 1, firstMonth: 1, dueMonths: 1, dueDay: 31 })).toEqual({ fromOn: '2026-01-01', throughOn: '2026-01-31', dueOn: '2026-02-28' });
    expect(taxPeriods(day('2025-12-31'), day('2026-04-01'), { periodMonths: 3, firstMonth: 2, dueMonths: 0, dueDay: 31 }).map(({ fromOn }) => fromOn)).toEqual(['2026-02-01', '2025-11-01']);
  });
});
