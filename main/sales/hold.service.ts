import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { getLiveOrder, type OrderRow } from './order-record.ts';

const insertHold = write((db, p: { orderId: number; placedBy: 'person' | 'channel'; reason: string; heldAt: Instant; commandId: number }) =>
  db.insertInto('orderHold').values({ orderId: p.orderId, placedBy: p.placedBy, reason: p.reason, heldAt: p.heldAt, commandId: p.commandId }),
);

const holdsOf = read((db, p: { orderId: number }) =>
  db.selectFrom('orderHold').select(['id', 'placedBy', 'reason', 'endedAt']).where('orderId', '=', p.orderId).orderBy('id'),
);

const setEnd = write((db, p: { id: number; endedAt: Instant | null; endCommandId: number | null }) =>
  db.updateTable('orderHold').set({ endedAt: p.endedAt, endCommandId: p.endCommandId }).where('id', '=', p.id),
);

const standing = (reader: Reader, orderId: number) => holdsOf.all(reader, { orderId }).filter((hold) => hold.endedAt === null);

/** Holds an order back: it keeps its goods and its money, and nothing ships. @throws Refusal order.missing, order.history */
export function holdOrder(tx: Tx, input: { orderId: number; reason: string }): { orderHoldId: number } {
  return placeHold(tx, { ...input, placedBy: 'person' });
}

function placeHold(tx: Tx, hold: { orderId: number; placedBy: 'person' | 'channel'; reason: string }): { orderHoldId: number } {
  getLiveOrder(tx, hold.orderId);
  const { lastId } = insertHold.run(tx, { ...hold, heldAt: tx.now, commandId: tx.commandId });
  tx.changed('salesOrder', hold.orderId);
  return { orderHoldId: lastId };
}

/** Ends every hold of an order, or those that are named. @throws Refusal order.missing, order.history */
export function unholdOrder(tx: Tx, input: { orderId: number; orderHoldIds?: readonly number[] }): { ended: number[] } {
  getLiveOrder(tx, input.orderId);
  const ended = standing(tx, input.orderId).map(({ id }) => id).filter((id) => input.orderHoldIds?.includes(id) ?? true);
  for (const id of ended) setEnd.run(tx, { id, endedAt: tx.now, endCommandId: tx.commandId });
  tx.changed('salesOrder', input.orderId);
  return { ended };
}

/** Places holds again that were ended, as they were: whoever held the order for whatever reason still does. @throws Refusal order.missing, order.history */
export function holdAgain(tx: Tx, { orderId, orderHoldIds }: { orderId: number; orderHoldIds: readonly number[] }): { placed: number[] } {
  getLiveOrder(tx, orderId);
  const placed = holdsOf.all(tx, { orderId }).flatMap(({ id, endedAt }) => (endedAt !== null && orderHoldIds.includes(id) ? [id] : []));
  for (const id of placed) setEnd.run(tx, { id, endedAt: null, endCommandId: null });
  tx.changed('salesOrder', orderId);
  return { placed };
}

/** The channel's own hold stands while the channel wants it, and touches no hold of a person. */
export function followChannelHold(tx: Tx, orderId: number, wanted: boolean): void {
  const held = standing(tx, orderId).filter((hold) => hold.placedBy === 'channel').map(({ id }) => id);
  if (wanted && held.length === 0) placeHold(tx, { orderId, placedBy: 'channel', reason: '' });
  if (!wanted && held.length > 0) unholdOrder(tx, { orderId, orderHoldIds: held });
}

/** @throws Refusal order.onHold with what people said, and whether the channel holds it too */
export function refuseHeld(reader: Reader, order: OrderRow): void {
  if (order.holds === 0) return;
  const holds = standing(reader, order.id);
  const reasons = holds.flatMap((hold) => (hold.reason === '' ? [] : [hold.reason]));
  throw new Refusal('order.onHold', { orderId: order.id, reasons, byChannel: holds.some((hold) => hold.placedBy === 'channel') });
}
