import { z } from 'zod';
import { keptAnswer } from '../../../shared/channels/answer.rules.ts';
import { type Instant, instant } from '../../../shared/units/instant.ts';
import { Fault } from '../../platform/fault.ts';
import type { WebAnswer } from '../../platform/web.ts';
import { retryMoment } from '../retry-moment.ts';

/** What an HTTP status other than 200 means. What stands in front of Shopify answers HTML, so the status is all that counts. */
export function faultIn(answer: WebAnswer, now: Instant): Fault {
  const { status } = answer;
  const says = `${status} ${plain(answer.text)}`.trim();
  const details = { says, status, answer: keptAnswer(status, answer.text) };
  const retryAt = retryMoment(answer, now);
  const pause = retryAt === undefined ? { retry: 'later' as const } : { retry: 'after' as const, retryAt };
  if (status === 429 || status === 430) return new Fault('rateLimited', { ...details, ...pause });
  if (status === 401 || status === 403) return new Fault('unauthorised', { ...details, retry: 'never' });
  // 402: the shop does not pay its bill at the moment; 423: it is locked. Both end without us.
  if (status === 402 || status === 408 || status === 423) return new Fault('refused', { ...details, retry: 'later' });
  if (status < 500) return new Fault('refused', { ...details, retry: 'never' });
  return new Fault('broken', { ...details, ...pause });
}

const plain = (text: string): string => text.replace(/<[^>]*>/g, ' ').replace(/\s+/g, ' ').trim().slice(0, 300);

export const graphErrors = z.array(z.object({ message: z.string(), extensions: z.looseObject({ code: z.string().optional() }).optional() }));
export type GraphErrors = z.output<typeof graphErrors>;

/** What `errors` beside or instead of data mean; such an answer has status 200. */
export function faultOfErrors(errors: GraphErrors): Fault {
  const says = errors.map(({ message }) => message).join(' ').slice(0, 500);
  const details = { says, status: 200, answer: keptAnswer(200, { errors }) };
  const codes = new Set(errors.map(({ extensions }) => extensions?.code));
  // The words name the permission that lacks.
  if (codes.has('ACCESS_DENIED')) return new Fault('unauthorised', { ...details, retry: 'never' });
  if (codes.has('INTERNAL_SERVER_ERROR') || codes.has('TIMEOUT')) return new Fault('broken', { ...details, retry: 'later' });
  // The same deed is still being done, or was not done with the same words: what came of it is read before the next try.
  if ([...codes].some((code) => code?.startsWith('IDEMPOTENCY_'))) return new Fault('refused', { ...details, retry: 'later' });
  return new Fault('refused', { ...details, retry: 'never' });
}

/** What a mutation names as wrong, as it is kept with the news; such an answer has status 200. */
export const answerOf = (errors: readonly object[]) => ({ status: 200, answer: keptAnswer(200, { userErrors: errors }) });

export const throttled = (waitMs: number, now: Instant): Fault =>
  new Fault('rateLimited', { says: 'The shop’s budget of questions is used up.', retry: 'after', retryAt: instant(now + waitMs) });
