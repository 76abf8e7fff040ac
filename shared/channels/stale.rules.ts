import { type Instant, instant } from '../units/instant.ts';

/** How often a channel that answers is asked, in milliseconds. */
export const pullEveryMs = 5 * 60_000;

/** A round in which nothing happened is noted at least this often, in milliseconds. */
export const noteEveryMs = 30 * 60_000;

/** What may be sent goes within seconds and is tried five times within a quarter of an hour; later than this it is late, in milliseconds. */
export const longestWaitMs = 30 * 60_000;

export interface Standing {
  /** When the last round that was noted ended, or its first reading brought something later. */
  lastRoundAt: Instant;
  /** When the channel is asked next, as the last noted round says: after faults much later than its interval. */
  nextTryAt: Instant;
  /** Since when the oldest news waits that may be sent; null where none does. */
  oldestNewsAt: Instant | null;
}

/** Why a channel is stale, and since when what we know of it or it of us is old. */
export interface Stale {
  why: 'news' | 'round';
  since: Instant;
}

/**
 * Whether what a channel shows, or what we know of it, is too old although nobody has to do anything: three of its rounds did not
 * come although they were due, or news that may be sent waits too long; null where neither holds. Quiet rounds leave no note for up
 * to half an hour, so the last that surely was is counted from there.
 */
export function staleSince({ lastRoundAt, nextTryAt, oldestNewsAt }: Standing, now: Instant): Stale | null {
  const due = Math.max(nextTryAt, lastRoundAt + noteEveryMs);
  if (now > due + 3 * pullEveryMs) return { why: 'round', since: lastRoundAt };
  return oldestNewsAt !== null && now > oldestNewsAt + longestWaitMs ? { why: 'news', since: instant(oldestNewsAt) } : null;
}
