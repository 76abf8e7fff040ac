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
  const proofs = [first, second].map(({ signal }) => store.prove(signal));
  const ends = Promise.allSettled(proofs);
  // One reader is taken by each proof; this question stands behind one of them.
  let answered = false;
  const behind = name().then((said) => ((answered = true), said));
  await pause(300);
  expect(answered).toBe(false);
  // Commands are given all the same.
  await store.command(owner, 'user.add', { name: 'Mei', role: 'clerk' });
  first.abort();
  await expect(proofs[0]).rejects.toMatchObject({ name: 'AbortError' });
  second.abort();
  expect((await ends).map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await behind).toBe(founding.name);
  expect(await Promise.all([name(), name(), name()])).toEqual(Array(3).fill(founding.name));
  await expect(name(AbortSignal.abort())).rejects.toMatchObject({ name: 'AbortError' });
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
