import { createHmac } from 'node:crypto';
import { type Asked, WpError } from './answer.ts';
import type { Store } from './store.ts';

/** What a key may do, as its owner chose it in WooCommerce. */
export interface ApiKey {
  key: string;
  secret: string;
  permissions: 'read' | 'write' | 'read_write';
}

const windowSeconds = 15 * 60;

/** Who asks, by WooCommerce's rules; throws its recorded refusals. */
export function authenticate(asked: Asked, store: Store): void {
  const key = asked.secure ? byPassword(asked, store) : bySignature(asked, store);
  if (!key) throw new WpError(401, cannot(asked), `Sorry, you cannot ${asked.method === 'GET' ? 'list' : 'create'} resources.`);
  const writes = asked.method !== 'GET';
  if (writes && key.permissions === 'read') throw authenticationError('The API key provided does not have write permissions.');
  if (!writes && key.permissions === 'write') throw authenticationError('The API key provided does not have read permissions.');
}

const cannot = ({ method, path }: Asked): string => {
  if (path.endsWith('batch')) return 'woocommerce_rest_cannot_batch';
  return method === 'GET'
    ? 'woocommerce_rest_cannot_view'
    : method === 'PUT'
      ? 'woocommerce_rest_cannot_edit'
      : 'woocommerce_rest_cannot_create';
};

const authenticationError = (message: string) => new WpError(401, 'woocommerce_rest_authentication_error', message);

/** Over TLS: the query first, then the header, unless the host strips it. */
function byPassword({ query, headers }: Asked, store: Store): ApiKey | undefined {
  const header = store.stripsAuthorization ? undefined : headers.authorization;
  const basic = Buffer.from(header?.replace(/^Basic /, '') ?? '', 'base64').toString();
  const [key, secret] = query.has('consumer_key')
    ? [query.get('consumer_key'), query.get('consumer_secret')]
    : basic.split(/:(.*)/s);
  const known = store.keys.find((one) => one.key === key);
  if (known && known.secret !== secret) throw authenticationError('Consumer secret is invalid.');
  return known;
}

/** Over plain HTTP only a signature counts; Basic is not even looked at. */
function bySignature(asked: Asked, store: Store): ApiKey | undefined {
  const { query } = asked;
  if (!query.has('oauth_consumer_key')) return undefined;
  const known = store.keys.find((one) => one.key === query.get('oauth_consumer_key'));
  if (!known) throw authenticationError('Consumer key is invalid.');
  if (query.get('oauth_signature') !== signatureOf(asked, known.secret)) {
    throw authenticationError('Invalid signature - provided signature does not match.');
  }
  const timestamp = Number(query.get('oauth_timestamp'));
  if (Math.abs(store.now() / 1000 - timestamp) > windowSeconds) throw authenticationError('Invalid timestamp.');
  const nonce = query.get('oauth_nonce') ?? '';
  if (store.nonces.has(nonce)) throw authenticationError('Invalid nonce - nonce has already been used.');
  store.nonces.add(nonce);
  return known;
}

/** Written from WooCommerce's PHP, not from our signer: decode, sort by name, encode, and encode the joined text once more. */
function signatureOf({ method, origin, path, query }: Asked, secret: string): string {
  const names = [...query.keys()].filter((name) => name !== 'oauth_signature').sort();
  const joined = names.map((name) => `${raw(name)}=${raw(query.get(name) ?? '')}`).join('&');
  const base = `${method}&${raw(`${origin}/wp-json${path.startsWith('/') ? '' : '/wc/v3/'}${path}`)}&${raw(joined)}`;
  return createHmac('sha256', `${secret}&`).update(base).digest('base64');
}

const raw = (text: string): string =>
  encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
