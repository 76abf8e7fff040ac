import { type Instant, instant } from '../units/instant.ts';

const minute = 60_000;
const firstPauseMs = minute;
const longestPauseMs = 60 * minute;

/**
 * When to ask a channel again after so many faults in a row: pauses double up to an hour and are shortened by up to half at
 * random, so that many shops behind one host do not come back in the same second. `random` is in [0, 1).
 */
export function nextTryAfter(faultsInARow: number, now: Instant, random: number): Instant {
  const full = Math.min(longestPauseMs, firstPauseMs * 2 ** Math.min(faultsInARow - 1, 10));
  return instant(now + Math.round(full * (1 - random / 2)));
}

/** After so many tries on its own an item is set aside for a person; the others have long gone past it. */
export const triesBeforeParking = 5;

/**
 * How many items travel together: the more often they failed, the fewer, until the one that breaks its batch is alone.
 */
export function batchSizeAfter(attempts: number, largest: number): number {
  return Math.max(1, Math.floor(largest / 5 ** Math.min(attempts, 4)));
}
