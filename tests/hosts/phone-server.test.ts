import { X509Certificate } from 'node:crypto';
import http from 'node:http';
import https from 'node:https';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Listening, PhoneDesk } from '../../main/app/phone-desk.ts';
import { makeCertificate } from '../../main/hosts/http/certificate.ts';
import { localAddresses } from '../../main/hosts/http/local-addresses.ts';
import { phoneListener } from '../../main/hosts/http/phone-server.ts';
import type { Pages } from '../../main/hosts/pages.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { instant } from '../../shared/units/instant.ts';
import { refusalOf } from '../support/door.ts';
import { heardLog } from '../support/fake-door.ts';
import { traversals } from '../support/traversals.ts';
import { keptSecrets } from '../support/kept-secrets.ts';

const pages: Pages = new Map([
  ['/index.html', { body: Buffer.from('<html><head><title>Shop</title></head></html>'), type: 'text/html; charset=utf-8', immutable: false }],
  ['/assets/app.js', { body: Buffer.from('export {};'), type: 'text/javascript; charset=utf-8', immutable: true }],
]);
const key = 'k'.repeat(43);
const json = { 'content-type': 'application/json' };
const secrets = new Map<string, string>();
const keeper = keptSecrets(secrets);
const now = instant(Date.UTC(2026, 10, 21));
const addresses = () => ['127.0.0.1'];

let asked: unknown[];
let open: boolean;
let log: ReturnType<typeof heardLog>;
let server: Listening;
const desk = {
  isOpen: () => open,
  pair: async (input: { code: string }) => {
    asked.push(input);
    if (input.code !== 'RIGHT') throw new Refusal('phone.codeWrong', { triesLeft: 4 });
    return { deviceId: 3, key };
  },
  call: async (held: string, call: { method: string }) => {
    asked.push([held, call]);
    if (held !== key) throw new Refusal('phone.unknown', {});
    if (call.method === 'broken.one') throw new Error('secret words at /home/lin/shop.db');
    return { from: call.method };
  },
} as unknown as PhoneDesk;

const listenAt = (port: number, where = addresses, callsASecond = 60) => phoneListener({ log, pages, secrets: keeper, now: () => now, addresses: where, port, callsASecond })(desk);

beforeEach(async () => {
  asked = [];
  open = true;
  log = heardLog();
  server = await listenAt(0);
});
afterEach(() => server.close());

const port = (): number => Number(new URL(server.addresses[0]!).port);

interface Sent {
  path: string;
  method?: string;
  headers?: Record<string, string>;
  body?: string;
}

function send({ path, method = 'GET', headers = {}, body }: Sent): Promise<{ status: number; headers: http.IncomingHttpHeaders; text: string }> {
  return new Promise((resolve, reject) => {
    const request = https.request({ host: '127.0.0.1', port: port(), path, method, headers: { host: `127.0.0.1:${port()}`, ...headers }, agent: false, rejectUnauthorized: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text: Buffer.concat(chunks).toString() }));
    });
    request.on('error', reject);
    request.end(body);
  });
}
const post = (path: string, body: object, headers: Record<string, string> = {}) => send({ path, method: 'POST', headers: { ...json, ...headers }, body: JSON.stringify(body) });
const call = (body: object, held = key) => post('/phone/call', body, { authorization: `Bearer ${held}` });

const routes: Sent[] = [
  { path: '/' },
  { path: '/assets/app.js' },
  { path: '/missing' },
  { path: '/phone/pair', method: 'POST', headers: json, body: '{"code":"RIGHT","name":"x"}' },
  { path: '/phone/call', method: 'POST', headers: { ...json, authorization: `Bearer ${key}` }, body: '{"method":"shop.get","input":{}}' },
];

describe.each(routes)('on the shop’s network $path', (route) => {
  const withHeaders = (headers: Record<string, string>) => send({ ...route, headers: { ...route.headers, ...headers } });

  test.each(['evil.example', 'evil.example:PORT', 'localhost:PORT', '127.0.0.1', '127.0.0.1:1', '0.0.0.0:PORT', '192.168.1.5:PORT'])('is not there for the host %j', async (name) => {
    expect((await withHeaders({ host: name.replace('PORT', String(port())) })).status).toBe(421);
  });

  test.each(['null', 'https://evil.example', 'http://127.0.0.1:PORT', 'https://127.0.0.1:1'])('is not there for a page from %j', async (origin) => {
    expect((await withHeaders({ origin: origin.replace('PORT', String(port())) })).status).toBe(403);
  });

  test('is not there for another site, carries the security headers, and is shut when phones are', async () => {
    expect((await withHeaders({ 'sec-fetch-site': 'cross-site' })).status).toBe(403);
    const { headers } = await send(route);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; .*connect-src 'self';/);
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-') || name === 'set-cookie')).toEqual([]);
    open = false;
    expect(await send(route)).toMatchObject({ status: 403, text: '{"code":"shut"}' });
  });
});

test('a form cannot speak here', async () => {
  expect((await send({ path: '/phone/pair', method: 'POST', headers: { 'content-type': 'text/plain' }, body: '{}' })).status).toBe(415);
});

test('neither the other door’s ways in nor any file beside the page are here', async () => {
  for (const path of ['/api/openapi.json', '/api/job/list', '/session', '/socket', ...traversals.slice(0, 60)]) {
    expect([path, (await send({ path })).status]).toEqual([path, expect.toSatisfy((status: number) => status === 404 || status === 400)]);
    const posted = await post(path, { code: 'x' }, { authorization: 'Bearer a-token-for-the-scale-printer' });
    expect([path, posted.status]).toEqual([path, expect.toSatisfy((status: number) => status === 404 || status === 400)]);
  }
  expect((await send({ path: '/socket', headers: { upgrade: 'websocket', connection: 'Upgrade', 'sec-websocket-version': '13', 'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==' } })).status).toBe(404);
  expect(asked).toEqual([]);
});

