import { existsSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { z } from 'zod';
import type { ConnectorSetting } from '../../main/channels/connector.ts';
import { openClient as openShopify } from '../../main/channels/shopify/client.ts';
import { apiVersion } from '../../main/channels/shopify/operations.ts';
import { openClient as openWooCommerce } from '../../main/channels/woocommerce/client.ts';
import { baseString, signatureOf } from '../../main/channels/woocommerce/oauth1.ts';
import type { WebRequest } from '../../main/platform/web.ts';
import { instant } from '../../shared/units/instant.ts';

/** Inputs and what they sign to, most of them published by the platforms themselves. */
const file = new URL('../../../shared/specs/auth-vectors.json', import.meta.url);
const here = existsSync(file);
if (!here) console.log('skipped: no signing vectors of the marketplaces beside the checkout');

interface Vector {
  id: string;
  input: Record<string, unknown>;
  baseString?: string;
  expected: unknown;
}

const vectors = here ? (JSON.parse(readFileSync(file, 'utf8')) as { vectors: Vector[] }).vectors : [];

interface OAuthInput {
  method: string;
  url: string;
  params: Record<string, string>;
  consumerSecret: string;
  tokenSecret: string;
}

function signsAs({ input, baseString: base, expected }: Vector, hash: 'sha1' | 'sha256'): void {
  const { method, url, params, consumerSecret, tokenSecret } = input as unknown as OAuthInput;
  expect(baseString(method, url, params)).toBe(base);
  expect(signatureOf(baseString(method, url, params), `${consumerSecret}&${tokenSecret}`, hash)).toBe(expected);
}

/** A world that only writes down what it was asked. */
function listening(text: string) {
  const asked: WebRequest[] = [];
  const fetch: ConnectorSetting['fetch'] = async (request) => {
    asked.push(request);
    return { status: 200, headers: {}, text };
  };
  return { asked, setting: { fetch, now: () => instant(1_760_000_000_000), pause: async () => undefined, paces: new Map() } };
}

/** Each vector whose code is built, and how it is held against that code. */
const built: Record<string, (vector: Vector) => void | Promise<void>> = {
  'oauth1-rfc5849': (vector) => signsAs(vector, 'sha1'),
  // No connector of this channel is built; the signer would be the same.
  'magento-oauth1-hmac-sha256': (vector) => signsAs(vector, 'sha256'),
  'woocommerce-base-string': ({ input, expected }) => {
    const { method, url, params } = input as unknown as OAuthInput;
    expect(baseString(method, url, params)).toBe(expected);
  },
  'woocommerce-basic': async ({ input, expected }) => {
    const { asked, setting } = listening('[]');
    await openWooCommerce({ ...setting, url: 'https://shop.example', credentials: input as Record<string, string> }).get('orders');
    expect(asked.map(({ url, headers }) => [url, headers['authorization']])).toEqual([['https://shop.example/wp-json/wc/v3/orders', expected]]);
  },
  'shopify-access-token': async ({ input, expected }) => {
    const { asked, setting } = listening('{"data":{}}');
    await openShopify({ ...setting, url: 'https://some-shop.myshopify.com', credentials: { clientId: '', secret: String(input['token']) } }).ask('shop', {}, z.object({}));
    const names = Object.entries((expected as { headers: Record<string, string> }).headers).map(([name, value]) => [name.toLowerCase(), value]);
    expect(asked).toMatchObject([{ method: 'POST', url: `https://some-shop.myshopify.com/admin/api/${apiVersion}/graphql.json`, headers: Object.fromEntries(names) as object }]);
  },
};

/** Nothing here is called from outside (web hooks, callbacks of an installation), and these marketplaces have no connector. */
const notBuilt = [
  'shopify-oauth-hmac-1', 'shopify-oauth-hmac-2', 'shopify-webhook-hmac',
  'magento-bearer',
  'amazon-lwa-refresh-request',
  'ebay-digital-signature', 'ebay-account-deletion-challenge', 'ebay-oauth-refresh-request',
  'etsy-pkce', 'rfc7636-pkce', 'etsy-headers',
  'top-md5-official', 'top-hmac', 'top-hmac-sha256', 'top-md5-utf8-empty',
  'jd-md5-official', 'jd-md5-sdk-test',
  'pdd-md5-official',
  'douyin-order-searchList', 'douyin-order-orderDetail', 'douyin-sku-syncStock', 'douyin-order-logisticsAdd', 'douyin-token-create', 'douyin-spi-md5', 'douyin-spi-hmac-sha256',
];

test.skipIf(!here)('each vector is checked, or named as one whose code is not built', () => {
  expect(vectors.map(({ id }) => id).toSorted()).toEqual([...Object.keys(built), ...notBuilt].toSorted());
});

test.skipIf(!here).each(Object.keys(built))('%s signs to what was published', async (id) => {
  await built[id]?.(vectors.find((vector) => vector.id === id)!);
  expect.hasAssertions();
});
