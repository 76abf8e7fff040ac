import { Refusal } from '../../shared/refusal/refusal.ts';
import type { FaultOf } from '../../shared/returns/policy.rules.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const byCode = read((db, p: { code: string }) => db.selectFrom('returnReason').selectAll().where('code', '=', p.code));
const rows = read((db) => db.selectFrom('returnReason').selectAll().orderBy('code'));
const insert = write((db, p: { code: string; name: string; fault: FaultOf }) => db.insertInto('returnReason').values({ code: p.code, name: p.name, fault: p.fault }));
const setBlocked = write((db, p: { code: string; blocked: 0 | 1 }) => db.updateTable('returnReason').set({ blocked: p.blocked }).where('code', '=', p.code));

/** @throws Refusal reason.unknown */
export function getReturnReason(reader: Reader, code: string) {
  const reason = byCode.get(reader, { code });
  if (!reason) throw new Refusal('reason.unknown', { code });
  return reason;
}

/** @throws Refusal reason.taken */
export function addReturnReason(tx: Tx, input: { code: string; name: string; fault: FaultOf }) {
  if (byCode.get(tx, input)) throw new Refusal('reason.taken', { code: input.code });
  insert.run(tx, input);
  return { code: input.code };
}

/** @throws Refusal reason.unknown */
export const blockReturnReason = (tx: Tx, { code }: { code: string }) => changeBlocked(tx, code, 1);
/** @throws Refusal reason.unknown */
export const unblockReturnReason = (tx: Tx, { code }: { code: string }) => changeBlocked(tx, code, 0);

function changeBlocked(tx: Tx, code: string, blocked: 0 | 1) {
  getReturnReason(tx, code);
  setBlocked.run(tx, { code, blocked });
  return { code };
}

export const listReturnReasons = (reader: Reader) => ({ reasons: rows.all(reader, {}).map((row) => ({ ...row, blocked: row.blocked === 1 })) });
