/** `node tests/reporting/hunt.ts HISTORIES`: lives of shops and random books, until a statement and its lines disagree. */
import fc from 'fast-check';
import { addDays } from '../../shared/units/calendar.ts';
import { copiesOf } from '../support/shop.ts';
import { businessCharts, liveBusinesses } from './business.ts';
import { judgeStatements } from './judges.ts';
import { rawLines } from './oracle.ts';
import { firstDay, histories, newBooks, play } from './random-books.ts';

const wanted = Number(process.argv[2]);

/** Books of random entries with centres and closings, asked for days that end where months do. */
function huntBooks(): void {
  const copies = copiesOf(() => newBooks('us', 4));
  try {
    for (const [at, steps] of fc.sample(histories, { seed: 61, numRuns: wanted }).entries()) {
      const shop = copies.next();
      try {
        play(shop, steps);
        const lines = rawLines(shop);
        for (const from of [addDays(firstDay, (at * 37) % 700), '2025-04-01', '2026-04-01']) judgeStatements({ shop, chart: 'us', lines, from: from as typeof firstDay, to: addDays(from as typeof firstDay, [29, 364, 90][at % 3] ?? 29) });
      } finally {
        shop.close();
      }
    }
  } finally {
    copies.close();
  }
}

try {
  for (const chart of businessCharts) liveBusinesses(chart, wanted, 61);
  huntBooks();
} catch (error) {
  console.log(`found: ${String(error).replaceAll(/\s+/g, ' ').slice(0, 300)}`);
  process.exit(3);
}
