import { sql } from 'kysely';
import type { Quantity } from '../../shared/units/quantity.ts';

/** What is available of a variant over the places that sell, or over those of them that are named (JSON). */
const ownAvailable = (variant: string, locationIds: string | null) => sql`coalesce((
  select sum(level.onHand - level.onHold - level.allocated)
  from stockLevel level join location on location.id = level.locationId
  where level.variantId = ${sql.raw(variant)} and location.sellable = 1 and location.blocked = 0
    and (${locationIds} is null or location.id in (select value from json_each(${locationIds})))
), 0)`;

/**
 * What may be sold of the variant a column names: of goods what is available (INV-S5), of a bundle as many whole ones as its
 * scarcest component is enough for, never below zero. The one place that says so; screens, orders and channels all ask it.
 */
export const availableOf = (variant: string, locationIds: string | null = null) => sql<Quantity>`coalesce(
  (select min(max(0, ${ownAvailable('component.variantId', locationIds)}) / component.quantity) * 1000 from bundleComponent component where component.bundleVariantId = ${sql.raw(variant)}),
  ${ownAvailable(variant, locationIds)})`;
