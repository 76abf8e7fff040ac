import net from 'node:net';
import os from 'node:os';
import { createHash } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { serveHttp, type HttpHost } from '../../main/hosts/http/server.ts';
import type { Pages } from '../../main/hosts/pages.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type FakeDoor, fakeDoor, type HeardLog, heardLog } from '../support/fake-door.ts';
import { type RawRequest, rawRequest } from '../support/raw-http.ts';
import { traversals } from '../support/traversals.ts';

const pages: Pages = new Map([
  ['/index.html', { body: Buffer.from('<html><head><title>Shop</title></head></html>'), type: 'text/html; charset=utf-8', immutable: false }],
  ['/assets/app.js', { body: Buffer.from('export {};'), type: 'text/javascript; charset=utf-8', immutable: true }],
]);
const token = 'a-token-for-the-scale-printer';
const json = { 'content-type': 'application/json' };

let door: FakeDoor;
let log: HeardLog;
let host: HttpHost;

beforeEach(async () => {
  door = fakeDoor();
  log = heardLog();
  const clerk = await door.session('rest');
  clerk.actor = { userId: 2, role: 'clerk', deviceId: null, via: 'rest' };
  const known = createHash('sha256').update(token).digest('hex');
  host = await serveHttp({ door, log, pages, port: 0, findToken: async (hash) => (hash === known ? { session: clerk, methods: ['job.list', 'session.get', 'image.add'] } : undefined) });
});
afterEach(() => host.close());

const ask = (request: Omit<RawRequest, 'port'>) => rawRequest({ port: host.port, ...request, headers: { host: `127.0.0.1:${host.port}`, ...request.headers } });
const rest = (path: string, options: Partial<RawRequest> = {}) =>
  ask({ path, method: 'POST', body: '{}', ...options, headers: { ...json, authorization: `Bearer ${token}`, ...options.headers } });
const exchange = async (code: string) => {
  const answer = await ask({ path: '/session', method: 'POST', headers: json, body: JSON.stringify({ code }) });
  return { status: answer.status, ...(JSON.parse(answer.text) as { bearer: string; nextCode: string }) };
};
const launchCode = (): string => new URL(host.launchUrl()).hash.slice(1);

const routes: Omit<RawRequest, 'port'>[] = [
  { path: '/' },
  { path: '/assets/app.js' },
  { path: '/missing' },
  { path: '/api/openapi.json' },
  { path: '/session', method: 'POST', headers: json, body: '{"code":"x"}' },
  { path: '/api/job/list', method: 'POST', headers: { ...json, authorization: `Bearer ${token}` }, body: '{}' },
  { path: '/api/job/list', method: 'POST', headers: json, body: '{}' },
];

