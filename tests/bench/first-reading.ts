import { once } from 'node:events';
import fs from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { Worker } from 'node:worker_threads';
import { openCore } from '../../main/app/core.ts';
import { openWeb } from '../../main/platform/web.ts';
import type { NewChannel } from '../../shared/channels/channel.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { migrations } from './bench-file.ts';
import { foundBenchShop } from './founding.ts';
import { quantile } from './measure.ts';
import { openWindow } from './rpc.ts';
import { keptSecrets } from '../support/kept-secrets.ts';

const orders = 10_000;
const betweenQuestionsMs = 50;

export interface FirstReadingFigures {
  orders: number;
  perSecond: number;
  /** Milliseconds the main thread did one thing at most while they came in. */
  longestPause: number;
  /** Milliseconds a page of orders took meanwhile, asked by a window. */
  page: { p50: number; p99: number };
}

type Credentials = Extract<NewChannel, { kind: 'woocommerce' }>['credentials'];

/** The first reading of a shop outside while somebody works: the engine on the main thread, the store and the marketplace in threads of their own. */
export async function benchFirstReading(folder: string): Promise<FirstReadingFigures> {
  fs.mkdirSync(folder);
  const clock = { now: Date.now() };
  const core = openCore({ folder, migrations, now: () => clock.now });
  foundBenchShop(core, clock, { skus: 100, customers: 1 });
  core.close();
  const marketplace = new Worker(new URL('./marketplace-thread.ts', import.meta.url), { workerData: { now: Date.now(), orders } });
  const [{ url, credentials }] = (await once(marketplace, 'message')) as [{ url: string; credentials: Credentials }];
  const web = openWeb();
  const secrets = keptSecrets();
  const window = await openWindow(folder, { clock: { now: () => instant(Date.now()) }, fetch: web.fetch, secrets });
  try {
    await window.client.channel.add({ kind: 'woocommerce', name: 'An old shop', url, credentials, localNetwork: true });
    const pauses = monitorEventLoopDelay({ resolution: 5 });
    pauses.enable();
    const begun = performance.now();
    const reading = window.client.sync.once({}).finally(() => pauses.disable());
    const pages = await askUntil(reading, () => window.client.order.list({ limit: 50 }));
    const seconds = (performance.now() - begun) / 1000;
    const { channels } = await window.client.sync.status();
    const read = channels.at(-1)?.reading?.read;
    if (read !== orders) throw new Error(`of ${orders} orders ${read} came in`);
    return { orders, perSecond: orders / seconds, longestPause: pauses.max / 1e6, page: { p50: quantile(pages, 0.5), p99: quantile(pages, 0.99) } };
  } finally {
    await window.close();
    await web.close();
    await marketplace.terminate();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

/** Asks again and again until the work is done, and answers how many milliseconds each took. */
async function askUntil(work: Promise<unknown>, ask: () => Promise<unknown>): Promise<number[]> {
  const took: number[] = [];
  let isDone = false;
  const ended = work.finally(() => (isDone = true));
  while (!isDone) {
    const begun = performance.now();
    // One question after another, as a person asks them.
    // oxlint-disable-next-line no-await-in-loop
    await ask();
    took.push(performance.now() - begun);
    // oxlint-disable-next-line no-await-in-loop
    await new Promise((resolve) => { setTimeout(resolve, betweenQuestionsMs); });
  }
  await ended;
  return took;
}
