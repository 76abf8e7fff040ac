import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { verifyBackup } from '../../main/database/backup.ts';
import { openWriter } from '../../main/database/connection.ts';
import { reportingProofs } from '../../main/reporting/proofs.ts';
import { newSellingShop } from '../sales/support.ts';
import { openTestDoor, refusalOf, type TestDoor } from '../support/door.ts';

interface Close {
  id: number;
  dayOn: string;
  headId: number;
  head: string;
  backup: string;
  proofs: number;
  checked: number;
  userName: string;
  drawer: { expected: number; counted: number; difference: number } | null;
}
interface Status {
  on: string;
  drawers: { id: number; number: string; mine: boolean }[];
  closes: Close[];
}

let shop: TestDoor;
beforeEach(async () => void (shop = await openTestDoor()));
afterEach(() => shop.close());

const call = async <T>(method: string, input: object = {}): Promise<T> => (await shop.call(method, input)) as T;
const note = (denomination: number, pieces: number) => ({ denomination, pieces });
const left = (): string[] => fs.readdirSync(os.tmpdir()).filter((name) => name.startsWith('shopwright-restored-'));

describe('the end of a day', () => {
  test('the drawer is counted, the books proved, the backup restored and proved, and all of it written down', async () => {
    const { drawerId } = await call<{ drawerId: number }>('drawer.open', { float: 20_000, from: 'bank' });
    expect((await call<Status>('day.status')).drawers).toMatchObject([{ id: drawerId, number: 'Z-00001', mine: true }]);
    const before = left();
    const closed = await call<Close>('day.close', { drawer: { drawerId, pieces: [note(10_000, 1), note(5_000, 1)] } });
    expect(closed).toMatchObject({ dayOn: '2026-03-02', userName: 'Lin', drawer: { expected: 20_000, counted: 15_000, difference: -5_000 } });
    expect(closed.proofs).toBeGreaterThan(10);
    const backup = verifyBackup(path.join(shop.folder, 'backups', closed.backup));
    expect([backup.head, backup.headId]).toEqual([closed.head, closed.headId]);
    // Nothing of the trial stays behind.
    expect(left()).toEqual(before);
    const { drawers, closes } = await call<Status>('day.status');
    expect([drawers, closes.map(({ id }) => id)]).toEqual([[], [closed.id]]);
    expect((await shop.store.prove()).proofs.flatMap(({ faults }) => faults)).toEqual([]);
  });

  test('without a drawer there is nothing to count, and a day can be closed again', async () => {
    const first = await call<Close>('day.close', {});
    shop.clock.now = (shop.clock.now + 60_000) as typeof shop.clock.now;
    const second = await call<Close>('day.close', {});
    expect([first.drawer, second.drawer]).toEqual([null, null]);
    expect(second.headId).toBeGreaterThan(first.headId);
    expect((await call<Status>('day.status')).closes.map(({ id }) => id)).toEqual([second.id, first.id]);
  });

  test('asked twice with one key, as after a line that broke, the day is closed once and the drawer counted once', async () => {
    const { drawerId } = await call<{ drawerId: number }>('drawer.open', { float: 20_000, from: 'bank' });
    const asked = { drawer: { drawerId, pieces: [note(10_000, 2)] } };
    const [first, second] = (await Promise.all([shop.call('day.close', asked, 'one'), shop.call('day.close', asked, 'one')])) as Close[];
    const later = (await shop.call('day.close', asked, 'one')) as Close;
    expect([second, later]).toEqual([first, first]);
    expect((await call<Status>('day.status')).closes).toHaveLength(1);
  });

  test('a drawer that is closed already refuses the close, and nothing is written', async () => {
    const { drawerId } = await call<{ drawerId: number }>('drawer.open', { float: 0, from: 'box' });
    await call('drawer.close', { drawerId, pieces: [] });
    expect(await refusalOf(() => call('day.close', { drawer: { drawerId, pieces: [] } }))).toMatchObject({ code: 'drawer.closed' });
    expect((await call<Status>('day.status')).closes).toEqual([]);
  });

  test('books that do not prove keep the day open, and nothing is counted', async () => {
    const { drawerId } = await call<{ drawerId: number }>('drawer.open', { float: 20_000, from: 'bank' });
    breakSomething();
    expect(await refusalOf(() => call('day.close', { drawer: { drawerId, pieces: [note(10_000, 2)] } }))).toMatchObject({ code: 'day.notProved', details: { failed: expect.any(Number) as number, copy: false } });
    const { closes, drawers } = await call<Status>('day.status');
    expect([closes, drawers.map(({ id }) => id)]).toEqual([[], [drawerId]]);
    expect(fs.existsSync(path.join(shop.folder, 'backups'))).toBe(false);
  });

  /** Somebody with the file in their hands: a balance that is not the sum of its movements. */
  function breakSomething(): void {
    const raw = openWriter(path.join(shop.folder, 'shop.db')).raw;
    raw.exec("update ledgerDay set debit = debit + 100 where (ledgerAccountId, dayOn) = (select ledgerAccountId, dayOn from ledgerDay limit 1)");
    raw.close();
  }
});

test('a close that names another head than the record’s is found, and a stored one is never edited', () => {
  const selling = newSellingShop();
  const [proof] = reportingProofs;
  const head = selling.raw.prepare("select id, hash from command where hash <> '' order by id desc limit 1").get() as { id: number; hash: string };
  const write = (hash: string) =>
    selling.tx((tx) => void selling.raw
      .prepare('insert into dayClose (dayOn, closedAt, headId, head, backup, backupSha256, proofs, checked, dueToday, openExceptions, waiting, parked, commandId) values (?, 1, ?, ?, ?, ?, 1, 1, 0, 0, 0, 0, ?)')
      .run('2026-03-02', head.id, hash, 'shop.db', 'a'.repeat(64), tx.commandId));
  write(head.hash);
  expect(proof!.prove(selling.read)).toEqual({ checked: 1, faults: [] });
  write('f'.repeat(64));
  expect(proof!.prove(selling.read).faults).toMatchObject([{ table: 'dayClose', id: 2 }]);
  expect(() => selling.raw.exec('update dayClose set waiting = 1')).toThrow('never edited');
  expect(() => selling.raw.exec('delete from dayClose')).toThrow('never removed');
  selling.close();
});
