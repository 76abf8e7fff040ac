import { expect, test } from 'vitest';
import { longestWaitMs, noteEveryMs, pullEveryMs, staleSince } from '../../shared/channels/stale.rules.ts';
import { instant } from '../../shared/units/instant.ts';

const minute = 60_000;
const at = (minutes: number) => instant(1_800_000_000_000 + minutes * minute);
const standing = { lastRoundAt: at(0), nextTryAt: at(5), oldestNewsAt: null };

test('three rounds that did not come make a channel stale, counted from the last that may have been too quiet to be noted', () => {
  const last = (noteEveryMs + 3 * pullEveryMs) / minute;
  expect(staleSince(standing, at(last))).toBeNull();
  expect(staleSince(standing, instant(at(last) + 1))).toEqual({ why: 'round', since: at(0) });
});

test('a pause after a fault is no silence, until three rounds after it did not come either', () => {
  const paused = { ...standing, nextTryAt: at(60) };
  expect([staleSince(paused, at(75)), staleSince(paused, at(76))?.why]).toEqual([null, 'round']);
});

test('news that may be sent and waits for more than half an hour makes it stale', () => {
  const waiting = { ...standing, oldestNewsAt: at(-20) };
  const last = longestWaitMs / minute - 20;
  expect([staleSince(waiting, at(last)), staleSince(waiting, instant(at(last) + 1))]).toEqual([null, { why: 'news', since: at(-20) }]);
});
