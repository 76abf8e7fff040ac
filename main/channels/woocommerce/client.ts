import { randomBytes } from 'node:crypto';
import type { ConnectorSetting } from '../connector.ts';
import { Fault } from '../../platform/fault.ts';
import type { WebAnswer, WebRequest } from '../../platform/web.ts';
import { openPace } from '../pace.ts';
import { parsed } from '../reading.ts';
import { refuseRedirect } from '../redirect.ts';
import { openShopClock } from '../shop-clock.ts';
import { faultIn } from './client-faults.ts';
import { signedQuery } from './oauth1.ts';

export type Query = Readonly<Record<string, string>>;

/**
 * The shop's REST API: a method per verb, parsed JSON back. A path is one of WooCommerce's own (`orders/12`), or begins with the
 * namespace of a plugin (`/wc-ast/v3/orders/12`), on the same host. @throws Fault for every answer that is not a success.
 */
export interface WooClient {
  get(path: string, query?: Query): Promise<WooAnswer>;
  /** Without our keys: what everybody may read, and WordPress refuses to whoever shows keys of WooCommerce's. */
  getOpenly(path: string, query: Query): Promise<WooAnswer>;
  post(path: string, body: unknown): Promise<WooAnswer>;
  put(path: string, body: unknown): Promise<WooAnswer>;
  /** Milliseconds the shop's clock is ahead of ours, by its last answer; null before one. */
  clockAhead(): number | null;
}

export interface WooAnswer {
  body: unknown;
  headers: Record<string, string>;
}

/** How the keys travel. Basic is ignored over plain HTTP; some hosts strip the Authorization header. */
type Signing = 'oauth' | 'basic' | 'query';

interface Call {
  /** Without our keys. */
  openly?: true;
  method: WebRequest['method'];
  path: string;
  query: Query;
  body?: unknown;
}

/** Its own limit for the Store API where a shop sets one: 25 in ten seconds. For keys it has none, and a shared host bears no more. */
const rate = { most: 25, perSecond: 2.5 };
const timeoutMs = 60_000;
const maxBytes = 32 * 1024 * 1024;

/** @throws Fault refused when the address is none. */
export function openClient(setting: ConnectorSetting): WooClient {
  const address = addressOf(setting.url);
  const keys = {
    consumerKey: setting.credentials['consumerKey'] ?? '',
    consumerSecret: setting.credentials['consumerSecret'] ?? '',
  };
  let signing: Signing = address.startsWith('https:') ? 'basic' : 'oauth';
  const clock = openShopClock(setting.now);
  const pace = openPace(setting, address, rate);

  async function exchange(call: Call): Promise<WebAnswer> {
    await pace.turn();
    const path = `/wp-json${call.path.startsWith('/') ? '' : '/wc/v3/'}${call.path}`;
    const url = `${address}${path}`;
    const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
    const { query, headers } = call.openly ? unsigned(call) : signed(call, url);
    const request: WebRequest = {
      method: call.method,
      url: query === '' ? url : `${url}?${query}`,
      headers: {
        accept: 'application/json',
        ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
        ...headers,
      },
      ...body,
      timeoutMs,
      maxBytes,
      ...(setting.certificate === undefined ? {} : { certificate: setting.certificate }),
    };
    const answer = await clock.asked(() => setting.fetch(request));
    refuseRedirect(answer, { address, path });
    if (answer.status === 429 || answer.status === 503) pace.empty();
    return answer;
  }

  function signed(call: Call, url: string): { query: string; headers: Record<string, string> } {
    if (signing === 'basic') {
      const basic = Buffer.from(`${keys.consumerKey}:${keys.consumerSecret}`).toString('base64');
      return { query: new URLSearchParams(call.query).toString(), headers: { authorization: `Basic ${basic}` } };
    }
    if (signing === 'query') {
      const secrets = { consumer_key: keys.consumerKey, consumer_secret: keys.consumerSecret };
      return { query: new URLSearchParams({ ...call.query, ...secrets }).toString(), headers: {} };
    }
    const timestamp = Math.floor((setting.now() + (clock.ahead() ?? 0)) / 1000);
    const nonce = randomBytes(16).toString('hex');
    return { query: signedQuery({ method: call.method, url, query: call.query, ...keys, nonce, timestamp }), headers: {} };
  }

  async function ask(call: Call): Promise<WooAnswer> {
    let answer = await exchange(call);
    // Our clock may be wrong by hours: the refusal itself tells the shop's time, so one more try is signed with that.
    if (answer.status === 401 && signing === 'oauth' && /Invalid timestamp/.test(answer.text)) answer = await exchange(call);
    if (answer.status === 401 && signing === 'basic' && saysNoKeyArrived(answer.text))
      answer = await retriedByQuery(call, answer);
    if (answer.status < 200 || answer.status > 299) throw faultIn(answer, setting.now());
    return { body: parsed(answer), headers: answer.headers };
  }

  async function retriedByQuery(call: Call, refused: WebAnswer): Promise<WebAnswer> {
    signing = 'query';
    const answer = await exchange(call);
    if (answer.status !== 401) return answer;
    signing = 'basic';
    return refused;
  }

  return {
    get: (path, query = {}) => ask({ method: 'GET', path, query }),
    getOpenly: (path, query) => ask({ method: 'GET', path, query, openly: true }),
    post: (path, body) => ask({ method: 'POST', path, query: {}, body }),
    put: (path, body) => ask({ method: 'PUT', path, query: {}, body }),
    clockAhead: () => clock.ahead(),
  };
}

const unsigned = (call: Call) => ({ query: new URLSearchParams(call.query).toString(), headers: {} });

function addressOf(address: string): string {
  const url = URL.parse(address.trim());
  if (!url || !['http:', 'https:'].includes(url.protocol) || url.username !== '') {
    throw new Fault('refused', {
      retry: 'never',
      says: 'The address of the shop must start with https:// or http:// and hold no password.',
    });
  }
  return `${url.origin}${url.pathname.replace(/\/+$/, '')}`;
}

/** The same words whether no key came or a wrong one; both are worth one try with the keys in the query. */
const saysNoKeyArrived = (text: string): boolean => /woocommerce_rest_cannot_(view|create|edit|batch)/.test(text);
