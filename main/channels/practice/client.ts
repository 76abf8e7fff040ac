import { type Instant, instant } from '../../../shared/units/instant.ts';
import { Fault } from '../../platform/fault.ts';
import type { WebAnswer, WebRequest } from '../../platform/web.ts';
import type { ConnectorSetting } from '../connector.ts';
import { parsed } from '../reading.ts';
import { retryMoment } from '../retry-moment.ts';
import { openShopClock } from '../shop-clock.ts';

export interface PracticeClient {
  get(path: string, query?: Record<string, string>): Promise<unknown>;
  send(method: 'POST' | 'PUT', path: string, body: unknown): Promise<unknown>;
  clockAhead(): number | null;
}

/** Speaks with one practice marketplace. Every answer that is no success becomes a Fault. */
export function openClient({ fetch, url, credentials, now }: ConnectorSetting): PracticeClient {
  const clock = openShopClock(now);
  const ask = async (method: WebRequest['method'], path: string, body?: unknown): Promise<unknown> => {
    const request: WebRequest = {
      method,
      url: `${url}/${path}`,
      headers: { authorization: `Bearer ${credentials['key'] ?? ''}` },
      ...(body !== undefined && { body: JSON.stringify(body) }),
      timeoutMs: 30_000,
      maxBytes: 20_000_000,
    };
    const answer = await clock.asked(() => fetch(request));
    if (answer.status !== 200) throw faultIn(answer, now());
    return parsed(answer);
  };
  return {
    get: (path, query = {}) => ask('GET', `${path}?${new URLSearchParams(query).toString()}`),
    send: ask,
    clockAhead: () => clock.ahead(),
  };
}

function faultIn(answer: WebAnswer, now: Instant): Fault {
  const { status } = answer;
  const details = { status, says: `${status} ${answer.text.replaceAll(/<[^>]*>/g, ' ').trim().slice(0, 300)}` };
  const retryAt = retryMoment(answer, now);
  const pause = retryAt === undefined ? { retry: 'later' as const } : { retry: 'after' as const, retryAt: instant(retryAt) };
  if (status === 429) return new Fault('rateLimited', { ...details, ...pause });
  if (status === 401) return new Fault('unauthorised', { ...details, retry: 'never' });
  if (status >= 500) return new Fault('broken', { ...details, ...pause });
  return new Fault('refused', { ...details, retry: 'never' });
}
