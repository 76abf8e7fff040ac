import fs from 'node:fs';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type Core, openCore } from '../../main/app/core.ts';
import type { Actor } from '../../main/database/handles.ts';
import type { JobState } from '../../shared/app/app.contract.ts';
import { newFolder, founding } from '../support/door.ts';
import { refused } from '../support/refused.ts';
import { migrations, openingTime } from '../support/shop.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };
let folder: string;
let core: Core;
const open = (): Core => openCore({ folder, migrations, now: () => openingTime, durability: 'OFF' });

beforeEach(() => {
  folder = newFolder('jobs');
  core = open();
  core.command(owner, 'shop.create', founding);
});
afterEach(() => {
  core.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Fifty products: three batches of twenty, twenty and ten. */
const products = Array.from({ length: 50 }, (_, number) => ({ name: `Lure ${number}`, variants: [{ sku: `L-${number}` }] }));
const start = (items: unknown[] = products, actor = owner) =>
  (core.command(actor, 'job.start', { kind: 'import', method: 'product.importBatch', items }) as { jobId: number }).jobId;
const job = (jobId: number) => core.query(owner, 'job.get', { jobId }) as { job: JobState; refusals: { item: number; refusal: { code: string } }[] };
const results = (jobId: number, refusedOnly: boolean) =>
  core.query(owner, 'job.results', { jobId, refusedOnly }) as { rows: { item: number; refusal: { code: string } | null }[]; total: number; next: number | null };
const count = (table: string) => core.writer.raw.prepare(`select count(*) from ${table}`).pluck().get();

function finish(): void {
  while (core.workSlice());
}

test('a job does its items in slices and says how far it is', () => {
  const jobId = start();
  expect(job(jobId).job).toMatchObject({ state: 'waiting', total: 50, done: 0 });
  expect(core.workSlice()).toMatchObject({ state: 'running', done: 20 });
  expect(count('product')).toBe(20);
  finish();
  expect(job(jobId)).toMatchObject({ job: { state: 'done', done: 50, refused: 0 }, refusals: [] });
  expect(count('product')).toBe(50);
});

const skus = () => core.writer.raw.prepare('select sku from variant order by id').pluck().all();
const skusWithout = (...left: number[]) => products.filter((_, number) => !left.includes(number)).map(({ variants }) => variants[0]!.sku);

test('an item the shop refuses is named by its place and takes no other with it', () => {
  core.command(owner, 'product.create', { name: 'Taken', variants: [{ sku: 'T-1', barcodes: [{ code: '4006381333931' }] }] });
  const jobId = start(products.map((product, number) => (number === 27 ? { ...product, variants: [{ sku: 'L-27', barcodes: [{ code: '4006381333931' }] }] } : product)));
  finish();
  expect(job(jobId)).toMatchObject({ job: { state: 'done', done: 49, refused: 1 }, refusals: [{ item: 27, refusal: { code: 'barcode.taken' } }] });
  expect(skus()).toEqual(['T-1', ...skusWithout(27)]);
});

test('what a person lost meanwhile their job has lost too, and an ended job keeps no items', () => {
  const { userId } = core.command(owner, 'user.add', { name: 'Bo', role: 'manager' }) as { userId: number };
  const jobId = start(products, { ...owner, userId, role: 'manager' });
  core.workSlice();
  core.command(owner, 'user.update', { userId, changes: { role: 'scanner' } });
  finish();
  expect(job(jobId)).toMatchObject({ job: { state: 'done', done: 20, refused: 30 }, refusals: [{ item: 20, refusal: { code: 'permission.denied' } }, ...Array(29).fill({})] });
  expect(core.writer.raw.prepare('select batches from job where id = ?').pluck().get(jobId)).toBe('[]');
  expect(results(jobId, true)).toMatchObject({ total: 50, next: null, rows: [{ item: 20, asked: null, refusal: { code: 'permission.denied' } }, ...Array(28).fill({}), { item: 49 }] });
});

test('after a restart a job goes on where it stood', () => {
  const jobId = start();
  core.workSlice();
  core.close();
  core = open();
  finish();
  expect(job(jobId).job).toMatchObject({ state: 'done', done: 50 });
  expect(count('product')).toBe(50);
});

test('a batch done just before the program died, its progress not yet written, is not done twice', () => {
  const jobId = start();
  const before = core.writer.raw.prepare('select nextBatch, done, state from job where id = ?').get(jobId) as { nextBatch: number; done: number; state: string };
  core.workSlice();
  core.writer.raw.prepare('update job set nextBatch = ?, done = ?, state = ? where id = ?').run(before.nextBatch, before.done, before.state, jobId);
  const commands = count('command');
  core.workSlice();
  expect(count('command')).toBe(commands);
  finish();
  expect(job(jobId).job).toMatchObject({ state: 'done', done: 50 });
  expect(count('product')).toBe(50);
});

test('a cancelled job stops, and what it has done stays', () => {
  const jobId = start();
  core.workSlice();
  core.command(owner, 'job.cancel', { jobId });
  finish();
  expect(job(jobId).job).toMatchObject({ state: 'cancelled', done: 20 });
  expect(count('product')).toBe(20);
});

test('who may not give the command may not start a job of it', () => {
  refused(() => start(products, { ...owner, role: 'clerk' }), 'permission.denied');
});

test('only a command that takes items becomes a job', () => {
  for (const method of ['user.add', 'product.list', 'session.signIn']) {
    refused(() => core.command(owner, 'job.start', { kind: 'x', method, items: [{}] }), 'input.invalid');
  }
  refused(() => core.command(owner, 'job.start', { kind: 'x', method: 'no.such', items: [{}] }), 'method.unknown');
});

test('items nobody can read are refused, each by its place, and take no other with them', () => {
  const jobId = start(products.map((product, number) => (number === 3 ? { ...product, name: 7 } : number === 17 ? {} : product)));
  finish();
  expect(job(jobId)).toEqual({
    job: expect.objectContaining({ state: 'done', done: 48, refused: 2 }) as unknown,
    refusals: [
      { item: 3, refusal: { code: 'input.invalid', details: { issues: [expect.objectContaining({ path: 'name' })] } } },
      { item: 17, refusal: { code: 'input.invalid', details: { issues: [expect.objectContaining({ path: 'name' }), expect.objectContaining({ path: 'variants' })] } } },
    ],
  });
  expect(skus()).toEqual(skusWithout(3, 17));
  expect(results(jobId, true).rows.map(({ item, refusal }) => [item, refusal?.code])).toEqual([[3, 'input.invalid'], [17, 'input.invalid']]);
  // The others keep their places.
  expect(results(jobId, false)).toMatchObject({ total: 50, rows: Array.from({ length: 50 }, (_, item) => ({ item, ok: item !== 3 && item !== 17 })) });
});

test('a bug ends its job and lets the next one run', () => {
  const heard = vi.spyOn(console, 'error').mockImplementation(() => undefined);
  const jobId = start();
  core.writer.raw.prepare("update job set batches = '[null]' where id = ?").run(jobId);
  const next = start(products.slice(0, 5));
  finish();
  expect([job(jobId).job.state, job(next).job.state]).toEqual(['failed', 'done']);
  expect(heard).toHaveBeenCalledOnce();
  heard.mockRestore();
});

test('one key stands for one command: the same words to another command are another wish', () => {
  const { userId } = core.command(owner, 'user.add', { name: 'Mei', role: 'clerk' }) as { userId: number };
  core.command(owner, 'user.block', { userId }, 'k');
  refused(() => core.command(owner, 'user.unblock', { userId }, 'k'), 'key.reused');
});

test('a key is answered as before even after a restart', () => {
  const first = core.command(owner, 'user.add', { name: 'Mei', role: 'clerk' }, 'k');
  core.close();
  core = open();
  expect(core.command(owner, 'user.add', { name: 'Mei', role: 'clerk' }, 'k')).toEqual(first);
  expect(count('user')).toBe(2);
});
