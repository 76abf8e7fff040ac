import type { DocumentKind, DocumentModel } from '../../../shared/documents/document.rules.ts';
import { orderIdOf, orderOf, shipmentIdOf, shipmentsOf, shippedLines, standingShipments } from '../facts.queries.ts';
import type { MakePaper } from '../kind.ts';
import { paperOfOrder } from './order-paper.ts';

/** A paper that goes with a parcel: what is in it, without prices. Asked by the parcel's number, or its order's for the last one. */
const withParcel = (kind: Extract<DocumentKind, 'packingSlip' | 'deliveryNote'>): MakePaper => (reader, asked) => {
  const orderId = orderIdOf(reader, asked.number);
  const shipmentId = shipmentIdOf(reader, asked.number) ?? (orderId === undefined ? undefined : standingShipments(reader, orderId).at(-1));
  const [parcel] = shipmentId === undefined ? [] : shipmentsOf(reader, [shipmentId]);
  const order = parcel && orderOf(reader, parcel.orderId);
  if (!order) return undefined;
  const facts: DocumentModel['facts'] = [
    { name: 'order', value: order.number },
    { name: 'shippedOn', value: parcel.postedOn },
    ...(parcel.carrier ? [{ name: 'carrier' as const, value: parcel.carrier }] : []),
    ...(parcel.trackingNumber ? [{ name: 'tracking' as const, value: parcel.trackingNumber }] : []),
  ];
  const number = parcel.number ?? order.number;
  return { ...paperOfOrder(reader, kind, order, asked), number, barcode: number, issuedOn: parcel.postedOn, facts, lines: shippedLines(reader, [parcel.id]).map((line) => ({ ...line, unitPrice: null })) };
};

export const packingSlip: MakePaper = withParcel('packingSlip');
export const deliveryNote: MakePaper = withParcel('deliveryNote');
