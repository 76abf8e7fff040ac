import { keptAnswer } from '../../../shared/channels/answer.rules.ts';
import type { Instant } from '../../../shared/units/instant.ts';
import { Fault } from '../../platform/fault.ts';
import type { WebAnswer } from '../../platform/web.ts';
import { retryMoment } from '../retry-moment.ts';

/**
 * What an answer that is no success means. WordPress answers JSON `{ code, message, data }`; what stands in front of it (host,
 * firewall, proxy) answers HTML, and then the status is all we know.
 */
export function faultIn(answer: WebAnswer, now: Instant): Fault {
  const { code, message } = wordPressError(answer.text);
  const says = `${answer.status} ${code === '' ? titleOf(answer.text) : `${code}: ${plain(message)}`}`.trim();
  const details = { says, status: answer.status, answer: keptAnswer(answer.status, answer.text) };
  const retryAt = retryMoment(answer, now);
  const pause = retryAt === undefined ? { retry: 'later' as const } : { retry: 'after' as const, retryAt };
  if (answer.status === 429 || code === 'rate_limit_exceeded') return new Fault('rateLimited', { ...details, ...pause });
  if (answer.status === 401 || (answer.status === 403 && code !== ''))
    return new Fault('unauthorised', { ...details, retry: 'never' });
  // A 403 in HTML is a firewall's mood, not the shop's rule.
  if (answer.status === 403 || answer.status === 408) return new Fault('refused', { ...details, retry: 'later' });
  if (answer.status < 500) return new Fault('refused', { ...details, retry: 'never' });
  // Some refusals of the shop's own rules come as 500; they say so in their code.
  if (answer.status === 500 && code.startsWith('woocommerce_rest_')) return new Fault('refused', { ...details, retry: 'never' });
  return new Fault('broken', { ...details, ...pause });
}

function wordPressError(text: string): { code: string; message: string } {
  try {
    const body: unknown = JSON.parse(text);
    const isError = typeof body === 'object' && body !== null && 'code' in body && 'message' in body;
    return isError ? { code: String(body.code), message: String(body.message) } : { code: '', message: '' };
  } catch {
    return { code: '', message: '' };
  }
}

const titleOf = (html: string): string => plain(/<title>([^<]*)/i.exec(html)?.[1] ?? '');
const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
    .slice(0, 300);
