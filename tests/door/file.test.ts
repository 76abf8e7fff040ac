import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { backUp } from '../../main/database/backup.ts';
import { restoreBackup } from '../../main/app/restore.ts';
import { startResting } from '../../main/app/resting.ts';
import { proveAll } from '../../main/app/check.ts';
import { type Core, openCore } from '../../main/app/core.ts';
import { openReader, openWriter } from '../../main/database/connection.ts';
import type { Actor } from '../../main/database/handles.ts';
import { markBeside, readMark } from '../../main/database/mark.ts';
import { founding, newFolder } from '../support/door.ts';
import { refused } from '../support/refused.ts';
import { migrations, openingTime } from '../support/shop.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };
let folder: string;
let aside: string;
let core: Core | undefined;
const file = (): string => path.join(folder, 'shop.db');

const open = (): Core => (core = openCore({ folder, migrations, now: () => openingTime }));
const addPerson = (name: string) => core?.command(owner, 'user.add', { name, role: 'clerk' });
const people = (): number => ((core?.query(owner, 'user.list', {}) ?? { users: [] }) as { users: unknown[] }).users.length;

function closeShop(): void {
  core?.close();
  core = undefined;
}

beforeEach(() => {
  folder = newFolder('file');
  aside = newFolder('aside');
  open();
  core?.command(owner, 'shop.create', founding);
});
afterEach(() => {
  closeShop();
  for (const made of [folder, aside]) fs.rmSync(made, { recursive: true, force: true });
});

/** The bytes of every file of the shop, to see that nothing was touched. */
const bytes = (): Record<string, string> =>
  Object.fromEntries(fs.readdirSync(folder).filter((name) => name !== 'shop.db-shm').sort().map((name) => [name, fs.readFileSync(path.join(folder, name)).toString('base64')]));

describe('durability', () => {
  test('whoever writes has FULL and foreign keys, read back, also after the file was closed and opened again', () => {
    const pragmas = () => ['journal_mode', 'synchronous', 'foreign_keys', 'wal_autocheckpoint'].map((name) => core?.writer.raw.pragma(name, { simple: true }));
    expect(pragmas()).toEqual(['wal', 2, 1, 16_000]);
    closeShop();
    open();
    expect(pragmas()).toEqual(['wal', 2, 1, 16_000]);
  });

  test('opened by hand, the same file would be at NORMAL: what the program sets is needed', () => {
    closeShop();
    const raw = new Database(file());
    expect(raw.pragma('synchronous', { simple: true })).toBe(1);
    raw.close();
  });

  test('a connection for a file nobody has yet says OFF and nothing between', () => {
    const fresh = openWriter(path.join(aside, 'new.db'), 'OFF');
    expect(fresh.raw.pragma('synchronous', { simple: true })).toBe(0);
    fresh.close();
    expect(() => openWriter(path.join(aside, 'other.db'), 'NORMAL' as never)).toThrow(/would not be safe: synchronous is 1/);
  });

  test('a reading connection cannot write', () => {
    const reader = openReader(file());
    expect(() => reader.raw.exec('create table mine (id integer)')).toThrow(/readonly/);
    reader.close();
  });

  test('the program marks its file as its own', () => {
    expect(core?.writer.raw.pragma('application_id', { simple: true })).toBe(0x53575254);
    expect(fs.statSync(file()).mode & 0o777).toBe(0o600);
    expect(fs.statSync(`${file()}-wal`).mode & 0o777).toBe(0o600);
  });
});

