import { sql } from 'kysely';
import { blockedUntil } from '../../shared/inventory/reservation.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

export interface Allocation {
  locationId: number;
  quantity: Quantity;
}

const sellablePlaces = read((db, p: { variantId: number }) =>
  db
    .selectFrom('location')
    .leftJoin('stockLevel as level', (join) => join.onRef('level.locationId', '=', 'location.id').on('level.variantId', '=', p.variantId))
    .select(['location.id', 'location.negativePolicy', sql<number>`coalesce(level.onHand - level.onHold - level.allocated, 0)`.as('available')])
    .select(sql<number | null>`(select reservationHours from stockSetting where id = 1)`.as('hours'))
    .where('location.sellable', '=', 1)
    .where('location.blocked', '=', 0)
    .orderBy('location.id'),
);

const openOf = read((db, p: { orderLineId: number }) =>
  db.selectFrom('allocation').select(['locationId', 'quantity']).where('orderLineId', '=', p.orderLineId).orderBy('locationId'),
);

const addTo = write((db, p: { orderLineId: number; locationId: number; variantId: number; quantity: Quantity; allocatedAt: Instant; expiresAt: Instant | null; commandId: number }) =>
  db
    .insertInto('allocation')
    .values({
      orderLineId: p.orderLineId,
      locationId: p.locationId,
      variantId: p.variantId,
      quantity: p.quantity,
      allocatedAt: p.allocatedAt,
      expiresAt: p.expiresAt,
      commandId: p.commandId,
    })
    .onConflict((conflict) => conflict.columns(['orderLineId', 'locationId']).doUpdateSet({ quantity: sql<Quantity>`allocation.quantity + excluded.quantity` })),
);

const keepLess = write((db, p: { orderLineId: number; locationId: number; quantity: Quantity }) =>
  db.updateTable('allocation').set({ quantity: p.quantity }).where('orderLineId', '=', p.orderLineId).where('locationId', '=', p.locationId),
);

const end = write((db, p: { orderLineId: number; locationId: number }) =>
  db.deleteFrom('allocation').where('orderLineId', '=', p.orderLineId).where('locationId', '=', p.locationId),
);

const endUpTo = write<{ orderLineId: number; locationId: number; quantity: Quantity }, { quantity: Quantity }>((db, p) =>
  db
    .deleteFrom('allocation')
    .where('orderLineId', '=', p.orderLineId)
    .where('locationId', '=', p.locationId)
    .where('quantity', '<=', p.quantity)
    .returning('quantity'),
);

const takeSome = write((db, p: { orderLineId: number; locationId: number; quantity: Quantity }) =>
  db
    .updateTable('allocation')
    .set({ quantity: sql<Quantity>`quantity - ${p.quantity}` })
    .where('orderLineId', '=', p.orderLineId)
    .where('locationId', '=', p.locationId),
);

/**
 * Sets goods aside for an order line: as many as are available, at one location if one has all of them, else at several.
 * What comes back may be less than asked; the rest is backordered. A location that is named and may go negative gives all.
 * They stay set aside as long as the shop's rule says; whoever knows that somebody paid keeps them (keepReservation).
 */
export function allocate(tx: Tx, input: { orderLineId: number; variantId: number; quantity: Quantity; locationId?: number }): Allocation[] {
  const places = sellablePlaces.all(tx, input);
  const parts = shareOut(places, input.quantity, input.locationId);
  const expiresAt = blockedUntil(tx.now, places[0]?.hours ?? null);
  for (const part of parts) addTo.run(tx, { ...input, ...part, allocatedAt: tx.now, expiresAt, commandId: tx.commandId });
  if (parts.length > 0) tx.changed('orderLine', input.orderLineId);
  return parts;
}

/** What is set aside for an order line, place by place. */
export const allocationsOf = (reader: Reader, orderLineId: number): Allocation[] => openOf.all(reader, { orderLineId });

/**
 * Sets goods free again: all of an order line's, or up to a quantity, of one location or from the last one first. Answers how much.
 */
export function release(tx: Tx, input: { orderLineId: number; quantity?: Quantity; locationId?: number }): Quantity {
  let left = input.quantity ?? Number.MAX_SAFE_INTEGER;
  let freed = 0;
  const held = openOf.all(tx, input).filter(({ locationId }) => input.locationId === undefined || input.locationId === locationId);
  for (const part of held.reverse()) {
    const taken = Math.min(left, part.quantity);
    if (taken === 0) break;
    take(tx, input.orderLineId, part, taken);
    left -= taken;
    freed += taken;
  }
  if (freed > 0) tx.changed('orderLine', input.orderLineId);
  return quantity(freed);
}

