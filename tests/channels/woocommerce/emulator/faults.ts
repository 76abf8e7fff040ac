import type { ServerResponse } from 'node:http';
import { recordedText } from '../recorded.ts';

/**
 * What can go wrong on the way, in the words of who sees it. `before` the shop did anything or `after` it did everything: the
 * caller cannot tell them apart, which is the point.
 */
export type Mishap =
  | { kind: 'timeout'; effect: 'before' | 'after' }
  | { kind: 'cut'; effect: 'before' | 'after' }
  | { kind: 'tooMany'; retryAfter?: string }
  | { kind: 'brokenPage' }
  | { kind: 'phpFatal' }
  | { kind: 'maintenance' }
  | { kind: 'firewall' }
  | { kind: 'halfJson' }
  | { kind: 'redirect'; location: string }
  | { kind: 'endless'; bytes: number }
  /** Changes the rows of a list before they are cut into pages. */
  | { kind: 'list'; change: (rows: unknown[]) => unknown[] };

export interface Planned {
  /** Which requests it strikes, by method and path: `GET orders`. */
  on: RegExp;
  mishap: Mishap;
  times: number;
}

/** The first planned mishap that strikes this request, once less to come. */
export function striking(plan: Planned[], method: string, path: string): Mishap | undefined {
  const planned = plan.find((one) => one.times > 0 && one.on.test(`${method} ${path}`));
  if (!planned) return undefined;
  planned.times -= 1;
  return planned.mishap;
}

const page = (title: string) => `<!DOCTYPE html><html><head><title>${title}</title></head><body><h1>${title}</h1></body></html>`;
const json = { 'Content-Type': 'application/json; charset=UTF-8' };
const html = { 'Content-Type': 'text/html' };

/** Answers that come instead of the shop's; false when this mishap is none of them. */
export function answerInstead(mishap: Mishap, response: ServerResponse): boolean {
  const send = (status: number, headers: Record<string, string>, text: string) => {
    response.writeHead(status, headers).end(text);
    return true;
  };
  switch (mishap.kind) {
    case 'tooMany':
      return send(
        429,
        { ...html, ...(mishap.retryAfter === undefined ? {} : { 'Retry-After': mishap.retryAfter }) },
        page('429 Too Many Requests'),
      );
    case 'brokenPage':
      return send(502, html, page('502 Bad Gateway'));
    case 'phpFatal':
      return send(500, json, recordedText('132-err-500-php-fatal.json'));
    case 'maintenance':
      return send(503, { ...json, 'Retry-After': '600' }, recordedText('133-err-503-maintenance.json'));
    case 'firewall':
      return send(403, html, page('Access denied'));
    case 'redirect':
      return send(301, { Location: mishap.location }, '');
    case 'endless':
      return send(200, json, `["${'x'.repeat(mishap.bytes)}"]`);
    default:
      return false;
  }
}
