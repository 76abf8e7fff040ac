import fs from 'node:fs';
import path from 'node:path';
import { addDays, dayOf } from '../../../shared/units/calendar.ts';
import type { Day } from '../../../shared/units/day.ts';
import { instant } from '../../../shared/units/instant.ts';
import type { Migrations } from '../../database/migrate.ts';
import { shopFileName } from '../../database/shop-file.ts';
import { stage, swapIn } from '../../database/swap.ts';
import { type Core, openCore } from '../core.ts';
import { type BankFile, keepBank } from './bank.ts';
import { makeCatalogue } from './catalogue.ts';
import { type Clerk, clerkOf, timeZone } from './clerk.ts';
import { dayFactor } from './demand.ts';
import { foundDemo } from './founding.ts';
import { randomFrom } from './random.ts';
import { TradingDays } from './trading.ts';

export interface DemoOptions {
  orders: number;
  skus: number;
  days: number;
  seed: number;
  /** The last day that was traded. */
  until: Day;
}

/** The last morning ends at ten, so before ten it is yesterday's: nothing in the demo may lie in the future. */
const morning = 10 * 3_600_000;

export const demoDefaults = (now: number): DemoOptions => ({ orders: 1_000, skus: 120, days: 180, seed: 1, until: dayOf(instant(now - morning), timeZone) });

interface DemoTraded {
  orders: number;
  variants: number;
  /** The bank's statement of the last whole month, as a file to be brought in. */
  statement: BankFile;
}

export interface DemoMade {
  orders: number;
  variants: number;
  /** Where the bank's statement lies. */
  statement: string;
  seconds: number;
}

/**
 * Makes a believable shop, the same for the same options. Every row comes from the services through dispatch; only the disk
 * is spared (synchronous=OFF), because nobody has this file yet: it is checkpointed, synced and then named.
 * @returns undefined when the folder has a shop already; it is left as it is
 */
export function buildDemo(folder: string, migrations: Migrations, options: DemoOptions): DemoMade | undefined {
  if (fs.existsSync(path.join(folder, shopFileName))) return undefined;
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  const begun = performance.now();
  const work = stage(folder);
  const clock = { now: 0 };
  const core = openCore({ folder: work, migrations, now: () => clock.now, durability: 'OFF' });
  const { statement, ...made } = tradeDemo(core, clock, options);
  core.writer.raw.pragma('wal_checkpoint(TRUNCATE)');
  core.mark();
  core.close();
  swapIn(folder);
  const file = path.join(folder, statement.name);
  fs.writeFileSync(file, statement.text, { mode: 0o600 });
  return { ...made, statement: file, seconds: Math.round((performance.now() - begun) / 100) / 10 };
}

/** Lives through the demo's days in an open file without a shop; `clock` is what the core tells the time by. */
export const tradeDemo = (core: Core, clock: { now: number }, options: DemoOptions): DemoTraded => trade(clerkOf(core, clock), options);

function trade(clerk: Clerk, { orders, skus, days, seed, until }: DemoOptions): DemoTraded {
  const random = randomFrom(seed);
  const goods = makeCatalogue(random, skus);
  const first = addDays(until, 1 - days);
  const calendar = Array.from({ length: days }, (_unused, index) => addDays(first, index));
  const mean = orders / calendar.reduce((sum, on) => sum + dayFactor(on), 0);
  const shop = foundDemo(clerk, goods, first, mean);
  const trading = new TradingDays(clerk, shop, random, mean);
  for (const on of calendar) trading.trade(on, on === until);
  return { orders: trading.taken, variants: goods.length, statement: keepBank(clerk, until) };
}
