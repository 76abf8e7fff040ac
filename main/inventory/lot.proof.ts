import { sql } from 'kysely';

type RawFault = { id: number | string; says: string };

/** INV-S1 by lot: what is kept of a lot at a place is what its movements there add up to. */
export const lotsAreMovements = sql<RawFault>`
  select lotId || ' ' || locationId as id, 'lot differs from its movements by ' || sum(onHand) || ' on hand, ' || sum(onHold) || ' on hold' as says
  from (
    select lotId, locationId, onHand, onHold from lotLevel
    union all
    select part.lotId, movement.locationId, -part.quantity, -part.held from movementLot part join stockMovement movement on movement.id = part.movementId
  )
  group by lotId, locationId having sum(onHand) <> 0 or sum(onHold) <> 0`;

export const lotBinsAreMovements = sql<RawFault>`
  select lotId || ' ' || binId as id, 'lot differs from its movements by ' || sum(onHand) || ' on hand, ' || sum(onHold) || ' on hold' as says
  from (
    select lotId, binId, onHand, onHold from lotBinLevel
    union all
    select part.lotId, movement.binId, -part.quantity, -part.held from movementLot part join stockMovement movement on movement.id = part.movementId
    where movement.binId is not null
  )
  group by lotId, binId having sum(onHand) <> 0 or sum(onHold) <> 0`;

/** INV-S6: in the order it was written, no lot left a place before it was there, and no serial number was ever two pieces. */
export const lotsLeftAfterTheyCame = sql<RawFault>`
  select lotId as id, iif(least < 0, 'left with ' || -least || ' more than ever came to location ' || locationId, 'is one piece and was ' || most) as says
  from (
    select lotId, locationId, min(there) as least, max(everywhere) as most, max(tracking) as tracking
    from (
      select part.lotId, movement.locationId, iif(part.movementId > follow.sinceMovementId, follow.tracking, 'none') as tracking,
        sum(part.quantity) over (partition by part.lotId, movement.locationId order by part.commandId, part.movementId) as there,
        sum(part.quantity) over (partition by part.lotId order by part.commandId, part.movementId) as everywhere
      from movementLot part join stockMovement movement on movement.id = part.movementId
      join variantTracking follow on follow.variantId = movement.variantId
    )
    group by lotId, locationId
  )
  where least < 0 or (tracking = 'serial' and most > 1000)`;

/**
 * INV-S6: every movement of followed goods names its lots, whole. Only what a counter sold that may go below zero, or in the hand
 * beyond the book, and what came back of it, may lack a lot: it is owed a name.
 */
export const followedGoodsAreNamed = sql<RawFault>`
  select movement.id, 'moves ' || movement.quantity || ' and holds ' || movement.held || ', its lots ' || coalesce(sum(part.quantity), 0) || ' and ' || coalesce(sum(part.held), 0) as says
  from variantTracking follow
  join stockMovement movement on movement.variantId = follow.variantId and movement.id > follow.sinceMovementId
  join location on location.id = movement.locationId
  left join movementLot part on part.movementId = movement.id
  where follow.tracking <> 'none'
  group by movement.id
  having (coalesce(sum(part.quantity), 0) <> movement.quantity or coalesce(sum(part.held), 0) <> movement.held)
    and not (follow.tracking = 'lot' and movement.kind in ('shipment', 'loss', 'cancellation')
      and (location.negativePolicy = 'allow' or exists (select 1 from soldInHand beyond
        where beyond.variantId = movement.variantId and beyond.locationId = movement.locationId
          and beyond.commandId in (movement.commandId, (select commandId from stockMovement draw where draw.id = movement.ofMovementId))))
      and abs(coalesce(sum(part.quantity), 0)) <= abs(movement.quantity))`;
