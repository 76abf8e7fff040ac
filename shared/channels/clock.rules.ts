/** Milliseconds, either way, from which a person is told that a clock is off: what is booked here by a clock that is wrong by more stands at a wrong time next to the shop's own. */
export const clockOffFrom = 60_000;

export const isClockOff = (ahead: number): boolean => Math.abs(ahead) >= clockOffFrom;

/** Whether nothing worth noting changed between two readings of a clock, in milliseconds ahead of ours. */
export const isSameClock = (before: number, ahead: number): boolean => isClockOff(before) === isClockOff(ahead) && Math.abs(ahead - before) < clockOffFrom;

export interface HeardClock {
  /** Instants by our clock, before the question and after the answer. */
  askedAt: number;
  answeredAt: number;
  /** The answer's `Date`, which counts whole seconds (RFC 9110, 6.6.1). */
  date: string | undefined;
  /** The answer's `Age`: one that was kept on the way says when it was made, not what time it is (RFC 9111, 5.1). */
  age: string | undefined;
}

/**
 * Milliseconds another clock is ahead of ours, negative where behind: the smallest difference that explains its `Date`, which was
 * written at some moment between question and answer. 0 where there need be none, null where nothing was said.
 */
export function clockAhead({ askedAt, answeredAt, date, age }: HeardClock): number | null {
  const said = Date.parse(date ?? '');
  if (Number.isNaN(said) || Number(age ?? 0) > 0) return null;
  // Our clock may have been set while we waited.
  const [from, until] = [Math.min(askedAt, answeredAt), Math.max(askedAt, answeredAt)];
  if (said > until) return said - until;
  return said + 999 < from ? said + 999 - from : 0;
}
