import { expect, test } from 'vitest';
import { runs, untilDone } from '../support/soak.ts';
import { liveBusinesses, mustHappen } from './business.ts';

test('whatever a shop on the chart us does, in yuan, yen and dinars, its statements of any days are what its lines add up to', { timeout: untilDone }, () => {
  const done = liveBusinesses('us', runs(100, 33_334, 'random business histories on the chart us in three currencies, each followed by the statements of random days'), 7_100);
  for (const event of mustHappen) expect(done[event] ?? 0, event).toBeGreaterThan(0);
});
