import { Refusal } from '../../shared/refusal/refusal.ts';
import { depositTransferEntry } from '../../shared/sales/order-revision.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { getOrderRow, postedOrder } from './order-record.ts';
import { insertRevision, insertTransfer, revisionById, takenBackBy, transfersOf } from './order-revision.statements.ts';
import { getRevisable, type OrderRows, readRows, settleRows, writeRows } from './order-rows.ts';
import { postedDay } from './posting-day.ts';

export interface Revised {
  orderId: number;
  orderRevisionId: number;
  total: Minor;
}

interface Revision {
  orderId: number;
  kind: 'edit' | 'split' | 'join' | 'takenBack';
  otherOrderId?: number | null;
  reason: string;
  before: readonly OrderRows[];
  takesBackId?: number;
}

/** Keeps what the rows of each order were and are, so that exactly this can be taken back. */
export function noteRevision(tx: Tx, { orderId, kind, otherOrderId = null, reason, before, takesBackId = null as never }: Revision): Revised {
  const after = before.map((rows) => readRows(tx, rows.orderId));
  const { lastId: orderRevisionId } = insertRevision.run(tx, {
    orderId, kind, otherOrderId, reason, takesBackId, before: JSON.stringify(before), after: JSON.stringify(after), revisedAt: tx.now, commandId: tx.commandId,
  });
  tx.changed('orderRevision', orderRevisionId);
  return { orderId, orderRevisionId, total: getOrderRow(tx, orderId).total };
}

/** Money held for one order is held for another from now on. Nothing happens where there is none. */
export function moveDeposit(tx: Tx, { fromOrderId, toOrderId, amount }: { fromOrderId: number; toOrderId: number; amount: Minor }): void {
  if (amount <= 0) return;
  const [from, to] = [getOrderRow(tx, fromOrderId), getOrderRow(tx, toOrderId)];
  if (from.deposits < amount) throw new Refusal('order.settledInPart', { orderId: fromOrderId });
  const when = { occurredAt: tx.now, postedOn: postedDay(tx, tx.now) };
  const { lastId: id } = insertTransfer.run(tx, { fromOrderId, toOrderId, amount, ...when, commandId: tx.commandId });
  postEntry(tx, depositTransferEntry({ id, from: postedOrder(from), to: postedOrder(to), amount, ...when }));
  tx.changed('depositTransfer', id);
}

/**
 * Takes a change of an order back: rows, charges and money are again what they were, to the cent. Later changes stand in the
 * way. Taking this back gives the change again.
 * @throws Refusal record.missing, record.changed when it was taken back before, order.revisedSince, order.settledInPart
 */
export function takeBackRevision(tx: Tx, { orderRevisionId, reason }: { orderRevisionId: number; reason: string }): Revised {
  const revision = revisionById.get(tx, { id: orderRevisionId });
  if (!revision) throw new Refusal('record.missing', { kind: 'orderRevision', id: orderRevisionId });
  if (takenBackBy.get(tx, { takesBackId: orderRevisionId })) throw new Refusal('record.changed', { kind: 'orderRevision', id: orderRevisionId });
  // Written by noteRevision.
  const [before, after] = [JSON.parse(revision.before) as OrderRows[], JSON.parse(revision.after) as OrderRows[]];
  const orders = before.map(({ orderId }) => getRevisable(tx, orderId).order);
  const standing = before.map(({ orderId }) => readRows(tx, orderId));
  const changed = standing.find((rows, index) => JSON.stringify(rows) !== JSON.stringify(after[index]));
  if (changed) throw new Refusal('order.revisedSince', { orderId: changed.orderId });
  const { orderId, otherOrderId } = revision;
  before.forEach((rows, index) => writeRows(tx, orders[index]!, rows));
  for (const { fromOrderId, toOrderId, amount } of transfersOf.all(tx, { orderId, commandId: revision.commandId })) moveDeposit(tx, { fromOrderId: toOrderId, toOrderId: fromOrderId, amount });
  refuseMoneyWithoutGoods(tx, before);
  settleRows(tx, before.map((rows) => rows.orderId));
  return noteRevision(tx, { orderId, kind: 'takenBack', otherOrderId, reason, before: standing, takesBackId: orderRevisionId });
}

/** An order that ends up empty must not keep money that came to it meanwhile. */
function refuseMoneyWithoutGoods(tx: Tx, rows: readonly OrderRows[]): void {
  for (const { orderId, lines } of rows) {
    if (lines.every((line) => line.quantity === 0) && getOrderRow(tx, orderId).captured > 0) throw new Refusal('order.settledInPart', { orderId });
  }
}
