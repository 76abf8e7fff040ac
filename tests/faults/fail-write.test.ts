import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveAll } from '../../main/app/check.ts';
import { newFolder } from '../support/door.ts';
import { buildRecorder } from '../support/power-cut/power-cut.ts';
import { runScript } from '../support/run-script.ts';
import { migrations } from '../support/shop.ts';
import { figure, runs } from '../support/soak.ts';
import { foundTrading, openTrading } from './trading-shop.ts';

const recorder = buildRecorder();
if ('missing' in recorder) console.log(`Failing writes are not simulated: ${recorder.missing}.`);

let template: string;
beforeAll(() => {
  template = newFolder('fail-template');
  const core = openTrading(template);
  foundTrading(core);
  core.close();
});
afterAll(() => fs.rmSync(template, { recursive: true, force: true }));

const [noSpace, inputOutput] = ['28', '5'];

/** One line per failed write: its number, how the work answered, how its repetition did. */
async function sweep(kind: string, errno: string): Promise<{ k: number; answer: string; again: string }[]> {
  const folder = newFolder('fail');
  const fired = path.join(newFolder('fired'), 'fired');
  fs.cpSync(template, folder, { recursive: true });
  const env = { LD_PRELOAD: 'library' in recorder ? recorder.library : '', SHIM_ROOT: folder, SHIM_FIRED: fired };
  const script = runScript(new URL('./fail-script.ts', import.meta.url), [folder, fired, kind, errno, String(kind === 'backup' ? runs(60, 3) : runs(5, 1))], { env });
  const rows: { k: number; answer: string; again: string }[] = [];
  for (let line = await script.line(); line !== undefined && line !== 'end'; line = await script.line()) {
    const [k = '', answer = '', ...again] = line.split(' ');
    rows.push({ k: Number(k), answer, again: again.join(' ') });
  }
  expect([await script.ended, script.complaints()]).toEqual([0, '']);
  const core = openTrading(folder);
  expect(proveAll(core.writer, migrations).flatMap((proof) => proof.faults)).toEqual([]);
  const keys = core.writer.raw.prepare('select count(*) from commandKey').pluck().get();
  const orders = core.writer.raw.prepare('select count(*) from salesOrder').pluck().get();
  // The last one found no write left to fail and was done at once.
  expect(kind === 'import' ? keys : orders).toBe(rows.length + 2);
  core.close();
  for (const made of [folder, path.dirname(fired)]) fs.rmSync(made, { recursive: true, force: true });
  figure(`writes failed one by one: ${kind}, errno ${errno}`, rows.length);
  return rows;
}

describe.skipIf('missing' in recorder)('a write that fails', () => {
  test.each(['post', 'import'])('whichever write of a %s finds the disk full, the shop says so, half of nothing is left, and the same key goes through after it', async (kind) => {
    const rows = await sweep(kind, noSpace);
    expect(rows.length).toBeGreaterThan(2);
    // One of them is the sync that makes the work durable; SQLite does not pass on why a sync failed.
    const others = rows.flatMap(({ answer }) => (answer === 'file.diskFull' ? [] : [answer]));
    expect([[], ['file.notAnswering']]).toContainEqual(others);
    expect([...new Set(rows.map(({ again }) => again))]).toEqual(['done']);
  });

  test.each(['post', 'import'])('whichever write of a %s the disk breaks off, nothing is half done and the same key goes through after it', async (kind) => {
    const rows = await sweep(kind, inputOutput);
    expect(rows.length).toBeGreaterThan(2);
    expect([...new Set(rows.map(({ answer }) => answer))]).toEqual(['file.notAnswering']);
    expect([...new Set(rows.map(({ again }) => again))]).toEqual(['done']);
  });

  test.each([noSpace, inputOutput])('a checkpoint that fails at any write (errno %s) loses nothing', async (errno) => {
    const rows = await sweep('checkpoint', errno);
    expect([...new Set(rows.map(({ again }) => again))]).toEqual(['done']);
  });

  test('a backup that fails at any write leaves the last good one, and the next one works', async () => {
    const rows = await sweep('backup', noSpace);
    expect(rows.filter(({ again }) => again !== 'done true')).toEqual([]);
  });
});
