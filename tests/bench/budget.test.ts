import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { proveAll } from '../../main/app/check.ts';
import { dispatch } from '../../main/app/dispatch.ts';
import { shopFileName } from '../../main/database/shop-file.ts';
import { instant } from '../../shared/units/instant.ts';
import { migrations, newEmptyShop, type TestShop } from '../support/shop.ts';
import { alertTurns, watchGoods } from './alerts.ts';
import { benchCount, benchScans } from './counting.ts';
import { type BenchShop, foundBenchShop } from './founding.ts';
import { History } from './history.ts';
import { walPagesOf } from './measure.ts';
import { differingTables, opening, openPair, type Pair } from './pair.ts';

let shop: TestShop;
let pair: Pair;
let bench: BenchShop;
const owner = { userId: 1, role: 'owner', deviceId: null, via: 'app' } as const;

beforeEach(() => {
  shop = newEmptyShop();
  bench = foundBenchShop(shop.core, shop.clock, { skus: 120, customers: 60 });
  new History(shop.raw, bench, 300).build();
  shop.raw.pragma('wal_checkpoint(TRUNCATE)');
  pair = openPair(path.join(shop.folder, shopFileName), bench, shop.folder);
});
afterEach(() => {
  pair.close();
  shop.close();
});

test('a first reading keeps as many rows of each kind in parts as bulk SQL does in one', () => {
  for (let turn = 1; turn <= 2; turn += 1) {
    pair.readPage.program(turn);
    pair.readPage.hand(turn);
  }
  const kept = ({ raw }: Pair['program']) => ['salesOrder', 'orderLine', 'payment', 'allocation', 'journalEntry', 'channelPayload', 'channelPayloadBody', 'channelTrouble'].map((table) => [table, raw.prepare(`select count(*) from ${table}`).pluck().get()]);
  expect(kept(pair.program)).toEqual(kept(pair.hand));
  expect(Object.fromEntries(kept(pair.program) as [string, number][])).toMatchObject({ channelPayload: 200, channelTrouble: 0 });
});

const statementsOf = (work: () => unknown): number => {
  const before = pair.program.statements;
  work();
  return pair.program.statements - before;
};

/** How often SQLite prepared or planned a statement while something was done: better-sqlite3 then makes a new maker of rows. */
function plannedDuring(work: () => void): number {
  const { raw } = pair.program;
  const [prepare, makeFunction] = [raw.prepare.bind(raw), globalThis.Function];
  let planned = 0;
  raw.prepare = ((sql: string) => {
    planned += 1;
    return prepare(sql);
  }) as typeof raw.prepare;
  globalThis.Function = ((...source: string[]) => {
    planned += 1;
    return makeFunction(...source);
  }) as unknown as FunctionConstructor;
  work();
  raw.prepare = prepare;
  globalThis.Function = makeFunction;
  return planned;
}

describe('posting a sale of three lines', () => {
  test('takes at most 45 statements, with its record, its key and its news to the channel', () => {
    pair.sell.program(1);
    expect(statementsOf(() => pair.sell.program(2))).toBeLessThanOrEqual(45);
    const [outbox, postings] = ['select count(*) from outbox where commandId = (select max(id) from command)', 'select count(*) from posting where entryId = (select max(id) from journalEntry)'];
    expect([outbox, postings].map((sql) => pair.program.raw.prepare(sql).pluck().get())).toEqual([1, 5]);
  });

  test('prepares and plans nothing once it has run', () => {
    for (const turn of [1, 2, 3]) pair.sell.program(turn);
    expect(plannedDuring(() => pair.sell.program(4))).toBe(0);
  });

  test('writes the rows that hand-written SQL writes, in at most a fifth more pages', () => {
    const pages = [pair.program, pair.hand].map(({ raw }, index) => {
      raw.pragma('wal_checkpoint(TRUNCATE)');
      for (const turn of [1, 2, 3]) (index === 0 ? pair.sell.program : pair.sell.hand)(turn);
      return walPagesOf(raw);
    });
    expect(differingTables(pair)).toEqual([]);
    expect(pages[0]).toBeLessThanOrEqual(pages[1]! * 1.2);
  });
});

describe('importing orders of a channel', () => {
  test('takes at most 45 statements an order, and plans nothing once it has run', () => {
    pair.importBatch.program(1, 20);
    expect(statementsOf(() => pair.importBatch.program(2, 20)) / 20).toBeLessThanOrEqual(45);
    expect(plannedDuring(() => pair.importBatch.program(3, 20))).toBe(0);
  });

  test('writes the rows that hand-written SQL writes', () => {
    for (const turn of [1, 2]) for (const way of [pair.importBatch.program, pair.importBatch.hand]) way(turn, 12);
    expect(differingTables(pair)).toEqual([]);
  });

  test('and shipping each takes at most 110 statements from the channel to the parcel', () => {
    pair.takeAndShip(1);
    expect(statementsOf(() => pair.takeAndShip(2))).toBeLessThanOrEqual(110);
  });
});

describe('scanning in a count', () => {
  test('writes the rows that hand-written SQL writes, in at most 22 statements', () => {
    pair.close();
    const count = benchCount(shop.core, shop.clock.now, 40);
    shop.raw.pragma('wal_checkpoint(TRUNCATE)');
    pair = openPair(path.join(shop.folder, shopFileName), bench, shop.folder);
    const send = (input: object, at: number, key: string): unknown => dispatch(pair.program, owner, 'stocktake.scan', input, instant(at), key).result;
    const scan = benchScans(send, pair.hand, count);
    for (const turn of [1, 2, 41]) for (const way of [scan.program, scan.hand]) way(turn);
    expect(differingTables(pair)).toEqual([]);
    expect(statementsOf(() => scan.program(42))).toBeLessThanOrEqual(22);
  });
});

describe('holding every level against its stock', () => {
  test('writes the rows that hand-written SQL writes, in at most 16 statements', () => {
    pair.close();
    const watched = watchGoods(shop.core, bench);
    shop.raw.pragma('wal_checkpoint(TRUNCATE)');
    pair = openPair(path.join(shop.folder, shopFileName), bench, shop.folder);
    const variantId = watched.variantIds[1]!;
    const turns = alertTurns(pair.program, pair.hand, watched, { program: variantId, hand: variantId }, opening);
    for (const turn of [1, 2, 3]) expect(turns.program(turn)).toEqual(turns.hand(turn));
    expect(differingTables(pair)).toEqual([]);
    expect(statementsOf(() => turns.program(4))).toBeLessThanOrEqual(16);
  });
});

test('a history made of rows proves like one that was traded, and goes on proving', () => {
  pair.sell.program(1);
  pair.importBatch.program(2, 12);
  pair.takeAndShip(3);
  expect(proveAll(pair.program, migrations).flatMap(({ id, faults }) => faults.map(({ says }) => `${id}: ${says}`))).toEqual([]);
});
