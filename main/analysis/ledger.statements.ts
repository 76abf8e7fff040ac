import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read } from '../database/statement.ts';

interface Asked {
  from: Day;
  on: Day;
  limit: number;
}

/**
 * What changed the layers of a variant through a day, the newest first, each with the entry that posted it: of its own document, else of
 * the same command on that day. `costs` keeps to what was sold.
 */
export const linesOfVariant = read((db, p: Asked & { variantId: number; costs: number }) =>
  db
    .selectFrom('stockMovement as movement')
    .innerJoin('layerChange as change', 'change.movementId', 'movement.id')
    .innerJoin('stockMovement as cause', (join) => join.on(sql<boolean>`cause.id = coalesce(change.drawId, change.movementId)`))
    .select([
      'change.postedOn',
      sql<string>`case when change.recosting = 1 then 'recosted' when sum(change.quantity) = 0 and change.drawId is null then 'revalued' else movement.kind end`.as('kind'),
      sql<Quantity | null>`sum(change.quantity)`.as('quantity'),
      sql<Minor>`sum(change.value)`.as('value'),
      sql<number | null>`coalesce(
        (select own.id from journalEntry own where own.sourceKind = movement.sourceKind and own.sourceId = movement.sourceId and own.commandId = change.commandId and change.recosting = 0 order by own.id limit 1),
        (select day.id from journalEntry day where day.postedOn = change.postedOn and day.commandId = change.commandId and (change.recosting = 0 or day.ruleId = 'inventory.recosting' and day.sourceId = movement.variantId) order by day.id limit 1))`.as('entryId'),
    ])
    .where('movement.variantId', '=', p.variantId)
    .where('change.postedOn', '<=', p.on)
    .where(sql<boolean>`(${p.costs} = 0 or cause.role = 'cogs' and change.postedOn >= ${p.from})`)
    .groupBy(['movement.id', 'change.commandId', 'change.postedOn', 'change.recosting'])
    .having(sql<boolean>`sum(change.value) <> 0`)
    .orderBy('change.postedOn', 'desc')
    .orderBy('movement.id', 'desc')
    .orderBy('change.commandId', 'desc')
    .limit(p.limit),
);

/** The newest postings of the account of a role from one day through another. */
export const linesOfRole = read((db, p: Asked & { role: string }) =>
  db
    .selectFrom('posting')
    .innerJoin('journalEntry as entry', 'entry.id', 'posting.entryId')
    .select(['posting.postedOn', 'entry.sourceKind as kind', sql<Quantity | null>`null`.as('quantity'), 'posting.amount as value', sql<number | null>`posting.entryId`.as('entryId')])
    .where(sql<boolean>`posting.ledgerAccountId = (select ledgerAccountId from accountRole where role = ${p.role})`)
    .where('posting.postedOn', '>=', p.from)
    .where('posting.postedOn', '<=', p.on)
    .orderBy('posting.postedOn', 'desc')
    .orderBy('posting.entryId', 'desc')
    .orderBy('posting.lineNo', 'desc')
    .limit(p.limit),
);

/** What the account of a role holds from one day through another, and that at the end of each day of a period, added up. */
export const heldByRole = read((db, p: { role: string; from: Day; on: Day }) =>
  db
    .selectFrom('ledgerDay as day')
    .select([
      sql<Minor>`coalesce(sum(iif(day.dayOn >= ${p.from}, day.debit - day.credit, 0)), 0)`.as('within'),
      sql<Minor>`coalesce(sum(day.debit - day.credit), 0)`.as('through'),
      sql<number>`cast(coalesce(sum((day.debit - day.credit) * (julianday(${p.on}) - julianday(max(day.dayOn, ${p.from})) + 1)), 0) as integer)`.as('valueDays'),
    ])
    .where(sql<boolean>`day.ledgerAccountId = (select ledgerAccountId from accountRole where role = ${p.role})`)
    .where('day.dayOn', '<=', p.on),
);

interface LayerOfAge {
  variantId: number;
  sku: string;
  madeOn: Day;
  quantity: Quantity;
  value: Minor;
  entryId: number | null;
}

/**
 * Layers made in some days as they stood at the end of a day, the most value first: as they stand now where nothing changed since, else added up
 * from their changes. Each with the entry of the document that made it.
 */
export const layersMade = read((db, p: { on: Day; from: Day; through: Day; pooled: number; variantId: number | null }) =>
  db
    .selectFrom(
      sql<LayerOfAge>`(
        with standing as (
          select layer.movementId, layer.quantity, layer.value from costLayer layer
          where (layer.quantity <> 0 or layer.kind = 'pool') and (${p.variantId} is null or layer.variantId = ${p.variantId})
            and not exists (select 1 from layerAgeDay where postedOn > ${p.on})
          union all
          select change.layerId, sum(change.quantity), sum(change.value)
          from layerChange change join stockMovement cause on cause.id = change.movementId
          where change.postedOn <= ${p.on} and (${p.variantId} is null or cause.variantId = ${p.variantId}) and exists (select 1 from layerAgeDay where postedOn > ${p.on})
          group by change.layerId having sum(change.quantity) <> 0 or sum(change.value) <> 0
        )
        select layer.variantId, variant.sku, made.postedOn as madeOn, standing.quantity, standing.value,
          (select entry.id from journalEntry entry where entry.commandId = made.commandId and entry.sourceKind = made.sourceKind and entry.sourceId = made.sourceId order by entry.id limit 1) as entryId
        from standing join costLayer layer on layer.movementId = standing.movementId join stockMovement made on made.id = layer.movementId join variant on variant.id = layer.variantId
        where (layer.kind = 'pool') = ${p.pooled} and made.postedOn between ${p.from} and ${p.through} and standing.value <> 0)`.as('layer'),
    )
    .selectAll()
    .orderBy('value', 'desc')
    .orderBy('variantId')
    .orderBy('madeOn'),
);
