import { expect, test } from 'vitest';
import { operations, tryGoods } from './goods.ts';

test('whatever happens to goods, first in, first out: stock and books are what the model says', () => {
  const done = tryGoods('fifo', operations(), 53);
  for (const what of ['stock.receive', 'stock.adjust', 'stock.adjust refused', 'stock.move', 'period.lock', 'period.reopen']) expect(done[what], what).toBeGreaterThan(0);
}, 3_600_000);
