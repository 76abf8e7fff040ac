import { randomBytes } from 'node:crypto';
import type { ConnectorSetting } from '../connector.ts';
import { Fault } from '../../platform/fault.ts';
import type { WebAnswer, WebRequest } from '../../platform/web.ts';
import { parsed } from '../reading.ts';
import { refuseRedirect } from '../redirect.ts';
import { faultIn } from './client-faults.ts';
import { signedQuery } from './oauth1.ts';

export type Query = Readonly<Record<string, string>>;

/** The shop's REST API: a method per verb, parsed JSON back. @throws Fault for every answer that is not a success. */
export interface WooClient {
  get(path: string, query?: Query): Promise<WooAnswer>;
  post(path: string, body: unknown): Promise<WooAnswer>;
  put(path: string, body: unknown): Promise<WooAnswer>;
  /** Milliseconds the shop's clock is ahead of ours, by its last answer. */
  clockAhead(): number;
}

export interface WooAnswer {
  body: unknown;
  headers: Record<string, string>;
}

/** How the keys travel. Basic is ignored over plain HTTP; some hosts strip the Authorization header. */
type Signing = 'oauth' | 'basic' | 'query';

interface Call {
  method: WebRequest['method'];
  path: string;
  query: Query;
  body?: unknown;
}

const apiPath = '/wp-json/wc/v3/';
const timeoutMs = 60_000;
const maxBytes = 32 * 1024 * 1024;

/** @throws Fault refused when the address is none. */
export function openClient(setting: ConnectorSetting): WooClient {
  const address = addressOf(setting.url);
  const root = `${address}${apiPath}`;
  const keys = {
    consumerKey: setting.credentials['consumerKey'] ?? '',
    consumerSecret: setting.credentials['consumerSecret'] ?? '',
  };
  let signing: Signing = root.startsWith('https:') ? 'basic' : 'oauth';
  let clockAhead = 0;

  async function exchange(call: Call): Promise<WebAnswer> {
    const url = `${root}${call.path}`;
    const body = call.body === undefined ? {} : { body: JSON.stringify(call.body) };
    const { query, headers } = signed(call, url);
    const answer = await setting.fetch({
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
    });
    refuseRedirect(answer, { address, path: `${apiPath}${call.path}` });
    const saidAt = Date.parse(answer.headers['date'] ?? '');
    // The header counts whole seconds; a smaller difference is noise.
    if (!Number.isNaN(saidAt)) clockAhead = Math.abs(saidAt - setting.now()) < 2000 ? 0 : saidAt - setting.now();
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
    const timestamp = Math.floor((setting.now() + clockAhead) / 1000);
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
    post: (path, body) => ask({ method: 'POST', path, query: {}, body }),
    put: (path, body) => ask({ method: 'PUT', path, query: {}, body }),
    clockAhead: () => clockAhead,
  };
}

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
