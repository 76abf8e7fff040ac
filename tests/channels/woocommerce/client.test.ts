import { X509Certificate } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, test } from 'vitest';
import type { ConnectorSetting } from '../../../main/channels/connector.ts';
import { openClient } from '../../../main/channels/woocommerce/client.ts';
import { Fault, type FaultData } from '../../../main/platform/fault.ts';
import { openWeb } from '../../../main/platform/web.ts';
import { instant } from '../../../shared/units/instant.ts';
import { type Emulator, startEmulator } from './emulator/emulator.ts';

const now = Date.UTC(2026, 10, 21, 22, 30, 0);
const cleanUp: (() => Promise<void>)[] = [];
afterEach(async () => {
  await Promise.all(cleanUp.splice(0).map((close) => close()));
});

async function shop(options: { secure?: boolean } = {}): Promise<Emulator> {
  const emulator = await startEmulator({ now, ...options });
  cleanUp.push(() => emulator.close());
  return emulator;
}

function clientOf(emulator: Emulator, changes: Partial<ConnectorSetting> & { timeoutMs?: number } = {}) {
  const web = openWeb();
  cleanUp.push(() => web.close());
  const { timeoutMs = 2000, ...setting } = changes;
  return openClient({
    fetch: (request) => web.fetch({ ...request, timeoutMs, maxBytes: 1_000_000, localNetwork: true }),
    url: emulator.url,
    credentials: emulator.credentials,
    now: () => instant(now),
    pause: async () => undefined,
    paces: new Map(),
    ...setting,
  });
}

async function faultOf(work: Promise<unknown>): Promise<FaultData> {
  const error = await work.then(
    () => new Error('it was answered'),
    (thrown: unknown) => thrown,
  );
  if (error instanceof Fault) return error.data();
  throw error;
}

const pem = readFileSync(new URL('./emulator/certificate.pem', import.meta.url), 'utf8');
const fingerprint = new X509Certificate(pem).fingerprint256;

test('over plain HTTP each request is signed anew and the secret never travels', async () => {
  const emulator = await shop();
  const client = clientOf(emulator);
  await client.get('orders', { status: 'any', search: '小明 O’Neil & (x)!*' });
  await client.get('orders', { status: 'any', search: '小明 O’Neil & (x)!*' });
  expect(emulator.log.map(({ status }) => status)).toEqual([200, 200]);
  expect(JSON.stringify(emulator.log)).not.toContain(emulator.credentials.consumerSecret);
});

test('over HTTPS the keys go by Basic, and by query where the host strips the header', async () => {
  const emulator = await shop({ secure: true });
  const client = clientOf(emulator, { certificate: fingerprint });
  await client.get('orders');
  expect(emulator.log[0]?.query).not.toContain('consumer');
  emulator.store.stripsAuthorization = true;
  await client.get('orders');
  await client.get('orders');
  expect(emulator.log.map(({ status }) => status)).toEqual([200, 401, 200, 200]);
});

test('a wrong key is the same refusal as none, told as such', async () => {
  const emulator = await shop({ secure: true });
  const client = clientOf(emulator, {
    certificate: fingerprint,
    credentials: { consumerKey: 'ck_wrong', consumerSecret: 'cs_wrong' },
  });
  expect(await faultOf(client.get('orders'))).toMatchObject({ code: 'unauthorised', retry: 'never', status: 401 });
});

test('a wrong secret and a key that may not write are refused for good', async () => {
  const emulator = await shop();
  const wrong = clientOf(emulator, { credentials: { ...emulator.credentials, consumerSecret: 'cs_wrong' } });
  expect(await faultOf(wrong.get('orders'))).toMatchObject({ code: 'unauthorised', retry: 'never' });
  emulator.store.keys[0]!.permissions = 'read';
  expect(await faultOf(clientOf(emulator).post('products/batch', { update: [] }))).toMatchObject({
    code: 'unauthorised',
    says: expect.stringContaining('does not have write permissions'),
  });
});

