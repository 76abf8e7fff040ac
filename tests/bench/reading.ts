import fs from 'node:fs';
import path from 'node:path';
import { ask } from '../../main/app/ask.ts';
import { getMethod } from '../../main/app/methods.ts';
import { openReader, openWriter } from '../../main/database/connection.ts';
import { shopFileName } from '../../main/database/shop-file.ts';
import { addDays } from '../../shared/units/calendar.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { type BenchFile, copyToDisk } from './bench-file.ts';
import { days, firstDay } from './founding.ts';
import { handCustomers, handLedger, handProducts, handProfit } from './hand/lists.ts';
import { handOrder } from './hand/order-page.ts';
import { handFigures, handPages, handSearch } from './hand/pages.ts';
import { type Compared, compare, type Measured, measure, measureWithin } from './measure.ts';
import type { Effort } from './posting.ts';
import { openWindow } from './rpc.ts';
import { screensOf } from './screens.ts';

const owner = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;

/** What kind of promise a comparison stands under. */
export type AskedKind = 'page' | 'order' | 'search' | 'figures';

export interface AskedFigures {
  name: string;
  kind: AskedKind;
  compared: Compared;
  statements: number;
}

export interface RpcFigures {
  rpc: Measured;
  /** SQL + one structured clone + an empty call on the same transport, in milliseconds. */
  baseline: number;
  ratio: number;
  kilobytes: number;
}

/** What a question's time may depend on: nothing, next to nothing, the products, every row; a long reading has a thread of its own, says how far it is and can be ended. */
export type Growth = 'kept' | 'little' | 'sets' | 'whole' | 'long';

export interface ReadingFigures {
  orders: number;
  skus: number;
  asked: AskedFigures[];
  rpc: RpcFigures;
  screens: (Measured & { grows: Growth })[];
  /** Milliseconds until the first page of orders is there, from a file nobody has open. */
  open: Measured;
}

const later = instant(Date.UTC(2026, 5, 1));

/** Every question of the screens, the ones with a figure to hold against hand-written SQL. */
export async function benchReading(file: BenchFile, folder: string, effort: Effort): Promise<ReadingFigures> {
  const reader = openReader(file.file);
  try {
    const program = (method: string, input: object) => ({ name: 'Shopwright', run: () => ask(reader, owner, method, input, later) });
    const plan = { rounds: effort.rounds, perRound: effort.questions, warmUp: effort.questions };
    const asked: AskedFigures[] = [];
    for (const [kind, name, method, input, byHand] of questions(file, reader.raw)) {
      const compared = await compare([program(method, input), { name: 'hand-written', run: byHand }], plan);
      const before = reader.statements;
      ask(reader, owner, method, input, later);
      asked.push({ name, kind, compared, statements: reader.statements - before });
    }
    const screens = [];
    for (const { name, method, input, ...screen } of screensOf(reader.raw)) {
      const grows: Growth = getMethod(method).meta.long ? 'long' : screen.kept ? 'kept' : screen.whole ? 'whole' : screen.sets ? 'sets' : 'little';
      const asks = screen.asked === 'first' ? anew(file.file, method, input) : program(method, input);
      if (screen.asked === 'again') asks.run();
      screens.push({ ...(await measureWithin(3, { ...asks, name }, { rounds: 3, perRound: Math.ceil(effort.questions / 3), warmUp: 20 })), grows });
    }
    return { orders: file.orders, skus: file.shop.goods.length, asked, screens, rpc: await benchRpc(file, folder, effort), open: await benchOpening(file, effort) };
  } finally {
    reader.close();
  }
}

/** A question by a connection that knows nothing yet; opening it takes milliseconds. */
const anew = (file: string, method: string, input: object) => ({
  name: 'Shopwright',
  run: () => {
    const reader = openReader(file);
    ask(reader, owner, method, input, later);
    reader.close();
  },
});

type Question = readonly [kind: AskedKind, name: string, method: string, input: object, byHand: () => unknown];

