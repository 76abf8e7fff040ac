import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { plainWords, standingOf } from '../../shared/channels/conflict.rules.ts';
import { fieldDifference, levelDifference, type NewsState, nightOf, orderDifference, sweepIsDue, wherePart } from '../../shared/channels/sweep.rules.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';

const at = (text: string) => instant(Date.parse(text));

describe('a level that is not ours', () => {
  const cause = (news: NewsState, shows: number | null, ordersUnread = false) => levelDifference({ ours: pieces(5), news, ordersUnread }, shows === null ? null : pieces(shows));

  test('is told by what keeps ours from standing there', () => {
    expect([cause('told', 9), cause('setAside', 9), cause('heldBack', 9), cause('told', 9, true), cause('told', null)]).toEqual(['unknown', 'setAside', 'heldBack', 'ordersUnread', 'notCounted']);
  });

  test('is none while ours is on its way, or where it shows ours', () => {
    expect([cause('underway', 9), cause('underway', null), cause('told', 5), cause('setAside', 5, true)]).toEqual([null, null, null, null]);
  });
});

test('a field differs where they alone changed it or did not accept ours; both changed is a conflict, ours unsent is none', () => {
  const cause = (news: NewsState, ours: string, theirs: string) => fieldDifference(standingOf({ ours, theirs }, { ours: 'a', theirs: 'a' }, Object.is), news);
  expect([cause('told', 'a', 'b'), cause('setAside', 'b', 'a'), cause('setAside', 'a', 'b')]).toEqual(['unknown', 'setAside', 'unknown']);
  expect([cause('told', 'b', 'c'), cause('told', 'b', 'a'), cause('underway', 'a', 'b'), cause('setAside', 'b', 'b')]).toEqual([null, null, null, null]);
});

test('two texts are shown from a little before where they part, without their markup', () => {
  expect(wherePart('Red lure', 'Blue lure')).toEqual(['Red lure', 'Blue lure']);
  const long = 'Twenty pieces of the finest lure there is on this lake';
  expect(wherePart(`<p>${long}, red</p>`, `${long}, blue`)).toEqual(['… there is on this lake, red', '… there is on this lake, blue']);
  expect(wherePart('', `${'茶'.repeat(200)}`)).toEqual(['', `${'茶'.repeat(160)}…`]);
  fc.assert(
    fc.property(fc.string(), fc.string(), fc.string(), (both, ours, theirs) => {
      const [one, other] = wherePart(both + ours, both + theirs);
      expect(one === other).toBe(plainWords(both + ours) === plainWords(both + theirs));
      expect(Math.max(one.length, other.length)).toBeLessThanOrEqual(2 * 162);
    }),
    { seed: 43 },
  );
});

test('an order differs where reading goes by its date and would never meet it', () => {
  const held = { word: 'processing', total: minor(1000) };
  const [before, after] = [at('2026-03-01T10:00:00Z'), at('2026-03-01T11:00:00Z')];
  const theirs = (values: object) => ({ ...held, modifiedAt: before, ...values });
  expect([orderDifference(held, theirs({}), after), orderDifference(held, theirs({ word: 'completed' }), after), orderDifference(held, theirs({ total: minor(900) }), after)]).toEqual([null, 'undated', 'undated']);
  expect([orderDifference(undefined, theirs({}), after), orderDifference(undefined, theirs({ modifiedAt: after }), before)]).toEqual(['missing', null]);
  // What cannot be read says nothing against what is held.
  expect(orderDifference(held, theirs({ word: null, total: null }), after)).toBe(null);
});

test('a night ends at three in the morning where the shop is', () => {
  expect(nightOf(at('2026-03-01T18:59:00Z'), 'Asia/Shanghai')).toBe(nightOf(at('2026-03-01T10:00:00Z'), 'Asia/Shanghai'));
  const evening = at('2026-03-01T14:00:00Z');
  expect([sweepIsDue(evening, at('2026-03-01T18:59:00Z'), 'Asia/Shanghai'), sweepIsDue(evening, at('2026-03-01T19:00:00Z'), 'Asia/Shanghai')]).toEqual([false, true]);
});
