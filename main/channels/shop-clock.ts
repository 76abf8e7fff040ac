import { clockAhead } from '../../shared/channels/clock.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { WebAnswer } from '../platform/web.ts';

/** What the answers of a shop say of its clock. */
export interface ShopClock {
  /** Sends a question and hears what time its answer was given. @throws Fault as sending does */
  asked(send: () => Promise<WebAnswer>): Promise<WebAnswer>;
  /** Milliseconds the shop's clock is ahead of ours, by the last answer that said; null before one did. */
  ahead(): number | null;
}

export function openShopClock(now: () => Instant): ShopClock {
  let ahead: number | null = null;
  return {
    asked: async (send) => {
      const askedAt = now();
      const answer = await send();
      ahead = clockAhead({ askedAt, answeredAt: now(), date: answer.headers['date'], age: answer.headers['age'] }) ?? ahead;
      return answer;
    },
    ahead: () => ahead,
  };
}
