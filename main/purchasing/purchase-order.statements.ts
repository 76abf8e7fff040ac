import { sql } from 'kysely';
import type { PurchaseOrderStatus } from '../../shared/purchasing/purchase-order.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

interface NewOrder {
  number: string;
  supplierId: number;
  locationId: number;
  expectedOn: Day;
  note: string;
  createdAt: Instant;
}

export const insertOrder = write((db, p: NewOrder & { commandId: number }) =>
  db.insertInto('purchaseOrder').values({
    number: p.number,
    supplierId: p.supplierId,
    locationId: p.locationId,
    status: 'draft',
    expectedOn: p.expectedOn,
    note: p.note,
    createdAt: p.createdAt,
    commandId: p.commandId,
  }),
);

export const updateOrder = write((db, p: { id: number; locationId: number; expectedOn: Day; note: string }) =>
  db.updateTable('purchaseOrder').set({ locationId: p.locationId, expectedOn: p.expectedOn, note: p.note }).where('id', '=', p.id),
);
export const setStatus = write((db, p: { id: number; status: PurchaseOrderStatus }) => db.updateTable('purchaseOrder').set({ status: p.status }).where('id', '=', p.id));
export const setOrdered = write((db, p: { id: number; orderedAt: Instant; because: string | null; commandId: number }) =>
  db.updateTable('purchaseOrder').set({ orderedAt: p.orderedAt, beyondBudgetBecause: p.because, orderedCommandId: p.commandId }).where('id', '=', p.id),
);

interface NewLine {
  purchaseOrderId: number;
  lineNo: number;
  variantId: number;
  supplierSku: string;
  price: UnitPrice;
  taxRate: RatePpm;
  reasons: string;
  ordered: Quantity;
}

export const insertLine = write((db, p: NewLine) =>
  db.insertInto('purchaseOrderLine').values({
    purchaseOrderId: p.purchaseOrderId,
    lineNo: p.lineNo,
    variantId: p.variantId,
    supplierSku: p.supplierSku,
    price: p.price,
    taxRate: p.taxRate,
    reasons: p.reasons,
    ordered: p.ordered,
    open: p.ordered,
  }),
);
export const deleteLines = write((db, p: { purchaseOrderId: number }) => db.deleteFrom('purchaseOrderLine').where('purchaseOrderId', '=', p.purchaseOrderId));

/** Goods that came for a line, or (negative) a receipt taken back. */
export const receiveLine = write((db, p: { id: number; towards: Quantity; over: Quantity }) =>
  db
    .updateTable('purchaseOrderLine')
    .set((eb) => ({ received: eb('received', '+', p.towards), open: eb('open', '-', p.towards), over: eb('over', '+', p.over) }))
    .where('id', '=', p.id),
);
/** A line's goods are given up, or (negative) expected again. */
export const cancelLine = write((db, p: { id: number; quantity: Quantity }) =>
  db
    .updateTable('purchaseOrderLine')
    .set((eb) => ({ cancelled: eb('cancelled', '+', p.quantity), open: eb('open', '-', p.quantity) }))
    .where('id', '=', p.id),
);
export const insertCancellation = write((db, p: { purchaseOrderLineId: number; quantity: Quantity; reason: string; recordedAt: Instant; commandId: number }) =>
  db.insertInto('purchaseOrderCancellation').values({
    purchaseOrderLineId: p.purchaseOrderLineId,
    quantity: p.quantity,
    reason: p.reason,
    recordedAt: p.recordedAt,
    commandId: p.commandId,
  }),
);

const orderById = read((db, p: { id: number }) =>
  db
    .selectFrom('purchaseOrder')
    .innerJoin('supplier', 'supplier.id', 'purchaseOrder.supplierId')
    .selectAll('purchaseOrder')
    .select(['supplier.name as supplierName', 'supplier.minimumOrder', 'supplier.leadTimeDays'])
    .where('purchaseOrder.id', '=', p.id),
);
const lines = read((db, p: { purchaseOrderId: number }) =>
  db.selectFrom('purchaseOrderLine').selectAll().where('purchaseOrderId', '=', p.purchaseOrderId).orderBy('lineNo'),
);
const lineById = read((db, p: { id: number }) => db.selectFrom('purchaseOrderLine').selectAll().where('id', '=', p.id));

export type OrderRow = ReturnType<typeof requireOrder>;
export type OrderLineRow = ReturnType<typeof linesOfOrder>[number];

/** @throws Refusal `record.missing` */
export function requireOrder(reader: Reader, purchaseOrderId: number) {
  const order = orderById.get(reader, { id: purchaseOrderId });
  if (!order) throw new Refusal('record.missing', { kind: 'purchaseOrder', id: purchaseOrderId });
  return order;
}

export const linesOfOrder = (reader: Reader, purchaseOrderId: number) => lines.all(reader, { purchaseOrderId });

/** @throws Refusal `record.missing` */
export function requireOrderLine(reader: Reader, purchaseOrderLineId: number): OrderLineRow {
  const line = lineById.get(reader, { id: purchaseOrderLineId });
  if (!line) throw new Refusal('record.missing', { kind: 'purchaseOrderLine', id: purchaseOrderLineId });
  return line;
}

const transitRows = read((db, p: { purchaseOrderLineId: number }) =>
  db
    .selectFrom('supplierBillLine as line')
    .innerJoin('supplierBill as bill', 'bill.id', 'line.supplierBillId')
    .select(['line.id as billLineId', 'line.transit as quantity', 'line.transitNet as net', 'line.transitTax as tax', 'line.deductible', 'line.supplierBillId'])
    .where('line.purchaseOrderLineId', '=', p.purchaseOrderLineId)
    .where('line.transit', '>', sql<Quantity>`0`)
    .where('bill.cancelledAt', 'is', null)
    .orderBy('line.id'),
);

/** Goods of an ordered line that are billed and not here yet, the oldest bill first. */
export const inTransitOf = (reader: Reader, purchaseOrderLineId: number) =>
  transitRows.all(reader, { purchaseOrderLineId }).map(({ deductible, ...row }) => ({ ...row, deductible: deductible === 1 }));

export const inTransitQuantity = (reader: Reader, purchaseOrderLineId: number): Quantity =>
  quantity(inTransitOf(reader, purchaseOrderLineId).reduce((sum, row) => sum + row.quantity, 0));
