import fs from 'node:fs';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proveAll } from '../../main/app/check.ts';
import { openCore } from '../../main/app/core.ts';
import { restoreBackup } from '../../main/app/restore.ts';
import { backUp, verifyBackup } from '../../main/database/backup.ts';
import { takeOwnership } from '../../main/database/owner.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { founding, refusalOf } from '../support/door.ts';
import { refused } from '../support/refused.ts';
import { migrations, openingTime } from '../support/shop.ts';
import { newFolder } from '../support/door.ts';
import type { Core } from '../../main/app/core.ts';
import type { Actor } from '../../main/database/handles.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };
let folder: string;
let copy: string;
let core: Core | undefined;

const open = (): Core => (core = openCore({ folder, migrations, now: () => openingTime }));
function closeShop(): void {
  core?.close();
  core = undefined;
}

beforeEach(() => {
  folder = newFolder('backup');
  copy = path.join(folder, 'backups', 'shop-1.db');
  open();
  core?.command(owner, 'shop.create', founding);
});
afterEach(() => {
  closeShop();
  fs.rmSync(folder, { recursive: true, force: true });
});

/** Posts an entry of 5.00 by hand and answers its number. */
function postEntry(): string {
  const shop = core ?? open();
  const accounts = shop.query(owner, 'account.list', {}) as { ledgerAccountId: number; code: string }[];
  const account = (code: string) => accounts.find((one) => one.code === code)?.ledgerAccountId ?? 0;
  const lines = [{ ledgerAccountId: account('6900'), amount: 500 as Minor }, { ledgerAccountId: account('1010'), amount: -500 as Minor }];
  return (shop.command(owner, 'journal.post', { postedOn: '2026-03-02' as Day, text: 'rent', lines }) as { number: string }).number;
}
const backup = async () => backUp((core ?? open()).writer, copy);
const restore = () => restoreBackup(folder, copy, migrations, () => openingTime);
const faults = () => proveAll((core ?? open()).writer, migrations).flatMap((proof) => proof.faults);

describe('a backup', () => {
  test('is a whole shop with its own note, nobody else’s to read', async () => {
    postEntry();
    const note = await backup();
    expect(verifyBackup(copy)).toEqual(note);
    expect(note.headId).toBe(2);
    expect(fs.statSync(copy).mode & 0o777).toBe(0o600);
    expect(fs.readdirSync(path.dirname(copy)).sort()).toEqual(['shop-1.db', 'shop-1.db.json']);
  });

  test('made while work goes on holds whole commands only', async () => {
    const made = backup();
    for (let count = 0; count < 30; count += 1) {
      postEntry();
      await new Promise(setImmediate);
    }
    await made;
    const aside = newFolder('restored');
    fs.copyFileSync(copy, path.join(aside, 'shop.db'));
    const restored = openCore({ folder: aside, migrations, now: () => openingTime });
    expect(proveAll(restored.writer, migrations).flatMap((proof) => proof.faults)).toEqual([]);
    restored.close();
    fs.rmSync(aside, { recursive: true });
  });

  test('of which one byte changed, or whose note is gone, is no backup', async () => {
    await backup();
    const bytes = fs.readFileSync(copy);
    bytes[bytes.length - 100] = (bytes[bytes.length - 100] ?? 0) ^ 1;
    fs.writeFileSync(copy, bytes);
    refused(() => verifyBackup(copy), 'file.damaged');
    fs.rmSync(`${copy}.json`);
    refused(() => verifyBackup(copy), 'file.damaged');
    refused(() => verifyBackup(path.join(folder, 'no-such.db')), 'file.damaged');
  });

  test('that fails leaves the last good one as it was', async () => {
    await backup();
    const good = fs.readFileSync(copy);
    postEntry();
    // Something stands where the copy is written first.
    fs.mkdirSync(`${copy}.new-journal`, { recursive: true });
    fs.mkdirSync(`${copy}.new-wal`, { recursive: true });
    await expect(backup()).rejects.toThrow(/./);
    expect(fs.readFileSync(copy).equals(good)).toBe(true);
    expect(verifyBackup(copy).headId).toBe(1);
  });
});