function questions({ shop }: BenchFile, raw: Parameters<typeof handPages>[0]): Question[] {
  const lastDay = addDays(firstDay, days + 30);
  const [pages, search, figures] = [handPages(raw, shop.channelId), handSearch(raw), handFigures(raw, lastDay)];
  const [order, customers, products, ledger, profit] = [handOrder(raw), handCustomers(raw), handProducts(raw), handLedger(raw), handProfit(raw)];
  const list = (filter: object, sort: string) => ({ filter, sort, after: null, limit: 50 });
  const orderId = raw.prepare(`select id from salesOrder where id >= (select max(id) / 2 from salesOrder) and fulfilment = 'shipped' and channelId is not null limit 1`).pluck().get() as number;
  const revenue = raw.prepare(`select ledgerAccountId from accountRole where role = 'salesRevenue'`).pluck().get() as number;
  const [from, to] = [addDays(firstDay, 365), addDays(firstDay, 729)];
  return [
    ['page', 'first page, newest', 'order.list', list({}, 'newest'), pages.newest],
    ['page', 'first page of a channel, shipped, largest first', 'order.list', list({ channelId: shop.channelId, fulfilment: 'shipped' }, 'total'), pages.largest],
    ['page', 'a page of one account', 'ledger.list', { ledgerAccountId: revenue, from, limit: 50 }, () => ledger(revenue, from)],
    ['order', 'one order', 'order.get', { orderId }, () => order(orderId)],
    ['search', 'orders by the start of a number', 'order.list', list({ search: 'L-50050' }, 'newest'), () => search('L-50050', '"L" "50050"*')],
    ['search', 'customers by two words', 'customer.list', { text: 'miller em' }, () => customers('"miller"* "em"*')],
    ['search', 'products by letters', 'product.list', { text: 'tea' }, () => products('"tea"*', later)],
    ['search', 'products in Chinese', 'product.list', { text: '茶具' }, () => products('"茶 具"', later)],
    ['figures', 'trial balance', 'trialBalance.get', { from: day('2025-01-01'), to: lastDay }, figures.trialBalance],
    ['figures', 'profit and loss of a year beside the one before', 'report.get', { name: 'profitAndLoss', from, to, compare: 'lastYear' }, () => profit(from, to, firstDay)],
    ['figures', 'stock valuation', 'stock.valuation', {}, figures.valuation],
  ];
}

/** A page as a window gets it, through door, threads and ports, against its own transport with nothing to carry. */
async function benchRpc({ file, shop }: BenchFile, folder: string, effort: Effort): Promise<RpcFigures> {
  const copy = path.join(folder, shopFileName);
  copyToDisk(file, copy);
  const window = await openWindow(folder);
  const reader = openReader(file);
  try {
    const pages = handPages(reader.raw, shop.channelId);
    const input = { filter: { channelId: shop.channelId, fulfilment: 'shipped' as const }, sort: 'total' as const };
    const page = await window.client.order.list(input as never);
    const plan = { rounds: effort.rounds, perRound: effort.questions, warmUp: effort.questions };
    const [rpc, empty] = (await compare(
      [{ name: 'order.list', run: () => window.client.order.list(input as never) }, { name: 'period.get', run: () => window.client.period.get() }],
      plan,
    )).measured as [Measured, Measured];
    const sqlAndClone = await measure({ name: 'SQL and clone', run: () => structuredClone(pages.largest()) }, plan);
    const baseline = empty.p50 + sqlAndClone.p50;
    return { rpc, baseline, ratio: rpc.p50 / baseline, kilobytes: JSON.stringify(page).length / 1024 };
  } finally {
    reader.close();
    await window.close();
    for (const name of fs.readdirSync(folder)) fs.rmSync(path.join(folder, name), { recursive: true, force: true });
  }
}

/** Opening as the program does: pragmas set and read back, then the first page. */
async function benchOpening({ file }: BenchFile, effort: Effort): Promise<Measured> {
  const open = (): void => {
    const connection = openWriter(file);
    ask(connection, owner, 'order.list', { filter: {}, sort: 'newest' }, later);
    connection.close();
  };
  return measure({ name: 'open and first page', run: open }, { rounds: effort.rounds, perRound: 10, warmUp: 3 });
}
