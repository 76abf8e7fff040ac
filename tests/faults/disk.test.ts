import { spawnSync } from 'node:child_process';
import fs from 'node:fs';
import path from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { proveAll } from '../../main/app/check.ts';
import type { Core } from '../../main/app/core.ts';
import { backUp, verifyBackup } from '../../main/database/backup.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { newFolder } from '../support/door.ts';
import { randomFrom } from '../support/random.ts';
import { report } from '../support/report.ts';
import { runScript } from '../support/run-script.ts';
import { migrations } from '../support/shop.ts';
import { figure, runs } from '../support/soak.ts';
import { foundTrading, openTrading, owner, typedOrder } from './trading-shop.ts';

let template: string;
beforeAll(() => {
  template = newFolder('disk-template');
  const core = openTrading(template);
  foundTrading(core);
  for (let n = 0; n < 20; n += 1) {
    const { orderId } = core.command(owner, 'order.create', typedOrder(n), `order-${n}`) as { orderId: number };
    if (n % 2 === 0) core.command(owner, 'shipment.ship', { orderId });
    if (n % 3 === 0) core.command(owner, 'payment.capture', { orderId, amount: 1000 });
  }
  core.close();
});
afterAll(() => fs.rmSync(template, { recursive: true, force: true }));

let folder: string;
beforeEach(() => {
  folder = newFolder('disk');
});
afterEach(() => fs.rmSync(folder, { recursive: true, force: true }));

const faults = (core: Core) => proveAll(core.writer, migrations).flatMap((proof) => proof.faults);

/** The refusal's code, or what was thrown instead; undefined when it worked. */
function codeOf(work: () => unknown): string | undefined {
  try {
    work();
    return undefined;
  } catch (error) {
    return error instanceof Refusal ? error.code : String(error);
  }
}

const mounted = process.platform === 'linux' && process.getuid?.() === 0 && mount('mount', '-t', 'tmpfs', '-o', 'size=1m', 'tmpfs');
function mount(command: string, ...args: string[]): boolean {
  const probe = newFolder('mount');
  const done = spawnSync(command, [...args, probe]).status === 0;
  if (done) spawnSync('umount', [probe]);
  fs.rmdirSync(probe);
  return done;
}
if (!mounted) console.log('A real full disk is not tried: only root on Linux can make a small one.');

describe.skipIf(!mounted)('a disk of a few megabytes', () => {
  beforeEach(() => {
    spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=6m', 'tmpfs', folder]);
    fs.cpSync(template, folder, { recursive: true });
  });
  afterEach(() => void spawnSync('umount', [folder]));

  test('runs full in the middle of the day: nothing acknowledged is lost, reading goes on, and after room is made so does work', async () => {
    const core = openTrading(folder);
    let posted = 0;
    const refusals: string[] = [];
    for (let n = 20; refusals.length < 20; n += 1) {
      const code = codeOf(() => core.command(owner, 'order.create', { ...typedOrder(n), note: 'x'.repeat(9_000) }, `order-${n}`));
      if (code === undefined) posted += 1;
      else refusals.push(code);
    }
    expect([...new Set(refusals)]).toEqual(['file.diskFull']);
    expect(posted).toBeGreaterThan(5);
    expect(core.writer.raw.prepare('select count(*) from salesOrder').pluck().get()).toBe(20 + posted);
    expect(core.query(owner, 'order.list', {})).toMatchObject({ rows: expect.any(Array) as unknown });
    expect(faults(core)).toEqual([]);
    await expect(backUp(core.writer, path.join(folder, 'backups', 'a.db'))).rejects.toThrow(/./);
    expect(fs.existsSync(path.join(folder, 'backups', 'a.db'))).toBe(false);
    spawnSync('mount', ['-o', 'remount,size=64m', folder]);
    for (let n = 0; n < 20; n += 1) core.command(owner, 'order.create', typedOrder(n), `again-${n}`);
    expect(faults(core)).toEqual([]);
    await backUp(core.writer, path.join(folder, 'backups', 'a.db'));
    expect(verifyBackup(path.join(folder, 'backups', 'a.db')).bytes).toBeGreaterThan(0);
    core.close();
    figure('orders taken until the disk was full, none lost', posted);
  });
});

