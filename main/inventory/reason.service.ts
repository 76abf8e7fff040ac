import { documentReasons, type LossRole } from '../../shared/inventory/adjustment.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface Reason {
  code: string;
  name: string | null;
  role: LossRole;
}

const byCode = read((db, p: { code: string }) => db.selectFrom('adjustmentReason').selectAll().where('code', '=', p.code));
const insertReason = write((db, p: Reason) => db.insertInto('adjustmentReason').values({ code: p.code, name: p.name, role: p.role }));
const setReason = write((db, p: Reason) => db.updateTable('adjustmentReason').set({ name: p.name, role: p.role }).where('code', '=', p.code));
const setBlocked = write((db, p: { code: string; blocked: 0 | 1 }) => db.updateTable('adjustmentReason').set({ blocked: p.blocked }).where('code', '=', p.code));

/** @throws Refusal reason.taken, also for a reason documents give themselves */
export function addReason(tx: Tx, input: Reason) {
  if (byCode.get(tx, input) || documentReasons.some((one) => one === input.code)) throw new Refusal('reason.taken', { code: input.code });
  insertReason.run(tx, input);
  return { code: input.code };
}

/** Changes a reason and answers what stood there before; what was posted stays where it was posted. @throws Refusal reason.unknown */
export function updateReason(tx: Tx, { code, changes }: { code: string; changes: { name?: string | null; role?: LossRole } }) {
  const { name, role } = getReason(tx, code);
  setReason.run(tx, { code, name, role, ...changes });
  const before = { ...('name' in changes && { name }), ...('role' in changes && { role }) };
  return { code, before };
}

/** @throws Refusal reason.unknown */
export const blockReason = (tx: Tx, { code }: { code: string }) => changeBlocked(tx, code, 1);
/** @throws Refusal reason.unknown */
export const unblockReason = (tx: Tx, { code }: { code: string }) => changeBlocked(tx, code, 0);

function changeBlocked(tx: Tx, code: string, blocked: 0 | 1) {
  getReason(tx, code);
  setBlocked.run(tx, { code, blocked });
  return { code };
}

/** @throws Refusal reason.unknown */
function getReason(reader: Reader, code: string) {
  const reason = byCode.get(reader, { code });
  if (!reason) throw new Refusal('reason.unknown', { code });
  return reason;
}

/** Where a loss of this kind is posted today. @throws Refusal reason.unknown, also for one that is out of use */
export function roleOfReason(reader: Reader, code: string): LossRole {
  const reason = getReason(reader, code);
  if (reason.blocked === 1) throw new Refusal('reason.unknown', { code });
  return reason.role;
}
