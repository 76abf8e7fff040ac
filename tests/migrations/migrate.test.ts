import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { restoreBackup } from '../../main/app/restore.ts';
import { verifyBackup } from '../../main/database/backup.ts';
import { openReader } from '../../main/database/connection.ts';
import { verify } from '../../main/hosts/cli/backup-commands.ts';
import { nodePlatform } from '../../main/platform/node-platform.ts';
import { openShopFile } from '../../main/database/shop-file.ts';
import type { Migrations } from '../../main/database/migrate.ts';
import { foundTrading, openTrading, owner, typedOrder } from '../faults/trading-shop.ts';
import { newFolder } from '../support/door.ts';
import { refused } from '../support/refused.ts';
import { runScript } from '../support/run-script.ts';
import { migrations } from '../support/shop.ts';
import { figure, runs } from '../support/soak.ts';
import { failing, versions } from './versions.ts';

/** A folder as its owner left it at a kill: three sales, the last two still in the log. */
let old: string;
const made: string[] = [];

const [first = {}, second = {}, third = {}] = versions;

beforeAll(() => {
  const source = newFolder('old');
  const connection = openShopFile(source, first);
  connection.raw.exec("insert into article (code, price) values ('ROD', 4500), ('REEL', 900)");
  connection.raw.exec('insert into sale (articleId, pieces) values (1, 2)');
  connection.raw.pragma('wal_checkpoint(TRUNCATE)');
  connection.raw.exec('insert into sale (articleId, pieces) values (2, 1); insert into sale (articleId, pieces) values (1, 1)');
  old = newFolder('old');
  for (const name of ['shop.db', 'shop.db-wal']) fs.copyFileSync(path.join(source, name), path.join(old, name));
  connection.close();
  made.push(source, old);
});
afterAll(() => made.forEach((folder) => fs.rmSync(folder, { recursive: true, force: true })));

function copyOf(folder: string): string {
  const copy = newFolder('migrating');
  fs.cpSync(folder, copy, { recursive: true });
  made.push(copy);
  return copy;
}

const set = (folder: string): string[] => ['shop.db', 'shop.db-wal'].filter((name) => fs.existsSync(path.join(folder, name))).map((name) => fs.readFileSync(path.join(folder, name)).toString('base64'));

/** What a file at the second version holds of the old one's sales. */
function sales(folder: string, program: Migrations): unknown {
  const connection = openShopFile(folder, program);
  try {
    expect(connection.raw.pragma('integrity_check', { simple: true })).toBe('ok');
    return connection.raw.prepare('select s.id, a.code, s.pieces, p.amount from sale s join article a on a.id = s.articleId join price p on p.articleId = a.id order by s.id').all();
  } finally {
    connection.close();
  }
}

const expected = [
  { id: 1, code: 'ROD', pieces: 2, amount: 4500 },
  { id: 2, code: 'REEL', pieces: 1, amount: 900 },
  { id: 3, code: 'ROD', pieces: 1, amount: 4500 },
];

test('an older file is brought to the newest schema, with what still stood in its log', () => {
  const folder = copyOf(old);
  expect(sales(folder, third)).toEqual(expected);
  expect(fs.existsSync(path.join(folder, 'staged'))).toBe(false);
});

test('the old set is kept and still opens with the old program', () => {
  const folder = copyOf(old);
  openShopFile(folder, second).close();
  const kept = openShopFile(path.join(folder, 'backups', 'before-migration-from-1'), first);
  expect(kept.raw.prepare('select count(*) from sale').pluck().get()).toBe(3);
  kept.close();
});

test('the old set is verified as a backup is, with what stood in its log; one byte of it changed is told', () => {
  const folder = copyOf(old);
  openShopFile(folder, second).close();
  const kept = path.join(folder, 'backups', 'before-migration-from-1', 'shop.db');
  expect(verifyBackup(kept).sha256).toHaveLength(64);
  expect(fs.existsSync(`${kept}-wal`)).toBe(false);
  const bytes = fs.readFileSync(kept);
  bytes[bytes.length - 1]! ^= 1;
  fs.writeFileSync(kept, bytes);
  refused(() => verifyBackup(kept), 'file.damaged');
});

