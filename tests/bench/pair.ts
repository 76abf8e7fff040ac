import fs from 'node:fs';
import path from 'node:path';
import { dispatch } from '../../main/app/dispatch.ts';
import { type Connection, openWriter } from '../../main/database/connection.ts';
import { instant } from '../../shared/units/instant.ts';
import { addDays, startOfDay } from '../../shared/units/calendar.ts';
import { timeZone } from '../../main/app/demo/clerk.ts';
import { type BenchShop, days, firstDay } from './founding.ts';
import { handCounterSale } from './hand/counter-sale.ts';
import { handImport } from './hand/order-import.ts';
import { channelOrder, saleOf } from './work.ts';

export const batchSize = 200;
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
  /** What the channel's road adds: an order taken alone, then its parcel. */
  takeAndShip(turn: number): void;
  close(): void;
}

export function openPair(file: string, shop: BenchShop, folder: string): Pair {
  const copies = ['program.db', 'hand.db'].map((name) => path.join(folder, name));
  for (const copy of copies) {
    for (const suffix of ['', '-wal', '-shm']) fs.rmSync(copy + suffix, { force: true });
    fs.copyFileSync(file, copy);
  }
  const [program, hand] = [openWriter(copies[0]!), openWriter(copies[1]!)];
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