describe.skipIf(process.getuid?.() !== 0)('somebody who may not write there', () => {
  const script = new URL('./read-only-script.ts', import.meta.url);
  const nobody = { uid: 65534, gid: 65534 };
  const asNobody = async (): Promise<string | undefined> => {
    const child = runScript(script, [folder], nobody);
    const said = await child.line();
    await child.ended;
    return said;
  };

  test('is told so, and no byte changes: a folder of somebody else', async () => {
    fs.cpSync(template, folder, { recursive: true });
    fs.chmodSync(folder, 0o755);
    for (const name of fs.readdirSync(folder)) if (name.startsWith('shop.')) fs.chmodSync(path.join(folder, name), 0o644);
    const before = fs.readFileSync(path.join(folder, 'shop.db'));
    expect(await asNobody()).toBe('file.readOnly');
    expect(fs.readFileSync(path.join(folder, 'shop.db')).equals(before)).toBe(true);
  });

  test('is told so where there is no shop yet', async () => {
    fs.chmodSync(folder, 0o755);
    expect(await asNobody()).toBe('file.readOnly');
  });

  test('is told so of a file that may be read only, in a folder of their own', async () => {
    fs.cpSync(template, folder, { recursive: true });
    fs.chmodSync(folder, 0o777);
    for (const name of fs.readdirSync(folder)) if (name.startsWith('shop.')) fs.chmodSync(path.join(folder, name), 0o444);
    expect(await asNobody()).toBe('file.readOnly');
  });
});

/** What money and stock are counted by; names, notes and instants of these tables are nobody's sum. */
const moneyFigures: Record<string, string> = {
  posting: 'entryId, lineNo, ledgerAccountId, postedOn, amount',
  journalEntry: 'id, number, postedOn, sourceKind, sourceId',
  ledgerDay: 'ledgerAccountId, dayOn, debit, credit',
  stockMovement: 'id, variantId, locationId, quantity, held, kind, postedOn',
  stockLevel: 'variantId, locationId, onHand, onHold, allocated',
  costLayer: 'movementId, variantId, kind, quantity, value',
  layerChange: 'id, layerId, movementId, quantity, value, postedOn',
  salesOrder: 'id, currency, total, claim',
  orderLine: 'id, orderId, variantId, quantity, net, tax, gross, discount, shipped, cancelled, returned',
  payment: 'id, orderId, account, amount, fee, toReceivable, toDeposits, postedOn',
};

