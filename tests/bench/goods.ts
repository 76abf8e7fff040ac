import path from 'node:path';
import fs from 'node:fs';
import { type Core, openCore } from '../../main/app/core.ts';
import { ask } from '../../main/app/ask.ts';
import type { Actor } from '../../main/database/handles.ts';
import { openReader } from '../../main/database/connection.ts';
import { shopFileName } from '../../main/database/shop-file.ts';
import { instant } from '../../shared/units/instant.ts';
import { benchAlerts } from './alerts.ts';
import { type BenchFile, migrations } from './bench-file.ts';
import { benchCount, benchScans, settleBenchCount } from './counting.ts';
import { benchWaveBuilding } from './fulfilment.ts';
import { type Compared, compare, type Measured, measure } from './measure.ts';
import { opening } from './pair.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };

/** As many lines as one count may have. */
const countLines = 5_000;

export interface GoodsFigures {
  orders: number;
  skus: number;
  /** Lines of the count that is looked at and posted. */
  lines: number;
  scan: Compared;
  review: Measured;
  /** Milliseconds, once. */
  posting: number;
  replenishment: Measured;
  /** Every level held against its stock, at each turn of one of them. */
  alerts: { skus: number; compared: Compared };
  /** A wave of a hundred orders, in milliseconds, once. */
  wave: number;
}

/** What the warehouse waits for, on a copy of the file: a scan until it is durable, a count's differences and its posting, what to buy, alerts, a wave. */
export async function benchGoods(file: BenchFile, folder: string): Promise<GoodsFigures> {
  fs.copyFileSync(file.file, path.join(folder, shopFileName));
  const clock = { now: opening };
  const core = openCore({ folder, migrations, now: () => clock.now });
  try {
    const count = benchCount(core, clock.now, Math.min(countLines, file.shop.goods.length));
    core.command(owner, 'stocktake.finish', { stocktakeId: count.stocktakeId });
    const look = (): unknown => [core.query(owner, 'stocktake.get', { stocktakeId: count.stocktakeId }), core.query(owner, 'stocktake.review', { stocktakeId: count.stocktakeId })];
    const review = await measure({ name: 'differences of a count', run: look }, { rounds: 3, perRound: 10, warmUp: 2 });
    settleBenchCount(core, count);
    const posting = taking(() => core.command(owner, 'stocktake.post', { stocktakeId: count.stocktakeId }));
    const replenishment = await measure({ name: 'what to buy', run: () => proposeAnew(path.join(folder, shopFileName), clock.now) }, { rounds: 3, perRound: 1, warmUp: 1 });
    const wave = benchWaveBuilding(core);
    const alerts = await benchAlerts(core, clock.now, file.shop, { rounds: 5, perRound: 10, warmUp: 4 });
    return { wave, alerts, orders: file.orders, skus: file.shop.goods.length, lines: count.lineIds.length, scan: await benchScan(core, clock.now), review, posting, replenishment };
  } finally {
    core.close();
    for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

export function taking(work: () => unknown): number {
  const begun = performance.now();
  work();
  return performance.now() - begun;
}

/** A proposal is kept per connection until something changes, so each is asked of a connection of its own. */
function proposeAnew(file: string, now: number): void {
  const reader = openReader(file);
  ask(reader, owner, 'replenishment.propose', {}, instant(now));
  reader.close();
}

/** One scan of a count that goes on: command, row and record, durable when it is answered. Both ways write to one file, each by a device of its own. */
async function benchScan(core: Core, now: number): Promise<Compared> {
  const count = benchCount(core, now, 200);
  const { deviceId } = core.command(owner, 'device.register', { name: 'by hand', kind: 'scanner' }) as { deviceId: number };
  const scan = benchScans(core.writer, core.writer, count, { program: count.deviceId, hand: deviceId });
  const contenders = [{ name: 'Shopwright', run: scan.program }, { name: 'hand-written', run: scan.hand }] as const;
  return compare(contenders, { rounds: 5, perRound: 100, warmUp: 100 });
}
