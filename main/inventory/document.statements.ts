import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write } from '../database/statement.ts';

interface Document {
  note: string | null;
  occurredAt: Instant;
  postedOn: Day;
  commandId: number;
}

export const insertAdjustment = write((db, p: Document & { kind: 'adjustment' | 'opening' | 'hold'; reason: string | null }) =>
  db.insertInto('stockAdjustment').values({
    kind: p.kind,
    reason: p.reason,
    note: p.note,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

export const insertReceipt = write((db, p: Document & { number: string; locationId: number }) =>
  db.insertInto('goodsReceipt').values({
    number: p.number,
    locationId: p.locationId,
    note: p.note,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

export const insertTransfer = write((db, p: { fromLocationId: number; toLocationId: number; sentAt: Instant; commandId: number }) =>
  db
    .insertInto('stockTransfer')
    .values({ fromLocationId: p.fromLocationId, toLocationId: p.toLocationId, sentAt: p.sentAt, commandId: p.commandId }),
);

export const insertTransferLine = write((db, p: { stockTransferId: number; variantId: number; quantity: Quantity }) =>
  db.insertInto('stockTransferLine').values({ stockTransferId: p.stockTransferId, variantId: p.variantId, quantity: p.quantity }),
);

export const transferById = read((db, p: { id: number }) => db.selectFrom('stockTransfer').selectAll().where('id', '=', p.id));

export const transferLines = read((db, p: { id: number }) =>
  db.selectFrom('stockTransferLine').select(['variantId', 'quantity']).where('stockTransferId', '=', p.id).orderBy('variantId'),
);

export const markArrived = write((db, p: { id: number; arrivedAt: Instant }) =>
  db.updateTable('stockTransfer').set({ arrivedAt: p.arrivedAt }).where('id', '=', p.id),
);
