import { sql } from 'kysely';
import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { lotsUpTo } from '../../shared/inventory/lot.rules.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

/** What the customer has of an order: the lines of its parcels that stand, each with where its goods lay. */
const partsOfOrder = read((db, p: { orderId: number }) =>
  db
    .selectFrom('shipment')
    .innerJoin('shipmentLine as part', 'part.shipmentId', 'shipment.id')
    .innerJoin('orderLine as line', 'line.id', 'part.orderLineId')
    .innerJoin('stockMovement as movement', 'movement.id', 'part.movementId')
    .select(['part.shipmentId', 'part.orderLineId', 'part.movementId', 'movement.locationId', 'line.sku', 'line.name', 'part.quantity', sql<Minor>`part.net + part.tax`.as('gross')])
    .where('shipment.orderId', '=', p.orderId)
    .where('shipment.kind', '=', 'ours')
    .where('shipment.voidedAt', 'is', null)
    .orderBy('part.id'),
);

export interface SoldPart {
  shipmentId: number;
  orderLineId: number;
  movementId: number;
  locationId: number;
  sku: string;
  name: string;
  quantity: Quantity;
  gross: Minor;
}

export const standingParts = (reader: Reader, orderId: number): SoldPart[] =>
  partsOfOrder.all(reader, { orderId }).flatMap(({ movementId, ...part }) => (movementId === null ? [] : [{ ...part, movementId }]));

const lotsMoved = read((db, p: { movementId: number }) =>
  db.selectFrom('movementLot as part').innerJoin('lot', 'lot.id', 'part.lotId').select(['lot.code', sql<Quantity>`-part.quantity`.as('quantity')]).where('part.movementId', '=', p.movementId).orderBy('lot.id'),
);

/** The lots or serial numbers that left with a movement, as far as a quantity reaches; none for goods without. */
export const lotsOfMovement = (reader: Reader, movementId: number, wanted: Quantity): LotAsked[] => lotsUpTo(lotsMoved.all(reader, { movementId }), wanted);

const saleByNumber = read((db, p: { number: string }) =>
  db
    .selectFrom('salesOrder as o')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .select(['o.id as orderId', 'o.shownNumber as number', 'o.orderedAt as soldAt', 'o.total', 'customer.name as customerName'])
    .where('o.id', '=', sql<number>`coalesce((select id from salesOrder where number = ${p.number}), (select orderId from shipment where number = ${p.number}))`),
);

const tendersOf = read((db, p: { orderId: number }) =>
  db.selectFrom('payment').select(['method', 'account', 'amount']).where('orderId', '=', p.orderId).where('voidedAt', 'is', null).orderBy('id'),
);

/** The sale behind the number on a receipt: the order's, or the parcel's. */
export function findReceipt(reader: Reader, { text }: { text: string }) {
  // The square code on a receipt holds its number behind its mark and its kind.
  const number = text.startsWith('SW1|') ? (text.split('|')[2] ?? '') : text;
  const sale = saleByNumber.get(reader, { number: number.toUpperCase() });
  if (!sale) return { sale: null };
  const lines = standingParts(reader, sale.orderId).map(({ orderLineId, sku, name, quantity, gross }) => ({ orderLineId, sku, name, quantity, gross }));
  return { sale: { ...sale, tenders: tendersOf.all(reader, { orderId: sale.orderId }), lines } };
}