describe.each(routes)('$path', (route) => {
  const withHeaders = (headers: Record<string, string>) => ask({ ...route, headers: { ...route.headers, ...headers } });

  test.each(['evil.example', 'evil.example:PORT', '127.0.0.1', '127.0.0.1:1', 'localhost.:PORT', 'LOCALHOST:PORT', '127.0.0.1:PORT.', '0.0.0.0:PORT', '[::1]:PORT'])(
    'is not there for the host %j',
    async (name) => {
      expect((await withHeaders({ host: name.replace('PORT', String(host.port)) })).status).toBe(421);
    },
  );

  test.each(['null', 'https://evil.example', 'http://127.0.0.1', 'http://127.0.0.1:1', 'https://127.0.0.1:PORT', 'http://localhost:PORT', 'file://'])(
    'is not there for a page from %j',
    async (origin) => {
      expect((await withHeaders({ origin: origin.replace('PORT', String(host.port)) })).status).toBe(403);
    },
  );

  test.each(['cross-site', 'same-site', 'anything'])('is not there for a request the browser calls %s', async (site) => {
    expect((await withHeaders({ 'sec-fetch-site': site })).status).toBe(403);
  });

  test('carries every security header, and none that opens it to others', async () => {
    const { headers } = await ask(route);
    expect(headers['content-security-policy']).toMatch(/^default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; style-src 'self' 'nonce-[\w+/]{22}=='; /);
    expect(headers['content-security-policy']).not.toMatch(/unsafe-inline|unsafe-eval'? |\*/);
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer', 'x-frame-options': 'DENY', 'cross-origin-resource-policy': 'same-origin' });
    expect(Object.keys(headers).filter((name) => name.startsWith('access-control-') || name === 'set-cookie' || name === 'server' || name === 'x-powered-by')).toEqual([]);
  });
});

test.each(['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/json; charset=gbk', 'application/jsonp', undefined])(
  'a body that calls itself %s is not read',
  async (type) => {
    const headers: Record<string, string> = type === undefined ? {} : { 'content-type': type };
    expect((await ask({ path: '/session', method: 'POST', body: '{}', headers })).status).toBe(415);
    expect((await ask({ path: '/api/job/list', method: 'POST', body: '{}', headers: { ...headers, authorization: `Bearer ${token}` } })).status).toBe(415);
    expect(door.calls).toEqual([]);
  },
);

test('no path names a file outside the page', async () => {
  expect(traversals.length).toBeGreaterThanOrEqual(200);
  const found: string[] = [];
  for (const path of traversals) if ((await ask({ path })).status !== 404) found.push(path);
  expect(found).toEqual([]);
});

test('the page has a new nonce each time, and its policy names the same', async () => {
  const nonces = await Promise.all([1, 2].map(async () => {
    const { text, headers } = await ask({ path: '/' });
    const nonce = /nonce="([^"]+)"/.exec(text)?.[1] ?? 'none';
    expect(headers['content-security-policy']).toContain(`'nonce-${nonce}'`);
    return nonce;
  }));
  expect(new Set(nonces).size).toBe(2);
});

test('a launch code lets one browser in, once; a reload comes back by the code it was given', async () => {
  const code = launchCode();
  const first = await exchange(code);
  expect(first.status).toBe(200);
  expect((await exchange(code)).status).toBe(401);
  const reloaded = await exchange(first.nextCode);
  expect(reloaded.status).toBe(200);
  expect((await exchange(first.nextCode)).status).toBe(401);
  expect((await exchange('')).status).toBe(401);
  expect((await ask({ path: '/session', method: 'POST', headers: json, body: '{"code":' })).status).toBe(401);
});

test('a page’s bearer is no token for REST', async () => {
  const { bearer } = await exchange(launchCode());
  expect((await rest('/api/job/list', { headers: { authorization: `Bearer ${bearer}` } })).status).toBe(401);
});

test('REST passes input and key on as they came, as the token’s role', async () => {
  door.answer('job.list', () => ({ jobs: [] }));
  const answer = await rest('/api/job/list', { body: '{"a":[1,"手机"]}', headers: { 'idempotency-key': 'k-1' } });
  expect([answer.status, JSON.parse(answer.text)]).toEqual([200, { jobs: [] }]);
  expect(door.calls).toEqual([{ method: 'job.list', input: { a: [1, '手机'] }, key: 'k-1', role: 'clerk' }]);
});

test('a token opens only the methods it was given, and nothing that a person must do', async () => {
  expect((await rest('/api/job/start')).status).toBe(403);
  expect((await rest('/api/session/get')).status).toBe(404);
  expect((await rest('/api/feed/changes')).status).toBe(403);
  expect(door.calls).toEqual([]);
});

test('REST answers a refusal with its code and details, and a bug with a number only', async () => {
  door.answer('job.list', () => { throw new Refusal('record.missing', { kind: 'job', id: 7 }); });
  const refused = await rest('/api/job/list');
  expect([refused.status, JSON.parse(refused.text)]).toMatchObject([409, { code: 'REFUSED', data: { code: 'record.missing', details: { kind: 'job', id: 7 } } }]);
  door.answer('job.list', () => { throw new Error('SQLITE_CONSTRAINT: select secret from user'); });
  const bug = await rest('/api/job/list');
  expect(bug.status).toBe(500);
  expect(bug.text).not.toMatch(/SQLITE|select|\.ts|at /);
  const { id } = (JSON.parse(bug.text) as { data: { id: string } }).data;
  expect(log.lines.filter((line) => line.text.includes(id) && line.text.includes('SQLITE_CONSTRAINT'))).toHaveLength(1);
});

