import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openShopFile } from '../../main/database/shop-file.ts';
import type { Migrations } from '../../main/database/migrate.ts';
import { newFolder } from '../support/door.ts';
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

const set = (folder: string): string[] => ['shop.db', 'shop.db-wal'].map((name) => fs.readFileSync(path.join(folder, name)).toString('base64'));

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
