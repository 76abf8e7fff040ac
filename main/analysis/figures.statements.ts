import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read } from '../database/statement.ts';

interface Asked {
  from: Day;
  on: Day;
}

/**
 * What each variant did in a period, from its kept days: sums up to the last day, and of the period what came, was sold and
 * what it cost. A day's change of value counts for every day of the period that ends with it.
 */
export const sumsByVariant = read((db, p: Asked) =>
  db
    .selectFrom('variantDay as day')
    .innerJoin('variant', 'variant.id', 'day.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['day.variantId', 'variant.sku', 'variant.optionValues', 'product.name'])
    .select([
      sql<Quantity>`sum(iif(day.postedOn < ${p.from}, day.quantity, 0))`.as('opening'),
      sql<Quantity>`sum(iif(day.postedOn >= ${p.from}, day.received, 0))`.as('received'),
      sql<Quantity>`sum(iif(day.postedOn >= ${p.from}, day.sold, 0))`.as('sold'),
      sql<Quantity>`sum(day.quantity)`.as('onHand'),
      sql<Minor>`sum(day.value)`.as('value'),
      sql<Minor>`sum(iif(day.postedOn >= ${p.from}, day.cogs, 0))`.as('cogs'),
      sql<number>`sum(day.value * cast(julianday(${p.on}) - julianday(max(day.postedOn, ${p.from})) + 1 as integer))`.as('valueDays'),
      sql<Day>`min(day.postedOn)`.as('firstCameOn'),
      sql<Day | null>`max(iif(day.sold > 0, day.postedOn, null))`.as('lastSoldOn'),
    ])
    .where('day.postedOn', '<=', p.on)
    .groupBy('day.variantId'),
);

/** What each variant's sales of a period cost, and nothing else: all a class by value needs, in a fraction of the time. */
export const cogsByVariant = read((db, p: Asked) =>
  db
    .selectFrom('variantDay as day')
    .select(['day.variantId', sql<Minor>`sum(iif(day.postedOn >= ${p.from}, day.cogs, 0))`.as('cogs')])
    .where('day.postedOn', '<=', p.on)
    .groupBy('day.variantId'),
);

/** What each variant sold week by week, as the sum of squares in whole units; weeks end on the period's last day. */
export const weeklySquares = read((db, p: Asked) =>
  db
    .selectFrom(
      sql<{ variantId: number; sold: number }>`(
        select variantId, sum(sold) / 1000.0 as sold from variantDay
        where postedOn between ${p.from} and ${p.on}
        group by variantId, cast(julianday(${p.on}) - julianday(postedOn) as integer) / 7)`.as('week'),
    )
    .select(['week.variantId', sql<number>`sum(week.sold * week.sold)`.as('squares')])
    .groupBy('week.variantId'),
);

/** On how many days of the period nothing was there at the day's end, from the day a variant first came on. */
export const daysOut = read((db, p: Asked) =>
  db
    .selectFrom(
      sql<{ variantId: number; days: number }>`(
        select variantId, level,
          julianday(min(lead(postedOn, 1, date(${p.on}, '+1 day')) over later, date(${p.on}, '+1 day'))) - julianday(max(postedOn, ${p.from})) as days
        from (
          select variantId, postedOn, sum(quantity) over (partition by variantId order by postedOn) as level
          from variantDay where postedOn <= ${p.on}
        )
        window later as (partition by variantId order by postedOn))`.as('span'),
    )
    .select(['span.variantId', sql<number>`cast(sum(span.days) as integer)`.as('days')])
    .where(sql<boolean>`span.level <= 0 and span.days > 0`)
    .groupBy('span.variantId'),
);

/**
 * The layers of all variants, or of one, as they stood at the end of a day: as they stand now where nothing changed since,
 * else added up from their changes.
 */
export const layersOn = read((db, p: { on: Day; variantId: number | null }) =>
  db
    .selectFrom(
      sql<{ kind: string; madeOn: Day; quantity: Quantity; value: Minor }>`(
        with changed as materialized (select distinct variantId from variantDay where postedOn > ${p.on})
        select layer.kind, movement.postedOn as madeOn, layer.quantity, layer.value
        from costLayer layer join stockMovement movement on movement.id = layer.movementId
        where (layer.quantity <> 0 or layer.kind = 'pool') and (${p.variantId} is null or layer.variantId = ${p.variantId}) and layer.variantId not in changed
        union all
        select layer.kind, made.postedOn, sum(change.quantity), sum(change.value)
        from changed cross join stockMovement cause on cause.variantId = changed.variantId
          join layerChange change on change.movementId = cause.id join costLayer layer on layer.movementId = change.layerId
          join stockMovement made on made.id = layer.movementId
        where change.postedOn <= ${p.on} and (${p.variantId} is null or changed.variantId = ${p.variantId})
        group by change.layerId having sum(change.quantity) <> 0 or sum(change.value) <> 0)`.as('layer'),
    )
    .select(['layer.kind', 'layer.madeOn', 'layer.quantity', 'layer.value']),
);

export const daysOfVariant = read((db, p: Asked & { variantId: number; limit: number }) =>
  db
    .selectFrom('variantDay')
    .select(['variantId', 'postedOn as on', 'quantity', 'received', 'sold', 'cogs', 'value'])
    .where('variantId', '=', p.variantId)
    .where('postedOn', '<=', p.on)
    .where('postedOn', '>=', p.from)
    .orderBy('postedOn', 'desc')
    .limit(p.limit),
);
