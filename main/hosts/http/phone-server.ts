import https from 'node:https';
import { X509Certificate } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { z } from 'zod';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import type { Instant } from '../../../shared/units/instant.ts';
import type { Listen, Listening, PhoneDesk } from '../../app/phone-desk.ts';
import type { Log } from '../../platform/log.ts';
import type { Secrets } from '../../platform/platform.ts';
import type { Pages } from '../pages.ts';
import { toldError } from '../rpc.ts';
import { newNonce, securityHeaders } from '../security-headers.ts';
import { answerJson, readJson } from './answers.ts';
import { keptCertificate } from './certificate.ts';
import { turnAwayFrom } from './guard.ts';
import { limits, listenOn, mostConnections, servePage } from './serving.ts';

export interface PhoneServerOptions {
  log: Log;
  pages: Pages;
  secrets: Secrets;
  now: () => Instant;
  /** Asked each time phones are let in: a laptop moves from one network to another. */
  addresses: () => string[];
  port: number;
  /** How many calls of one phone are heard in a second. */
  callsASecond?: number;
}

/** The same at every start: a phone keeps what it has not sent yet under this address and port. */
export const phonePort = 47_811;

/** A person's hand and a list that asks again: more in one second is a program. */
const mostCallsASecond = 60;

const zPairing = z.strictObject({ code: z.string().min(1).max(40), name: z.string().trim().min(1).max(80) });
const zCall = z.strictObject({ method: z.string().max(80), input: z.unknown(), sequence: z.int().min(1).exactOptional() });

/** Tells the page that it is a phone's. */
const phonePage = (text: string): string => text.replace('<head>', '<head><meta name="shopwright-door" content="phone">');

/**
 * Listens on the shop's own network, over TLS with a certificate of our own. Served are the page, the pairing of a phone, and
 * calls of paired ones; there is no /api, no /session and no socket here. @throws Refusal `phone.noNetwork`, `port.inUse`
 */
export const phoneListener = (options: PhoneServerOptions): Listen => async (desk) => {
  const addresses = options.addresses();
  if (addresses.length === 0) throw new Refusal('phone.noNetwork', {});
  const certificate = await keptCertificate(options.secrets, addresses, options.now());
  const pages: Pages = new Map([...options.pages].map(([name, page]) => [name, name === '/index.html' ? { ...page, body: Buffer.from(phonePage(page.body.toString())) } : page]));
  const servers: https.Server[] = [];
  const close = async (): Promise<void> => {
    await Promise.all(servers.map((server) => {
      server.closeAllConnections();
      return new Promise<void>((resolve) => { server.close(() => resolve()); });
    }));
  };
  try {
    for (const address of addresses) {
      const server = https.createServer({ ...limits, ...certificate, minVersion: 'TLSv1.2' });
      server.maxConnections = mostConnections;
      server.on('request', handlerOf({ ...options, pages }, desk, server, address));
      servers.push(server);
      // One after another: a port that is taken on the first address need not be tried on the rest.
      // oxlint-disable-next-line no-await-in-loop
      await listenOn(server, options.port, address);
    }
  } catch (error) {
    await close();
    throw error;
  }
  return listening(servers, addresses, certificate.cert, close);
};

function listening(servers: readonly https.Server[], addresses: readonly string[], cert: string, close: () => Promise<void>): Listening {
  return {
    addresses: addresses.map((address, place) => `https://${address}:${portOf(servers[place]!)}`),
    fingerprint: new X509Certificate(cert).fingerprint256,
    close,
  };
}

const portOf = (server: https.Server): number => (server.address() as AddressInfo).port;

function handlerOf({ log, pages, now, callsASecond = mostCallsASecond }: Pick<PhoneServerOptions, 'log' | 'pages' | 'now' | 'callsASecond'>, desk: PhoneDesk, server: https.Server, address: string) {
  const calls = new Rate(callsASecond);
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const nonce = newNonce();
    response.setHeaders(new Map(Object.entries(securityHeaders(nonce))));
    const away = turnAwayFrom({ method: request.method ?? '', headers: request.headers }, { scheme: 'https', hosts: [`${address}:${portOf(server)}`] });
    if (away) return answerJson(response, away.status, { code: away.code });
    if (!desk.isOpen()) return answerJson(response, 403, { code: 'shut' });
    if (request.method === 'POST' && request.url === '/phone/pair') return pair({ desk, log, now }, request, response);
    if (request.method === 'POST' && request.url === '/phone/call') return call({ desk, log, now }, calls, request, response);
    return servePage(pages, nonce, request, response);
  };
  return (request: IncomingMessage, response: ServerResponse): void => {
    handle(request, response).catch((error: unknown) => {
      log.error('phones', error);
      if (response.headersSent) response.destroy();
      else answerJson(response, 500, { code: 'bug' });
    });
  };
}

interface Behind {
  desk: PhoneDesk;
  log: Log;
  now: () => Instant;
}

async function pair(behind: Behind, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const asked = zPairing.safeParse(await readJson(request));
  if (!asked.success) return answerJson(response, 400, { code: 'input' });
  await answerWith(response, behind, 'phone.pair', () => behind.desk.pair(asked.data));
}

async function call(behind: Behind, calls: Rate, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const key = /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? '')?.[1];
  if (key === undefined) return answerJson(response, 401, { code: 'key' });
  if (!calls.takes(key)) return answerJson(response, 429, { code: 'tooMany' });
  const asked = zCall.safeParse(await readJson(request));
  if (!asked.success) return answerJson(response, 400, { code: 'input' });
  const { method, input, sequence } = asked.data;
  await answerWith(response, behind, method, () => behind.desk.call(key, { method, input, sequence }));
}

/** The answer with the shop's clock, or the contract's way to say no. */
async function answerWith(response: ServerResponse, { log, now }: Behind, method: string, work: () => Promise<unknown>): Promise<void> {
  try {
    answerJson(response, 200, { answer: (await work()) ?? null, at: now() });
  } catch (error) {
    const { code, status, data } = toldError(error, method, log);
    answerJson(response, error instanceof Refusal && error.code === 'phone.unknown' ? 401 : status, { code, data });
  }
}

/** How often each key was heard in this second; it forgets the rest. */
class Rate {
  private readonly most: number;
  private second = 0;
  private readonly heard = new Map<string, number>();

  constructor(most: number) {
    this.most = most;
  }

  takes(key: string): boolean {
    const second = Math.floor(performance.now() / 1000);
    if (second !== this.second) this.heard.clear();
    this.second = second;
    const times = (this.heard.get(key) ?? 0) + 1;
    this.heard.set(key, times);
    return times <= this.most;
  }
}
