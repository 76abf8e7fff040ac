import { type RawBuilder, sql } from 'kysely';

/** An alert is open exactly while its level is passed; levels and stock say the same as what fired and recovered. */
export const alertsFollowStock: RawBuilder<{ id: number | string; says: string }> = sql`
  with due as (
    select level.variantId, level.locationId, kind.kind
    from stockAlertLevel level cross join (select 'low' as kind union all select 'over') kind
      left join stockLevel stock on stock.variantId = level.variantId and stock.locationId = level.locationId
    where iif(kind.kind = 'low', coalesce(stock.onHand - stock.onHold - stock.allocated, 0) <= level.low, coalesce(stock.onHand - stock.onHold - stock.allocated, 0) >= level.high)
  )
  select 'variant ' || due.variantId || ' at ' || due.locationId as id, 'past its ' || due.kind || ' level, and no alert is open' as says
  from due where not exists (
    select 1 from stockAlert alert where alert.variantId = due.variantId and alert.locationId = due.locationId and alert.kind = due.kind and alert.recoveredBy is null)
  union all
  select alert.id, 'open, and its level is not passed'
  from stockAlert alert where alert.recoveredBy is null and not exists (
    select 1 from due where due.variantId = alert.variantId and due.locationId = alert.locationId and due.kind = alert.kind)`;
