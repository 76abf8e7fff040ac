import { awaiting, claimsGoods } from '../../shared/sales/intake.rules.ts';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { release } from '../inventory/allocation.service.ts';
import { allocateLines } from './allocation.service.ts';
import { raiseException, raiseUnknownSku, settleUnknownSku } from './exception.service.ts';
import { goodsMeant, importedRows, type ImportedRows, moneyBefore, raiseRounding, splitRows } from './imported-rows.ts';
import { reportedPayments, takeImportedPayments, takeImportedState } from './imported-state.service.ts';
import { takeAddress } from './order-address.service.ts';
import { checkAgainLater } from './order-check.service.ts';
import { getOrderRow, type LineRow, type OrderRow, refreshStates } from './order-record.ts';
import { keepBundle } from './bundle.statements.ts';
import { changeLine, insertLines, linesOf } from './order-line.statements.ts';
import { changeOrder, chargesOf, dropCharges, insertCharge, setMoneyOfHistory } from './order.statements.ts';
import { claimOfOrder, historyFigures, type PlacedLine } from './place-order.service.ts';

/**
 * Takes a newer version of an order we have. Until something of it was shipped, cancelled or refunded its rows become the channel's;
 * afterwards ours stand and a person compares (DOMAIN §6). Payments, refunds and cancellations are taken either way.
 */
export function changeImported(tx: Tx, orderId: number, item: ImportedOrder, goLiveAt: Instant, locationId?: number): void {
  const order = getOrderRow(tx, orderId);
  const lines = linesOf.all(tx, { orderId });
  const meant = goodsMeant(tx, [item]);
  const rows = splitRows(tx, importedRows(item, order.intake, meant), meant, item, order.intake);
  const settled = order.intake === 'history' || order.refunded > 0 || lines.some((line) => line.shipped + line.cancelled > 0);
  const differs = rowsDiffer(tx, order, lines, rows, item);
  if (differs && !settled) takeRows(tx, orderId, lines, rows);
  changeOrder.run(tx, {
    orderId,
    total: settled ? order.total : item.total,
    claim: settled ? order.claim : claimOfOrder({ ...rows, taxBy: order.taxBy }),
    note: item.note,
    channelStatus: item.channelStatus,
    ...awaiting(item),
    contentHash: item.contentHash,
    versionAt: item.versionAt,
    shipByAt: item.shipByAt ?? order.shipByAt,
  });
  if (item.recipient) takeAddress(tx, orderId, item.recipient);
  if (order.intake === 'history') return changeHistory(tx, order, item, rows);
  if (differs && settled) raiseException(tx, { orderId, kind: 'changedAfterShipment', details: { ours: order.total, theirs: item.total } });
  takeImportedPayments(tx, getOrderRow(tx, orderId), item, goLiveAt, reportedPayments(tx, orderId));
  const left = takeImportedState(tx, orderId, item, goLiveAt);
  refreshStates(tx, orderId, claimsGoods(item) ? allocateLines(tx, left, locationId) : left);
  checkAgainLater(tx, orderId);
}

/** History stays a memory: only what the channel says of its money follows. */
function changeHistory(tx: Tx, order: OrderRow, item: ImportedOrder, rows: ImportedRows): void {
  const figures = historyFigures({ ...rows, ...moneyBefore(item), taxBy: order.taxBy });
  setMoneyOfHistory.run(tx, { orderId: order.id, payment: figures.payment, captured: figures.captured, refunded: figures.refunded });
  tx.changed('salesOrder', order.id);
}

function rowsDiffer(tx: Tx, order: OrderRow, lines: readonly LineRow[], rows: ImportedRows, item: ImportedOrder): boolean {
  const ours = lines.filter((line) => line.quantity > 0).map(lineKey).sort();
  const theirs = rows.lines.filter((line) => line.quantity > 0).map(lineKey).sort();
  const charges = (list: readonly { kind: string; net: number; tax: number }[]): string => list.map((row) => `${row.kind} ${row.net} ${row.tax}`).join();
  const unmapped = lines.some((line) => line.variantId === null && rows.lines.some((row) => row.externalId === line.externalId && row.variantId !== null));
  return unmapped || order.total !== item.total || ours.join() !== theirs.join() || charges(chargesOf.all(tx, { orderId: order.id })) !== charges(rows.charges);
}

const lineKey = (line: { externalId: string | null; quantity: number; net: number; tax: number; discount: number; sku: string }): string =>
  [line.externalId, line.quantity, line.net, line.tax, line.discount, line.sku].join(' ');

function takeRows(tx: Tx, orderId: number, lines: readonly LineRow[], rows: ImportedRows): void {
  rewriteRows(tx, orderId, lines, rows);
  if (rows.suspicious) raiseRounding(tx, orderId, rows);
}

/** The channel's rows in place of ours. A line it took out stays with quantity zero, so that what names it still finds it. */
function rewriteRows(tx: Tx, orderId: number, lines: readonly LineRow[], rows: ImportedRows): void {
  const fresh = new Map(rows.lines.map((line) => [line.externalId, line]));
  for (const line of lines) {
    if (line.allocated > 0) freeGoods(tx, line);
    const row = fresh.get(line.externalId);
    if (row) replaceLine(tx, line, row);
    else changeLine.run(tx, { ...line, quantity: quantity(0), net: minor(0), tax: minor(0), gross: minor(0), discount: minor(0) });
  }
  const known = new Set(lines.map((line) => line.externalId));
  const added = rows.lines.filter((line) => !known.has(line.externalId));
  added.forEach((row, index) => addLine(tx, orderId, row, lines.length + index + 1));
  dropCharges.run(tx, { orderId });
  rows.charges.forEach((charge, index) => insertCharge.run(tx, { ...charge, orderId, chargeNo: index + 1, commandId: tx.commandId }));
}

function freeGoods(tx: Tx, line: LineRow): void {
  release(tx, { orderLineId: line.id });
  if (line.variantId !== null) tx.changed('stockLevel', line.variantId);
}

/** What a person mapped by hand stays mapped while the channel still does not know the variant. */
function replaceLine(tx: Tx, line: LineRow, row: PlacedLine): void {
  const variantId = row.variantId ?? (row.sku === line.sku ? line.variantId : null);
  changeLine.run(tx, { ...row, id: line.id, variantId });
  if (row.bundle) keepBundle.run(tx, { ...row.bundle, orderLineId: line.id });
  if (variantId !== null) settleUnknownSku(tx, line.orderId, line.id);
  else raiseUnknownSku(tx, { orderId: line.orderId, orderLineId: line.id, sku: row.sku, lineNo: line.lineNo });
}

function addLine(tx: Tx, orderId: number, row: PlacedLine, lineNo: number): void {
  const unsettled = { shipped: quantity(0), cancelled: quantity(0) };
  const [orderLineId = 0] = insertLines.run(tx, [{ taxClassId: null, ...row, ...unsettled, orderId, lineNo, commandId: tx.commandId }]);
  if (row.bundle) keepBundle.run(tx, { ...row.bundle, orderLineId });
  if (row.variantId === null) raiseUnknownSku(tx, { orderId, orderLineId, sku: row.sku, lineNo });
}