describe('a damaged file', () => {
  const file = (): string => path.join(folder, 'shop.db');
  beforeEach(() => fs.cpSync(template, folder, { recursive: true }));

  /** How the program answers when it opens the file and proves it; undefined when it notices nothing. */
  function noticed(): string | undefined {
    return codeOf(() => {
      const core = openTrading(folder);
      try {
        const check = String(core.writer.raw.pragma('integrity_check', { simple: true }));
        const says = check === 'ok' ? faults(core)[0]?.says : check;
        if (says !== undefined) throw new Refusal('file.damaged', { file: file(), problem: says });
      } finally {
        core.close();
      }
    });
  }

  test('cut in half is refused', () => {
    fs.truncateSync(file(), Math.floor(fs.statSync(file()).size / 2 / 4096) * 4096);
    expect(noticed()).toBeDefined();
  });

  test('with a page of zeros is noticed, whichever page it is', () => {
    const whole = fs.readFileSync(file());
    const pages = whole.length / 4096;
    const missed: number[] = [];
    for (let page = 0; page < pages; page += Math.ceil(pages / runs(25, 400))) {
      // A page that was never used holds nothing to lose.
      if (whole.subarray(page * 4096, (page + 1) * 4096).every((byte) => byte === 0)) continue;
      const broken = Buffer.from(whole).fill(0, page * 4096, (page + 1) * 4096);
      fs.rmSync(`${file()}-wal`, { force: true });
      fs.writeFileSync(file(), broken);
      if (noticed() === undefined) missed.push(page);
    }
    expect(missed).toEqual([]);
  });

  /** Turns one bit of the file over; answers what is said of it then. */
  function flipped(whole: Buffer, at: number, bit: number): string | undefined {
    flip(whole, at, bit);
    const says = noticed();
    if (says !== undefined && !/^file\.|^Sqlite/.test(says)) throw new Error(`A flip at ${at} broke the program: ${says}`);
    return says;
  }

  function flip(whole: Buffer, at: number, bit: number): void {
    const bytes = Buffer.from(whole);
    bytes[at]! ^= 1 << bit;
    for (const rest of ['-wal', '-shm']) fs.rmSync(`${file()}${rest}`, { force: true });
    fs.writeFileSync(file(), bytes);
  }

  test('with a bit flipped anywhere something stands never crashes the program', () => {
    const whole = fs.readFileSync(file());
    // Most of a young file is empty space, and much of the rest is text and instants that nothing sums.
    const filled = Array.from(whole.keys()).filter((place) => whole[place] !== 0);
    const random = randomFrom(77);
    const count = runs(12, 300);
    const found = Array.from({ length: count }, () => flipped(whole, filled[Math.floor(random() * filled.length)] ?? 0, Math.floor(random() * 8))).filter((says) => says !== undefined).length;
    report('flipped bits noticed, wherever they stood', [`${found} of ${count}`]);
    figure('flipped bits noticed, wherever they stood', `${found} of ${count}`);
    expect(found).toBeGreaterThan(0);
  });

  test('with a bit flipped that changes a figure of money or stock is always noticed', { timeout: 1_800_000 }, () => {
    const whole = fs.readFileSync(file());
    const places = placesOfMoney();
    const before = figures();
    const random = randomFrom(78);
    const count = runs(24, 400, 'flipped bits that changed a figure of money or stock, all noticed');
    const missed: string[] = [];
    const tried: Record<string, number> = {};
    for (let done = 0; done < count; ) {
      const { table, from, to } = places[Math.floor(random() * places.length)]!;
      const [at, bit] = [from + Math.floor(random() * (to - from)), Math.floor(random() * 8)];
      flip(whole, at, bit);
      const after = figures();
      if (after === before) continue;
      done += 1;
      tried[table] = (tried[table] ?? 0) + 1;
      if (flipped(whole, at, bit) === undefined) missed.push(`${table} at ${at}, bit ${bit}: ${firstDifference(before, after)}`);
    }
    report('flipped bits that changed a figure', [JSON.stringify(tried)]);
    expect(missed).toEqual([]);
  });

  /** The bytes of the tables' rows: the cells of their leaf pages. */
  function placesOfMoney(): { table: string; from: number; to: number }[] {
    const whole = fs.readFileSync(file());
    const raw = new Database(file(), { readonly: true });
    const pages = raw.prepare("select name as 'table', pageno from dbstat where pagetype = 'leaf'").all() as { table: string; pageno: number }[];
    raw.close();
    return pages.filter(({ table }) => table in moneyFigures).map(({ table, pageno }) => ({ table, from: (pageno - 1) * 4096 + whole.readUInt16BE((pageno - 1) * 4096 + 5), to: pageno * 4096 }));
  }

  /** Every figure as SQLite reads it from the rows themselves; `unreadable` when it cannot. */
  function figures(): string {
    const raw = new Database(file(), { readonly: true });
    try {
      return Object.entries(moneyFigures).map(([table, columns]) => `${table}\n${raw.prepare(`select ${columns} from "${table}" not indexed`).raw().all().map((row) => JSON.stringify(row)).join('\n')}`).join('\n');
    } catch (error) {
      return `unreadable: ${String(error)}`;
    } finally {
      raw.close();
    }
  }

  function firstDifference(before: string, after: string): string {
    const [old, now] = [before.split('\n'), after.split('\n')];
    const index = old.findIndex((line, place) => line !== now[place]);
    return `${old[index]} → ${now[index]}`;
  }

  test('with rubbish beside it for a log opens as it was', () => {
    fs.writeFileSync(`${file()}-wal`, Buffer.alloc(65_536, 0x5a));
    expect(noticed()).toBeUndefined();
  });
});
