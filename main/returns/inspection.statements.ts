import { sql } from 'kysely';
import type { Disposition } from '../../shared/returns/rma-state.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write } from '../database/statement.ts';

export const insertInspection = write((db, p: { goodsReturnId: number; occurredAt: Instant; postedOn: Day; commandId: number }) =>
  db.insertInto('inspection').values({ goodsReturnId: p.goodsReturnId, occurredAt: p.occurredAt, postedOn: p.postedOn, commandId: p.commandId }),
);

export interface NewInspectionLine {
  inspectionId: number;
  goodsReturnLineId: number;
  disposition: Disposition;
  quantity: Quantity;
  value: Minor;
  posted: Minor;
  movementId: number | null;
  purchaseReturnId: number | null;
  note: string;
}

export const insertInspectionLine = write((db, p: NewInspectionLine) =>
  db.insertInto('inspectionLine').values({
    inspectionId: p.inspectionId,
    goodsReturnLineId: p.goodsReturnLineId,
    disposition: p.disposition,
    quantity: p.quantity,
    value: p.value,
    posted: p.posted,
    movementId: p.movementId,
    purchaseReturnId: p.purchaseReturnId,
    note: p.note,
  }),
);

export const inspectionById = read((db, p: { id: number }) => db.selectFrom('inspection').selectAll().where('id', '=', p.id));

export const linesOfInspection = read((db, p: { inspectionId: number }) =>
  db
    .selectFrom('inspectionLine as line')
    .innerJoin('goodsReturnLine as arrived', 'arrived.id', 'line.goodsReturnLineId')
    .innerJoin('rmaLine', 'rmaLine.id', 'arrived.rmaLineId')
    .selectAll('line')
    .select(['arrived.rmaLineId', 'arrived.movementId as arrivedBy', 'rmaLine.orderLineId'])
    .where('line.inspectionId', '=', p.inspectionId)
    .orderBy('line.id'),
);

export const setTakenBack = write((db, p: { id: number; at: Instant; postedOn: Day; commandId: number }) =>
  db.updateTable('inspection').set({ takenBackAt: p.at, takeBackPostedOn: p.postedOn, takeBackCommandId: p.commandId }).where('id', '=', p.id),
);

export const releasedBy = read((db, p: { id: number }) => db.selectFrom('stockMovement').select('variantId').where('id', '=', p.id));

/** The lots a movement freed, and how much of each. */
export const heldLots = read((db, p: { movementId: number }) =>
  db
    .selectFrom('movementLot as part')
    .innerJoin('lot', 'lot.id', 'part.lotId')
    .select(['lot.code', sql<Quantity>`abs(part.held)`.as('quantity')])
    .where('part.movementId', '=', p.movementId)
    .orderBy('lot.id'),
);
