import { z } from 'zod';
import { type Bucket, waitFor } from '../../../shared/channels/bucket.rules.ts';
import type { Instant } from '../../../shared/units/instant.ts';

/** What an answer says of its price: points asked, and what is left in a bucket that fills up all the time. */
export const costAnswer = z.object({
  requestedQueryCost: z.number(),
  throttleStatus: z.object({ maximumAvailable: z.number(), currentlyAvailable: z.number(), restoreRate: z.number().positive() }),
});
export type CostAnswer = z.output<typeof costAnswer>;

/** The bucket of one shop as its last answer showed it; what each question costs is learnt from its first answer. */
export interface Budget {
  /** Milliseconds until this question can be paid; 0 where nothing is known yet. */
  waitFor(operation: string): number;
  learn(operation: string, cost: CostAnswer): void;
}

export function openBudget(now: () => Instant): Budget {
  const prices = new Map<string, number>();
  let last: Bucket | undefined;
  return {
    waitFor: (operation) => (last ? waitFor(last, prices.get(operation) ?? 0, now()) : 0),
    learn: (operation, { requestedQueryCost, throttleStatus: { maximumAvailable: most, currentlyAvailable: left, restoreRate: perSecond } }) => {
      prices.set(operation, requestedQueryCost);
      last = { most, perSecond, left, at: now() };
    },
  };
}
