import fs from 'node:fs';
import { type Core, openCore } from '../../main/app/core.ts';
import { asSync } from '../../main/channels/outside.ts';
import type { Actor } from '../../main/database/handles.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { migrations } from './bench-file.ts';
import { type BenchShop, foundBenchShop } from './founding.ts';
import { type Measured, measure } from './measure.ts';
import { benchPapers, type PaperFigures, writePapers } from './papers.ts';
import { batchSize } from './pair.ts';
import { type BenchWindow, openWindow } from './rpc.ts';
import { channelOrder, saleOf } from './work.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };
const orders = 5_000;
const serials = 500;

export interface AtHandFigures {
  /** Orders of the shop before anything is measured. */
  orders: number;
  /** A counter sale of three lines, over the port of a window, durable when it is answered. */
  sale: Measured;
  /** From the connector handing an order over until it stands in the list of a window that heard of it. */
  visible: Measured;
  /** From a serial number to its warranty, over the port of a window. */
  warranty: Measured;
  serials: number;
  papers: PaperFigures[];
}

/** What somebody stands and waits for, in a shop of five thousand orders made for it: a sale, an order that arrives, a warranty, papers. */
export async function benchAtHand(folder: string): Promise<AtHandFigures> {
  fs.mkdirSync(folder);
  const clock = { now: 0 };
  const core = openCore({ folder, migrations, now: () => clock.now });
  const shop = foundBenchShop(core, clock, { skus: 1_000, customers: 1_000 });
  importOrders(core, clock, shop);
  receiveEnough(core, shop);
  const papers = writePapers(core, shop);
  sellBySerial(core, shop);
  core.close();
  const window = await openWindow(folder);
  try {
    const visible = await benchVisible(window, shop);
    const sell = (turn: number): Promise<unknown> => window.client.order.sell(saleOf(shop, turn), { context: { key: `at-hand-${turn}` } });
    const sale = await measure({ name: 'a sale', run: sell }, { rounds: 3, perRound: 100, warmUp: 50 });
    const lookUp = (turn: number): Promise<unknown> => window.client.warranty.lookup({ serial: `SN-${turn % serials}` });
    const warranty = await measure({ name: 'warranty', run: lookUp }, { rounds: 3, perRound: 100, warmUp: 20 });
    return { orders, sale, visible, warranty, serials, papers: await benchPapers(window.client, folder, papers) };
  } finally {
    await window.close();
    fs.rmSync(folder, { recursive: true, force: true });
  }
}

function importOrders(core: Core, clock: { now: number }, shop: BenchShop): void {
  for (let first = 0; first < orders; first += batchSize) {
    clock.now += 60_000;
    const items = Array.from({ length: batchSize }, (_unused, index) => channelOrder(shop, first + index, clock.now - 60_000));
    core.command(owner, 'order.importBatch', { channelId: shop.channelId, items });
  }
}

/** Orders of the channel took the opening stock; whoever stands at the counter finds goods. */
function receiveEnough(core: Core, { goods, locationId }: BenchShop): void {
  for (let from = 0; from < goods.length; from += batchSize) {
    const lines = goods.slice(from, from + batchSize).map(({ variantId, costFen }) => ({ variantId, quantity: pieces(500), value: 500 * costFen }));
    core.command(owner, 'stock.receive', { locationId, lines });
  }
}

/** Pieces with a number each, ten to a customer; all may be asked for. */
function sellBySerial(core: Core, { customers, locationId }: BenchShop): void {
  const command = (method: string, input: object) => core.command(owner, method, input) as Record<string, number>;
  command('product.create', { name: '对讲机 Radio', state: 'active', variants: [{ sku: 'RADIO', prices: [{ currency: 'CNY', amount: 2_000_000 }] }] });
  const variantId = Number(core.writer.raw.prepare('select max(id) from variant').pluck().get());
  command('lot.track', { variantId, tracking: 'serial' });
  const lots = Array.from({ length: serials }, (_unused, index) => ({ code: `SN-${index}`, quantity: 1_000 }));
  command('stock.receive', { locationId, lines: [{ variantId, quantity: serials * 1_000, value: serials * 9_000, lots }] });
  for (let first = 0; first < serials; first += 10) {
    const { orderId } = command('order.create', { customerId: customers[first]!.customerId, lines: [{ variantId, quantity: 10_000 }] });
    command('shipment.ship', { orderId, locationId });
  }
}

/** Each order is one more than the list had; it is asked again whenever something changed, as a window asks. */
async function benchVisible({ client, store }: BenchWindow, shop: BenchShop): Promise<Measured> {
  const began = Date.now();
  const stands = async (number: string): Promise<boolean> => (await client.order.list({ limit: 50 })).rows.some((row) => row.number === number);
  const arrives = async (turn: number): Promise<void> => {
    const order = channelOrder(shop, 100_000 + turn, began + turn * 1_000);
    let hear = (): void => undefined;
    const heard = new Promise<void>((resolve) => { hear = resolve; });
    const stop = store.onNews(hear);
    await Promise.all([heard, store.command(asSync(owner), 'order.importBatch', { channelId: shop.channelId, items: [order] })]);
    stop();
    if (!(await stands(order.number))) throw new Error(`${order.number} came and is not in the list`);
  };
  return measure({ name: 'an order that arrives', run: arrives }, { rounds: 3, perRound: 50, warmUp: 10 });
}
