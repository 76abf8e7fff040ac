import { Refusal } from '../../shared/refusal/refusal.ts';
import type { ExceptionKind } from '../../shared/sales/exception.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const insertException = write(
  (db, p: { orderId: number; kind: ExceptionKind; orderLineId: number | null; details: string; raisedAt: Instant; commandId: number }) =>
    db.insertInto('orderException').values({
      orderId: p.orderId,
      kind: p.kind,
      orderLineId: p.orderLineId,
      details: p.details,
      raisedAt: p.raisedAt,
      commandId: p.commandId,
    }),
);

const openLike = read((db, p: { orderId: number; kind: ExceptionKind; details: string }) =>
  db
    .selectFrom('orderException')
    .select('id')
    .where('orderId', '=', p.orderId)
    .where('kind', '=', p.kind)
    .where('details', '=', p.details)
    .where('resolvedAt', 'is', null),
);

const openOfLine = read((db, p: { orderLineId: number; orderId: number; kind: ExceptionKind }) =>
  db
    .selectFrom('orderException')
    .select('id')
    .where('orderId', '=', p.orderId)
    .where('orderLineId', '=', p.orderLineId)
    .where('kind', '=', p.kind)
    .where('resolvedAt', 'is', null),
);

const openOfOrder = read((db, p: { orderId: number; kind: ExceptionKind }) =>
  db.selectFrom('orderException').select('id').where('orderId', '=', p.orderId).where('kind', '=', p.kind).where('resolvedAt', 'is', null),
);

const surplusSeen = read((db, p: { orderId: number }) =>
  db.selectFrom('orderException').select(['id', 'details', 'resolvedAt', 'resolution']).where('orderId', '=', p.orderId).where('kind', '=', 'overpaid'),
);

const exceptionById = read((db, p: { id: number }) =>
  db.selectFrom('orderException').selectAll().where('id', '=', p.id),
);

const endException = write((db, p: { id: number; resolution: string | null; resolvedAt: Instant; commandId: number }) =>
  db
    .updateTable('orderException')
    .set({ resolution: p.resolution, resolvedAt: p.resolvedAt, resolveCommandId: p.commandId })
    .where('id', '=', p.id),
);

const openAgain = write((db, p: { id: number }) =>
  db.updateTable('orderException').set({ resolution: null, resolvedAt: null, resolveCommandId: null }).where('id', '=', p.id),
);

/** Puts something before a person; the same thing is not put there twice while the first is open. */
export function raiseException(tx: Tx, raised: { orderId: number; kind: ExceptionKind; orderLineId?: number; details: Record<string, unknown> }): void {
  const row = { orderId: raised.orderId, kind: raised.kind, details: JSON.stringify(raised.details) };
  if (openLike.get(tx, row)) return;
  const { lastId } = insertException.run(tx, { ...row, orderLineId: raised.orderLineId ?? null, raisedAt: tx.now, commandId: tx.commandId });
  tx.changed('orderException', lastId);
}

/** A line whose goods nobody knows, until somebody maps it. */
export function raiseUnknownSku(tx: Tx, line: { orderId: number; orderLineId: number; sku: string; lineNo: number }): void {
  const { orderId, orderLineId, sku, lineNo } = line;
  raiseException(tx, { orderId, kind: 'unknownSku', orderLineId, details: { sku, line: lineNo } });
}

/** @throws Refusal record.missing, record.changed when somebody settled it already */
export function resolveException(tx: Tx, input: { exceptionId: number; resolution: string }): { orderId: number } {
  const { id, orderId, resolvedAt } = getException(tx, input.exceptionId);
  if (resolvedAt !== null) throw new Refusal('record.changed', { kind: 'orderException', id });
  settle(tx, id, orderId, input.resolution);
  return { orderId };
}

/**
 * Opens an exception again that somebody resolved, as it was: raised − resolved = open. The record keeps who had said what.
 * @throws Refusal record.missing, record.changed when it is open, settled itself, or the same was raised again since
 */
export function reopenException(tx: Tx, input: { exceptionId: number }): { orderId: number; before: { resolution: string } } {
  const exception = getException(tx, input.exceptionId);
  const { id, orderId, resolution } = exception;
  if (resolution === null || openLike.get(tx, exception)) throw new Refusal('record.changed', { kind: 'orderException', id });
  openAgain.run(tx, { id });
  tx.changed('orderException', id);
  tx.changed('salesOrder', orderId);
  return { orderId, before: { resolution } };
}

function getException(tx: Tx, id: number) {
  const exception = exceptionById.get(tx, { id });
  if (!exception) throw new Refusal('record.missing', { kind: 'orderException', id });
  return exception;
}

/** A line that found its variant is no exception any more. */
export const settleUnknownSku = (tx: Tx, orderId: number, orderLineId: number): void => settleOfLine(tx, { orderId, orderLineId, kind: 'unknownSku' });

/** What was wrong with a line went away by itself. */
export function settleOfLine(tx: Tx, about: { orderId: number; orderLineId: number; kind: ExceptionKind }): void {
  for (const { id } of openOfLine.all(tx, about)) settle(tx, id, about.orderId, null);
}

/** What was wrong with an order went away by itself. */
export function settleOfOrder(tx: Tx, about: { orderId: number; kind: ExceptionKind }): void {
  for (const { id } of openOfOrder.all(tx, about)) settle(tx, id, about.orderId, null);
}

/** What was put before a person went away by itself, and nothing else of its kind. */
export function settleLike(tx: Tx, about: { orderId: number; kind: ExceptionKind; details: Record<string, unknown> }): void {
  const open = openLike.get(tx, { ...about, details: JSON.stringify(about.details) });
  if (open) settle(tx, open.id, about.orderId, null);
}

/** Keeps before a person what an order holds too much, as long as it does; what somebody said of that amount holds. */
export function watchSurplus(tx: Tx, orderId: number, surplus: Minor): void {
  const details = JSON.stringify({ surplus });
  const seen = surplusSeen.all(tx, { orderId });
  for (const row of seen) if (row.resolvedAt === null && row.details !== details) settle(tx, row.id, orderId, null);
  const said = seen.some((row) => row.resolution !== null && row.details === details);
  if (surplus > 0 && !said) raiseException(tx, { orderId, kind: 'overpaid', details: { surplus } });
}

/** What its cause is gone of: nobody has to say anything. */
export const settleByItself = (tx: Tx, exceptionId: number, orderId: number): void => settle(tx, exceptionId, orderId, null);

function settle(tx: Tx, id: number, orderId: number, resolution: string | null): void {
  endException.run(tx, { id, resolution, resolvedAt: tx.now, commandId: tx.commandId });
  tx.changed('orderException', id);
  tx.changed('salesOrder', orderId);
}
