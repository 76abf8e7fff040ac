import { type Instant, instant } from '../units/instant.ts';

/** What an order waits for, the first that holds: somebody held it, money, an approval, its parcel. */
export const clockPhases = ['held', 'toPay', 'toApprove', 'toShip'] as const;
export type ClockPhase = (typeof clockPhases)[number];

/** From an instant on, to another or to now. */
export interface Span {
  from: Instant;
  to: Instant | null;
}

export interface OrderTimes {
  orderedAt: Instant;
  /** When the last of it left or was called off; null while something is open. */
  endedAt: Instant | null;
  shipByAt: Instant;
  holds: readonly Span[];
  /** While it stood approved. */
  approvals: readonly Span[];
  /** When the money its channel waits for was there; undefined where nobody waits for money first. */
  paidAt?: Instant | null;
}

export interface ClockSegment {
  phase: ClockPhase;
  from: Instant;
  to: Instant;
}

/** In danger while less than this is left of the time promised, and never less than four hours. */
const riskShare = 5;
const leastWarning = 4 * 3_600_000;

export type DeadlineRisk = 'inTime' | 'atRisk' | 'late';

/** Whether the promise is kept: flagged while there is still time to keep it. */
export function deadlineRisk({ orderedAt, shipByAt, endedAt }: OrderTimes, now: Instant): DeadlineRisk {
  const at = endedAt ?? now;
  if (at > shipByAt) return 'late';
  if (endedAt !== null) return 'inTime';
  const warning = Math.max(leastWarning, (shipByAt - orderedAt) / riskShare);
  return shipByAt - now <= warning ? 'atRisk' : 'inTime';
}

/** Where the time of an order went, from when it was placed to when it ended, or to now: the segments follow one another without a gap. */
export function orderClock(times: OrderTimes, now: Instant): ClockSegment[] {
  const begin = times.orderedAt;
  const end = instant(Math.max(begin, times.endedAt ?? now));
  const edges = [begin, end, ...edgesOf(times.holds), ...edgesOf(times.approvals), ...(times.paidAt == null ? [] : [times.paidAt])];
  const within = [...new Set(edges.filter((at) => at >= begin && at <= end))].sort((a, b) => a - b);
  const segments: ClockSegment[] = [];
  for (const [index, from] of within.slice(0, -1).entries()) {
    const [to, phase] = [within[index + 1]!, phaseAt(times, from)];
    const last = segments.at(-1);
    if (last?.phase === phase) last.to = to;
    else segments.push({ phase, from, to });
  }
  return segments;
}

const edgesOf = (spans: readonly Span[]): Instant[] => spans.flatMap(({ from, to }) => (to === null ? [from] : [from, to]));

const covers = (spans: readonly Span[], at: Instant): boolean => spans.some(({ from, to }) => from <= at && (to === null || at < to));

function phaseAt({ holds, approvals, paidAt }: OrderTimes, at: Instant): ClockPhase {
  if (covers(holds, at)) return 'held';
  if (paidAt !== undefined && (paidAt === null || at < paidAt)) return 'toPay';
  return covers(approvals, at) ? 'toShip' : 'toApprove';
}
