import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { ChartId } from '../../shared/accounting/charts/charts.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { copiesOf, type TestShop } from '../support/shop.ts';
import { runs } from '../support/soak.ts';
import { judgeStatements } from './judges.ts';
import { rawLines } from './oracle.ts';
import { firstDay, histories, newBooks, play } from './random-books.ts';

const span = fc.tuple(fc.integer({ min: -30, max: 830 }), fc.integer({ min: 0, max: 500 })).map(([start, length]) => ({ from: addDays(firstDay, start), to: addDays(firstDay, start + length) }));
const charted: readonly ChartId[] = ['generic', 'smallBusinessCn', 'skr03', 'pcg', 'us'];

test.each(charted)('over random histories with closings, every statement on the chart %s is what raw lines add up to', { timeout: 7_200_000 }, (chart) => {
  const founded = new Map<number, ReturnType<typeof copiesOf>>();
  const foundedIn = (month: number): ReturnType<typeof copiesOf> => {
    const known = founded.get(month) ?? copiesOf(() => newBooks(chart, month));
    founded.set(month, known);
    return known;
  };
  try {
    fc.assert(
      fc.property(histories, fc.array(span, { minLength: 2, maxLength: 4 }), fc.constantFrom(1, 4, 7), (steps, spans, startMonth) => {
        const shop = foundedIn(startMonth).next();
        try {
          play(shop, steps);
          const lines = rawLines(shop);
          for (const { from, to } of spans) judgeStatements({ shop, chart, lines, from, to });
          proveBooks(shop);
        } finally {
          shop.close();
        }
      }),
      { seed: 20241120, numRuns: runs(10, 4_000, `random histories whose statements were recomputed from raw lines, chart ${chart}`) },
    );
  } finally {
    for (const copies of founded.values()) copies.close();
  }
});

/** Random entries name no documents, so only what is about sums is proved. */
function proveBooks(shop: TestShop): void {
  let says: string[] = [];
  try {
    shop.check();
  } catch (error) {
    says = String(error).split('\n').slice(1);
  }
  expect(says.filter((line) => /^(INV-L1|INV-L3|INV-L4|INV-L5 closings)/.test(line))).toEqual([]);
}
