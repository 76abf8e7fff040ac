import fs from 'node:fs';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { proveAll } from '../../main/app/check.ts';
import type { Core } from '../../main/app/core.ts';
import { type Emulator, startEmulator } from '../channels/woocommerce/emulator/emulator.ts';
import { newFolder } from '../support/door.ts';
import { runShop } from '../support/command-line.ts';
import { randomFrom } from '../support/random.ts';
import { report } from '../support/report.ts';
import { runScript } from '../support/run-script.ts';
import { migrations } from '../support/shop.ts';
import { figure, runs } from '../support/soak.ts';
import { type Moment, moments, readMoment } from './instrument.ts';
import { workServed } from './served-work.ts';
import { connect, foundTrading, goods, openTrading, sendStockTo, syncRound, tradingEngine } from './trading-shop.ts';

const seed = 20_260_302;
const modes = ['post', 'import', 'sync'] as const;
type Mode = (typeof modes)[number];

let outside: Emulator;
let products: number[];
let template: string;
let folder: string;
/** Everything a process said was done since the shop was last made anew, and where each kind of work goes on. */
let acknowledged = new Set<string>();
let next: Record<Mode, number> = { post: 0, import: 0, sync: 0 };

beforeAll(async () => {
  outside = await startEmulator({ now: Date.now() });
  products = goods.map((sku) => Number(outside.addProduct({ name: sku, sku, cents: 1000, stock: 5 })['id']));
  template = newFolder('kill-template');
  const core = openTrading(template);
  const engine = tradingEngine(core, template);
  foundTrading(core);
  for (const name of ['Web shop', 'Second']) await connect(engine.setting, name, outside);
  sendStockTo(core, 1);
  await engine.close();
  core.close();
  beginAnew();
});
afterAll(async () => {
  await outside.close();
  for (const made of [template, folder]) fs.rmSync(made, { recursive: true, force: true });
});

function beginAnew(): void {
  if (folder) fs.rmSync(folder, { recursive: true, force: true });
  folder = newFolder('kill');
  fs.cpSync(template, folder, { recursive: true });
  acknowledged = new Set();
  next = { post: 0, import: 0, sync: 0 };
}

/** Lets a process work and ends it at a moment nobody chose; answers what SQLite was doing then. */
async function workUntilKilled(mode: Mode, milliseconds: number): Promise<Moment> {
  const moment = path.join(folder, 'moment');
  outside.clock.now = Date.now();
  if (mode === 'sync') for (const productId of products) outside.addOrder({ status: 'processing', lines: [{ productId, quantity: 1 }] });
  const script = runScript(new URL('./trading-script.ts', import.meta.url), [folder, moment, mode, String(next[mode])]);
  const first = await script.line();
  if (first !== 'ready') throw new Error(`The script did not begin: ${first}\n${script.complaints()}`);
  const timer = pause(milliseconds).then(() => script.child.kill('SIGKILL'));
  for (let line = await script.line(); line !== undefined; line = await script.line()) acknowledged.add(line);
  await timer;
  expect([await script.ended, script.complaints()]).toEqual(['SIGKILL', '']);
  return readMoment(moment);
}

const list = (core: Core, sql: string): string[] => core.writer.raw.prepare(sql).pluck().all() as string[];

/** Nothing that was said to be done is missing, and nothing was done twice. */
function verify(core: Core): void {
  expect(proveAll(core.writer, migrations).flatMap(({ id, faults }) => faults.map((fault) => `${id} ${fault.table} ${fault.id} ${fault.says}`))).toEqual([]);
  const keys = new Set(list(core, 'select key from commandKey'));
  expect([...acknowledged].filter((key) => !/^(sync|sheet)-/.test(key) && !keys.has(key))).toEqual([]);
  const skus = new Set(list(core, "select sku from variant where sku like 'SHEET-%'"));
  expect([...acknowledged].filter((key) => key.startsWith('sheet-') && !['A', 'B'].every((half) => skus.has(`${key.toUpperCase()}-${half}`)))).toEqual([]);
  // A sheet is one transaction: both of its goods or none, and one product however often it came.
  expect(list(core, "select count(*) from product p where name like 'Sheet %' and (select count(*) from variant v where v.productId = p.id) <> 2")).toEqual([0]);
  expect(list(core, "select name from product where name like 'Sheet %' group by name having count(*) > 1")).toEqual([]);
  const typed = list(core, "select note from salesOrder where note like 'n%'").sort();
  expect(typed).toEqual([...keys].filter((key) => key.startsWith('order-')).map((key) => `n${key.slice(6)}`).sort());
  expect(list(core, 'select externalId from salesOrder where channelId = 2').length).toBe(new Set(list(core, 'select externalId from salesOrder where channelId = 2')).size);
  expect(list(core, "select count(*) from shipment s join salesOrder o on o.id = s.orderId where o.note like 'n%'")).toEqual([[...keys].filter((key) => key.startsWith('ship-')).length]);
  expect(list(core, "select count(*) from payment p join salesOrder o on o.id = p.orderId where o.note like 'n%'")).toEqual([[...keys].filter((key) => key.startsWith('pay-')).length]);
  next = { post: firstOpen(keys, 'pay-'), import: firstOpen(keys, 'import-'), sync: firstOpen(keys, 'sale-') };
}

