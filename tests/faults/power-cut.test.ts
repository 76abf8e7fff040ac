import fs from 'node:fs';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { proveAll } from '../../main/app/check.ts';
import { newFolder } from '../support/door.ts';
import { buildRecorder, diskAfterCut, type Fate, fates, readLog, type Written } from '../support/power-cut/power-cut.ts';
import { randomFrom } from '../support/random.ts';
import { report } from '../support/report.ts';
import { runScript } from '../support/run-script.ts';
import { migrations } from '../support/shop.ts';
import { figure, runs } from '../support/soak.ts';
import { foundTrading, openTrading } from './trading-shop.ts';

const seed = 1_977;
const cuts = runs(12, 120);
const orders = runs(30, 150);
const recorder = buildRecorder();
if ('missing' in recorder) console.log(`Power cuts are not simulated: ${recorder.missing}.`);

let template: string;
beforeAll(() => {
  template = newFolder('power-template');
  const core = openTrading(template);
  foundTrading(core);
  core.writer.raw.pragma('wal_checkpoint(TRUNCATE)');
  core.close();
});
afterAll(() => fs.rmSync(template, { recursive: true, force: true }));

const shopFiles = ['shop.db', 'shop.db-wal'];

/** The writes of a shop at work, and the disk before them. */
async function recordWork(synchronous: string): Promise<{ start: Map<string, Buffer>; events: Written[] }> {
  const folder = newFolder('power');
  const log = path.join(newFolder('power-log'), 'log');
  fs.cpSync(template, folder, { recursive: true });
  const start = new Map(shopFiles.filter((name) => fs.existsSync(path.join(folder, name))).map((name) => [name, fs.readFileSync(path.join(folder, name))]));
  const env = { LD_PRELOAD: 'library' in recorder ? recorder.library : '', SHIM_ROOT: folder, SHIM_LOG: log };
  const script = runScript(new URL('./power-script.ts', import.meta.url), [folder, synchronous, String(orders)], { env });
  expect([await script.line(), await script.ended, script.complaints()]).toEqual(['done', 'SIGKILL', '']);
  const events = readLog(log);
  for (const made of [folder, path.dirname(log)]) fs.rmSync(made, { recursive: true, force: true });
  return { start, events };
}

/** Opens what the disk holds after a cut: what is wrong with it, and which receipts it cannot honour. */
function inspectImage(files: ReadonlyMap<string, Buffer>, receipts: readonly string[]): { damage: string | undefined; lost: number } {
  const folder = newFolder('image');
  try {
    for (const name of shopFiles) {
      const bytes = files.get(name);
      if (bytes) fs.writeFileSync(path.join(folder, name), bytes);
    }
    const core = openTrading(folder);
    try {
      const check = core.writer.raw.pragma('integrity_check', { simple: true });
      const faults = proveAll(core.writer, migrations).flatMap((proof) => proof.faults);
      const keys = new Set(core.writer.raw.prepare('select key from commandKey').pluck().all() as string[]);
      return { damage: check === 'ok' ? faults[0]?.says : String(check), lost: receipts.filter((key) => !keys.has(key)).length };
    } finally {
      core.close();
    }
  } catch (error) {
    return { damage: String(error), lost: 0 };
  } finally {
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

const receiptsBefore = (events: readonly Written[], cut: number): string[] =>
  events.slice(0, cut).filter(({ op }) => op === 'A').map(({ data }) => data.toString().trim());

interface Outcome {
  images: number;
  damaged: number;
  lost: number;
  receipts: number;
}

async function cutPower(synchronous: 'FULL' | 'NORMAL' | 'OFF'): Promise<Outcome> {
  const { start, events } = await recordWork(synchronous);
  const random = randomFrom(seed);
  const outcome: Outcome = { images: 0, damaged: 0, lost: 0, receipts: 0 };
  for (let image = 0; image < cuts; image += 1) {
    const cut = Math.floor(random() * (events.length + 1));
    for (const fate of cuts >= 120 ? fates : [fates[image % 3] as Fate]) {
      const receipts = receiptsBefore(events, cut);
      const { damage, lost } = inspectImage(diskAfterCut(start, events, cut, fate, random), receipts);
      outcome.images += 1;
      outcome.damaged += damage === undefined ? 0 : 1;
      outcome.lost += lost;
      outcome.receipts += receipts.length;
    }
  }
  const text = `${outcome.images} images, ${outcome.damaged} damaged, ${outcome.lost} of ${outcome.receipts} receipts lost`;
  report(`power cuts at ${synchronous}`, [text]);
  figure(`power cuts at synchronous=${synchronous}`, text);
  return outcome;
}

describe.skipIf('missing' in recorder)('the power goes', () => {
  test('a power cut at any write loses nothing that was acknowledged, and leaves a shop that proves', { timeout: 900_000 }, async () => {
    const outcome = await cutPower('FULL');
    expect(outcome).toMatchObject({ damaged: 0, lost: 0 });
    expect(outcome.receipts).toBeGreaterThan(cuts);
  });

  test('control: at NORMAL, as better-sqlite3 opens a log by itself, receipts are lost', { timeout: 900_000 }, async () => {
    const outcome = await cutPower('NORMAL');
    expect(outcome.damaged).toBe(0);
    expect(outcome.lost).toBeGreaterThan(0);
  });

  test('control: at OFF the file is damaged', { timeout: 900_000 }, async () => {
    expect((await cutPower('OFF')).damaged).toBeGreaterThan(0);
  });
});
