import { expect, test } from 'vitest';
import { untilDone } from '../support/soak.ts';
import { everything, operations, tryGoods } from './goods.ts';

test('whatever happens to goods at their moving average: stock and books are what the model says', () => {
  const done = tryGoods('movingAverage', operations(), 54);
  expect(everything.filter((what) => done[what] === undefined)).toEqual([]);
}, untilDone);
