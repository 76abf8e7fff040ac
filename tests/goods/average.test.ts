import { expect, test } from 'vitest';
import { operations, tryGoods } from './goods.ts';

test('whatever happens to goods at their moving average: stock and books are what the model says', () => {
  const done = tryGoods('movingAverage', operations(), 54);
  for (const what of ['stock.receive', 'stock.adjust', 'stock.adjust refused', 'stock.move', 'period.lock', 'period.reopen']) expect(done[what], what).toBeGreaterThan(0);
}, 3_600_000);
