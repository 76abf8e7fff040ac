import { afterAll, afterEach, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { WebSocket as PlainSocket } from 'ws';
import { mergeJobs, mergeNews } from '../../main/hosts/rpc.ts';
import { serveHttp, type HttpHost } from '../../main/hosts/http/server.ts';
import { clientOver } from '../../renderer/client/connect.ts';
import type { Line } from '../../renderer/client/line.ts';
import type { ShopClient } from '../../renderer/client/shop-client.ts';
import { openSocket } from '../../renderer/client/socket-line.ts';
import type { JobState } from '../../shared/app/app.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { instant } from '../../shared/units/instant.ts';
import { type FakeDoor, fakeDoor, type HeardLog, heardLog } from '../support/fake-door.ts';
import { rawRequest } from '../support/raw-http.ts';

let door: FakeDoor;
let log: HeardLog;
let host: HttpHost;
let client: ShopClient | undefined;
let origin: string;

/** A browser says where its page came from; Node's sockets do not by themselves. */
class BrowserSocket extends PlainSocket {
  constructor(url: string, protocols: string[]) {
    super(url, protocols, { origin });
  }
}
beforeAll(() => void vi.stubGlobal('WebSocket', BrowserSocket));
afterAll(() => void vi.unstubAllGlobals());

beforeEach(async () => {
  door = fakeDoor();
  log = heardLog();
  host = await serveHttp({ door, log, pages: new Map(), port: 0, findToken: async () => undefined });
  origin = `http://127.0.0.1:${host.port}`;
});
afterEach(async () => {
  client?.close();
  client = undefined;
  await host.close();
});

async function bearer(): Promise<string> {
  const body = JSON.stringify({ code: new URL(host.launchUrl()).hash.slice(1) });
  const answer = await rawRequest({ port: host.port, path: '/session', method: 'POST', headers: { 'content-type': 'application/json' }, body });
  return (JSON.parse(answer.text) as { bearer: string }).bearer;
}

/** A client whose lines the test may cut. */
async function openClient(): Promise<{ shop: ShopClient; cut: () => void }> {
  const mine = await bearer();
  let line: Line | undefined;
  client = clientOver(async () => (line = await openSocket(mine, origin)));
  return { shop: client, cut: () => line?.close() };
}

test('a call is answered, and carries a key of its own', async () => {
  const { shop } = await openClient();
  door.answer('job.list', () => ({ jobs: [] }));
  expect(await shop.call('job.list', undefined)).toEqual({ jobs: [] });
  await shop.call('job.list', undefined);
  const keys = door.calls.map(({ key }) => key);
  expect(new Set(keys).size).toBe(2);
  expect(keys[0]).toMatch(/^[\da-f-]{36}$/);
});

test('a refusal arrives with code and details, a bug with a number that the log knows', async () => {
  const { shop } = await openClient();
  door.answer('job.cancel', () => { throw new Refusal('record.missing', { kind: 'job', id: 7 }); });
  await expect(shop.call('job.cancel', { jobId: 7 })).rejects.toMatchObject({ code: 'REFUSED', defined: true, data: { code: 'record.missing', details: { kind: 'job', id: 7 } } });
  door.answer('job.cancel', () => { throw new Error('no such table: secret'); });
  const bug = await shop.call('job.cancel', { jobId: 7 }).catch((error: unknown) => error as { code: string; data: { id: string }; message: string });
  expect(bug).toMatchObject({ code: 'BUG', message: 'Our mistake' });
  expect(JSON.stringify(bug)).not.toContain('secret');
  expect(log.lines.some(({ text }) => text.includes((bug as { data: { id: string } }).data.id) && text.includes('no such table'))).toBe(true);
});

test('a change made elsewhere is heard, and so is a job', async () => {
  const { shop } = await openClient();
  let news = 0;
  const jobs: number[] = [];
  shop.onNews(() => { news += 1; });
  shop.onJobs((moved) => jobs.push(...moved.map(({ id }) => id)));
  await shop.call('job.list', undefined);
  await expect.poll(() => news).toBeGreaterThan(0);
  const before = news;
  await expect.poll(() => {
    door.tell({ sequence: 1, kinds: { salesOrder: [1] } });
    door.tellJob(job(3, 1));
    return news > before && jobs.includes(3);
  }).toBe(true);
});

test('nobody signed in is told nothing', async () => {
  const nobody = fakeDoor();
  nobody.session = async (via) => ({ via, actor: null });
  const other = await serveHttp({ door: nobody, log, pages: new Map(), port: 0, findToken: async () => undefined });
  const mine = host;
  host = other;
  origin = `http://127.0.0.1:${other.port}`;
  const { shop } = await openClient();
  let news = 0;
  await shop.call('session.get', undefined);
  shop.onNews(() => { news += 1; });
  for (let sequence = 1; sequence <= 3; sequence += 1) {
    nobody.tell({ sequence, kinds: { salesOrder: [sequence] } });
    await shop.call('session.get', undefined);
  }
  expect(news).toBe(0);
  await mine.close();
});

test('a command cut off before its answer goes again with the same key', async () => {
  const { shop, cut } = await openClient();
  const connected: boolean[] = [];
  shop.onConnection((now) => connected.push(now));
  let first = true;
  door.answer('job.start', () => {
    if (!first) return { jobId: 5 };
    first = false;
    cut();
    return new Promise(() => undefined);
  });
  expect(await shop.call('job.start', { kind: 'x', method: 'y', items: [1] })).toEqual({ jobId: 5 });
  const keys = door.calls.filter(({ method }) => method === 'job.start').map(({ key }) => key);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
  expect(connected.filter((now, index) => index > 0 || !now)).toEqual([false, true]);
});

test.each([
  ['no bearer', ['shopwright'], () => origin],
  ['a guessed bearer', ['shopwright', `bearer.${'A'.repeat(43)}`], () => origin],
  ['another page’s origin', ['shopwright', 'bearer.MINE'], () => 'https://evil.example'],
  ['a page without origin', ['shopwright', 'bearer.MINE'], () => 'null'],
  ['no origin at all', ['shopwright', 'bearer.MINE'], () => undefined],
])('a socket with %s is not opened', async (_says, protocols, from) => {
  const mine = await bearer();
  const claimed = from();
  const socket = new PlainSocket(`ws://127.0.0.1:${host.port}/socket`, protocols.map((name) => name.replace('MINE', mine)), claimed === undefined ? {} : { origin: claimed });
  const status = await new Promise<number | undefined>((resolve) => {
    socket.on('unexpected-response', (_request, response) => resolve(response.statusCode));
    socket.on('open', () => resolve(101));
    socket.on('error', () => undefined);
  });
  socket.terminate();
  expect(status).toBe(403);
});

test.each(['', '{', '[]', '{"i":1}', '{"i":"1","p":{"u":"file:///etc/passwd"}}', '{"i":"1","t":7}'])('a socket that sends %j is closed', async (message) => {
  const socket = new PlainSocket(`ws://127.0.0.1:${host.port}/socket`, ['shopwright', `bearer.${await bearer()}`], { origin });
  const code = await new Promise<number>((resolve) => {
    socket.on('open', () => socket.send(message));
    socket.on('close', resolve);
  });
  expect(code).toBe(1003);
  expect(door.calls).toEqual([]);
});

test('the bearer is not sent back', async () => {
  const socket = new PlainSocket(`ws://127.0.0.1:${host.port}/socket`, ['shopwright', `bearer.${await bearer()}`], { origin });
  await new Promise((resolve) => socket.on('open', resolve));
  expect(socket.protocol).toBe('shopwright');
  socket.terminate();
});

test('news that waits for a slow window is one item, and a flood of rows is only a table’s name', () => {
  const merged = mergeNews(mergeNews(undefined, { sequence: 1, kinds: { salesOrder: [1, 2] } }), { sequence: 2, kinds: { salesOrder: [2, 3], stockLevel: [9] } });
  expect(merged).toEqual({ sequence: 2, kinds: { salesOrder: [1, 2, 3], stockLevel: [9] } });
  const flood = mergeNews(merged, { sequence: 3, kinds: { salesOrder: Array.from({ length: 600 }, (_, index) => index) } });
  expect(flood.kinds['salesOrder']).toEqual([]);
  expect(mergeNews(flood, { sequence: 4, kinds: { salesOrder: [7] } }).kinds['salesOrder']).toEqual([]);
  expect(mergeJobs(mergeJobs([job(1, 1)], job(2, 1)), job(1, 5)).map(({ id, done }) => [id, done])).toEqual([[2, 1], [1, 5]]);
});

function job(id: number, done: number): JobState {
  return { id, kind: 'x', method: 'y', total: 10, done, refused: 0, state: 'running', createdAt: instant(0), finishedAt: null };
}
