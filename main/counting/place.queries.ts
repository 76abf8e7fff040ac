import { sql } from 'kysely';
import type { ScopePlace } from '../../shared/counting/scope.rules.ts';
import { read } from '../database/statement.ts';

/** Every place of a location where the book has something, below nothing included; without a bin what lies in none. */
export const placesIn = read((db, p: { locationId: number }) =>
  db.selectFrom(
    sql<ScopePlace>`(
      select level.variantId, level.binId from bin join binLevel level on level.binId = bin.id where bin.locationId = ${p.locationId} and level.onHand <> 0
      union all
      select level.variantId, null from stockLevel level where level.locationId = ${p.locationId} and level.onHand <> coalesce((
        select sum(inBin.onHand) from binLevel inBin join bin on bin.id = inBin.binId where inBin.variantId = level.variantId and bin.locationId = ${p.locationId}), 0))`.as('place'),
  ).select(['place.variantId', 'place.binId']),
);
