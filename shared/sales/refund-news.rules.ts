import { type Instant, instant } from '../units/instant.ts';

const dayMs = 86_400_000;

/** A refund from before this moment should have been told of, where its channel has so many days for it. */
export const overdueSince = (now: Instant, confirmDays: number): Instant => instant(now - confirmDays * dayMs);

/** From when on a refund is overdue. */
export const overdueFrom = (refundedAt: Instant, confirmDays: number): Instant => instant(refundedAt + confirmDays * dayMs);
