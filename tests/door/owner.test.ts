import fs from 'node:fs';
import net from 'node:net';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { callOwner, listenForOthers } from '../../main/app/forward.ts';
import { openApp } from '../../main/app/open-app.ts';
import { findOwner, type Ownership, takeOwnership } from '../../main/database/owner.ts';
import { nodePlatform } from '../../main/platform/node-platform.ts';
import { founding, newFolder, openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';
import { refused } from '../support/refused.ts';
import { runScript } from '../support/run-script.ts';
import { migrations } from '../support/shop.ts';
import { runs } from '../support/soak.ts';

let folder: string;
beforeEach(() => {
  folder = newFolder('owner');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const contender = () => runScript(new URL('./owner-script.ts', import.meta.url), [folder]);

test('of two programs that start at once exactly one owns the folder, and a dead owner leaves no lock behind', { timeout: 600_000 }, async () => {
  const rounds = runs(6, 50, 'two programs racing for one folder');
  for (let round = 0; round < rounds; round += 1) {
    const pair = [contender(), contender()];
    await Promise.all(pair.map((one) => one.line()));
    for (const one of pair) one.child.stdin?.write('now\n');
    const said = await Promise.all(pair.map((one) => one.line()));
    expect(said.filter((word) => word === 'owner')).toHaveLength(1);
    expect(said.filter((word) => word?.startsWith('file.ownedElsewhere'))).toHaveLength(1);
    for (const one of pair) one.child.kill('SIGKILL');
    await Promise.all(pair.map((one) => one.ended));
  }
  takeOwnership(folder).release();
});

test('the second one is told who the first is', async () => {
  const first = contender();
  await first.line();
  first.child.stdin?.write('now\n');
  expect(await first.line()).toBe('owner');
  expect(findOwner(folder)?.processId).toBe(first.child.pid);
  const second = contender();
  await second.line();
  second.child.stdin?.write('now\n');
  expect(await second.line()).toBe(`file.ownedElsewhere ${first.child.pid}`);
  first.child.stdin?.end();
  await Promise.all([first.ended, second.ended]);
  expect(findOwner(folder)).toBeUndefined();
});

test('a folder that a sync client copies in halves is refused', () => {
  for (const name of ['OneDrive', 'Dropbox', '坚果云', 'Google Drive']) refused(() => takeOwnership(path.join(folder, name, 'shop')), 'file.synced');
});

test('what says how to reach the owner is nobody else’s to read', () => {
  const { release } = takeOwnership(folder);
  expect(fs.statSync(path.join(folder, 'owner.json')).mode & 0o777).toBe(0o600);
  release();
});

test('the same folder opened twice by the program: the second is refused, the first goes on, and after it the folder is free', async () => {
  const first = await openApp({ folder, migrations, platform: nodePlatform(folder), threads: false });
  expect(await refusalOf(() => openApp({ folder, migrations, platform: nodePlatform(folder), threads: false }))).toMatchObject({ code: 'file.ownedElsewhere' });
  await first.call(await first.session('cli'), 'shop.create', founding);
  await first.close();
  const again = await openApp({ folder, migrations, platform: nodePlatform(folder), threads: false });
  expect(await again.call(await again.session('cli'), 'shop.get', {})).toMatchObject({ name: founding.name });
  await again.close();
});

test('files of the shop are the owner’s alone', async () => {
  const app = await openApp({ folder, migrations, platform: nodePlatform(folder), threads: false });
  await app.call(await app.session('cli'), 'shop.create', founding);
  const open = fs.readdirSync(folder).filter((name) => (fs.statSync(path.join(folder, name)).mode & 0o077) !== 0 && fs.statSync(path.join(folder, name)).isFile());
  await app.close();
  expect(open).toEqual([]);
});

/** The owner's door, with somebody else's command line before it. */
async function withOwner(work: (shop: TestDoor, address: Ownership['address']) => Promise<void>): Promise<void> {
  const shop = await openTestDoor(newFolder('forward'));
  const { address, release } = takeOwnership(shop.folder);
  const server = await listenForOthers(shop.door, address);
  try {
    await work(shop, address);
  } finally {
    server.close();
    release();
    await shop.close();
  }
}

test('the command line’s commands go through the owner’s door: same rules, same keys', () =>
  withOwner(async (_shop, address) => {
    expect(await callOwner(address, { method: 'shop.get', input: {} })).toMatchObject({ name: founding.name });
    const added = await callOwner(address, { method: 'user.add', input: { name: 'Mei', role: 'clerk' }, key: 'k' });
    expect(await callOwner(address, { method: 'user.add', input: { name: 'Mei', role: 'clerk' }, key: 'k' })).toEqual(added);
    expect(await refusalOf(() => callOwner(address, { method: 'user.add', input: { name: '', role: 'king' } }))).toMatchObject({ code: 'input.invalid' });
    expect(await refusalOf(() => callOwner(address, { method: 'user.add', input: { name: 'Bo', role: 'clerk' }, key: 'k' }))).toEqual({ code: 'key.reused', details: { key: 'k' } });
  }));

test('twenty commands at once are twenty commands', () =>
  withOwner(async (shop, address) => {
    await Promise.all(Array.from({ length: 20 }, (_, number) => callOwner(address, { method: 'user.add', input: { name: `P${number}`, role: 'clerk' } })));
    expect(((await shop.call('user.list')) as { users: unknown[] }).users).toHaveLength(21);
  }));

/** What the owner answers to bytes as they are. */
const said = (address: Ownership['address'], bytes: string) =>
  new Promise<string>((resolve) => {
    let text = '';
    const socket = net.createConnection(address.socket, () => socket.end(bytes));
    socket.on('data', (chunk) => (text += chunk.toString()));
    socket.on('close', () => resolve(text));
    socket.on('error', () => resolve(text));
  });

test('who does not know the secret is not listened to, whatever they send', () =>
  withOwner(async (shop, address) => {
    const line = (secret: unknown) => `${JSON.stringify({ secret, method: 'user.add', input: { name: 'Eve', role: 'owner' } })}\n`;
    for (const bytes of [line(''), line('0'.repeat(64)), line(null), line({}), 'not json\n', '{}\n', '[]\n', 'null\n', '{"secret":', '\n\n\n', '\0\xff'.repeat(1000)]) {
      expect(await said(address, bytes)).not.toContain('"value"');
    }
    expect(((await shop.call('user.list')) as { users: unknown[] }).users).toHaveLength(1);
  }));

test('a command to an owner that is gone fails instead of waiting for ever', async () => {
  const { address, release } = takeOwnership(folder);
  release();
  await expect(callOwner(address, { method: 'shop.get', input: {} })).rejects.toThrow(/ENOENT/);
});