describe('restoring a backup', () => {
  test('begins a new epoch, with a new identity and a chained record of it', async () => {
    const before = core?.query(owner, 'shop.get', {}) as { databaseId: string };
    await backup();
    postEntry();
    closeShop();
    await restore();
    const after = open().query(owner, 'shop.get', {}) as { databaseId: string; epoch: number };
    expect(after.epoch).toBe(2);
    expect(after.databaseId).not.toBe(before.databaseId);
    expect(core?.query(owner, 'activity.list', {})).toMatchObject({ rows: [{ id: 2, method: 'shop.restored' }, { id: 1, method: 'shop.create' }] });
    expect(faults()).toEqual([]);
  });

  test('goes on behind every number the lost file had given out, and names the gap', async () => {
    postEntry();
    await backup();
    expect([postEntry(), postEntry()]).toEqual(['JE-000002', 'JE-000003']);
    closeShop();
    await restore();
    open();
    expect(postEntry()).toBe('JE-000004');
    const kept = core?.writer.raw.prepare("select result from commandBody where commandId = (select id from command where method = 'shop.restored')").pluck().get();
    expect(JSON.parse(kept as string)).toEqual({ epoch: 2, gaps: { journalEntry: { from: 2, to: 3 } } });
  });

  test('goes on behind a series the backup had not begun', async () => {
    await backup();
    expect(postEntry()).toBe('JE-000001');
    closeShop();
    await restore();
    open();
    expect(postEntry()).toBe('JE-000002');
  });

  test('lets no channel be told anything until a person has looked again', async () => {
    const shop = core ?? open();
    const added = { name: 'Web shop', kind: 'woocommerce', url: 'https://shop.example', certificate: null, currency: 'CNY', goLiveAt: null };
    const { channelId } = shop.internal(owner, 'channel.added', added) as { channelId: number };
    shop.internal(owner, 'channel.storeListings', { channelId, listings: [], readSince: Date.now(), problems: [], ended: { unreadable: [] } });
    const switchOn = (at: Core): unknown => {
      const { digest } = at.query(owner, 'channel.preview', { channelId, capability: 'stock', afterId: 0, limit: 1 }) as { digest: string };
      return at.command(owner, 'channel.switchOn', { channelId, capability: 'stock', digest });
    };
    switchOn(shop);
    expect(shop.query(owner, 'channel.list', {})).toMatchObject({ channels: [{ sendsStock: true }] });
    await backup();
    closeShop();
    await restore();
    const restored = open();
    expect(restored.query(owner, 'channel.list', {})).toMatchObject({ channels: [{ sendsStock: false, sendsFulfilments: false }] });
    // What its listings show was read before; it is read anew first.
    refused(() => switchOn(restored), 'channel.notRead');
    expect(faults()).toEqual([]);
  });

  test('twice begins two epochs, neither of them the lost one’s', async () => {
    await backup();
    closeShop();
    await restore();
    open();
    postEntry();
    closeShop();
    await restore();
    expect(open().query(owner, 'shop.get', {})).toMatchObject({ epoch: 3 });
    expect(postEntry()).toBe('JE-000002');
  });

  test('keeps what stood there before', async () => {
    await backup();
    postEntry();
    closeShop();
    const { kept } = await restore();
    const aside = openCore({ folder: kept, migrations, now: () => openingTime });
    expect(aside.query(owner, 'journal.list', {})).toMatchObject({ rows: [{ number: 'JE-000001' }] });
    aside.close();
  });

  test('brings back a shop whose file is gone', async () => {
    postEntry();
    await backup();
    closeShop();
    for (const name of ['shop.db', 'shop.db-wal', 'shop.db-shm']) fs.rmSync(path.join(folder, name), { force: true });
    await restore();
    open();
    expect(postEntry()).toBe('JE-000002');
    expect(faults()).toEqual([]);
  });

  test('waits until the app is closed, and changes nothing before that', async () => {
    await backup();
    closeShop();
    const { release } = takeOwnership(folder);
    expect(await refusalOf(restore)).toMatchObject({ code: 'file.ownedElsewhere' });
    release();
    expect(open().query(owner, 'shop.get', {})).toMatchObject({ epoch: 1 });
  });

  test('of a damaged backup changes nothing', async () => {
    await backup();
    closeShop();
    fs.truncateSync(copy, 40_000);
    expect(await refusalOf(restore)).toMatchObject({ code: 'file.damaged' });
    expect(open().query(owner, 'shop.get', {})).toMatchObject({ epoch: 1 });
  });
});
