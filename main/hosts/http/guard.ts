import type { IncomingHttpHeaders } from 'node:http';

/** Why a request is turned away before anyone looks at what it wants. */
export interface TurnedAway {
  status: 403 | 415 | 421;
  code: 'host' | 'origin' | 'site' | 'contentType';
}

interface Asked {
  method: string;
  headers: IncomingHttpHeaders;
}

/**
 * Another web page in the user's browser can reach 127.0.0.1 as well. It cannot forge these headers, so a request is served
 * only when it names us as its host (a rebound name does not), comes from our own page or from no page at all, and is JSON
 * (a form cannot send that without asking first, and nobody answers such a question here: there are no CORS headers).
 */
export const turnAway = (asked: Asked, port: number): TurnedAway | undefined => turnAwayFrom(asked, { scheme: 'http', hosts: [`127.0.0.1:${port}`, `localhost:${port}`] });

/** The same for a door with other names: on the shop's network it is the machine's address there. */
export function turnAwayFrom({ method, headers }: Asked, { scheme, hosts }: { scheme: 'http' | 'https'; hosts: readonly string[] }): TurnedAway | undefined {
  if (!hosts.includes(headers.host ?? '')) return { status: 421, code: 'host' };
  if (headers.origin !== undefined && headers.origin !== `${scheme}://${headers.host}`) return { status: 403, code: 'origin' };
  if (!['same-origin', 'none', undefined].includes(siteOf(headers))) return { status: 403, code: 'site' };
  if (method !== 'GET' && method !== 'HEAD' && !isJson(headers['content-type'])) return { status: 415, code: 'contentType' };
  return undefined;
}

const siteOf = (headers: IncomingHttpHeaders): string | undefined => {
  const site = headers['sec-fetch-site'];
  return typeof site === 'string' ? site : undefined;
};

const isJson = (type: string | undefined): boolean => /^application\/json\s*(;\s*charset=utf-8\s*)?$/i.test(type ?? '');
