import fs from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Store } from '../../main/app/store.ts';
import { openThreadedStore } from '../../main/app/threaded-store.ts';
import type { Actor } from '../../main/database/handles.ts';
import { founding, newFolder } from '../support/door.ts';
import { migrations } from '../support/shop.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };
const source = (name: string): URL => new URL(name, import.meta.url);
let folder: string;
let store: Store;

async function open(reader: URL): Promise<void> {
  store = await openThreadedStore({ folder, migrations }, { store: source('../../main/app/store-thread.ts'), reader });
  await store.command(owner, 'shop.create', founding);
}

beforeEach(() => {
  folder = newFolder('threads');
});
afterEach(async () => {
  await store.close();
  fs.rmSync(folder, { recursive: true, force: true });
});

const name = async (signal?: AbortSignal): Promise<unknown> => ((await store.query(owner, 'shop.get', {}, signal)) as { name: string }).name;

test('a proof that would never end is given up at once, and the shop answers before, meanwhile and after', async () => {
  await open(source('./endless-reader-thread.ts'));
  expect(await name()).toBe(founding.name);
  const [first, second] = [new AbortController(), new AbortController()];
  // The second stands behind the first; pages stand behind neither.
  const proofs = [first, second].map(({ signal }) => store.prove(signal));
  const ends = Promise.allSettled(proofs);
  expect(await Promise.all([name(), name(), name()])).toEqual(Array(3).fill(founding.name));
  await store.command(owner, 'user.add', { name: 'Mei', role: 'clerk' });
  first.abort();
  await expect(proofs[0]).rejects.toMatchObject({ name: 'AbortError' });
  second.abort();
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await name()).toBe(founding.name);
  await expect(name(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
  expect(store.readings()).toEqual([]);
});

test('a long reading says how far it is, and whoever ends it lets the next one begin', async () => {
  await open(source('./endless-reader-thread.ts'));
  const endIt = async (): Promise<void> => {
    const proof = store.prove();
    const end = Promise.allSettled([proof]);
    while ((store.readings()[0]?.done ?? 0) < 3) await pause(20);
    const [reading] = store.readings();
    expect(reading).toMatchObject({ method: 'proof.run', of: 1_000_000 });
    store.endReading(reading?.readingId ?? 0);
    expect(await end).toMatchObject([{ status: 'rejected', reason: { code: 'reading.ended' } }]);
    expect(store.readings()).toEqual([]);
  };
  await endIt();
  await endIt();
});

test('questions about every row there is stand behind each other, never before a page', async () => {
  await open(source('../../main/app/reader-thread.ts'));
  const [long, page] = [store.query(owner, 'analysis.list', {}), name()];
  expect(store.readings()).toMatchObject([{ method: 'analysis.list' }]);
  expect(await page).toBe(founding.name);
  expect(await long).toMatchObject({ rows: [], next: null });
  expect(store.readings()).toEqual([]);
});

test('a real proof is run beside questions and commands, and a question given up early costs no thread', async () => {
  await open(source('../../main/app/reader-thread.ts'));
  const proving = store.prove();
  expect(await Promise.all([name(), name(), name()])).toEqual(Array(3).fill(founding.name));
  expect((await proving).proofs.flatMap(({ faults }) => faults)).toEqual([]);
  const given = new AbortController();
  const answer = name(given.signal);
  given.abort();
  await expect(answer).rejects.toMatchObject({ name: 'AbortError' });
  expect(await name()).toBe(founding.name);
  expect((await store.prove()).headId).toBe(1);
});