describe('a migration of a shop that trades', () => {
  let shop: string;
  beforeAll(() => {
    shop = newFolder('trading');
    made.push(shop);
    const core = openTrading(shop);
    foundTrading(core);
    for (let n = 0; n < 3; n += 1) {
      const { orderId } = core.command(owner, 'order.create', typedOrder(n)) as { orderId: number };
      core.command(owner, 'shipment.ship', { orderId });
      core.command(owner, 'payment.capture', { orderId, amount: 1000 });
    }
    core.close();
  });

  /** Today's migrations and one more, which first takes the triggers away that would stop it. */
  function programWith(folder: string, table: string, text: string): Migrations {
    const raw = openReader(path.join(folder, 'shop.db'));
    const triggers = raw.raw.prepare("select name from sqlite_schema where type = 'trigger' and tbl_name = ?").pluck().all(table) as string[];
    raw.close();
    return { ...migrations, '9999-more': `${triggers.map((name) => `drop trigger "${name}";`).join('\n')}\n${text};` };
  }

  test.each([
    ['halves every amount of the books', 'posting', 'update posting set amount = amount / 2', 'the trial balance would change'],
    ['halves the kept balances', 'ledgerDay', 'update ledgerDay set debit = debit / 2, credit = credit / 2', 'kept balances would change'],
    ['moves an amount to another account', 'posting', 'update posting set ledgerAccountId = (select max(ledgerAccountId) from posting) where entryId = (select min(entryId) from posting) and lineNo = 1', 'the trial balance would change'],
    ['loses a cent of stock', 'costLayer', 'update costLayer set value = value - 1 where movementId = (select min(movementId) from costLayer)', 'stock value would change'],
    ['counts in hundredths', 'stockLevel', 'update stockLevel set onHand = onHand / 10', 'stock on hand would change'],
    ['rounds a movement', 'stockMovement', 'update stockMovement set quantity = quantity + 1 where id = 1', 'stock movements would change'],
    ['adds a cent to an order', 'salesOrder', 'update salesOrder set total = total + 1 where id = 1', 'orders would change'],
    ['takes a column of totals away', 'payment', 'alter table payment rename column fee to charge', 'payments would change'],
  ])('that %s is refused, and the shop stays as it was', (_what, table, text, problem) => {
    const folder = copyOf(shop);
    const program = programWith(folder, table, text);
    const before = set(folder);
    expect(() => openShopFile(folder, program)).toThrow(expect.objectContaining({ code: 'file.damaged', details: { file: expect.any(String) as unknown, problem } }));
    expect(set(folder)).toEqual(before);
  });

  test('that leaves every total as it was comes through, and the set before it can be restored', async () => {
    const folder = copyOf(shop);
    const newer = programWith(folder, 'salesOrder', "alter table salesOrder add column colour text not null default 'red'");
    openShopFile(folder, newer).close();
    const kept = path.join(folder, 'backups', `before-migration-from-${Object.keys(migrations).length}`, 'shop.db');
    const printed = vi.spyOn(console, 'log').mockImplementation(() => undefined);
    expect(await verify({ folder, migrations: newer, platform: () => nodePlatform(folder), args: [kept], flags: {}, json: true })).toBe(0);
    expect(JSON.parse(String(printed.mock.calls[0]?.[0]))).toMatchObject({ file: kept, faults: [], sha256: expect.stringMatching(/^[0-9a-f]{64}$/) as unknown });
    printed.mockRestore();
    await restoreBackup(folder, kept, migrations, Date.now);
    const core = openTrading(folder);
    expect(core.query(owner, 'order.list', {})).toMatchObject({ rows: [{ total: expect.any(Number) as unknown }, {}, {}] });
    expect(core.query(owner, 'shop.get', {})).toMatchObject({ epoch: 2 });
    core.close();
  });
});

