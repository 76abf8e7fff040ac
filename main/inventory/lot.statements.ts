import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write } from '../database/statement.ts';

export const lotByCode = read((db, p: { variantId: number; code: string }) =>
  db.selectFrom('lot').selectAll().where('variantId', '=', p.variantId).where('code', '=', p.code),
);

export const lotById = read((db, p: { id: number }) => db.selectFrom('lot').selectAll().where('id', '=', p.id));

export const insertLot = write((db, p: { variantId: number; code: string; expiresOn: Day | null; commandId: number }) =>
  db.insertInto('lot').values({ variantId: p.variantId, code: p.code, expiresOn: p.expiresOn, commandId: p.commandId }),
);

export const setLotHeld = write((db, p: { id: number; held: 0 | 1 }) => db.updateTable('lot').set({ held: p.held }).where('id', '=', p.id));

/** What lies of each lot of a variant at a location, or in one bin of it. */
export const lotsAt = read((db, p: { variantId: number; locationId: number; binId: number | null }) =>
  db
    .selectFrom('lot')
    .innerJoin('lotLevel as level', 'level.lotId', 'lot.id')
    .leftJoin('lotBinLevel as inBin', (join) => join.onRef('inBin.lotId', '=', 'lot.id').on('inBin.binId', '=', p.binId))
    .select(['lot.id as lotId', 'lot.code', 'lot.expiresOn', 'lot.held'])
    .select(sql<Quantity>`iif(${p.binId} is null, level.onHand, min(level.onHand, coalesce(inBin.onHand, 0)))`.as('onHand'))
    .select(sql<Quantity>`iif(${p.binId} is null, level.onHold, min(level.onHold, coalesce(inBin.onHold, 0)))`.as('onHold'))
    .where('lot.variantId', '=', p.variantId)
    .where('level.locationId', '=', p.locationId)
    .where('level.onHand', '>', sql<Quantity>`0`),
);

export const insertPart = write((db, p: { movementId: number; lotId: number; quantity: Quantity; held: Quantity; commandId: number }) =>
  db.insertInto('movementLot').values({ movementId: p.movementId, lotId: p.lotId, quantity: p.quantity, held: p.held, commandId: p.commandId }),
);

/** The lots a movement moved, and what of them came back since. */
export const partsOfDraw = read((db, p: { movementId: number }) =>
  db
    .selectFrom('movementLot as part')
    .innerJoin('lot', 'lot.id', 'part.lotId')
    .select(['part.lotId', 'lot.code', 'part.quantity', 'part.held'])
    .select(
      sql<Quantity>`-part.quantity - coalesce((
        select sum(back.quantity) from stockMovement movement join movementLot back on back.movementId = movement.id
        where movement.ofMovementId = part.movementId and back.lotId = part.lotId), 0)`.as('away'),
    )
    .where('part.movementId', '=', p.movementId)
    .orderBy('lot.expiresOn')
    .orderBy('lot.id'),
);

export const trackingRow = read((db, p: { variantId: number }) => db.selectFrom('variantTracking').selectAll().where('variantId', '=', p.variantId));

/** Whether a piece has a later movement than a place in costing order: then nothing of it can happen before. */
export const movedLater = read((db, p: { lotId: number; postedOn: Day; occurredAt: number; id: number }) =>
  db
    .selectFrom('movementLot as part')
    .innerJoin('stockMovement as movement', 'movement.id', 'part.movementId')
    .select('movement.id')
    .where('part.lotId', '=', p.lotId)
    .where('movement.id', '<>', p.id)
    .where(sql<boolean>`(movement.postedOn, movement.occurredAt, movement.id) > (${p.postedOn}, ${p.occurredAt}, ${p.id})`)
    .limit(1),
);

export const pieceLevel = read((db, p: { lotId: number }) =>
  db.selectFrom('lotLevel').select(({ fn }) => fn.sum<number>('onHand').as('onHand')).where('lotId', '=', p.lotId),
);
