import { Refusal } from '../../shared/refusal/refusal.ts';
import type { RefundKind } from '../../shared/sales/refund.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { cancelOrder } from '../sales/cancellation.service.ts';
import { linesOf } from '../sales/order-line.statements.ts';
import { getLiveOrder } from '../sales/order-record.ts';
import { refundRooms } from '../sales/refund-bases.ts';
import { recordRefund } from '../sales/refund.service.ts';
import { cancelShipment } from '../sales/shipment-cancel.service.ts';
import { shipOrder } from '../sales/shipment.service.ts';
import { lotsOfMovement, type SoldPart, standingParts } from './take-back.queries.ts';

export interface TakeBack {
  orderId: number;
  lines?: readonly { orderLineId: number; quantity: Quantity }[];
  account: 'till' | 'bank';
  reason: string;
}

/**
 * Takes goods back that were handed over here. The sale is taken back whole, what the customer keeps is handed over again, the
 * rest is called off, and its money goes back: goods return to the layers they came from, and every part posts its own share.
 * @throws Refusal sale.nothingLeft, sale.severalParcels, order.lineMissing, shipment.tooMany, shipment.refunded, period.locked
 */
export function takeBack(tx: Tx, input: TakeBack): { orderId: number; refundNumber: string | null; amount: Minor } {
  const { orderId, reason } = input;
  const parts = standingParts(tx, orderId);
  const [first] = parts;
  if (!first) throw new Refusal('sale.nothingLeft', { orderId });
  if (parts.some(({ shipmentId }) => shipmentId !== first.shipmentId) || new Set(parts.map(({ orderLineId }) => orderLineId)).size < parts.length) throw new Refusal('sale.severalParcels', { orderId });
  const back = backOf(input, parts);
  cancelShipment(tx, { shipmentId: first.shipmentId, reason });
  const kept = parts.flatMap((part) => keptOf(tx, part, back.get(part.orderLineId) ?? quantity(0)));
  if (kept.length > 0) shipOrder(tx, { orderId, lines: kept, locationId: first.locationId, carrier: null, trackingNumber: null });
  const lines = [...back].map(([orderLineId, asked]) => ({ orderLineId, quantity: asked }));
  const { owed } = cancelOrder(tx, { orderId, reason, lines });
  if (owed === 0) return { orderId, refundNumber: null, amount: minor(0) };
  const { number, amount } = recordRefund(tx, { orderId, account: input.account, reason, parts: refundParts(tx, orderId, owed) });
  return { orderId, refundNumber: number, amount };
}

/** How much of each line comes back. @throws Refusal order.lineMissing, shipment.tooMany */
function backOf({ orderId, lines }: TakeBack, parts: readonly SoldPart[]): Map<number, Quantity> {
  if (!lines) return new Map(parts.map((part) => [part.orderLineId, part.quantity]));
  const back = new Map<number, Quantity>();
  for (const { orderLineId, quantity: asked } of lines) back.set(orderLineId, quantity((back.get(orderLineId) ?? 0) + asked));
  for (const [orderLineId, asked] of back) {
    const part = parts.find((one) => one.orderLineId === orderLineId);
    if (!part) throw new Refusal('order.lineMissing', { orderId, orderLineId });
    if (asked > part.quantity) throw new Refusal('shipment.tooMany', { orderLineId, open: part.quantity, asked });
  }
  return back;
}

/** What the customer keeps of a line, in the same lots or serial numbers as far as they reach. */
function keptOf(tx: Tx, part: SoldPart, back: Quantity) {
  const kept = quantity(part.quantity - back);
  if (kept === 0) return [];
  const lots = lotsOfMovement(tx, part.movementId, kept);
  return [{ orderLineId: part.orderLineId, quantity: kept, ...(lots.length > 0 && { lots }) }];
}

/** The money by line, each at most what was called off of it; what is left of it (cash rounding) is an amount of its own. */
function refundParts(tx: Tx, orderId: number, owed: Minor) {
  const rooms = refundRooms(tx, getLiveOrder(tx, orderId), linesOf.all(tx, { orderId })).filter(({ kind }) => kind === 'cancelled');
  let left: number = owed;
  const parts: { kind: RefundKind; orderLineId: number | null; amount: Minor }[] = [];
  for (const { kind, orderLineId, base, refunded } of rooms) {
    const amount = minor(Math.min(left, base - refunded));
    if (amount <= 0) continue;
    parts.push({ kind, orderLineId, amount });
    left -= amount;
  }
  return left > 0 ? [...parts, { kind: 'amountOnly' as const, orderLineId: null, amount: minor(left) }] : parts;
}
