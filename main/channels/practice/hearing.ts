import { Fault } from '../../platform/fault.ts';
import type { WebAnswer, WebRequest } from '../../platform/web.ts';
import { answerTo } from './answering.ts';
import type { Market } from './market.ts';
import type { Mishap } from './mishap.ts';
import { moodOf } from './temper.ts';

/**
 * One request as a practice marketplace hears it, with what goes wrong on the way: what was planned for it, else what its temper
 * brings. `now` is our clock; its own may be ahead. @throws Fault as a real network does
 */
export function hear(market: Market, request: WebRequest, now: number): WebAnswer {
  market.asked += 1;
  const name = `${request.method} ${new URL(request.url).pathname.slice(1)}`;
  const mishap = planned(market, name) ?? moodOf(market.temper, market.asked);
  if (mishap && mishap.kind !== 'list') market.failed += 1;
  const answer = (): WebAnswer => act(market, request, now, mishap?.kind === 'list' ? mishap.change : undefined);
  return mishap ? strike(mishap, answer, market.ahead + now) : answer();
}

function act(market: Market, request: WebRequest, now: number, change?: (rows: unknown[]) => unknown[]): WebAnswer {
  // What a place for reading is asked with POST changes nothing.
  if (request.method !== 'GET' && !request.url.endsWith('/seen')) market.written += 1;
  const at = now + market.ahead;
  const answer = answerTo(market, request, at, change);
  return { ...answer, headers: { ...answer.headers, date: new Date(at).toUTCString() } };
}

function planned(market: Market, name: string): Mishap | undefined {
  const next = market.plans.find(({ on, times }) => times > 0 && on.test(name));
  if (next) next.times -= 1;
  market.plans = market.plans.filter(({ times }) => times > 0);
  return next?.mishap;
}

function strike(mishap: Mishap, answer: () => WebAnswer, at: number): WebAnswer {
  const date = new Date(at).toUTCString();
  switch (mishap.kind) {
    case 'timeout':
    case 'cut':
      if (mishap.effect === 'after') answer();
      throw mishap.kind === 'cut' ? new Fault('broken', { retry: 'later', says: 'The connection was cut (ECONNRESET).' }) : new Fault('timeout', { retry: 'later', says: 'No answer in time.' });
    case 'tooMany':
      return { status: 429, headers: { date, ...(mishap.seconds !== undefined && { 'retry-after': String(mishap.seconds) }) }, text: '{"says":"Too many requests."}' };
    case 'broken':
      return { status: 500, headers: { date }, text: '<html><title>Internal Server Error</title></html>' };
    case 'halfAnswer': {
      const { text, ...rest } = answer();
      return { ...rest, text: text.slice(0, Math.ceil(text.length / 2)) };
    }
    case 'list':
      return answer();
  }
}
