import { foreignItemOf } from '../accounting/foreign-item.service.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { withoutGoods } from '../../shared/sales/order-revision.rules.ts';
import { sumMinor } from '../../shared/units/minor.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { allocateAndRefresh, releaseLines } from './allocation.service.ts';
import { checkOrder } from './order-check.service.ts';
import { changeLine, linesOf } from './order-line.statements.ts';
import { getLiveOrder, type LineRow, type OrderRow } from './order-record.ts';
import { setTotals } from './order-revision.statements.ts';
import { chargesOf, dropCharges, insertCharge } from './order.statements.ts';
import { claimOfOrder, type PlacedCharge } from './place-order.service.ts';

/** The rows of an order as a change keeps them: every line by its id, every charge. */
export interface OrderRows {
  orderId: number;
  lines: Pick<LineRow, 'id' | 'variantId' | 'sku' | 'name' | 'quantity' | 'unitPrice' | 'taxRate' | 'net' | 'tax' | 'gross' | 'discount'>[];
  charges: PlacedCharge[];
}

const lineRow = ({ id, variantId, sku, name, quantity, unitPrice, taxRate, net, tax, gross, discount }: OrderRows['lines'][number]): OrderRows['lines'][number] => ({
  id, variantId, sku, name, quantity, unitPrice, taxRate, net, tax, gross, discount,
});

export const readRows = (reader: Reader, orderId: number): OrderRows => ({
  orderId,
  lines: linesOf.all(reader, { orderId }).map(lineRow),
  charges: chargesOf.all(reader, { orderId }),
});

/**
 * An order whose rows are ours to change: taken here, and nothing of it shipped, cancelled or paid back.
 * @throws Refusal order.missing, order.history, order.ofChannel, order.settledInPart
 */
export function getRevisable(reader: Reader, orderId: number): { order: OrderRow; lines: LineRow[] } {
  const order = getLiveOrder(reader, orderId);
  if (order.channelId !== null) throw new Refusal('order.ofChannel', { orderId });
  const document = foreignItemOf(reader, 'salesOrder', orderId);
  if (document) throw new Refusal('foreign.orderStays', { currency: document.currency });
  const lines = linesOf.all(reader, { orderId });
  if (order.refunded > 0 || order.owed > 0 || lines.some((line) => line.shipped + line.cancelled > 0)) throw new Refusal('order.settledInPart', { orderId });
  return { order, lines };
}

/** Writes an order's rows; a line they do not know stays without goods. Goods and states follow with `settleRows`. */
export function writeRows(tx: Tx, order: Pick<OrderRow, 'id' | 'taxBy'>, rows: OrderRows): void {
  const known = new Set(rows.lines.map((line) => line.id));
  const lost = linesOf.all(tx, { orderId: order.id }).filter((line) => !known.has(line.id)).map((line) => ({ ...lineRow(line), ...withoutGoods }));
  for (const line of [...rows.lines, ...lost]) changeLine.run(tx, line);
  dropCharges.run(tx, { orderId: order.id });
  rows.charges.forEach((charge, index) => insertCharge.run(tx, { ...charge, orderId: order.id, chargeNo: index + 1, commandId: tx.commandId }));
  setTotals.run(tx, { orderId: order.id, total: sumMinor([...rows.lines, ...rows.charges].map((row) => row.gross)), claim: claimOfOrder({ ...rows, taxBy: order.taxBy }) });
}

/** Sets goods free that orders do not ask for any more, then aside for those that ask now; derives states, and holds them against the rules. */
export function settleRows(tx: Tx, orderIds: readonly number[]): void {
  for (const orderId of orderIds) releaseLines(tx, orderId, 'open');
  for (const orderId of orderIds) allocateAndRefresh(tx, orderId);
  for (const orderId of orderIds) checkOrder(tx, orderId);
}
