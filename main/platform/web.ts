import { Agent, buildConnector, type Dispatcher, fetch as undiciFetch, type Response } from 'undici';
import { checkedCertificate, unchecked } from './certificate-check.ts';
import { Fault } from './fault.ts';
import { checkedLookup, type Lookup, refusePrivate } from './private-addresses.ts';
import { isPasswordWanted, throughProxy, wantsPassword } from './proxied.ts';
import type { FindProxy } from './proxy.ts';

export interface WebRequest {
  method: 'GET' | 'POST' | 'PUT';
  url: string;
  headers: Record<string, string>;
  body?: string;
  /** For the whole exchange, from connecting to the last byte. */
  timeoutMs: number;
  /** An answer longer than this (after decompression) is cut off and becomes a fault. */
  maxBytes: number;
  /** Of a long file only so many bytes from there on; of one that knows no parts, the rest is passed over. */
  part?: { from: number; bytes: number };
  /** SHA-256 of a certificate the owner accepted although no authority vouches for it, as 64 hex digits. */
  certificate?: string;
  /** The owner said that the address lies in the shop's own network; else only addresses outside are connected to. */
  localNetwork?: boolean;
}

export interface WebAnswer {
  status: number;
  /** Names in lower case. */
  headers: Record<string, string>;
  text: string;
}

/** One exchange with the outside. Any HTTP status is an answer; @throws Fault when there is none. */
export type WebFetch = (request: WebRequest) => Promise<WebAnswer>;

export interface Web {
  fetch: WebFetch;
  close(): Promise<void>;
}

export interface WebSetting {
  lookup?: Lookup;
  findProxy?: FindProxy;
  /** How long a proxy may take until it leads to the shop. */
  proxyPatienceMs?: number;
}

/**
 * The network as connectors see it: no redirects followed, bodies limited, certificates and addresses checked before a byte is
 * sent. Behind a proxy it is the proxy that looks names up, so only addresses that are written out are checked there.
 */
export function openWeb({ lookup, findProxy = straight, proxyPatienceMs = 10_000 }: WebSetting = {}): Web {
  // Connections are pooled by what the owner accepted, so a socket accepted for one channel serves no other.
  const agents = new Map<string, Dispatcher>();
  const agentFor = ({ certificate = '', localNetwork = false }: WebRequest, proxy: URL | null): Dispatcher => {
    const key = `${certificate} ${localNetwork} ${proxy?.href ?? ''}`;
    const known = agents.get(key);
    if (known) return known;
    const made = proxy
      ? throughProxy(proxy, certificate, proxyPatienceMs)
      : new Agent({ connect: checkedCertificate(buildConnector({ ...unchecked, lookup: checkedLookup(localNetwork, lookup) }), certificate) });
    agents.set(key, made);
    return made;
  };
  return {
    fetch: async (request) => {
      if (!request.localNetwork) refusePrivate(request.url);
      // What the owner said lies in this network is reached from here: no proxy outside knows its name.
      const proxy = request.localNetwork ? null : await findProxy(new URL(request.url));
      try {
        return await exchange(request, agentFor(request, proxy));
      } catch (error) {
        throw faultOf(error, request, proxy);
      }
    },
    close: async () => {
      await Promise.all([...agents.values()].map((agent) => agent.destroy()));
    },
  };
}

const straight: FindProxy = async () => null;

async function exchange(request: WebRequest, dispatcher: Dispatcher): Promise<WebAnswer> {
  const response = await undiciFetch(request.url, {
    method: request.method,
    headers: request.part ? { ...request.headers, range: `bytes=${request.part.from}-${request.part.from + request.part.bytes - 1}` } : request.headers,
    ...(request.body === undefined ? {} : { body: request.body }),
    // A redirect would carry the keys to an address nobody entered.
    redirect: 'manual',
    signal: AbortSignal.timeout(request.timeoutMs),
    dispatcher,
  });
  return { status: response.status, headers: Object.fromEntries(response.headers), text: await (request.part && response.ok ? partOf(response, request.part) : limitedText(response, request)) };
}

async function limitedText(response: Response, { maxBytes }: WebRequest): Promise<string> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new Fault('wrongAnswer', { retry: 'never', says: `The answer is longer than ${maxBytes} bytes.` });
    chunks.push(chunk);
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** Who answers with less than the whole begins where it was asked to. */
async function partOf(response: Response, { from, bytes }: NonNullable<WebRequest['part']>): Promise<string> {
  const chunks: Uint8Array[] = [];
  let before = response.status === 206 ? 0 : from;
  let lacks = bytes;
  for await (const chunk of response.body ?? []) {
    const found = chunk.subarray(before, before + lacks);
    before = Math.max(0, before - chunk.byteLength);
    lacks -= found.byteLength;
    chunks.push(found);
    if (lacks === 0) break;
  }
  return new TextDecoder().decode(Buffer.concat(chunks));
}

/** What a failed exchange means. The query is left out of every text, since keys may stand in it. */
function faultOf(error: unknown, request: WebRequest, proxy: URL | null): Fault {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause instanceof Fault) return cause;
    if (proxy && isPasswordWanted(cause)) return wantsPassword(proxy);
    if (cause.name === 'TimeoutError')
      return new Fault('timeout', { retry: 'later', says: `No answer within ${request.timeoutMs} ms.` });
    const code = 'code' in cause ? String(cause.code) : '';
    if (unreachableCodes.has(code))
      return new Fault('unreachable', { retry: 'later', says: `${new URL(request.url).host}: ${code}.` });
    if (brokenCodes.has(code)) return new Fault('broken', { retry: 'later', says: `The connection was cut (${code}).` });
  }
  if (error instanceof TypeError)
    return new Fault('broken', { retry: 'later', says: `The connection was cut (${error.message}).` });
  throw error;
}

const unreachableCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENETDOWN',
  'EADDRNOTAVAIL',
  'UND_ERR_CONNECT_TIMEOUT',
]);
const brokenCodes = new Set([
  'ECONNRESET',
  'EPIPE',
  'UND_ERR_SOCKET',
  'HPE_INVALID_CONSTANT',
  'UND_ERR_HEADERS_TIMEOUT',
  'UND_ERR_BODY_TIMEOUT',
]);
