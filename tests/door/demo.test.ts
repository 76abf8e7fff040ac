import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import { buildDemo } from '../../main/app/demo/demo.ts';
import { proveFile } from '../../main/app/check.ts';
import { openReader } from '../../main/database/connection.ts';
import { day } from '../../shared/units/day.ts';
import { openTestDoor } from '../support/door.ts';
import { migrations } from '../support/shop.ts';

const options = { orders: 60, skus: 30, days: 25, seed: 3, until: day('2026-03-01') };

function build(): { head: string; faults: unknown[]; orders: number } {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'demo-'));
  const made = buildDemo(folder, migrations, options);
  const reader = openReader(path.join(folder, 'shop.db'));
  const books = reader.raw.prepare('select number, postedOn, ruleId, memoValues from journalEntry order by id').all();
  const { proofs } = proveFile(reader, migrations);
  reader.close();
  fs.rmSync(folder, { recursive: true, force: true });
  return { head: JSON.stringify(books), faults: proofs.flatMap((proof) => proof.faults), orders: made?.orders ?? 0 };
}

test('the demo shop is the same for the same seed, and its books prove', () => {
  const [first, second] = [build(), build()];
  expect(first.orders).toBeGreaterThan(30);
  expect(first.faults).toEqual([]);
  expect(second).toEqual(first);
});

test('a shop that is there is never played over', async () => {
  const door = await openTestDoor();
  await expect(door.call('demo.make')).rejects.toMatchObject({ code: 'shop.exists' });
  await door.close();
});
