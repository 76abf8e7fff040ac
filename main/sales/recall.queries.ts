import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { getLot, lifeOfLot } from '../inventory/lot.queries.ts';

const ordersOfShipments = read((db, p: { shipmentIds: string }) =>
  db
    .selectFrom('shipment')
    .innerJoin('salesOrder as order', 'order.id', 'shipment.orderId')
    .leftJoin('customer', 'customer.id', 'order.customerId')
    .leftJoin('orderRecipient as to', 'to.orderId', 'order.id')
    .select(['shipment.id as shipmentId', 'shipment.number as shipmentNumber', 'order.id as orderId', 'order.shownNumber as number', 'order.customerId'])
    .select(['customer.name', 'to.recipient', 'to.phone', 'to.email'])
    .where('shipment.id', 'in', sql<number>`(select value from json_each(${p.shipmentIds}))`),
);

/**
 * Everything a lot or a piece ever met: where it came from, what happened to it in order, and who has it now. Found from its
 * own movements alone, so it is as quick in a file of ten years as on the first day. Source: DOMAIN §3 "Lots, expiry, serials".
 * @throws Refusal record.missing
 */
export function recallLot(reader: Reader, { lotId }: { lotId: number }) {
  const lot = getLot(reader, lotId);
  if (!lot) throw new Refusal('record.missing', { kind: 'lot', id: lotId });
  const rows = lifeOfLot(reader, lotId);
  const shipments = shipmentsOf(reader, rows);
  const life = rows.map(({ sourceKind, sourceId, documentNumber, ofMovementId: _of, postedOn: _on, ...row }) => {
    const number = sourceKind === 'shipment' ? (shipments.get(sourceId)?.shipmentNumber ?? null) : documentNumber;
    return { ...row, document: { kind: sourceKind, id: sourceId, number } };
  });
  const receipts = life.filter((row) => ['receipt', 'opening', 'gain'].includes(row.kind) || (row.kind === 'consignment' && row.quantity > 0));
  return { ...lot, life, receipts: receipts.map(({ document, quantity: came, occurredAt }) => ({ document, quantity: came, occurredAt })), orders: ordersOf(rows, shipments) };
}

type Life = ReturnType<typeof lifeOfLot>;
type Shipments = ReturnType<typeof shipmentsOf>;

function shipmentsOf(reader: Reader, rows: Life) {
  const ids = rows.filter((row) => row.sourceKind === 'shipment' && row.kind === 'shipment').map((row) => row.sourceId);
  return new Map(ordersOfShipments.all(reader, { shipmentIds: JSON.stringify(ids) }).map((row) => [row.shipmentId, row]));
}

/** One row for each order: what left to it, less what was cancelled; what came back is told apart. */
function ordersOf(rows: Life, shipments: Shipments) {
  const draws = rows.flatMap((row) => {
    const shipment = row.kind === 'shipment' && row.sourceKind === 'shipment' ? shipments.get(row.sourceId) : undefined;
    if (!shipment) return [];
    const comebacks = rows.filter((later) => later.ofMovementId === row.movementId);
    const sum = (kind: string): number => comebacks.reduce((total, one) => total + (one.kind === kind ? one.quantity : 0), 0);
    return [{ shipment, shippedAt: row.occurredAt, shipped: -row.quantity - sum('cancellation'), back: sum('return') }];
  });
  return [...Map.groupBy(draws, (draw) => draw.shipment.orderId).values()].flatMap((group) => {
    const [first] = group;
    const shipped = group.reduce((total, draw) => total + draw.shipped, 0);
    if (!first || shipped === 0) return [];
    const { orderId, number, customerId, name, recipient, phone, email } = first.shipment;
    const back = quantity(group.reduce((total, draw) => total + draw.back, 0));
    return [{ orderId, number, customerId, recipient: recipient ?? name, phone, email, shippedAt: first.shippedAt, shipped: quantity(shipped), back }];
  });
}
