import type Database from 'better-sqlite3';
import { commandWriter, prepare } from './book.ts';

export interface HandScan {
  kind: 'scan';
  deviceId: number;
  sequence: number;
  deviceAt: number;
  offset: number;
  code: string;
}

interface Meant {
  variantId: number;
  quantity: number;
  sku: string;
  name: string;
}

/** `stocktake.scan` by hand: a barcode of goods that are in a blind count, read by the one person who counts. */
export function handScan(raw: Database.Database): (stocktakeId: number, scan: HandScan, now: number, key: string) => unknown {
  const command = commandWriter(raw);
  const stocktake = prepare(raw, 'select state, startedAt from stocktake where id = ?');
  const known = prepare(raw, 'select id from stocktakeScan where deviceId = ? and sequence = ?').pluck();
  const device = prepare(raw, 'select id from device where id = ?').pluck();
  const meant = prepare(
    raw,
    `select b.variantId, b.packQuantity as quantity, v.sku, p.name from barcode b join variant v on v.id = b.variantId join product p on p.id = v.productId where b.code = ?`,
  );
  const line = prepare(raw, 'select id from stocktakeLine where stocktakeId = ? and variantId = ? and coalesce(binId, 0) = 0').pluck();
  const rounds = prepare(raw, 'select distinct round, userId from stocktakeScan where lineId = ?');
  const insert = prepare(
    raw,
    `insert into stocktakeScan (stocktakeId, lineId, round, kind, outcome, userId, deviceId, sequence, deviceAt, scannedAt, trusted, recordedAt, variantId, code, quantity, commandId)
     values (?, ?, 1, 'scan', 'counted', 1, ?, ?, ?, ?, 1, ?, ?, ?, ?, ?)`,
  );
  const counter = prepare(
    raw,
    'insert into stocktakeCounter (stocktakeId, userId, joinedAt) values (?, 1, ?) on conflict (stocktakeId, userId) do update set doneAt = null',
  );
  const running = prepare(
    raw,
    `select sum(quantity) from stocktakeScan s where lineId = ? and userId = 1
       and not exists (select 1 from stocktakeScan u where u.deviceId = s.deviceId and u.undoesSequence = s.sequence)`,
  ).pluck();

  return raw.transaction((stocktakeId: number, scan: HandScan, now: number, key: string) => {
    const open = command.begin('stocktake.scan', now, { stocktakeId, scan }, key);
    const { state, startedAt } = stocktake.get(stocktakeId) as { state: string; startedAt: number };
    const at = scan.deviceAt + scan.offset;
    if (state !== 'counting' || at < startedAt || at > now) throw new Error('not written by hand');
    if (known.get(scan.deviceId, scan.sequence) !== undefined || device.get(scan.deviceId) === undefined) throw new Error('not written by hand');
    const { variantId, quantity, sku, name } = meant.get(scan.code) as Meant;
    const lineId = line.get(stocktakeId, variantId) as number;
    if ((rounds.all(lineId) as { round: number; userId: number }[]).some((row) => row.round !== 1 || row.userId !== 1)) throw new Error('not written by hand');
    counter.run(stocktakeId, now);
    const scanId = Number(insert.run(stocktakeId, lineId, scan.deviceId, scan.sequence, scan.deviceAt, at, now, variantId, scan.code, quantity, open.id).lastInsertRowid);
    const answer = {
      scanId, sequence: scan.sequence, outcome: 'counted', again: false, lineId, variantId, name, sku, quantity, tracking: 'none', lot: null, repeated: false, running: running.get(lineId), belongsIn: [], over: false,
    };
    command.end(open, { key, result: JSON.stringify(answer), proofs: [], changes: { stocktakeScan: [scanId] } });
    return answer;
  }).immediate;
}
