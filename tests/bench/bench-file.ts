import { createHash } from 'node:crypto';
import fs from 'node:fs';
import os from 'node:os';
import path from 'node:path';
import { proveFile } from '../../main/app/check.ts';
import { openCore } from '../../main/app/core.ts';
import { timeZone } from '../../main/app/demo/clerk.ts';
import { openReader } from '../../main/database/connection.ts';
import { readMigrations } from '../../main/database/migrations-folder.ts';
import { shopFileName } from '../../main/database/shop-file.ts';
import { addDays, startOfDay } from '../../shared/units/calendar.ts';
import { postBenchCount } from './counting.ts';
import { type BenchShop, days, firstDay, foundBenchShop } from './founding.ts';
import { History } from './history.ts';
import { benchPurchase } from './purchasing.ts';

export const migrations = readMigrations(new URL('../../migrations', import.meta.url).pathname);

export interface BenchFile {
  orders: number;
  folder: string;
  file: string;
  shop: BenchShop;
  built: BuildFacts;
}

export interface BuildFacts {
  megabytes: number;
  buildSeconds: number;
  checkSeconds: number;
  /** Rows the proofs looked at. */
  checked: number;
}

/**
 * A shop with so many orders, built once per schema and builder and proved by `check`, kept where caches are kept: outside the
 * checkout, to be thrown away at any time.
 */
export function benchFile(orders: number, log: (line: string) => void): BenchFile {
  const folder = path.join(cacheFolder(), fingerprint(), String(orders));
  const facts = path.join(folder, 'bench.json');
  const file = path.join(folder, shopFileName);
  if (!fs.existsSync(facts)) {
    log(`building ${orders.toLocaleString('en')} orders`);
    // Built beside and renamed whole: a bench that was stopped, or another one at the same time, leaves nothing half done.
    fs.mkdirSync(path.dirname(folder), { recursive: true });
    const beside = fs.mkdtempSync(`${folder}-`);
    fs.writeFileSync(path.join(beside, path.basename(facts)), JSON.stringify(build(beside, orders)));
    if (fs.existsSync(facts)) fs.rmSync(beside, { recursive: true });
    else fs.renameSync(beside, folder);
  }
  return { orders, folder, file, ...(JSON.parse(fs.readFileSync(facts, 'utf8')) as { shop: BenchShop; built: BuildFacts }) };
}

/** Copies lie on the same disk as the files they are made of. */
export const workBeside = ({ folder }: BenchFile): string => fs.mkdtempSync(path.join(path.dirname(folder), 'work-'));

/** A copy that lies on the disk before it is used, as a shop's file has long done: else the first commits wait for gigabytes of somebody else's. */
export function copyToDisk(from: string, to: string): void {
  fs.copyFileSync(from, to);
  const handle = fs.openSync(to, 'r+');
  fs.fsyncSync(handle);
  fs.closeSync(handle);
}

/** On the same disk, for a shop that is made for one part of the bench and thrown away with it. */
export function newFolder(name: string): string {
  fs.mkdirSync(cacheFolder(), { recursive: true });
  return path.join(cacheFolder(), `${name}-${process.pid}`);
}

function build(folder: string, orders: number): { shop: BenchShop; built: BuildFacts } {
  const begun = performance.now();
  const clock = { now: 0 };
  const core = openCore({ folder, migrations, now: () => clock.now, durability: 'OFF' });
  const shop = foundBenchShop(core, clock, { skus: Math.min(100_000, Math.max(600, orders / 10)), customers: Math.min(200_000, Math.max(600, orders / 5)) });
  new History(core.writer.raw, shop, orders).build();
  clock.now = startOfDay(addDays(firstDay, days + 2), timeZone);
  benchPurchase(core);
  postBenchCount(core, clock.now, 200);
  core.writer.raw.pragma('wal_checkpoint(TRUNCATE)');
  core.close();
  const built = performance.now();
  const checked = prove(path.join(folder, shopFileName));
  return {
    shop,
    built: {
      megabytes: Math.round(fs.statSync(path.join(folder, shopFileName)).size / 1024 ** 2),
      buildSeconds: Math.round((built - begun) / 100) / 10,
      checkSeconds: Math.round((performance.now() - built) / 100) / 10,
      checked,
    },
  };
}

/** @throws when any invariant does not hold: a figure measured on broken books means nothing */
function prove(file: string): number {
  const reader = openReader(file);
  try {
    const { proofs } = proveFile(reader, migrations);
    const faults = proofs.flatMap(({ id, faults: found }) => found.map((fault) => `${id} ${fault.table} ${fault.id}: ${fault.says}`));
    if (faults.length > 0) throw new Error(`The bench's file does not prove:\n${faults.slice(0, 20).join('\n')}`);
    return proofs.reduce((total, { checked }) => total + checked, 0);
  } finally {
    reader.close();
  }
}

/** What the file depends on: the schema, and how its rows are made. */
function fingerprint(): string {
  const hash = createHash('sha256').update(JSON.stringify(migrations));
  for (const name of ['founding.ts', 'history.ts', 'row-writer.ts', 'work.ts', 'counting.ts', 'purchasing.ts']) hash.update(fs.readFileSync(new URL(name, import.meta.url)));
  return hash.digest('hex').slice(0, 16);
}

function cacheFolder(): string {
  const home = os.homedir();
  const system = { darwin: path.join(home, 'Library', 'Caches'), win32: process.env['LOCALAPPDATA'] ?? path.join(home, 'AppData', 'Local') }[process.platform as string];
  return path.join(system ?? process.env['XDG_CACHE_HOME'] ?? path.join(home, '.cache'), 'shopwright-bench');
}
