import { type Instant, instant } from '../units/instant.ts';

/** What a carrier says happened; `labelled` is a parcel of which nothing was said yet. */
export const eventStates = ['accepted', 'inTransit', 'outForDelivery', 'delivered', 'failed', 'returned'] as const;
export type EventState = (typeof eventStates)[number];
export const deliveryStates = ['labelled', ...eventStates] as const;
export type DeliveryState = (typeof deliveryStates)[number];

const dayMs = 86_400_000;

export const isOver = (status: DeliveryState): boolean => status === 'delivered' || status === 'returned';

/** News older than this is silence: a parcel under way is stuck. */
export const silentSince = (now: Instant, stuckDays: number): Instant => instant(now - stuckDays * dayMs);

/** Whole days since somebody said something of a parcel. */
export const silentDays = (newsAt: Instant, now: Instant): number => Math.max(0, Math.floor((now - newsAt) / dayMs));
