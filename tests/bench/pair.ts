import fs from 'node:fs';
import path from 'node:path';
import { dispatch, dispatchInternal } from '../../main/app/dispatch.ts';
import { type Connection, openWriter } from '../../main/database/connection.ts';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { addDays, startOfDay } from '../../shared/units/calendar.ts';
import { timeZone } from '../../main/app/demo/clerk.ts';
import { copyToDisk } from './bench-file.ts';
import { type BenchShop, days, firstDay } from './founding.ts';
import { handAnswers } from './hand/answers.ts';
import { handCounterSale } from './hand/counter-sale.ts';
import { handImport } from './hand/order-import.ts';
import { channelOrder, saleOf } from './work.ts';

export const batchSize = 200;
/** Orders on a page of a channel, and how many of them are stored at once. */
export const pageSize = 100;
const partSize = 20;
/** Orders of a reading have numbers of their own. */
const firstRead = 5_000_000;
const owner = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;

/** The day after the history ends: everything the benches post is at the end of its goods' order. */
export const opening = startOfDay(addDays(firstDay, days + 3), timeZone) + 9 * 3_600_000;
/** Turns are a second apart, so time never runs backwards. */
const instantOf = (turn: number): number => opening + turn * 1_000;

/** One file twice: the program works on one, hand-written SQL on the other, with the same settings on both connections. */
export interface Pair {
  program: Connection;
  hand: Connection;
  sell: { program(turn: number): unknown; hand(turn: number): unknown };
  importBatch: { program(turn: number, size?: number): unknown; hand(turn: number, size?: number): unknown };
  /** A page of a channel's first reading: answers as they came, the orders they mean, and where reading goes on. */
  readPage: { program(turn: number): unknown; hand(turn: number): unknown; /** Milliseconds one part of a page kept the file at most. */ longestPart(): number };
  /** What the channel's road adds: an order taken alone, then its parcel. */
  takeAndShip(turn: number): void;
  close(): void;
}

export function openPair(file: string, shop: BenchShop, folder: string): Pair {
  const copies = ['program.db', 'hand.db'].map((name) => path.join(folder, name));
  for (const copy of copies) {
    for (const suffix of ['', '-wal', '-shm']) fs.rmSync(copy + suffix, { force: true });
    copyToDisk(file, copy);
  }
  const [program, hand] = [openWriter(copies[0]!), openWriter(copies[1]!)];
  const keepByHand = handAnswers(hand.raw);
  let longest = 0;
  const ordersRead = (turn: number) => Array.from({ length: pageSize }, (_unused, index) => channelOrder(shop, firstRead + turn * pageSize + index, instantOf(turn) - 3_600_000));
  const storePart = (turn: number, part: readonly ImportedOrder[], isLast: boolean): void => {
    const begun = performance.now();
    const orders = part.map((order) => ({ externalId: order.externalId, modifiedAt: order.versionAt, payload: answerOf(order), reading: { ok: true, item: { ...order, lines: order.lines.map((line) => ({ ...line, listingId: null, barcode: null })) } } }));
    dispatchInternal(program, owner, 'channel.storePage', { channelId: shop.channelId, orders, left: pageSize, ...(isLast && { page: { cursor: { turn }, reachedAt: instantOf(turn), more: true } }) }, instant(instantOf(turn)));
    longest = Math.max(longest, performance.now() - begun);
  };
  const [sellByHand, importByHand] = [handCounterSale(hand.raw), handImport(hand.raw)];
  const batch = (turn: number, size: number) => Array.from({ length: size }, (_unused, index) => channelOrder(shop, turn * batchSize + index, instantOf(turn) - 3_600_000));
  const command = (method: string, input: unknown, turn: number, key: string): unknown => dispatch(program, owner, method, input, instant(instantOf(turn)), `${key}${turn}`).result;
  return {
    program,
    hand,
    sell: {
      program: (turn) => command('order.sell', saleOf(shop, turn), turn, 'sale'),
      hand: (turn) => sellByHand(saleOf(shop, turn), instantOf(turn), `sale${turn}`),
    },
    importBatch: {
      program: (turn, size = batchSize) => command('order.importBatch', { channelId: shop.channelId, items: batch(turn, size) }, turn, 'import'),
      hand: (turn, size = batchSize) => importByHand(shop.channelId, batch(turn, size), instantOf(turn), `import${turn}`),
    },
    readPage: {
      program: (turn) => {
        const orders = ordersRead(turn);
        for (let from = 0; from < pageSize; from += partSize) storePart(turn, orders.slice(from, from + partSize), from + partSize >= pageSize);
      },
      hand: (turn) => {
        const orders = ordersRead(turn);
        importByHand(shop.channelId, orders, instantOf(turn), `read${turn}`);
        keepByHand(shop.channelId, orders.map((order) => ({ externalId: order.externalId, payload: answerOf(order) })), instantOf(turn));
      },
      longestPart: () => longest,
    },
    takeAndShip: (turn) => {
      const taken = command('order.importBatch', { channelId: shop.channelId, items: batch(turn, 1) }, turn, 'take') as { results: [{ value: { orderId: number } }] };
      command('shipment.ship', { orderId: taken.results[0].value.orderId, carrier: '顺丰 SF', trackingNumber: `SF${turn}` }, turn, 'ship');
    },
    close: () => {
      program.close();
      hand.close();
      for (const copy of copies) for (const suffix of ['', '-wal', '-shm']) fs.rmSync(copy + suffix, { force: true });
    },
  };
}

/** About as long as a shop's answer is. */
const answerOf = (order: ImportedOrder): string => JSON.stringify({ order, links: Array.from({ length: 12 }, (_unused, index) => `https://shop.example/wp-json/wc/v3/orders/${order.externalId}/${index}`) });

/** What differs by design: the salt of a command's input is random, and what follows from it. */
const random: Record<string, readonly string[]> = { command: ['inputDigest', 'hash'], commandBody: ['salt'], commandKey: ['inputDigest'] };

/** The tables in which two files differ; none when both ways wrote the same rows. */
export function differingTables({ program, hand }: Pair): string[] {
  const names = hand.raw.prepare("select name from sqlite_schema where type = 'table' and sql not like '%virtual%' order by name").pluck().all() as string[];
  return names.filter((name) => {
    const columns = hand.raw.prepare('select name from pragma_table_info(?)').pluck().all(name) as string[];
    const compared = columns.filter((column) => !random[name]?.includes(column)).map((column) => `"${column}"`);
    const rows = ({ raw }: Connection): string => JSON.stringify(raw.prepare(`select ${compared.join(', ')} from "${name}" order by ${compared.map((_unused, index) => index + 1).join(', ')}`).raw().all());
    return rows(program) !== rows(hand);
  });
}