test('broken JSON and a body over 1 MiB are turned away', async () => {
  expect((await rest('/api/job/list', { body: '{"a":' })).status).toBe(400);
  const large = JSON.stringify({ a: 'x'.repeat(1024 * 1024) });
  expect((await rest('/api/job/list', { body: large }).catch(() => ({ status: 413 }))).status).toBe(413);
  expect((await rest('/api/job/list', { body: large, headers: { 'transfer-encoding': 'chunked' } }).catch(() => ({ status: 413 }))).status).toBe(413);
  expect(door.calls).toEqual([]);
});

test('a picture may be as long as a photo, and no longer', async () => {
  const of = (bytes: number) => JSON.stringify({ productId: 1, name: 'rod.jpg', data: 'A'.repeat(bytes) });
  await rest('/api/image/add', { body: of(8 * 1024 * 1024) });
  expect(door.calls).toHaveLength(1);
  expect((await rest('/api/image/add', { body: of(17 * 1024 * 1024) }).catch(() => ({ status: 413 }))).status).toBe(413);
  expect(door.calls).toHaveLength(1);
});

test('the API describes itself as OpenAPI 3.1 without what a person must do', async () => {
  const { text } = await ask({ path: '/api/openapi.json' });
  const document = JSON.parse(text) as { openapi: string; paths: Record<string, { post?: { summary?: string; responses: object } }> };
  expect(document.openapi).toMatch(/^3\.1/);
  expect(document.paths['/job/list']?.post?.summary).toMatch(/newest first/);
  expect(Object.keys(document.paths['/job/list']?.post?.responses ?? {})).toEqual(expect.arrayContaining(['200', '409', '500', '503']));
  expect(Object.keys(document.paths).filter((path) => path.startsWith('/session') || path.startsWith('/feed'))).toEqual([]);
});

test('a port in use is a clear refusal', async () => {
  const again = serveHttp({ door, log, pages, port: host.port, findToken: async () => undefined });
  await expect(again).rejects.toMatchObject({ code: 'port.inUse', details: { port: host.port } });
});

test('nobody outside this machine can connect', async () => {
  const outside = Object.values(os.networkInterfaces()).flat().filter((face) => face && !face.internal && face.family === 'IPv4');
  for (const face of outside) await expect(connect(host.port, face?.address ?? '')).rejects.toThrow('ECONNREFUSED');
  await expect(connect(host.port, '127.0.0.1')).resolves.toBeUndefined();
});

test('of a hundred connections at once, sixty-four are served and the rest are dropped', async () => {
  const sockets = Array.from({ length: 100 }, () => net.connect(host.port, '127.0.0.1'));
  const closed = await Promise.all(sockets.map((socket) => new Promise<boolean>((resolve) => {
    socket.on('error', () => undefined);
    socket.on('close', () => resolve(true));
    socket.on('data', () => resolve(false));
    socket.write(`GET / HTTP/1.1\r\nhost: 127.0.0.1:${host.port}\r\n\r\n`);
  })));
  sockets.forEach((socket) => socket.destroy());
  expect(closed.filter((dropped) => !dropped)).toHaveLength(64);
});

test('a request that trickles in is given up, and does not keep others waiting', async () => {
  const slow = net.connect(host.port, '127.0.0.1');
  slow.write(`GET / HTTP/1.1\r\nhost: 127.0.0.1:${host.port}\r\nx: `);
  const trickle = setInterval(() => slow.write('y'), 200);
  const closed = new Promise<string>((resolve) => {
    let heard = '';
    slow.on('data', (chunk) => { heard += chunk.toString(); });
    slow.on('error', () => undefined);
    slow.on('close', () => resolve(heard));
  });
  expect((await ask({ path: '/' })).status).toBe(200);
  expect(await closed).toMatch(/^HTTP\/1\.1 408 /);
  clearInterval(trickle);
});

function connect(port: number, address: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = net.connect(port, address, () => { socket.destroy(); resolve(); });
    socket.on('error', reject);
  });
}
