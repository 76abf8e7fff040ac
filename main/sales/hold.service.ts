import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { getLiveOrder, type OrderRow } from './order-record.ts';

const insertHold = write((db, p: { orderId: number; reason: string; heldAt: Instant; commandId: number }) =>
  db.insertInto('orderHold').values({ orderId: p.orderId, reason: p.reason, heldAt: p.heldAt, commandId: p.commandId }),
);

const standingHolds = read((db, p: { orderId: number }) =>
  db.selectFrom('orderHold').select(['id', 'reason']).where('orderId', '=', p.orderId).where('endedAt', 'is', null),
);

const endHold = write((db, p: { id: number; endedAt: Instant; commandId: number }) =>
  db.updateTable('orderHold').set({ endedAt: p.endedAt, endCommandId: p.commandId }).where('id', '=', p.id),
);

/** Holds an order back: it keeps its goods and its money, and nothing ships. @throws Refusal order.missing, order.history */
export function holdOrder(tx: Tx, input: { orderId: number; reason: string }): { orderHoldId: number } {
  getLiveOrder(tx, input.orderId);
  const { lastId } = insertHold.run(tx, { ...input, heldAt: tx.now, commandId: tx.commandId });
  tx.changed('salesOrder', input.orderId);
  return { orderHoldId: lastId };
}

/** Ends every hold of an order, or those of one reason. Answers how many. @throws Refusal order.missing, order.history */
export function unholdOrder(tx: Tx, input: { orderId: number; reason?: string }): { ended: number } {
  getLiveOrder(tx, input.orderId);
  const holds = standingHolds.all(tx, input).filter((hold) => input.reason === undefined || hold.reason === input.reason);
  for (const { id } of holds) endHold.run(tx, { id, endedAt: tx.now, commandId: tx.commandId });
  tx.changed('salesOrder', input.orderId);
  return { ended: holds.length };
}

export const isHeldFor = (reader: Reader, orderId: number, reason: string): boolean =>
  standingHolds.all(reader, { orderId }).some((hold) => hold.reason === reason);

/** @throws Refusal order.onHold with the reasons */
export function refuseHeld(reader: Reader, order: OrderRow): void {
  if (order.holds === 0) return;
  throw new Refusal('order.onHold', { orderId: order.id, reasons: standingHolds.all(reader, { orderId: order.id }).map((hold) => hold.reason) });
}
