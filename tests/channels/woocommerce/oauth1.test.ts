import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { signedQuery } from '../../../main/channels/woocommerce/oauth1.ts';

interface Vector {
  method: string;
  baseUrl: string;
  query: Record<string, string>;
  url: string;
  consumerKey: string;
  consumerSecret: string;
}

const file = new URL('./recorded/oauth-vectors.json', import.meta.url);
const { vectors } = JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] };

test.each(vectors)('a real server accepted this signature: $method $query', (vector) => {
  const accepted = new URL(vector.url).searchParams;
  const query = signedQuery({
    method: vector.method,
    url: vector.baseUrl,
    query: vector.query,
    consumerKey: vector.consumerKey,
    consumerSecret: vector.consumerSecret,
    nonce: accepted.get('oauth_nonce') ?? '',
    timestamp: Number(accepted.get('oauth_timestamp')),
  });
  expect(`${vector.baseUrl}?${query}`).toBe(vector.url);
});
