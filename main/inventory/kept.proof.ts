import { sql } from 'kysely';

type RawFault = { id: number | string; says: string };

/** Kept sums of months are the movements of their days. */
export const monthsAreMovements = sql<RawFault>`
  select variantId || ' ' || locationId || ' ' || month as id, 'month differs from its movements by ' || sum(quantity) || ', held ' || sum(held) as says
  from (
    select variantId, locationId, month, quantity, held from stockMonth
    union all
    select variantId, locationId, substr(postedOn, 1, 7), -sum(quantity), -sum(held) from stockMovement group by variantId, locationId, substr(postedOn, 1, 7)
  )
  group by variantId, locationId, month having sum(quantity) <> 0 or sum(held) <> 0`;

/** What is on its way is what open transfers say: seen from the sender, the receiver and the way itself it is the same. */
export const transitIsTransfers = sql<RawFault>`
  select variantId as id, 'on its way differs from the open transfers by ' || sum(onHand) as says
  from (
    select level.variantId, level.onHand from location join stockLevel level on level.locationId = location.id where location.kind = 'inTransit'
    union all select variantId, settled - quantity from stockTransferLine where settled < quantity
  )
  group by variantId having sum(onHand) <> 0`;

/** Every level below zero is an exception with a deadline, and no other is. */
export const negativesAreNamed = sql<RawFault>`
  select variantId || ' ' || locationId as id, iif(sum(below) > 0, 'is below zero and no exception says so', 'is an exception and not below zero') as says
  from (
    select variantId, locationId, 1 as below from stockLevel where onHand < 0
    union all select variantId, locationId, -1 from negativeStock where closedAt is null
  )
  group by variantId, locationId having sum(below) <> 0`;

/** What was ever set aside less what was freed is what is set aside. */
export const allocationsAreTheirChanges = sql<RawFault>`
  select orderLineId || ' ' || locationId as id, 'allocation differs from its changes by ' || sum(quantity) as says
  from (
    select orderLineId, locationId, quantity from allocation
    union all select orderLineId, locationId, -quantity from allocationChange
  )
  group by orderLineId, locationId having sum(quantity) <> 0`;

/** Goods of others only lie where their owner is named, and bear no value. */
export const othersAreApart = sql<RawFault>`
  select movement.id, 'is ' || movement.kind || ' at ' || location.name || ', whose goods belong to ' || coalesce(location.owner, 'us') as says
  from location join stockMovement movement on movement.locationId = location.id
  where (location.owner is not null and movement.kind not in ('consignment', 'move', 'hold')) or (location.owner is null and movement.kind = 'consignment')`;
