import { expect, test } from 'vitest';
import { untilDone } from '../support/soak.ts';
import { everything, operations, tryGoods } from './goods.ts';

test('whatever happens to goods, first in, first out: stock and books are what the model says', () => {
  const done = tryGoods('fifo', operations(), 53);
  expect(everything.filter((what) => done[what] === undefined)).toEqual([]);
}, untilDone);
