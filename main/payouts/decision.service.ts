import { namingRoles, settlesOrder } from '../../shared/payouts/line-kind.rules.ts';
import type { Rate } from '../../shared/payouts/settlement.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { getOrderRow } from '../sales/order-record.ts';
import { type RecordSettlement, toldOf } from './settlement.service.ts';
import { deleteLine, insertLine, linesOf, requireOpen, requireOpenLine, setRateRow, setUnderstanding } from './settlement.statements.ts';

export interface DecideLine {
  settlementLineId: number;
  orderId: number | null;
  role: string | null;
  rest: Minor | null;
  leftOnOrder: boolean;
}

/**
 * Says what a line is. What was said before is answered, and can be said again.
 * @throws Refusal record.missing, settlement.finished, settlement.otherChannel, settlement.role, settlement.rest, order.missing
 */
export function decideLine(tx: Tx, { settlementLineId, orderId, role, rest, leftOnOrder }: DecideLine): { before: Omit<DecideLine, 'settlementLineId'> } {
  const { line, settlement } = requireOpenLine(tx, settlementLineId);
  requireOrderOf(tx, settlement.channelId, orderId);
  requireRole(role);
  if (rest !== null && (role === null || orderId === null || !settlesOrder(line.kind) || rest > 0 !== line.amount > 0 || Math.abs(rest) > Math.abs(line.amount))) throw new Refusal('settlement.rest', { amount: line.amount });
  const said = orderId !== null || role !== null;
  setUnderstanding.run(tx, { id: line.id, orderId, role, rest, leftOnOrder: leftOnOrder ? 1 : 0, foundBy: said ? (line.orderId === orderId && line.role === role ? line.foundBy : 'person') : null });
  tx.changed('settlementLine', line.id);
  return { before: { orderId: line.orderId, role: line.role, rest: line.rest, leftOnOrder: line.leftOnOrder === 1 } };
}

/** @throws Refusal order.missing, settlement.otherChannel */
function requireOrderOf(tx: Tx, channelId: number, orderId: number | null): void {
  if (orderId === null) return;
  const order = getOrderRow(tx, orderId);
  if (order.channelId !== channelId) throw new Refusal('settlement.otherChannel', { order: order.shownNumber });
}

/** @throws Refusal settlement.role for an account a line cannot be named */
function requireRole(role: string | null): void {
  if (role !== null && !(namingRoles as readonly string[]).includes(role)) throw new Refusal('settlement.role', { role });
}

type AddLine = RecordSettlement['lines'][number] & { settlementId: number; role: string | null; orderId: number | null };

/** Adds a line that a person tells. @throws Refusal record.missing, settlement.finished, settlement.role, settlement.otherChannel, order.missing */
export function addLine(tx: Tx, { settlementId, role, orderId, ...line }: AddLine): { settlementLineId: number } {
  const settlement = requireOpen(tx, settlementId);
  requireOrderOf(tx, settlement.channelId, orderId);
  requireRole(role);
  const lineNo = (linesOf.all(tx, { settlementId }).at(-1)?.lineNo ?? 0) + 1;
  const { lastId: settlementLineId } = insertLine.run(tx, { ...toldOf(line), settlementId, lineNo, byPerson: 1, commandId: tx.commandId });
  if (role !== null || orderId !== null) setUnderstanding.run(tx, { id: settlementLineId, orderId, role, rest: null, leftOnOrder: 0, foundBy: 'person' });
  tx.changed('settlementLine', settlementLineId);
  return { settlementLineId };
}

/** Removes a line that a person told. @throws Refusal record.missing, settlement.finished, settlement.told */
export function removeLine(tx: Tx, { settlementLineId }: { settlementLineId: number }): { line: AddLine } {
  const { line } = requireOpenLine(tx, settlementLineId);
  if (line.byPerson === 0) throw new Refusal('settlement.told', {});
  deleteLine.run(tx, { id: line.id });
  tx.changed('settlementLine', line.id);
  const { settlementId, kind, feeKind, amount, occurredOn, orderRef, label, role, orderId } = line;
  return { line: { settlementId, kind, ...(feeKind !== null && { feeKind }), amount, ...(occurredOn !== null && { occurredOn }), orderRef, label, role, orderId } };
}

/** What one unit of a foreign settlement was worth. @throws Refusal record.missing, settlement.finished, settlement.ownCurrency */
export function setRate(tx: Tx, { settlementId, rate }: { settlementId: number; rate: Rate }): { before: Rate } {
  const { currency, rateTop, rateBottom } = requireOpen(tx, settlementId);
  if (currency === shopOf(tx).baseCurrency) throw new Refusal('settlement.ownCurrency', { currency });
  setRateRow.run(tx, { id: settlementId, rateTop: rate.top, rateBottom: rate.bottom });
  tx.changed('settlement', settlementId);
  return { before: { top: rateTop, bottom: rateBottom } };
}
