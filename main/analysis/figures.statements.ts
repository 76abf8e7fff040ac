import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read } from '../database/statement.ts';

interface Asked {
  from: Day;
  on: Day;
}

const fields = ['variantId', 'postedOn', 'quantity', 'value', 'received', 'sold', 'cogs'] as const;

/** Every variant's days through a day, variant by variant, each in order. */
export const daysOfAll = read((db, p: { on: Day }) => db.selectFrom('variantDay').select(fields).where('postedOn', '<=', p.on).orderBy('variantId').orderBy('postedOn'));

/** The same of some variants, a JSON list. */
export const daysOfSome = read((db, p: { on: Day; variantIds: string }) =>
  db
    .selectFrom('variantDay')
    .select(fields)
    .where('variantId', 'in', sql<number>`(select value from json_each(${p.variantIds}))`)
    .where('postedOn', '<=', p.on)
    .orderBy('variantId')
    .orderBy('postedOn'),
);

export const lastVariant = read((db) => db.selectFrom('variant').select('id').orderBy('id', 'desc').limit(1));
export const newestChange = read((db) => db.selectFrom('layerChange').select('id').orderBy('id', 'desc').limit(1));

/** Whose layers changed after a change. */
export const changedSince = read((db, p: { changeId: number }) =>
  db
    .selectFrom('layerChange as change')
    .innerJoin('stockMovement as movement', (join) => join.on(sql<boolean>`movement.id = coalesce(change.drawId, change.movementId)`))
    .select('movement.variantId')
    .distinct()
    .where('change.id', '>', p.changeId),
);

/** What variants of a JSON list are called. */
export const namesOf = read((db, p: { variantIds: string }) =>
  db
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['variant.id as variantId', 'variant.sku', 'variant.optionValues', 'product.name'])
    .where('variant.id', 'in', sql<number>`(select value from json_each(${p.variantIds}))`),
);

/** What each variant's sales of a period cost, and nothing else: all a class by value needs, in a fraction of the time. */
export const cogsByVariant = read((db, p: Asked) =>
  db
    .selectFrom('variantDay as day')
    .select(['day.variantId', sql<Minor>`sum(iif(day.postedOn >= ${p.from}, day.cogs, 0))`.as('cogs')])
    .where('day.postedOn', '<=', p.on)
    .groupBy('day.variantId'),
);

interface SoldByWeek {
  variantId: number;
  firstCameOn: Day;
  sold: Quantity;
  cogs: Minor;
  squares: number;
}

/** What each variant sold in a period, what that cost, and its weeks squared in whole units; weeks end on the last day. */
export const weeksOfVariants = read((db, p: Asked) =>
  db
    .selectFrom(
      sql<SoldByWeek>`(
        select variantId, (select min(postedOn) from variantDay first where first.variantId = week.variantId) as firstCameOn,
          sum(sold) as sold, sum(cogs) as cogs, sum(sold / 1000.0 * (sold / 1000.0)) as squares
        from (
          select variantId, cast((julianday(${p.on}) - julianday(postedOn)) / 7 as integer) as number, sum(sold) as sold, sum(cogs) as cogs
          from variantDay where postedOn between ${p.from} and ${p.on} and (sold <> 0 or cogs <> 0) group by variantId, number) week
        group by variantId)`.as('weeks'),
    )
    .selectAll()
    .orderBy('variantId'),
);

/** What all layers held at the end of a day by the day they were made: what they hold now, less what changed since. */
export const agesOn = read((db, p: { on: Day }) =>
  db
    .selectFrom(
      sql<{ madeOn: Day; pooled: number; quantity: Quantity; value: Minor }>`(
        select madeOn, pooled, quantity, value from layerAge
        union all select madeOn, pooled, -quantity, -value from layerAgeDay where postedOn > ${p.on})`.as('age'),
    )
    .select(['madeOn', 'pooled', sql<Quantity>`sum(quantity)`.as('quantity'), sql<Minor>`sum(value)`.as('value')])
    .groupBy(['madeOn', 'pooled']),
);

/** The layers of a variant as they stood at the end of a day: as they stand now where nothing changed since, else added up from their changes. */
export const layersOn = read((db, p: { on: Day; variantId: number }) =>
  db
    .selectFrom(
      sql<{ pooled: number; madeOn: Day; quantity: Quantity; value: Minor }>`(
        select layer.kind = 'pool' as pooled, movement.postedOn as madeOn, layer.quantity, layer.value
        from costLayer layer join stockMovement movement on movement.id = layer.movementId
        where (layer.quantity <> 0 or layer.kind = 'pool') and layer.variantId = ${p.variantId}
          and not exists (select 1 from variantDay where variantId = ${p.variantId} and postedOn > ${p.on})
        union all
        select layer.kind = 'pool', made.postedOn, sum(change.quantity), sum(change.value)
        from stockMovement cause join layerChange change on change.movementId = cause.id join costLayer layer on layer.movementId = change.layerId
          join stockMovement made on made.id = layer.movementId
        where cause.variantId = ${p.variantId} and change.postedOn <= ${p.on}
          and exists (select 1 from variantDay where variantId = ${p.variantId} and postedOn > ${p.on})
        group by change.layerId having sum(change.quantity) <> 0 or sum(change.value) <> 0)`.as('layer'),
    )
    .select(['layer.pooled', 'layer.madeOn', 'layer.quantity', 'layer.value']),
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
