import { type Instant, instant } from '../units/instant.ts';

/** How long goods stay blocked, each in hours; null where nothing ends or is told. */
export interface KeepingRule {
  /** Goods of an order nobody paid for are free again after so long. */
  readonly hours: number | null;
  /** And of one that is on hold as well: whoever holds it waits for something. As long as the others where it is null. */
  readonly heldHours: number | null;
  /** What is blocked for longer, paid for or on hold, is told and never freed by the clock. */
  readonly tellHours: number | null;
}

const day = 24;

/** What a new shop begins with: a week, two weeks for held orders, and two weeks until somebody is told. Source: FEATURES B23. */
export const foundingRule: KeepingRule = { hours: 7 * day, heldHours: 14 * day, tellHours: 14 * day };

const hour = 3_600_000;

/** When something blocked from an instant on has been so for that long; null where no end is set. */
export const blockedUntil = (from: Instant, hours: number | null): Instant | null => (hours === null ? null : instant(from + hours * hour));

/** What is blocked since this instant or longer has been so for that many hours. */
export const blockedSince = (now: Instant, hours: number): Instant => instant(now - hours * hour);

/** Of goods whose time is over, the order they were set aside for. */
export interface KeptOrder {
  readonly paid: boolean;
  readonly held: boolean;
}

/**
 * What becomes of goods whose time is over: kept without an end once anything was paid, kept until an instant still to come
 * where the order is on hold, else free. Goods nobody's order knows of are free. Source: DOMAIN §3; FEATURES B23.
 */
export function fateOf(order: KeptOrder | undefined, allocatedAt: Instant, rule: KeepingRule, now: Instant): 'keep' | 'free' | { until: Instant } {
  if (order?.paid) return 'keep';
  const until = order?.held ? blockedUntil(allocatedAt, rule.heldHours) : null;
  return until !== null && until > now ? { until } : 'free';
}
