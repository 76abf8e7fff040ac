import type Database from 'better-sqlite3';
import { commandWriter, prepare } from './book.ts';

export interface HandLevel {
  variantId: number;
  locationId: number;
  low: number;
  high: null;
}

const free = 'coalesce(s.onHand - s.onHold - s.allocated, 0)';
const levels = 'from stockAlertLevel l left join stockLevel s on s.variantId = l.variantId and s.locationId = l.locationId';

/** `stockAlert.setLevels` by hand: one level written, then every level there is held against its stock. */
export function handAlertLevel(raw: Database.Database): (level: HandLevel, now: number, key: string) => unknown {
  const command = commandWriter(raw);
  const levelOf = prepare(raw, 'select variantId, locationId, low, high from stockAlertLevel where variantId = ? and locationId = ?');
  const save = prepare(raw, 'insert into stockAlertLevel (variantId, locationId, low) values (?, ?, ?) on conflict (variantId, locationId) do update set low = excluded.low');
  const recover = prepare(
    raw,
    `update stockAlert set recoveredBy = ? where recoveredBy is null and not exists (
       select 1 ${levels} where l.variantId = stockAlert.variantId and l.locationId = stockAlert.locationId and iif(stockAlert.kind = 'low', ${free} <= l.low, ${free} >= l.high))`,
  );
  const fire = prepare(
    raw,
    `insert or ignore into stockAlert (variantId, locationId, kind, threshold, available, firedBy)
     select l.variantId, l.locationId, 'low', l.low, ${free}, ? ${levels} where ${free} <= l.low
     union all
     select l.variantId, l.locationId, 'over', l.high, ${free}, ? ${levels} where ${free} >= l.high`,
  );
  return raw.transaction((level: HandLevel, now: number, key: string) => {
    const open = command.begin('stockAlert.setLevels', now, { items: [level] }, key);
    const { variantId, locationId, low } = level;
    const before = [levelOf.get(variantId, locationId)];
    save.run(variantId, locationId, low);
    const recovered = recover.run(open.id).changes;
    const fired = fire.run(open.id, open.id).changes;
    const answer = { before, fired, recovered };
    command.end(open, { key, result: JSON.stringify(answer), proofs: [], changes: { stockAlert: [variantId] } });
    return answer;
  }).immediate;
}
