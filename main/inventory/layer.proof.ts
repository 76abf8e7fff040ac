import { sql } from 'kysely';

type RawFault = { id: number | string; says: string };

/** INV-S2: what a variant's layers hold, owed ones negative, is what is on hand of it everywhere. */
export const layersHoldWhatIsThere = sql<RawFault>`
  select variantId as id, 'layers hold ' || sum(layers) || ', on hand are ' || sum(onHand) as says
  from (
    select variantId, quantity as layers, 0 as onHand from costLayer
    -- Goods of others have no layers.
    union all select variantId, 0, quantity from stockMovement where kind <> 'consignment'
  )
  group by variantId having sum(layers) <> sum(onHand)`;

/** A layer kept for speed is the sum of its changes, has the sign of its kind, and keeps no value without goods. */
export const layersAreTheirChanges = sql<RawFault>`
  select layer.movementId as id, case
    when layer.quantity <> coalesce(sum(change.quantity), 0) or layer.value <> coalesce(sum(change.value), 0)
      then 'holds ' || layer.quantity || ' worth ' || layer.value || ', its changes say ' || coalesce(sum(change.quantity), 0) || ' worth ' || coalesce(sum(change.value), 0)
    when layer.quantity = 0 then 'is empty and still worth ' || layer.value
    else 'is ' || layer.kind || ' and holds ' || layer.quantity end as says
  from costLayer layer left join layerChange change on change.layerId = layer.movementId
  group by layer.movementId
  having layer.quantity <> coalesce(sum(change.quantity), 0) or layer.value <> coalesce(sum(change.value), 0)
    or (layer.quantity = 0 and layer.value <> 0)
    or (layer.kind = 'owed' and layer.quantity > 0) or (layer.kind <> 'owed' and layer.quantity < 0)`;

/** What layers hold by day, kept for the balance sheet, is their changes. */
export const layerDaysAreChanges = sql<RawFault>`
  select dayOn as id, 'the kept value of the day differs from its changes by ' || sum(value) as says
  from (select dayOn, value from layerDay union all select postedOn, -value from layerChange)
  group by dayOn having sum(value) <> 0`;

/** Every movement that bears value is in the layers with its whole quantity: settlements of owed goods add up to nothing. */
export const movementsAreCosted = sql<RawFault>`
  select movement.id, 'moves ' || movement.quantity || ', its layers ' || coalesce(sum(change.quantity), 0) as says
  from stockMovement movement left join layerChange change on change.movementId = movement.id
  where movement.role is not null
  group by movement.id having coalesce(sum(change.quantity), 0) <> movement.quantity`;