test('the page knows that it is a phone’s', async () => {
  expect((await send({ path: '/' })).text).toContain('<meta name="shopwright-door" content="phone">');
});

test('a phone is paired by its code and name, and calls with its key', async () => {
  expect(JSON.parse((await post('/phone/pair', { code: 'RIGHT', name: 'Mei' })).text)).toMatchObject({ answer: { deviceId: 3, key } });
  expect(await post('/phone/pair', { code: 'WRONG', name: 'Mei' })).toMatchObject({ status: 409, text: '{"code":"REFUSED","data":{"code":"phone.codeWrong","details":{"triesLeft":4}}}' });
  expect(JSON.parse((await call({ method: 'pick.take', input: { a: 1 }, sequence: 7 })).text)).toMatchObject({ answer: { from: 'pick.take' } });
  expect(asked.at(-1)).toEqual([key, { method: 'pick.take', input: { a: 1 }, sequence: 7 }]);
});

test('without a key, with a strange one, or with more than a call has, nothing is asked', async () => {
  expect((await post('/phone/call', { method: 'shop.get', input: {} })).status).toBe(401);
  expect((await call({ method: 'shop.get', input: {} }, 'x'.repeat(43))).status).toBe(401);
  for (const body of [{}, { method: 'shop.get', input: {}, actor: { role: 'owner' } }, { method: 'shop.get', input: {}, sequence: 0 }, { method: 'shop.get', input: {}, sequence: 1.5 }]) expect((await call(body)).status).toBe(400);
  expect(asked).toHaveLength(1);
});

test('a mistake of ours is a number, never its words', async () => {
  const answer = await call({ method: 'broken.one', input: {} });
  expect(answer.status).toBe(500);
  expect(answer.text).toMatch(/^\{"code":"BUG","data":\{"id":"[0-9a-f]{8}"\}\}$/);
});

test('more than a hand can do in a second is turned away', async () => {
  await server.close();
  server = await listenAt(0, addresses, 3);
  const answers = await Promise.all(Array.from({ length: 60 }, () => call({ method: 'shop.get', input: {} }).catch(() => ({ status: 0 }))));
  const statuses = new Set(answers.map(({ status }) => status));
  expect(statuses).toContain(200);
  expect(statuses).toContain(429);
});

test('in clear nothing is answered: what speaks http is no visitor', async () => {
  const answer = await new Promise<string>((resolve) => {
    const request = http.get({ host: '127.0.0.1', port: port(), path: '/', headers: { host: `127.0.0.1:${port()}` } }, (response) => resolve(`answered ${response.statusCode}`));
    request.on('error', () => resolve('nothing'));
  });
  expect(answer).toBe('nothing');
});

test('listens only on the addresses it was given, and nowhere after it was closed', async () => {
  const reached = (host: string, at: number) => new Promise<boolean>((resolve) => {
    const socket = https.get({ host, port: at, path: '/', rejectUnauthorized: false }, () => resolve(true));
    socket.on('error', () => resolve(false));
  });
  const at = port();
  expect(await reached('127.0.0.1', at)).toBe(true);
  for (const other of localAddresses()) expect([other, await reached(other, at)]).toEqual([other, false]);
  await server.close();
  expect(await reached('127.0.0.1', at)).toBe(false);
  server = await listenAt(0);
});

test('without a network, and on a port that is taken, it says so', async () => {
  expect(await refusalOf(() => listenAt(0, () => []))).toMatchObject({ code: 'phone.noNetwork' });
  expect(await refusalOf(() => listenAt(port()))).toMatchObject({ code: 'port.inUse' });
});

describe('the certificate', () => {
  test('is signed by its own key, for these addresses, for little more than a year', () => {
    const made = new X509Certificate(makeCertificate(['192.168.1.5', '10.0.0.2'], now).cert);
    expect(made.verify(made.publicKey)).toBe(true);
    expect(made.ca).toBe(false);
    expect([made.checkIP('192.168.1.5'), made.checkIP('10.0.0.2'), made.checkIP('192.168.1.6')]).toEqual(['192.168.1.5', '10.0.0.2', undefined]);
    expect(made.subject).toBe('CN=Shopwright');
    expect(made.keyUsage).toEqual(['1.3.6.1.5.5.7.3.1']);
    expect((made.validToDate.getTime() - made.validFromDate.getTime()) / 86_400_000).toBe(391);
  });

  test('is the same at the next start, another for another network, and what a phone sees is what the owner is shown', async () => {
    const before = server.fingerprint;
    await server.close();
    server = await listenAt(0);
    expect(server.fingerprint).toBe(before);
    const seen = await new Promise<string>((resolve, reject) => {
      https.get({ host: '127.0.0.1', port: port(), path: '/', rejectUnauthorized: false, agent: false }, (response) => resolve((response.socket as import('node:tls').TLSSocket).getPeerCertificate().fingerprint256)).on('error', reject);
    });
    expect(seen).toBe(before);
    const { keptCertificate } = await import('../../main/hosts/http/certificate.ts');
    expect(new X509Certificate((await keptCertificate(keeper, ['192.168.7.7'], now)).cert).fingerprint256).not.toBe(before);
    secrets.clear();
  });
});
