import { type LotAsked, sumOfLots, type Tracking } from '../../shared/inventory/lot.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { insertPart, lotById, lotByCode, setLotHeld, trackingRow } from './lot.statements.ts';
import { movementById } from './movement.statements.ts';
import { knownFollowing } from './tracking.ts';

const knownVariant = read((db, p: { variantId: number }) => db.selectFrom('variant').select('id').where('id', '=', p.variantId));
const anythingThere = read((db, p: { variantId: number }) =>
  db.selectFrom('stockLevel').select('locationId').where('variantId', '=', p.variantId).where((eb) => eb.or([eb('onHand', '<>', quantity(0)), eb('allocated', '<>', quantity(0))])).limit(1),
);
const lastMovementOf = read((db, p: { variantId: number; after: number }) =>
  db.selectFrom('stockMovement').select('id').where('variantId', '=', p.variantId).where('id', '>', p.after).limit(1),
);
const lastMovement = read((db) => db.selectFrom('stockMovement').select('id').orderBy('id', 'desc').limit(1));

const setTracking = write((db, p: { variantId: number; tracking: Tracking; sinceMovementId: number; commandId: number }) =>
  db
    .insertInto('variantTracking')
    .values({ variantId: p.variantId, tracking: p.tracking, sinceMovementId: p.sinceMovementId, commandId: p.commandId })
    .onConflict((conflict) => conflict.column('variantId').doUpdateSet({ tracking: p.tracking, sinceMovementId: p.sinceMovementId, commandId: p.commandId })),
);

/**
 * Follows a variant by lot or by serial number from now on. Only while none of it is in stock or promised: what lies there
 * has no lot. Pieces cost specifically, so a variant that has moved as pieces stays so, and moving average must not have
 * begun. Source: DOMAIN §3 "Costing", "Lots, expiry, serials".
 * @throws Refusal variant.unknown, tracking.stocked, tracking.begun
 */
export function trackVariant(tx: Tx, { variantId, tracking }: { variantId: number; tracking: Tracking }) {
  if (!knownVariant.get(tx, { variantId })) throw new Refusal('variant.unknown', { variantId });
  const row = trackingRow.get(tx, { variantId });
  const before = row?.tracking ?? 'none';
  if (before === tracking) return { variantId, before };
  if (anythingThere.get(tx, { variantId })) throw new Refusal('tracking.stocked', { variantId });
  const pieces = before === 'serial' || tracking === 'serial';
  const after = before === 'serial' ? (row?.sinceMovementId ?? 0) : 0;
  const bound = before === 'serial' || shopOf(tx).costingMethod === 'movingAverage';
  if (pieces && bound && lastMovementOf.get(tx, { variantId, after })) throw new Refusal('tracking.begun', { variantId });
  setTracking.run(tx, { variantId, tracking, sinceMovementId: lastMovement.get(tx, {})?.id ?? 0, commandId: tx.commandId });
  knownFollowing(tx).delete(variantId);
  tx.changed('variant', variantId);
  return { variantId, before };
}

/** @throws Refusal record.missing */
export const holdLot = (tx: Tx, { lotId }: { lotId: number }) => changeHeld(tx, lotId, 1);
/** @throws Refusal record.missing */
export const releaseLot = (tx: Tx, { lotId }: { lotId: number }) => changeHeld(tx, lotId, 0);

function changeHeld(tx: Tx, id: number, held: 0 | 1) {
  if (!lotById.get(tx, { id })) throw new Refusal('record.missing', { kind: 'lot', id });
  setLotHeld.run(tx, { id, held });
  tx.changed('lot', id);
  return { lotId: id };
}

const namedSoFar = read((db, p: { movementId: number }) =>
  db.selectFrom('movementLot').select(({ fn }) => fn.sum<number>('quantity').as('quantity')).where('movementId', '=', p.movementId),
);

/**
 * Names the lots of goods a counter sold before anybody could say which they were.
 * @throws Refusal record.missing, lot.unknown, lot.tooMany
 */
export function nameSoldLots(tx: Tx, { movementId, lots }: { movementId: number; lots: readonly LotAsked[] }) {
  const movement = movementById.get(tx, { id: movementId });
  if (!movement) throw new Refusal('record.missing', { kind: 'stockMovement', id: movementId });
  const open = -movement.quantity + (namedSoFar.get(tx, { movementId })?.quantity ?? 0);
  if (sumOfLots(lots) > open) throw new Refusal('lot.tooMany', { open: Math.max(0, open), asked: sumOfLots(lots) });
  for (const { code, quantity: count } of lots) {
    const lot = lotByCode.get(tx, { variantId: movement.variantId, code });
    const there = lot && lotThere.get(tx, { lotId: lot.id, locationId: movement.locationId })?.onHand;
    if (!lot || (there ?? 0) < count) throw new Refusal('lot.unknown', { code, locationId: movement.locationId });
    insertPart.run(tx, { movementId, lotId: lot.id, quantity: quantity(-count), held: quantity(0), commandId: tx.commandId });
    tx.changed('lot', lot.id);
  }
  return { movementId };
}

const lotThere = read((db, p: { lotId: number; locationId: number }) =>
  db.selectFrom('lotLevel').select('onHand').where('lotId', '=', p.lotId).where('locationId', '=', p.locationId),
);
