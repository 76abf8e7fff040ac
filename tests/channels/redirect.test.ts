import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { refuseRedirect } from '../../main/channels/redirect.ts';
import { openClient as openShopify } from '../../main/channels/shopify/client.ts';
import { openClient as openWoo } from '../../main/channels/woocommerce/client.ts';
import { Fault, type FaultData } from '../../main/platform/fault.ts';
import type { WebAnswer, WebRequest } from '../../main/platform/web.ts';
import { instant } from '../../shared/units/instant.ts';

const sendsOn = (location: string, status = 301): WebAnswer => ({ status, headers: { location }, text: '' });

function faultOf(work: () => void): FaultData {
  try {
    work();
  } catch (error) {
    if (error instanceof Fault) return error.data();
    throw error;
  }
  throw new Error('nothing was refused');
}

describe('where a shop says that it is', () => {
  const asked = { address: 'http://shop.example/store', path: '/wp-json/wc/v3/orders' };
  test.each([
    ['another scheme', 'https://shop.example/store/wp-json/wc/v3/orders?page=1', 'https://shop.example/store'],
    ['another name', 'https://www.shop.example/wp-json/wc/v3/orders', 'https://www.shop.example'],
    ['another folder', '/new/wp-json/wc/v3/orders/', 'http://shop.example/new'],
    ['another page of another host', 'https://login.example/start?to=x#y', 'https://login.example'],
    ['a host with a password in it', 'https://me:secret@www.shop.example/store/wp-json/wc/v3/orders', 'https://www.shop.example/store'],
    ['a slash more at the same address', 'http://shop.example/store/wp-json/wc/v3/orders/', undefined],
    ['no address', '', undefined],
    ['no address for the web', 'javascript:alert(1)', undefined],
    ['an address that is too long', `https://${'a'.repeat(60)}.example/${'b'.repeat(200)}/wp-json/wc/v3/orders`, undefined],
  ])('%s', (_name, location, expected) => {
    const fault = faultOf(() => refuseRedirect(sendsOn(location), asked));
    expect(fault).toMatchObject({ code: 'redirected', retry: 'never', status: 301 });
    expect(fault.movedTo).toBe(expected);
    expect(fault.says).not.toMatch(/secret|\?|#/);
  });

  test.each([200, 300, 304, 401, 500])('%d sends nobody on', (status) => {
    expect(() => refuseRedirect(sendsOn('https://www.shop.example', status), asked)).not.toThrow();
  });
});

test.each([
  ['WooCommerce', (setting: Parameters<typeof openWoo>[0]) => openWoo(setting).get('orders')],
  ['Shopify, asked for its token', (setting: Parameters<typeof openWoo>[0]) => openShopify(setting).ask('shop', {}, z.unknown())],
  ['Shopify, asked with a token', (setting: Parameters<typeof openWoo>[0]) => openShopify({ ...setting, credentials: { clientId: '', secret: 'shpat_1' } }).ask('shop', {}, z.unknown())],
] as const)('%s: one question is asked, and the key goes no further', async (_name, ask) => {
  const asked: string[] = [];
  const fetch = async ({ url }: WebRequest): Promise<WebAnswer> => {
    asked.push(url);
    return sendsOn(url.replace('shop.example', 'moved.example'), 308);
  };
  const setting = { fetch, url: 'https://shop.example', credentials: { clientId: 'id', secret: 'shpss_1', consumerKey: 'ck_1', consumerSecret: 'cs_1' }, now: () => instant(1_760_000_000_000), pause: async () => undefined, paces: new Map() };
  await expect(ask(setting)).rejects.toMatchObject({ code: 'redirected', details: { movedTo: 'https://moved.example', status: 308 } });
  expect(asked).toHaveLength(1);
});