describe('a self-signed certificate', () => {
  test('is refused before a key is sent, and shows its fingerprint', async () => {
    const emulator = await shop({ secure: true });
    const fault = await faultOf(clientOf(emulator).get('orders'));
    expect(fault).toMatchObject({
      code: 'untrusted',
      retry: 'never',
      fingerprint: fingerprint.replaceAll(':', '').toLowerCase(),
    });
    expect(emulator.log).toEqual([]);
  });

  test('is accepted by its fingerprint alone', async () => {
    const emulator = await shop({ secure: true });
    expect((await clientOf(emulator, { certificate: fingerprint }).get('orders')).body).toEqual([]);
    const other = 'ab'.repeat(32);
    expect(await faultOf(clientOf(emulator, { certificate: other }).get('orders'))).toMatchObject({ code: 'untrusted' });
  });
});

test('a clock wrong by an hour is set right by the refusal itself', async () => {
  const emulator = await shop();
  emulator.clock.ahead = 3_600_000;
  const client = clientOf(emulator);
  await client.get('orders');
  await client.get('orders');
  expect(emulator.log.map(({ status }) => status)).toEqual([401, 200, 200]);
  expect(client.clockAhead()).toBe(3_600_000);
});

describe('what comes back instead of an answer', () => {
  const cases: [string, Parameters<Emulator['plan']>[0], Partial<FaultData>][] = [
    ['silence', { kind: 'timeout', effect: 'before' }, { code: 'timeout', retry: 'later' }],
    ['a cut connection', { kind: 'cut', effect: 'after' }, { code: 'broken', retry: 'later' }],
    [
      '429 with a pause in seconds',
      { kind: 'tooMany', retryAfter: '30' },
      { code: 'rateLimited', retry: 'after', retryAt: instant(now + 30_000) },
    ],
    [
      '429 with a date',
      { kind: 'tooMany', retryAfter: 'Sat, 21 Nov 2026 22:31:00 GMT' },
      { code: 'rateLimited', retryAt: instant(now + 60_000) },
    ],
    ['429 without a word', { kind: 'tooMany' }, { code: 'rateLimited', retry: 'later' }],
    ['a broken page in HTML', { kind: 'brokenPage' }, { code: 'broken', retry: 'later', says: '502 502 Bad Gateway' }],
    ['a PHP fatal error', { kind: 'phpFatal' }, { code: 'broken', retry: 'later', status: 500 }],
    ['maintenance', { kind: 'maintenance' }, { code: 'broken', retry: 'after', retryAt: instant(now + 600_000) }],
    ['a firewall', { kind: 'firewall' }, { code: 'refused', retry: 'later', status: 403 }],
    ['half the JSON', { kind: 'halfJson' }, { code: 'wrongAnswer', retry: 'later' }],
    [
      'a redirect',
      { kind: 'redirect', location: 'https://www.shop.example/x?y' },
      { code: 'redirected', retry: 'never', status: 301, movedTo: 'https://www.shop.example', says: expect.stringMatching(/ to https:\/\/www\.shop\.example; /) as unknown as string },
    ],
    ['an endless answer', { kind: 'endless', bytes: 2_000_000 }, { code: 'wrongAnswer', retry: 'never' }],
  ];

  test.each(cases)('%s is a fault that says whether to try again', async (_name, mishap, expected) => {
    const emulator = await shop();
    emulator.addProduct({ name: 'Rod', sku: 'ROD', cents: 100, stock: 1 });
    const client = clientOf(emulator, { timeoutMs: mishap.kind === 'timeout' ? 100 : 2000 });
    emulator.plan(mishap);
    expect(await faultOf(client.get('products'))).toMatchObject(expected);
    expect((await client.get('products')).body).toHaveLength(1);
  });
});

test('nobody at the address, and an address that is none', async () => {
  const emulator = await shop();
  const client = clientOf(emulator);
  await emulator.close();
  cleanUp.shift();
  expect(await faultOf(client.get('orders'))).toMatchObject({ code: 'unreachable', retry: 'later' });
  expect(() => clientOf(emulator, { url: 'shop.example' })).toThrow(Fault);
  expect(() => clientOf(emulator, { url: 'https://me:secret@shop.example' })).toThrow(Fault);
});

test('two ids beyond 2^53 stay two ids', async () => {
  const fetch = async () => ({ status: 200, headers: {}, text: '[{"id":9007199254740993,"n":1.5},{"id":9007199254740992}]' });
  const client = openClient({ fetch, url: 'https://shop.example', credentials: {}, now: () => instant(now), pause: async () => undefined, paces: new Map() });
  expect((await client.get('orders')).body).toEqual([{ id: '9007199254740993', n: 1.5 }, { id: '9007199254740992' }]);
});
