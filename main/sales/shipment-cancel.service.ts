import { onePlaceOf } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { claimOf } from '../../shared/sales/order-totals.rules.ts';
import { saleTax } from '../../shared/sales/sale-tax.rules.ts';
import { oppositeFacts } from '../../shared/tax/tax-fact.rules.ts';
import { dueOf, settleShipmentVoid, shipmentVoidEntry } from '../../shared/sales/shipment.rules.ts';
import { openQuantity } from '../../shared/sales/order-part.rules.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { allocateAgain } from '../inventory/allocation.service.ts';
import { moveStock } from '../inventory/stock.service.ts';
import { announceShipmentCancelled } from './fulfilment-news.ts';
import { balancesOf, chargeSums, getLiveOrder, type OrderRow, postedOrder, refreshStates } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';
import { soldParts, taxPlaceOf } from './sale-tax.queries.ts';
import { postedDay } from './posting-day.ts';
import { refundRooms } from './refund-bases.ts';
import { shipmentGuards } from './shipment-guards.ts';
import { drawnValues, noCharges, shippedRows, totalsOf } from './shipment.service.ts';
import { linesOfShipment, shipmentById, takesCharges, voidShipment } from './shipment.statements.ts';

/**
 * Takes back a shipment that never left. Goods return to the layers they came from and to the order they were set aside for,
 * money to where it is open now. Shipping and fees stay earned while another parcel stands, whichever carried them; the last one
 * takes them back, unless they were called off before it left.
 * @throws Refusal record.missing, shipment.cancelled, shipment.refunded, stock.alreadyBack after a return, period.locked
 */
export function cancelShipment(tx: Tx, input: { shipmentId: number; reason: string }): { orderId: number } {
  const shipment = shipmentById.get(tx, { id: input.shipmentId });
  if (!shipment || shipment.kind !== 'ours') throw new Refusal('record.missing', { kind: 'shipment', id: input.shipmentId });
  if (shipment.voidedAt !== null) throw new Refusal('shipment.cancelled', { shipmentId: shipment.id });
  for (const guard of shipmentGuards) guard(tx, shipment.id);
  const order = getLiveOrder(tx, shipment.orderId);
  const lines = linesOfShipment.all(tx, { shipmentId: shipment.id });
  refuseRefunded(tx, order, shipment.id, lines);
  const postedOn = postedDay(tx, tx.now);
  const occasion = { occurredAt: tx.now, postedOn, source: { kind: 'shipment', id: shipment.id } };
  const moved = moveStock(tx, occasion, lines.flatMap(({ movementId }) => (movementId === null ? [] : [{ kind: 'cancellation' as const, movementId }])));
  for (const { variantId } of moved) tx.changed('stockLevel', variantId);
  const figures = lines.map((line) => ({ orderLineId: line.orderLineId, figures: { net: line.net, tax: line.tax, gross: minor(line.net + line.tax), discount: line.discount } }));
  const withCharges = takesCharges(tx, order, shipment);
  const rows = shippedRows(order, figures, withCharges ? chargeSums(tx, order.id) : noCharges);
  const due = dueOf(rows);
  const back = settleShipmentVoid(due, balancesOf(order));
  const { chargesNet } = totalsOf(rows);
  voidShipment.run(tx, { id: shipment.id, at: tx.now, on: postedOn, due, withCharges: withCharges ? 1 : 0, chargesNet, deposits: back.toDeposits, commandId: tx.commandId });
  const posting = { order: postedOrder(order), documentId: shipment.id, postedOn, occurredAt: tx.now };
  const taxes = oppositeFacts(saleTax(soldParts(figures, linesOf.all(tx, { orderId: order.id })), [rows.shipping, rows.fees], order.taxBy, taxPlaceOf(tx, order)));
  postEntry(tx, { ...shipmentVoidEntry(posting, rows, back, drawnValues(moved), input.reason), taxes, locationId: onePlaceOf(moved) });
  setAsideAgain(tx, order.id, lines);
  announceShipmentCancelled(tx, order, shipment.id);
  tx.changed('shipment', shipment.id);
  refreshStates(tx, order.id);
  return { orderId: order.id };
}

/** What was set aside for the order before it was sent is so again, as far as its lines still want it. */
function setAsideAgain(tx: Tx, orderId: number, parts: ReturnType<typeof linesOfShipment.all>): void {
  const open = new Map(linesOf.all(tx, { orderId }).map((line) => [line.id, openQuantity(line)]));
  for (const { orderLineId, variantId, locationId, setAside } of parts) {
    if (variantId === null || locationId === null) continue;
    allocateAgain(tx, { orderLineId, variantId, locationId, quantity: quantity(Math.min(setAside, open.get(orderLineId) ?? 0)) });
  }
}

/** Goods that were refunded as kept or returned were sold: their parcel cannot be taken back any more (INV-O2). */
function refuseRefunded(tx: Tx, order: OrderRow, shipmentId: number, parts: readonly { orderLineId: number; net: Minor; tax: Minor }[]): void {
  // A credit against what was still owed is no money, but it was for goods all the same.
  if (order.refunded === 0 && order.cancelledClaim === 0) return;
  const rooms = refundRooms(tx, order, linesOf.all(tx, { orderId: order.id }));
  const sold = rooms.filter((room) => room.kind === 'goodsKept' || room.kind === 'returned');
  for (const line of new Set(parts.map((part) => part.orderLineId))) {
    const back = sumMinor(parts.filter((part) => part.orderLineId === line).map((part) => claimOf({ ...part, gross: minor(part.net + part.tax) }, order.taxBy)));
    const stand = sold.filter((room) => room.orderLineId === line);
    const [base, refunded] = [sumMinor(stand.map((room) => room.base)), sumMinor(stand.map((room) => room.refunded))];
    if (refunded > 0 && base - back < refunded) throw new Refusal('shipment.refunded', { shipmentId });
  }
}