/** The number whose work is not known to be done: it is begun again under the same keys. */
function firstOpen(keys: Set<string>, kind: string): number {
  let n = 0;
  while (keys.has(`${kind}${n}`)) n += 1;
  return Math.max(0, n - 1);
}

/** After any number of kills one quiet round makes both sides agree: every order once, the stock outside ours. */
async function agree(core: Core): Promise<void> {
  const engine = tradingEngine(core, folder);
  // What died in flight is taken up again once its time has passed; here nobody waits ten minutes.
  core.writer.raw.exec("update outbox set deadlineAt = 0 where state = 'sending'");
  const { rounds } = await syncRound(engine.setting);
  await engine.close();
  expect(rounds).toMatchObject([{ ok: true }]);
  const here = list(core, 'select externalId from salesOrder where channelId = 1').map(Number).sort((a, b) => a - b);
  const there = [...outside.store.orders.keys()].sort((a, b) => a - b);
  expect(here).toEqual(there);
  const levels = core.writer.raw.prepare('select v.sku, sum(l.onHand - l.allocated - l.onHold) / 1000 as pieces from stockLevel l join variant v on v.id = l.variantId group by v.sku order by v.sku').all();
  const shown = [...outside.store.products.values()].map((row) => ({ sku: String(row['sku']), pieces: outside.stockOf(row) })).sort((a, b) => (a.sku < b.sku ? -1 : 1));
  expect(shown).toEqual(levels);
}

/** Kills as often as asked, each time looking whether the shop kept its word; what SQLite did then goes into the report. */
async function killOften(what: string, kills: number, killOnce: (kill: number) => Promise<Moment>, afterwards: (kill: number, core: Core) => Promise<void>): Promise<Map<Moment, number>> {
  const histogram = new Map<Moment, number>();
  let [promises, shops] = [0, 1];
  for (let kill = 0; kill < kills; kill += 1) {
    const before = acknowledged.size;
    const moment = await killOnce(kill);
    promises += acknowledged.size - before;
    histogram.set(moment, (histogram.get(moment) ?? 0) + 1);
    const core = openTrading(folder);
    verify(core);
    const orders = Number(list(core, 'select count(*) from salesOrder')[0]);
    await afterwards(kill, core);
    core.close();
    expect(orders).toBeLessThanOrEqual(2000);
    if (orders > 1200) {
      beginAnew();
      shops += 1;
    }
  }
  const lines = [...histogram].map(([moment, count]) => `${count} ${moments[moment]}`);
  report(`${what}: ${kills} kills of ${shops} shops, ${promises} acknowledgements, seed ${seed}`, lines);
  figure(`${what}: kills`, kills);
  figure(`${what}: acknowledgements, none lost and none doubled`, promises);
  figure(`${what}: where they fell`, lines.join(', '));
  return histogram;
}

test('killed at any moment of posting, importing and syncing, a shop opens again with all it had promised, once', { timeout: 1_800_000 }, async () => {
  const kills = runs(9, 200);
  const random = randomFrom(seed);
  const modeOf = (kill: number): Mode => modes[kill % 3] ?? 'post';
  const histogram = await killOften('kill -9', kills, (kill) => workUntilKilled(modeOf(kill), 20 + random() * 430), async (kill, core) => {
    if (modeOf(kill) === 'sync') await agree(core);
  });
  const inside = (['T', 'K', 'C'] as const).reduce((sum, moment) => sum + (histogram.get(moment) ?? 0), 0);
  expect(inside).toBeGreaterThanOrEqual(Math.floor(kills / 3));
});

test('the compiled program, killed while it serves: every answer that was received stands, once', { timeout: 1_800_000 }, async () => {
  beginAnew();
  const random = randomFrom(seed + 1);
  await killOften('kill -9 of the served program', runs(3, 60), async () => {
    const moment = path.join(folder, 'moment');
    await workServed(folder, moment, next.post, { answers: 1 + Math.floor(random() * 24), milliseconds: random() * 60 }, (key) => void acknowledged.add(key));
    return readMoment(moment);
  }, async () => undefined);
  expect(await runShop(folder, 'check')).toMatchObject({ code: 0, err: '' });
});
