import path from 'node:path';
import fs from 'node:fs';
import { type Core, openCore } from '../../main/app/core.ts';
import { ask } from '../../main/app/ask.ts';
import type { Actor } from '../../main/database/handles.ts';
import { openReader, openWriter } from '../../main/database/connection.ts';
import { shopFileName } from '../../main/database/shop-file.ts';
import { batchLimit } from '../../shared/contract/batch.ts';
import { instant } from '../../shared/units/instant.ts';
import { benchAlerts } from './alerts.ts';
import { type BenchFile, copyToDisk, migrations } from './bench-file.ts';
import { type BenchCount, benchCount, benchScans, settleBenchCount } from './counting.ts';
import { benchWaveBuilding } from './fulfilment.ts';
import { type Compared, compare, type Measured, measure } from './measure.ts';
import { opening } from './pair.ts';
import { sellOfOneLot } from './recall.ts';
import { openWindow } from './rpc.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };

/** As many lines as one count may have. */
const countLines = 5_000;

export interface ScanFigures {
  program: Measured;
  byHand: Measured;
  /** A call that carries nothing, on the same transport. */
  empty: Measured;
  /** p50 of the program against by hand and an empty call. */
  ratio: number;
}

export interface GoodsFigures {
  orders: number;
  skus: number;
  /** Lines of the count that is looked at and posted. */
  lines: number;
  scan: ScanFigures;
  review: Measured;
  /** Milliseconds, once. */
  posting: number;
  /** What to buy: of everything, and for half of what that costs. */
  replenishment: Measured;
  budgeted: Measured;
  /** Goods it proposes to buy. */
  proposed: number;
  /** Everything about a lot of five hundred sales. */
  recall: Measured;
  /** Every level held against its stock, at each turn of one of them. */
  alerts: { skus: number; compared: Compared };
  /** A wave of a hundred orders, in milliseconds, once. */
  wave: number;
}

/** What the warehouse waits for, on a copy of the file: a count's differences and its posting, what to buy, alerts, a wave, a scan until it is durable. */
export async function benchGoods(file: BenchFile, folder: string): Promise<GoodsFigures> {
  copyToDisk(file.file, path.join(folder, shopFileName));
  try {
    const { toScan, ...figures } = await benchStore(file, folder);
    return { ...figures, scan: await benchScan(folder, toScan) };
  } finally {
    for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

async function benchStore(file: BenchFile, folder: string): Promise<Omit<GoodsFigures, 'scan'> & { toScan: BenchCount }> {
  const clock = { now: opening };
  const core = openCore({ folder, migrations, now: () => clock.now });
  try {
    const count = benchCount(core, clock.now, Math.min(countLines, file.shop.goods.length));
    core.command(owner, 'stocktake.finish', { stocktakeId: count.stocktakeId });
    const look = (): unknown => [core.query(owner, 'stocktake.get', { stocktakeId: count.stocktakeId }), core.query(owner, 'stocktake.review', { stocktakeId: count.stocktakeId })];
    const review = await measure({ name: 'differences of a count', run: look }, { rounds: 3, perRound: 10, warmUp: 2 });
    settleBenchCount(core, count);
    const posting = taking(() => core.command(owner, 'stocktake.post', { stocktakeId: count.stocktakeId }));
    const wave = benchWaveBuilding(core);
    const alerts = await benchAlerts(core, clock.now, file.shop, { rounds: 5, perRound: 10, warmUp: 4 });
    emptyShelves(core);
    const propose = (input: object) => proposeAnew(path.join(folder, shopFileName), { windowDays: 365, coverDays: 60, ...input }, clock.now);
    const seldom = { rounds: 3, perRound: 1, warmUp: 1 };
    const { plan } = propose({});
    const replenishment = await measure({ name: 'what to buy', run: () => propose({}) }, seldom);
    const budgeted = await measure({ name: 'what to buy for half the money', run: () => propose({ budget: Math.ceil(plan.cost / 2) }) }, seldom);
    const toScan = benchCount(core, clock.now, 200);
    const lotId = sellOfOneLot(core, file.shop.customers.map(({ customerId }) => customerId));
    const recall = await measure({ name: 'recall', run: () => core.query(owner, 'lot.recall', { lotId }) }, { rounds: 3, perRound: 20, warmUp: 5 });
    return { recall, budgeted, proposed: plan.lines, wave, alerts, orders: file.orders, skus: file.shop.goods.length, lines: count.lineIds.length, review, posting, replenishment, toScan };
  } finally {
    core.close();
  }
}

export function taking(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** Takes what lies there of ten thousand variants down to a piece each: the history leaves full shelves, of which nothing is to be bought. */
function emptyShelves(core: Core): void {
  const rows = core.writer.raw
    .prepare(`select variantId, locationId, onHand - onHold - allocated as free from stockLevel
      where onHand - onHold - allocated > 1000 and variantId <= 10000 order by locationId, variantId`)
    .all() as { variantId: number; locationId: number; free: number }[];
  for (const [locationId, own] of Map.groupBy(rows, (row) => row.locationId)) {
    for (let from = 0; from < own.length; from += batchLimit) {
      const lines = own.slice(from, from + batchLimit).map(({ variantId, free }) => ({ variantId, quantity: 1_000 - free }));
      core.command(owner, 'stock.adjust', { locationId, reason: 'sample', lines });
    }
  }
}

/** A proposal is kept per connection until something changes, so each is asked of a connection of its own. */
function proposeAnew(file: string, input: object, now: number): { plan: { lines: number; cost: number } } {
  const reader = openReader(file);
  try {
    return ask(reader, owner, 'replenishment.propose', input, instant(now)) as { plan: { lines: number; cost: number } };
  } finally {
    reader.close();
  }
}

/**
 * One scan of a count that goes on, as a station has it: over the port to the store's thread, command, row and record, durable when
 * it is answered. The other side is hand-written SQL on a copy of its own, and an empty call on the same transport.
 */
async function benchScan(folder: string, count: BenchCount): Promise<ScanFigures> {
  const copy = path.join(folder, 'hand.db');
  copyToDisk(path.join(folder, shopFileName), copy);
  const [window, hand] = [await openWindow(folder), openWriter(copy)];
  try {
    const plan = { rounds: 5, perRound: 100, warmUp: 100 };
    const send = (input: object, _at: number, key: string): unknown => window.client.stocktake.scan(input as never, { context: { key } });
    const scan = benchScans(send, hand, count);
    const { measured } = await compare([{ name: 'Shopwright', run: scan.program }, { name: 'hand-written', run: scan.hand }], plan);
    const [program, byHand] = measured as [Measured, Measured];
    const empty = await measure({ name: 'period.get', run: () => window.client.period.get() }, plan);
    return { program, byHand, empty, ratio: program.p50 / (byHand.p50 + empty.p50) };
  } finally {
    hand.close();
    await window.close();
  }
}
