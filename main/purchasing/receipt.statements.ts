import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

export const insertPurchaseReceipt = write((db, p: { goodsReceiptId: number; supplierId: number; purchaseOrderId: number | null; deliveryNote: string; commandId: number }) =>
  db.insertInto('purchaseReceipt').values({
    goodsReceiptId: p.goodsReceiptId,
    supplierId: p.supplierId,
    purchaseOrderId: p.purchaseOrderId,
    deliveryNote: p.deliveryNote,
    commandId: p.commandId,
  }),
);

interface NewLine {
  goodsReceiptId: number;
  purchaseOrderLineId: number | null;
  variantId: number;
  movementId: number;
  quantity: Quantity;
  over: Quantity;
  orderValue: Minor;
  accrued: Minor;
  unbilled: Quantity;
}

export const insertReceiptLine = write((db, p: NewLine) =>
  db.insertInto('purchaseReceiptLine').values({
    goodsReceiptId: p.goodsReceiptId,
    purchaseOrderLineId: p.purchaseOrderLineId,
    variantId: p.variantId,
    movementId: p.movementId,
    quantity: p.quantity,
    over: p.over,
    orderValue: p.orderValue,
    accrued: p.accrued,
    unbilled: p.unbilled,
    unbilledValue: p.accrued,
  }),
);

export const setCancelled = write((db, p: { goodsReceiptId: number; at: Instant; postedOn: Day; commandId: number }) =>
  db.updateTable('purchaseReceipt').set({ cancelledAt: p.at, cancelPostedOn: p.postedOn, cancelCommandId: p.commandId }).where('goodsReceiptId', '=', p.goodsReceiptId),
);

/** What was to be billed of a line grows (positive) or is billed or sent back (negative). */
export const changeUnbilled = write((db, p: { id: number; quantity: Quantity; value: Minor }) =>
  db
    .updateTable('purchaseReceiptLine')
    .set((eb) => ({ unbilled: eb('unbilled', '+', p.quantity), unbilledValue: eb('unbilledValue', '+', p.value) }))
    .where('id', '=', p.id),
);
export const changeReturned = write((db, p: { id: number; quantity: Quantity }) =>
  db
    .updateTable('purchaseReceiptLine')
    .set((eb) => ({ returned: eb('returned', '+', p.quantity) }))
    .where('id', '=', p.id),
);

const receiptById = read((db, p: { id: number }) =>
  db
    .selectFrom('purchaseReceipt as receipt')
    .innerJoin('goodsReceipt as goods', 'goods.id', 'receipt.goodsReceiptId')
    .innerJoin('supplier', 'supplier.id', 'receipt.supplierId')
    .selectAll('receipt')
    .select(['goods.number', 'goods.locationId', 'goods.occurredAt', 'goods.postedOn', 'supplier.name as supplierName'])
    .where('receipt.goodsReceiptId', '=', p.id),
);
const lines = read((db, p: { goodsReceiptId: number }) => db.selectFrom('purchaseReceiptLine').selectAll().where('goodsReceiptId', '=', p.goodsReceiptId).orderBy('id'));
const lineById = read((db, p: { id: number }) =>
  db
    .selectFrom('purchaseReceiptLine as line')
    .innerJoin('purchaseReceipt as receipt', 'receipt.goodsReceiptId', 'line.goodsReceiptId')
    .innerJoin('goodsReceipt as goods', 'goods.id', 'line.goodsReceiptId')
    .selectAll('line')
    .select(['receipt.supplierId', 'receipt.cancelledAt', 'goods.number', 'goods.postedOn', 'goods.locationId'])
    .where('line.id', '=', p.id),
);
const standingOfOrderLine = read((db, p: { purchaseOrderLineId: number }) =>
  db
    .selectFrom('purchaseReceiptLine as line')
    .innerJoin('purchaseReceipt as receipt', 'receipt.goodsReceiptId', 'line.goodsReceiptId')
    .innerJoin('goodsReceipt as goods', 'goods.id', 'line.goodsReceiptId')
    .selectAll('line')
    .select(['goods.postedOn'])
    .where('line.purchaseOrderLineId', '=', p.purchaseOrderLineId)
    .where('receipt.cancelledAt', 'is', null)
    .orderBy('line.id'),
);

/** @throws Refusal `record.missing` */
export function requireReceipt(reader: Reader, goodsReceiptId: number) {
  const receipt = receiptById.get(reader, { id: goodsReceiptId });
  if (!receipt) throw new Refusal('record.missing', { kind: 'purchaseReceipt', id: goodsReceiptId });
  return receipt;
}

/** @throws Refusal `record.missing`; `receipt.cancelled` */
export function requireReceiptLine(reader: Reader, id: number) {
  const line = lineById.get(reader, { id });
  if (!line) throw new Refusal('record.missing', { kind: 'purchaseReceiptLine', id });
  if (line.cancelledAt !== null) throw new Refusal('receipt.cancelled', { number: line.number });
  return line;
}

export const linesOfReceipt = (reader: Reader, goodsReceiptId: number) => lines.all(reader, { goodsReceiptId });

/** The receipt lines of an ordered line that were not taken back, the oldest first. */
export const receiptsOfOrderLine = (reader: Reader, purchaseOrderLineId: number) => standingOfOrderLine.all(reader, { purchaseOrderLineId });

export type ReceiptLineRow = ReturnType<typeof linesOfReceipt>[number];

/** What the books know a received line by: the order's line, or the receipt of goods nobody ordered. */
export const itemOfLine = (line: { purchaseOrderLineId: number | null; goodsReceiptId: number }) =>
  line.purchaseOrderLineId === null ? ({ kind: 'goodsReceipt', id: line.goodsReceiptId } as const) : ({ kind: 'purchaseOrderLine', id: line.purchaseOrderLineId } as const);
