import { type Instant, instant } from '../../shared/units/instant.ts';
import type { WebAnswer } from '../platform/web.ts';

/** `Retry-After` is seconds or a date; a date is read against the shop's own clock, since ours may differ. */
export function retryMoment(answer: WebAnswer, now: Instant): Instant | undefined {
  const asked = answer.headers['retry-after'] ?? answer.headers['ratelimit-retry-after'];
  if (asked === undefined) return undefined;
  if (/^\d+$/.test(asked)) return instant(now + Number(asked) * 1000);
  const until = Date.parse(asked);
  const theirNow = Date.parse(answer.headers['date'] ?? '');
  return Number.isNaN(until) ? undefined : instant(now + Math.max(0, until - (Number.isNaN(theirNow) ? now : theirNow)));
}
