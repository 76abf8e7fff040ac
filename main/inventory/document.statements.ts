import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { write } from '../database/statement.ts';

interface Document {
  note: string | null;
  occurredAt: Instant;
  postedOn: Day;
  commandId: number;
}

export const insertAdjustment = write((db, p: Document & { kind: 'adjustment' | 'opening' | 'hold' | 'consignment'; reason: string | null; stockTransferId: number | null }) =>
  db.insertInto('stockAdjustment').values({
    kind: p.kind,
    reason: p.reason,
    note: p.note,
    stockTransferId: p.stockTransferId,
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
