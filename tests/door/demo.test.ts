import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import type Database from 'better-sqlite3';
import { expect, test } from 'vitest';
import { buildDemo } from '../../main/app/demo/demo.ts';
import { proveFile } from '../../main/app/check.ts';
import { openReader } from '../../main/database/connection.ts';
import { day } from '../../shared/units/day.ts';
import { openTestDoor } from '../support/door.ts';
import { migrations } from '../support/shop.ts';

const options = { orders: 60, skus: 30, days: 25, seed: 3, until: day('2026-03-01') };

/** What is random by design: who this file is, the salt of a command's input and what follows from it. */
const random: Record<string, readonly string[]> = { shop: ['databaseId'], command: ['inputDigest', 'hash'], commandBody: ['salt'], commandKey: ['inputDigest'] };

/** Every row of every table, by table. */
function rowsOf(raw: Database.Database): Record<string, string> {
  const names = raw.prepare("select name from sqlite_schema where type = 'table' and sql not like '%virtual%' order by name").pluck().all() as string[];
  return Object.fromEntries(names.map((name) => {
    const columns = (raw.prepare('select name from pragma_table_info(?)').pluck().all(name) as string[]).filter((column) => !random[name]?.includes(column));
    const order = columns.map((_unused, index) => index + 1).join(', ');
    return [name, JSON.stringify(raw.prepare(`select ${columns.map((column) => `"${column}"`).join(', ')} from "${name}" order by ${order}`).raw().all())];
  }));
}

function build(): { rows: Record<string, string>; faults: unknown[]; orders: number } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-'));
  const made = buildDemo(folder, migrations, options);
  const reader = openReader(path.join(folder, 'shop.db'));
  const rows = rowsOf(reader.raw);
  const { proofs } = proveFile(reader, migrations);
  reader.close();
  fs.rmSync(folder, { recursive: true, force: true });
  return { rows, faults: proofs.flatMap((proof) => proof.faults), orders: made?.orders ?? 0 };
}

test('the demo shop is the same for the same seed, and its books prove', () => {
  const [first, second] = [build(), build()];
  expect(first.orders).toBeGreaterThan(30);
  expect(first.faults).toEqual([]);
  expect(Object.keys(first.rows).filter((name) => first.rows[name] !== second.rows[name])).toEqual([]);
  expect(second.orders).toBe(first.orders);
});

test('a shop that is there is never played over', async () => {
  const door = await openTestDoor();
  await expect(door.call('demo.make')).rejects.toMatchObject({ code: 'shop.exists' });
  await door.close();
});
