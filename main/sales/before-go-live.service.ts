import { linePart } from '../../shared/sales/order-part.rules.ts';
import { beforeGoLiveEntry, settleShipment } from '../../shared/sales/shipment.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { balancesOf, chargeSums, getOrderRow, postedOrder } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';
import { postedDay } from './posting-day.ts';
import { shippedRows, totalsOf } from './shipment.service.ts';
import { insertShipment, insertShipmentLines } from './shipment.statements.ts';

/**
 * Settles what of a taken-over order had left before go-live: no stock and no sale of ours, but the money it used up, or
 * is still owed for it, is an opening balance. `left` has one quantity per line, in the lines' order.
 */
export function settleLeftBefore(tx: Tx, orderId: number, left: readonly Quantity[], occurredAt: Instant): void {
  if (left.every((count) => count === 0)) return;
  const order = getOrderRow(tx, orderId);
  const parts = linesOf.all(tx, { orderId }).flatMap((line, index) => {
    const count = left[index] ?? (0 as Quantity);
    return count === 0 ? [] : [{ line, quantity: count, figures: linePart(line, count) }];
  });
  const rows = shippedRows(order, parts, chargeSums(tx, orderId));
  const settled = settleShipment(rows, balancesOf(order));
  const when = { occurredAt, postedOn: postedDay(tx, occurredAt) };
  const parcel = { number: null, orderId, kind: 'beforeGoLive', carrier: null, trackingNumber: null, withCharges: 1 } as const;
  const { lastId: shipmentId } = insertShipment.run(tx, { ...totalsOf(rows), ...settled, ...when, ...parcel, commandId: tx.commandId });
  insertShipmentLines.run(tx, parts.map(({ line, quantity: count, figures }) => ({ shipmentId, orderLineId: line.id, movementId: null, quantity: count, setAside: quantity(0), ...figures })));
  postEntry(tx, beforeGoLiveEntry({ order: postedOrder(order), documentId: shipmentId, ...when }, settled));
}
