import type { Core } from '../../main/app/core.ts';
import type { Connection } from '../../main/database/connection.ts';
import type { Actor } from '../../main/database/handles.ts';
import { type HandScan, handScan } from './hand/scan.ts';

const owner: Actor = { userId: 1, role: 'owner', deviceId: null, via: 'app' };

export interface BenchCount {
  stocktakeId: number;
  lineIds: number[];
  deviceId: number;
  /** The next free number of the device. */
  sequence: number;
}

/** Gives one scan to the program, which takes it at that instant or, behind a port, when it comes. */
type SendScan = (input: { stocktakeId: number; scan: HandScan }, at: number, key: string) => unknown;

/** Scans of a count, one after another over its goods, by the program and by hand. */
export function benchScans(send: SendScan, hand: Connection, { stocktakeId, deviceId, sequence }: BenchCount) {
  const codes = hand.raw.prepare('select min(code) from stocktakeLine l join barcode b on b.variantId = l.variantId where stocktakeId = ? and l.binId is null group by l.id').pluck().all(stocktakeId) as string[];
  const started = hand.raw.prepare('select startedAt from stocktake where id = ?').pluck().get(stocktakeId) as number;
  const scanOf = (turn: number): HandScan => ({ kind: 'scan', deviceId, sequence: sequence + turn, deviceAt: started, offset: 0, code: codes[turn % codes.length]! });
  const byHand = handScan(hand.raw);
  return {
    program: (turn: number) => send({ stocktakeId, scan: scanOf(turn) }, started + turn * 1_000, `scan ${turn}`),
    hand: (turn: number) => byHand(stocktakeId, scanOf(turn), started + turn * 1_000, `scan ${turn}`),
  };
}

interface Line {
  id: number;
  variantId: number;
  binId: number | null;
  book: number;
}

/** A count of many lines in which every tenth lacks a piece, finished and ready to be looked at. */
export function benchCount(core: Core, now: number, lines: number): BenchCount {
  const call = <T>(name: string, input: object): T => core.command(owner, name, input) as T;
  const locationId = core.writer.raw.prepare('select locationId from stockLevel where onHand > 0 group by locationId order by count(*) desc limit 1').pluck().get() as number;
  const scope = { kind: 'random', count: lines, seed: 1 };
  const { stocktakeId } = call<{ stocktakeId: number }>('stocktake.plan', { name: 'bench', locationId, scope });
  const { deviceId } = call<{ deviceId: number }>('device.register', { name: 'bench', kind: 'scanner' });
  call('stocktake.start', { stocktakeId });
  const rows = core.writer.raw.prepare('select id, variantId, binId, book from stocktakeLine where stocktakeId = ? order by id').all(stocktakeId) as Line[];
  const items = rows.map(({ variantId, binId, book }, index) => {
    const counted = index % 10 === 0 ? book - 1000 : book;
    const on = { deviceId, sequence: index + 1, deviceAt: now, offset: 0, variantId, ...(binId !== null && { binId }) };
    return counted > 0 ? { kind: 'scan', ...on, quantity: counted, anyway: true } : { kind: 'zero', ...on };
  });
  for (let from = 0; from < items.length; from += 200) call('stocktake.scanBatch', { stocktakeId, items: items.slice(from, from + 200) });
  return { stocktakeId, lineIds: rows.map(({ id }) => id), deviceId, sequence: items.length + 1 };
}

/** Accepts every difference of a count that is over, so that it can be posted. */
export function settleBenchCount(core: Core, { stocktakeId }: BenchCount): void {
  for (;;) {
    const { rows } = core.query(owner, 'stocktake.review', { stocktakeId, view: 'decide', limit: 200 }) as { rows: { lineId: number; variance: number }[] };
    if (rows.length === 0) return;
    core.command(owner, 'stocktake.accept', { stocktakeId, items: rows.map(({ lineId, variance }) => ({ lineId, variance, reason: 'miscounted' })) });
  }
}

/** A count that was made, looked at and posted. */
export function postBenchCount(core: Core, now: number, lines: number): void {
  const count = benchCount(core, now, lines);
  core.command(owner, 'stocktake.finish', { stocktakeId: count.stocktakeId });
  settleBenchCount(core, count);
  core.command(owner, 'stocktake.post', { stocktakeId: count.stocktakeId });
}
