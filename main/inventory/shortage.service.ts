import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';

import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import type { Following } from './tracking.ts';
import type { NewMovement } from './movement.statements.ts';

/** Each place that movements touch, with what it has before them. One question for a whole shipment. */
const placesTouched = read((db, p: { places: string }) =>
  db
    .selectFrom(
      sql<{ variantId: number; locationId: number }>`(select value ->> 0 as variantId, value ->> 1 as locationId from json_each(${p.places}))`.as('asked'),
    )
    .leftJoin('variant', 'variant.id', 'asked.variantId')
    .leftJoin('variantTracking as follow', 'follow.variantId', 'asked.variantId')
    .leftJoin('location', 'location.id', 'asked.locationId')
    .leftJoin('stockLevel as level', (join) => join.onRef('level.variantId', '=', 'asked.variantId').onRef('level.locationId', '=', 'asked.locationId'))
    .select([
      'asked.variantId',
      'asked.locationId',
      'variant.id as knownVariantId',
      'location.id as knownLocationId',
      'location.negativePolicy',
      'location.blocked',
      'location.owner',
      'follow.tracking',
      'follow.costingMethod',
      sql<0 | 1>`exists (select 1 from bundleComponent where bundleVariantId = asked.variantId)`.as('isBundle'),
      sql<number>`coalesce(level.onHold, 0)`.as('onHold'),
      sql<number>`coalesce(level.onHand - level.onHold - level.allocated, 0)`.as('available'),
    ]),
);

const binTouched = read((db, p: { binId: number; variantId: number }) =>
  db
    .selectFrom('bin')
    .innerJoin('location', 'location.id', 'bin.locationId')
    .leftJoin('binLevel as level', (join) => join.onRef('level.binId', '=', 'bin.id').on('level.variantId', '=', p.variantId))
    .select(['bin.locationId', 'bin.blocked', 'location.negativePolicy', sql<number>`coalesce(level.onHold, 0)`.as('onHold')])
    .select([sql<number>`coalesce(level.onHand - level.onHold, 0)`.as('free')])
    .where('bin.id', '=', p.binId),
);

/**
 * Refuses movements that name what does not exist, take what is not there or mix goods of others with ours. The triggers
 * of the levels would refuse the latter two as well, but cannot say by how much. Answers how the goods are followed and
 * which places may go below zero; what is in the customer's hand leaves any place, and is named. Source: DOMAIN §4.
 * @throws Refusal variant.unknown, location.unknown, location.blocked, bin.unknown, bin.blocked, stock.notOnHold, stock.short,
 * stock.shortInBin, stock.ofOthers
 */
export function refuseShortages(reader: Reader, movements: readonly NewMovement[], inHand = false): Places {
  const changes = changesByPlace(movements);
  const places: Places = { variants: new Map(), open: new Set(), short: new Set(), beyond: [], followed: false };
  for (const row of placesTouched.all(reader, { places: `[${[...changes.keys()].join()}]` })) {
    const { variantId, locationId } = row;
    const { change, held } = changes.get(placeKey(row)) ?? { change: 0, held: 0 };
    if (row.knownVariantId === null) throw new Refusal('variant.unknown', { variantId });
    if (row.isBundle) throw new Refusal('bundle.noStock', { variantId });
    if (row.knownLocationId === null) throw new Refusal('location.unknown', { locationId });
    if (row.blocked) throw new Refusal('location.blocked', { locationId });
    if (held < 0 && row.onHold + held < 0) throw new Refusal('stock.notOnHold', { variantId, locationId, onHold: row.onHold, asked: -held });
    const short = change < 0 && row.available + change < 0 && row.negativePolicy === 'refuse';
    if (short && inHand) places.beyond.push({ variantId, locationId });
    else if (short) throw new Refusal('stock.short', { variantId, locationId, available: row.available, asked: -change });
    if (movements.some((movement) => movement.locationId === locationId && !fitsOwner(movement, row.owner))) throw new Refusal('stock.ofOthers', { locationId, owner: row.owner ?? '' });
    places.variants.set(variantId, { tracking: row.tracking ?? 'none', costingMethod: row.costingMethod });
    places.followed ||= (row.tracking ?? 'none') !== 'none';
    if (row.negativePolicy === 'allow') places.open.add(locationId);
    if (row.negativePolicy === 'refuse' && row.available + change < 0) places.short.add(placeKey(row));
  }
  for (const movement of movements) if (movement.binId !== null) refuseShortBin(reader, movement, movement.binId);
  return places;
}

/** What the places of some movements are like. */
export interface Places {
  /** How each variant is followed and costed. */
  variants: Map<number, Following>;
  /** Locations where more may leave than is there. */
  open: Set<number>;
  /** Places that never go below zero and have less all the same, as `placeKey` names them: goods were sold in the hand. */
  short: Set<string>;
  /** Goods in the hand that a place which never goes below zero has not by the book. */
  beyond: { variantId: number; locationId: number }[];
  followed: boolean;
}

/** Goods of others only come and go as such, or change bin and state; ours never lie among them. */
const fitsOwner = ({ kind }: NewMovement, owner: string | null): boolean =>
  owner === null ? kind !== 'consignment' : kind === 'consignment' || kind === 'move' || kind === 'hold';

/** By how much what is available and what is on hold change at each place. */
function changesByPlace(movements: readonly NewMovement[]): Map<string, { change: number; held: number }> {
  const changes = new Map<string, { change: number; held: number }>();
  for (const movement of movements) {
    const key = placeKey(movement);
    const { change, held } = changes.get(key) ?? { change: 0, held: 0 };
    changes.set(key, { change: change + movement.quantity - movement.held, held: held + movement.held });
  }
  return changes;
}

/** A place as JSON, so that the keys themselves are the question. */
export const placeKey = ({ variantId, locationId }: { variantId: number; locationId: number }): string => `[${variantId},${locationId}]`;

function refuseShortBin(reader: Reader, { variantId, locationId, quantity, held }: NewMovement, binId: number): void {
  const bin = binTouched.get(reader, { binId, variantId });
  if (!bin || bin.locationId !== locationId) throw new Refusal('bin.unknown', { binId, locationId });
  if (bin.blocked) throw new Refusal('bin.blocked', { binId });
  if (held < 0 && bin.onHold + held < 0) throw new Refusal('stock.notOnHold', { variantId, locationId, onHold: bin.onHold, asked: -held });
  const change = quantity - held;
  const short = change < 0 && bin.free + change < 0 && bin.negativePolicy === 'refuse';
  if (short) throw new Refusal('stock.shortInBin', { variantId, binId, available: bin.free, asked: -change });
}
