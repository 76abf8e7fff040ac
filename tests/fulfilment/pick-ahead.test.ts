import { expect, test } from 'vitest';
import { answerAhead, lineAfter } from '../../shared/fulfilment/pick-ahead.rules.ts';
import { quantity } from '../../shared/units/quantity.ts';

const line = (wanted: number, picked: number, short: number, left: number) => ({ pickLineId: 7, quantity: quantity(wanted), picked: quantity(picked), short: quantity(short), left: quantity(left) });
const q = quantity;

test('what is taken, put back, missing and found shows at its own line only', () => {
  const four = line(4000, 1000, 0, 3000);
  expect(lineAfter(four, { method: 'pick.take', pickLineId: 7, quantity: q(2000) })).toEqual(line(4000, 3000, 0, 1000));
  expect(lineAfter(four, { method: 'pick.putBack', pickLineId: 7, quantity: q(1000) })).toEqual(line(4000, 0, 0, 4000));
  expect(lineAfter(four, { method: 'pick.short', pickLineId: 7 })).toEqual(line(4000, 1000, 3000, 0));
  expect(lineAfter(line(4000, 1000, 3000, 0), { method: 'pick.found', pickLineId: 7 })).toEqual(line(4000, 1000, 0, 3000));
  expect(lineAfter(four, { method: 'pick.take', pickLineId: 8, quantity: q(1000) })).toBe(four);
});

test('of four ordered one is no longer wanted: it is not asked for after a piece was put back', () => {
  // 4 ordered, 2 picked, 1 left: one was dropped.
  const after = lineAfter(line(4000, 2000, 0, 1000), { method: 'pick.putBack', pickLineId: 7, quantity: q(1000) });
  expect(after).toEqual(line(4000, 1000, 0, 2000));
});

test('what the shop will refuse is refused before it is kept', () => {
  const one = line(4000, 3000, 0, 1000);
  expect(answerAhead(one, { method: 'pick.take', pickLineId: 7, quantity: q(2000) })).toEqual({ refusal: { code: 'pick.tooMany', details: { left: 1000, asked: 2000 } } });
  expect(answerAhead(one, { method: 'pick.putBack', pickLineId: 7, quantity: q(4000) })).toEqual({ refusal: { code: 'pick.notThere', details: { there: 3000, asked: 4000 } } });
  expect(answerAhead(line(1000, 1000, 0, 0), { method: 'pick.short', pickLineId: 7 })).toMatchObject({ refusal: { code: 'pick.nothingLeft' } });
  expect(answerAhead(one, { method: 'pick.take', pickLineId: 7, quantity: q(1000) })).toEqual({ answer: { pickLineId: 7, left: 0 } });
  expect(answerAhead(one, { method: 'pick.short', pickLineId: 7 })).toEqual({ answer: { pickLineId: 7, short: 1000 } });
});
