import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read, write, writeRows } from '../database/statement.ts';

export interface NewShipment {
  number: string | null;
  orderId: number;
  kind: 'ours' | 'beforeGoLive';
  carrier: string | null;
  trackingNumber: string | null;
  withCharges: 0 | 1;
  goodsNet: Minor;
  chargesNet: Minor;
  due: Minor;
  fromDeposits: Minor;
  toReceivable: Minor;
  occurredAt: Instant;
  postedOn: Day;
}

export const insertShipment = write((db, p: NewShipment & { commandId: number }) =>
  db.insertInto('shipment').values({
    number: p.number,
    orderId: p.orderId,
    kind: p.kind,
    carrier: p.carrier,
    trackingNumber: p.trackingNumber,
    withCharges: p.withCharges,
    goodsNet: p.goodsNet,
    chargesNet: p.chargesNet,
    due: p.due,
    fromDeposits: p.fromDeposits,
    toReceivable: p.toReceivable,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

export interface NewShipmentLine {
  shipmentId: number;
  orderLineId: number;
  movementId: number | null;
  quantity: Quantity;
  /** Of it, what had been set aside for the order. */
  setAside: Quantity;
  net: Minor;
  tax: Minor;
  discount: Minor;
}

export const insertShipmentLines = writeRows<NewShipmentLine>((db, lines) =>
  db.insertInto('shipmentLine').values(
    lines.map((p) => ({
      shipmentId: p.shipmentId,
      orderLineId: p.orderLineId,
      movementId: p.movementId,
      quantity: p.quantity,
      setAside: p.setAside,
      net: p.net,
      tax: p.tax,
      discount: p.discount,
    })),
  ),
);

export const shipmentById = read((db, p: { id: number }) => db.selectFrom('shipment').selectAll().where('id', '=', p.id));

const chargesElsewhere = read((db, p: { id: number; orderId: number }) =>
  db
    .selectFrom('salesOrder as o')
    .select('o.id')
    .where('o.id', '=', p.orderId)
    .where(
      sql<boolean>`(exists (select 1 from shipment where orderId = o.id and id <> ${p.id} and voidedAt is null)
        or (select coalesce(sum(iif(reinstatesId is null, 1, -1)), 0) from cancellation where orderId = o.id and withCharges = 1) > 0)`,
    ),
);

/** Whether a shipment that is taken back takes the order's charges with it: a parcel carried them, and no other stands. */
export const takesCharges = (reader: Reader, order: { chargesSettled: number }, shipment: { id: number; orderId: number }): boolean =>
  order.chargesSettled === 1 && chargesElsewhere.get(reader, shipment) === undefined;

export const linesOfShipment = read((db, p: { shipmentId: number }) =>
  db
    .selectFrom('shipmentLine')
    .leftJoin('stockMovement as movement', 'movement.id', 'shipmentLine.movementId')
    .selectAll('shipmentLine')
    .select(['movement.variantId', 'movement.locationId'])
    .where('shipmentLine.shipmentId', '=', p.shipmentId)
    .orderBy('shipmentLine.id'),
);

export const voidShipment = write((db, p: { id: number; at: Instant; on: Day; due: Minor; withCharges: 0 | 1; chargesNet: Minor; deposits: Minor; commandId: number }) =>
  db
    .updateTable('shipment')
    .set({ voidedAt: p.at, voidPostedOn: p.on, voidDue: p.due, voidWithCharges: p.withCharges, voidChargesNet: p.chargesNet, voidDeposits: p.deposits, voidCommandId: p.commandId })
    .where('id', '=', p.id),
);

export const setAsideForOrder = read((db, p: { orderId: number }) =>
  db
    .selectFrom('allocation')
    .innerJoin('orderLine as line', 'line.id', 'allocation.orderLineId')
    .select(['allocation.orderLineId', 'allocation.locationId', 'allocation.quantity'])
    .where('line.orderId', '=', p.orderId)
    .orderBy('allocation.orderLineId')
    .orderBy(sql`allocation.locationId`),
);