const setFreeKey = 'allocation.setFree';

/** Notes that something set aside was set free or left; a refused item takes its note with it. */
export const noteSetFree = (tx: Tx): void => void tx.held.set(setFreeKey, {});
/** Whether this command set anything free. */
export const hasSetFree = (tx: Tx): boolean => tx.held.has(setFreeKey);

/**
 * Ends the allocation of goods that leave now; the caller moves them next. What was not set aside at this location must
 * be available there, which `moveStock` sees to. Answers how much was set aside.
 */
export function consumeAllocation(tx: Tx, input: { orderLineId: number; locationId: number; quantity: Quantity }): Quantity {
  noteSetFree(tx);
  // The usual parcel takes all that is set aside, which is one statement.
  const whole = endUpTo.get(tx, input);
  if (whole) return whole.quantity;
  return takeSome.run(tx, input).changes > 0 ? input.quantity : quantity(0);
}

/**
 * Goods that never left after all are set aside again where they were, as far as they are free there: taking a parcel back does
 * not give its goods to somebody else. A place that sells no more gives none.
 */
export function allocateAgain(tx: Tx, input: { orderLineId: number; variantId: number; locationId: number; quantity: Quantity }): void {
  if (input.quantity > 0 && sellablePlaces.all(tx, input).some(({ id }) => id === input.locationId)) allocate(tx, input);
}

function take(tx: Tx, orderLineId: number, part: Allocation, taken: number): void {
  const { locationId } = part;
  noteSetFree(tx);
  if (taken === part.quantity) end.run(tx, { orderLineId, locationId });
  else keepLess.run(tx, { orderLineId, locationId, quantity: quantity(part.quantity - taken) });
}

interface SellablePlace {
  id: number;
  negativePolicy: 'refuse' | 'allow';
  available: number;
}

function shareOut(places: readonly SellablePlace[], asked: Quantity, only: number | undefined): Allocation[] {
  if (only !== undefined) {
    const place = places.find(({ id }) => id === only);
    if (!place) throw new Refusal('location.unknown', { locationId: only });
    return partAt(place, place.negativePolicy === 'allow' ? asked : Math.min(asked, place.available));
  }
  const whole = places.find((place) => place.available >= asked);
  if (whole) return partAt(whole, asked);
  let left: number = asked;
  return places.flatMap((place) => {
    const taken = Math.min(left, Math.max(0, place.available));
    left -= taken;
    return partAt(place, taken);
  });
}

const partAt = (place: SellablePlace, taken: number): Allocation[] => (taken > 0 ? [{ locationId: place.id, quantity: quantity(taken) }] : []);

const givenUpKey = Symbol('linesGivenUp');

/** Order lines that lost goods set aside for them in this command, without their orders having asked. */
export const linesGivenUp = (tx: Tx): Set<number> => tx.once(givenUpKey, () => new Set<number>());

const newestOf = read((db, p: { variantId: number; locationId: number }) =>
  db
    .selectFrom('allocation')
    .select(['orderLineId', 'locationId', 'quantity'])
    .where('variantId', '=', p.variantId)
    .where('locationId', '=', p.locationId)
    .orderBy('allocatedAt', 'desc')
    .orderBy('orderLineId', 'desc'),
);

const leftAt = read((db, p: { variantId: number; locationId: number }) =>
  db
    .selectFrom('stockLevel as level')
    .innerJoin('location', 'location.id', 'level.locationId')
    .select(['location.negativePolicy', sql<number>`onHand - onHold - allocated`.as('available')])
    .where('level.variantId', '=', p.variantId)
    .where('level.locationId', '=', p.locationId),
);

/**
 * Goods turn out not to exist: what was set aside of them is freed, the newest promise first, as far as the place could not cover
 * it without them, and what was sold in the hand of it counts. Their orders are backordered. Answers how much was freed; `linesGivenUp` tells the room that keeps orders.
 */
export function giveUpAllocations(tx: Tx, input: { variantId: number; locationId: number; missing: Quantity }): Quantity {
  const place = leftAt.get(tx, input);
  if (!place || place.negativePolicy === 'allow') return quantity(0);
  const wanted = Math.max(0, input.missing - place.available);
  let left = wanted;
  for (const part of newestOf.all(tx, input)) {
    const taken = Math.min(left, part.quantity);
    if (taken === 0) break;
    take(tx, part.orderLineId, part, taken);
    tx.changed('orderLine', part.orderLineId);
    linesGivenUp(tx).add(part.orderLineId);
    left -= taken;
  }
  return quantity(wanted - left);
}
