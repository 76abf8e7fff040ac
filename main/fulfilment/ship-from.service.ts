import type { Distance } from '../../shared/fulfilment/ship-from.contract.ts';
import type { PlannedPart, Preference } from '../../shared/fulfilment/ship-from.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { requireLocation } from '../inventory/location.queries.ts';
import { setAsideAt } from '../sales/allocation.service.ts';
import { distancesOf, plansFor, sellingPlaces, setAsideNow, shipFromRule } from './ship-from.queries.ts';
import { liveToteOfOrder } from './wave.statements.ts';

const setRule = write((db, p: { prefers: Preference }) => db.updateTable('shipFromRule').set({ prefers: p.prefers }).where('id', '=', 1));
const putPlace = write((db, p: { locationId: number; handling: Minor; commandId: number }) =>
  db
    .insertInto('shipFromPlace')
    .values({ locationId: p.locationId, handling: p.handling, commandId: p.commandId })
    .onConflict((conflict) => conflict.column('locationId').doUpdateSet({ handling: p.handling, commandId: p.commandId })),
);
const clearDistances = write((db, p: { locationId: number }) => db.deleteFrom('shipFromDistance').where('locationId', '=', p.locationId));
const insertDistance = write((db, p: Distance & { locationId: number }) =>
  db.insertInto('shipFromDistance').values({ locationId: p.locationId, country: p.country, postcodeFrom: p.postcodeFrom, postcodeTo: p.postcodeTo, kilometres: p.kilometres }),
);

export function setShipFromRule(tx: Tx, { prefers }: { prefers: Preference }) {
  const before = { prefers: shipFromRule.get(tx, {})?.prefers ?? ('parcels' as const) };
  setRule.run(tx, { prefers });
  tx.changed('shipFromRule', 1);
  return { before };
}

interface Place {
  locationId: number;
  handling: Minor;
  distances: readonly Distance[];
}

/** @throws Refusal location.unknown */
export function setShipFromPlace(tx: Tx, { locationId, handling, distances }: Place) {
  requireLocation(tx, locationId);
  const stood = sellingPlaces.all(tx, {}).find(({ id }) => id === locationId);
  const before = { locationId, handling: stood?.handling ?? (0 as Minor), distances: distancesOf.all(tx, { locationId }) };
  putPlace.run(tx, { locationId, handling, commandId: tx.commandId });
  clearDistances.run(tx, { locationId });
  for (const distance of distances) insertDistance.run(tx, { ...distance, locationId });
  tx.changed('shipFromPlace', locationId);
  return { before };
}

/**
 * Sets an order's goods aside where the rule says, or where `parts` say (which is how this is taken back).
 * @throws Refusal order.missing, order.history, order.nothingOpen, shipFrom.inWave
 */
export function applyShipFrom(tx: Tx, { orderId, parts: asked }: { orderId: number; parts?: readonly PlannedPart[] }) {
  const parts = asked ?? plansFor(tx, orderId).plans[0]?.parts ?? [];
  if (liveToteOfOrder.get(tx, { orderId })) throw new Refusal('shipFrom.inWave', { orderId });
  const before = { orderId, parts: setAsideNow.all(tx, { orderId }) };
  setAsideAt(tx, orderId, parts);
  const now = setAsideNow.all(tx, { orderId });
  return { orderId, setAside: quantity(now.reduce<number>((sum, part) => sum + part.quantity, 0)), before };
}