test('every migration is written down with the digest of its text', () => {
  const folder = copyOf(old);
  const connection = openShopFile(folder, third);
  expect(connection.raw.prepare('select number, name, length(digest) as length from migration order by number').all()).toEqual([
    { number: 1, name: '0001-first', length: 64 },
    { number: 2, name: '0002-price', length: 64 },
    { number: 3, name: '0003-day', length: 64 },
  ]);
  expect(connection.raw.pragma('user_version', { simple: true })).toBe(3);
  connection.close();
});

test.each(Object.entries(failing))('a migration with %s leaves the old file and its log as they were, byte for byte', (_why, program) => {
  const folder = copyOf(old);
  const before = set(folder);
  expect(() => openShopFile(folder, program)).toThrow(/./);
  expect(set(folder)).toEqual(before);
  expect(fs.existsSync(path.join(folder, 'staged'))).toBe(false);
  // And the shop can go on with the old program.
  const connection = openShopFile(folder, first);
  expect(connection.raw.prepare('select count(*) from sale').pluck().get()).toBe(3);
  connection.close();
});

test('a newer file is refused with both versions, unchanged byte for byte', () => {
  const folder = copyOf(old);
  openShopFile(folder, third).close();
  fs.writeFileSync(path.join(folder, 'shop.db-wal'), '');
  const before = set(folder);
  expect(() => openShopFile(folder, second)).toThrow(expect.objectContaining({ code: 'file.newer', details: { fileVersion: 3, programVersion: 2 } }));
  expect(set(folder)).toEqual(before);
});

test('a kill at any step of the migration leaves one whole file', async () => {
  const script = new URL('./migrate-script.ts', import.meta.url);
  const whole = runScript(script, [copyOf(old)]);
  const steps = Number(await whole.line());
  expect(await whole.ended).toBe(0);
  expect(steps).toBeGreaterThan(10);
  for (let step = 1; step <= steps; step += runs(5, 1)) {
    const folder = copyOf(old);
    const killed = runScript(script, [folder, String(step)]);
    expect([step, await killed.ended]).toEqual([step, 'SIGKILL']);
    expect([step, sales(folder, second)]).toEqual([step, expected]);
    expect(fs.existsSync(path.join(folder, 'staged'))).toBe(false);
  }
  figure('kills at steps of a migration', Math.ceil(steps / runs(5, 1)));
});

test('a swap that is proved is finished by whoever opens the folder next, and its half is never thrown away', () => {
  const folder = copyOf(old);
  const other = copyOf(old);
  openShopFile(other, second).close();
  const staged = path.join(folder, 'staged');
  fs.mkdirSync(staged);
  fs.copyFileSync(path.join(other, 'shop.db'), path.join(staged, 'shop.db'));
  fs.writeFileSync(path.join(staged, 'proved'), '');
  // The kill came after the old log was gone and before the new file had its place.
  fs.rmSync(path.join(folder, 'shop.db-wal'));
  expect(sales(folder, second)).toEqual(expected);
});

test('the program’s own migrations make the same file whole as one by one', () => {
  const names = Object.keys(migrations).sort();
  const [whole, stepwise] = [newFolder('whole'), newFolder('stepwise')];
  made.push(whole, stepwise);
  const schema = (folder: string, program: Migrations) => {
    const connection = openShopFile(folder, program);
    const rows = connection.raw.prepare('select type, name, sql from sqlite_schema order by type, name').all();
    connection.close();
    return rows;
  };
  const at = (count: number): Migrations => Object.fromEntries(names.slice(0, count).map((name) => [name, migrations[name] ?? '']));
  for (let count = 1; count < names.length; count += 1) schema(stepwise, at(count));
  expect(schema(stepwise, migrations)).toEqual(schema(whole, migrations));
});