describe('the mark outside the file', () => {
  test('says after closing how far the file had come', () => {
    addPerson('Mei');
    closeShop();
    expect(readMark(markBeside(folder))).toMatchObject({ epoch: 1, commandId: 2, series: {} });
    open();
    expect(people()).toBe(2);
  });

  test('an older copy put back is refused, unchanged', () => {
    closeShop();
    fs.copyFileSync(file(), path.join(aside, 'old.db'));
    open();
    addPerson('Mei');
    closeShop();
    fs.copyFileSync(path.join(aside, 'old.db'), file());
    const before = bytes();
    refused(open, 'file.olderThanMark');
    expect(bytes()).toEqual(before);
  });

  test('a copy of the file without its log is refused', () => {
    core?.checkpoint();
    addPerson('Mei');
    core?.mark();
    fs.copyFileSync(file(), path.join(aside, 'shop.db'));
    fs.copyFileSync(path.join(folder, 'shop.mark'), path.join(aside, 'shop.mark'));
    refused(() => openCore({ folder: aside, migrations, now: () => openingTime }), 'file.olderThanMark');
  });

  test('a file emptied is refused, and its log is left for whoever can save it', () => {
    addPerson('Mei');
    core?.mark();
    for (const name of ['shop.db-wal', 'shop.mark']) fs.copyFileSync(path.join(folder, name), path.join(aside, name));
    fs.writeFileSync(path.join(aside, 'shop.db'), '');
    const log = fs.readFileSync(path.join(aside, 'shop.db-wal'));
    refused(() => openCore({ folder: aside, migrations, now: () => openingTime }), 'file.olderThanMark');
    expect(fs.readFileSync(path.join(aside, 'shop.db-wal')).equals(log)).toBe(true);
    fs.rmSync(path.join(aside, 'shop.mark'));
    refused(() => openCore({ folder: aside, migrations, now: () => openingTime }), 'file.olderThanMark');
    expect(fs.statSync(path.join(aside, 'shop.db')).size).toBe(0);
  });

  test('a file taken away is refused instead of begun anew', () => {
    closeShop();
    fs.rmSync(file());
    refused(open, 'file.olderThanMark');
    expect(fs.existsSync(file())).toBe(false);
  });

  describe('with what this machine noted apart from the folder', () => {
    let state: string;
    const addCustomer = () => (core?.command(owner, 'customer.create', { name: 'Ada' }) as { number: string } | undefined)?.number;
    const openNoted = (): Core => (core = openCore({ folder, migrations, now: () => openingTime, state }));
    /** Stands where the shop was, one person short. */
    const putOldFolderBack = (): void => {
      state = path.join(aside, 'state');
      closeShop();
      fs.cpSync(folder, path.join(aside, 'old'), { recursive: true });
      openNoted();
      addPerson('Mei');
      expect(addCustomer()).toBe('C-000001');
      closeShop();
      fs.rmSync(folder, { recursive: true });
      fs.cpSync(path.join(aside, 'old'), folder, { recursive: true });
    };

    test('a whole older folder put back is refused in words, unchanged', () => {
      putOldFolderBack();
      const before = bytes();
      expect(openNoted).toThrow(expect.objectContaining({ code: 'file.folderPutBack', details: { folder, has: 1, had: 3 } }));
      expect(bytes()).toEqual(before);
      // Nobody else has seen more of it: elsewhere it opens as it is.
      open();
      expect(people()).toBe(1);
    });

    test('whose newer one is lost goes on by a backup of it, behind the numbers of the lost one', async () => {
      putOldFolderBack();
      const copy = path.join(aside, 'copy.db');
      const reader = openReader(file());
      await backUp(reader, copy);
      reader.close();
      await restoreBackup(folder, copy, migrations, () => openingTime, state);
      openNoted();
      expect(core?.query(owner, 'shop.get', {})).toMatchObject({ epoch: 2 });
      expect(addCustomer()).toBe('C-000002');
    });

    test('a copy of the folder practised on elsewhere accuses nobody', () => {
      state = path.join(aside, 'state');
      closeShop();
      openNoted();
      closeShop();
      fs.cpSync(folder, path.join(aside, 'practice'), { recursive: true });
      const practice = openCore({ folder: path.join(aside, 'practice'), migrations, now: () => openingTime, state });
      practice.command(owner, 'user.add', { name: 'Mei', role: 'clerk' });
      practice.close();
      openNoted();
      expect(people()).toBe(1);
    });
  });

  test('a shop that is never quiet notes every two seconds how far it is, and folds its log in once it is', () => {
    vi.useFakeTimers();
    const done: string[] = [];
    const resting = startResting({ mark: () => void done.push('mark'), checkpoint: () => void done.push('checkpoint') });
    for (let tenths = 0; tenths < 100; tenths += 1) {
      vi.advanceTimersByTime(100);
      resting.afterCommand();
    }
    expect(done).toEqual(Array(5).fill('mark'));
    vi.advanceTimersByTime(500);
    expect(done.slice(5)).toEqual(['mark', 'checkpoint']);
    vi.useRealTimers();
  });

  test('another shop’s file in its place is refused', () => {
    const other = openCore({ folder: aside, migrations, now: () => openingTime });
    other.command(owner, 'shop.create', founding);
    other.close();
    closeShop();
    fs.copyFileSync(path.join(aside, 'shop.db'), file());
    refused(open, 'file.olderThanMark');
  });

  test('a torn mark accuses nobody', () => {
    closeShop();
    fs.truncateSync(path.join(folder, 'shop.mark'), 20);
    open();
    expect(people()).toBe(1);
  });

  test('a file further than its mark is fine: the mark is written after the commit', () => {
    closeShop();
    const mark = fs.readFileSync(path.join(folder, 'shop.mark'));
    open();
    addPerson('Mei');
    closeShop();
    fs.writeFileSync(path.join(folder, 'shop.mark'), mark);
    open();
    expect(people()).toBe(2);
  });
});

describe('a file that is none of ours', () => {
  const inPlace = (make: (target: string) => void): string => {
    const target = path.join(aside, 'shop.db');
    make(target);
    return target;
  };
  const openAside = () => openCore({ folder: aside, migrations, now: () => openingTime });

  test.each([
    ['a text', (target: string) => fs.writeFileSync(target, 'Dear customer, '.repeat(1000)), 'file.notShop'],
    ['some other program’s database', (target: string) => new Database(target).exec('create table note (id integer)').close(), 'file.notShop'],
    ['zeros', (target: string) => fs.writeFileSync(target, Buffer.alloc(65_536)), 'file.notShop'],
  ] as const)('%s is refused and not touched', (_what, make, code) => {
    const target = inPlace(make);
    const before = fs.readFileSync(target);
    refused(openAside, code);
    expect(fs.readFileSync(target).equals(before)).toBe(true);
  });

  test('a file whose making was interrupted is made whole', () => {
    inPlace((target) => openWriter(target).close());
    const made = openAside();
    made.command(owner, 'shop.create', founding);
    expect(proveAll(made.writer, migrations).flatMap(({ faults }) => faults)).toEqual([]);
    made.close();
  });
});
