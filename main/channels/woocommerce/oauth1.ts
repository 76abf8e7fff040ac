import { createHmac } from 'node:crypto';

export interface OAuthCall {
  method: string;
  /** Address without query: `http://shop.example/wp-json/wc/v3/orders`. */
  url: string;
  /** The request's own query, not yet encoded. */
  query: Readonly<Record<string, string>>;
  consumerKey: string;
  consumerSecret: string;
  nonce: string;
  /** Seconds since 1970. */
  timestamp: number;
}

/**
 * The query of a one-legged OAuth 1.0a request, signed with HMAC-SHA256, in the order WordPress reads it: what WooCommerce
 * asks for over plain HTTP, where a password would be readable. Source: RFC 5849 §3.4 and WooCommerce's
 * `class-wc-rest-authentication.php`.
 */
export function signedQuery(call: OAuthCall): string {
  const parameters = {
    ...call.query,
    oauth_consumer_key: call.consumerKey,
    oauth_nonce: call.nonce,
    oauth_signature_method: 'HMAC-SHA256',
    oauth_timestamp: String(call.timestamp),
  };
  // One-legged: there is no token, so the key ends in a bare ampersand.
  const signature = signatureOf(baseString(call.method, call.url, parameters), `${call.consumerSecret}&`);
  return `${normalised(parameters)}&oauth_signature=${percentEncoded(signature)}`;
}

/** What is signed: method, address without query and all parameters but the signature itself. Source: RFC 5849 §3.4.1. */
export const baseString = (method: string, url: string, parameters: Readonly<Record<string, string>>): string =>
  [method.toUpperCase(), percentEncoded(url), percentEncoded(normalised(parameters))].join('&');

/** In base64; the key is both secrets with an ampersand between. Source: RFC 5849 §3.4.2. */
export const signatureOf = (base: string, key: string, hash: 'sha1' | 'sha256' = 'sha256'): string =>
  createHmac(hash, key).update(base).digest('base64');

/** Pairs encoded, then sorted by their bytes: WooCommerce sorts after encoding, and the signature depends on it. */
function normalised(parameters: Readonly<Record<string, string>>): string {
  return Object.entries(parameters)
    .map(([name, value]) => `${percentEncoded(name)}=${percentEncoded(value)}`)
    .sort((a, b) => (a < b ? -1 : 1))
    .join('&');
}

/** RFC 3986: encodeURIComponent leaves `!'()*` as they are, OAuth does not. */
function percentEncoded(text: string): string {
  return encodeURIComponent(text).replace(/[!'()*]/g, (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`);
}
