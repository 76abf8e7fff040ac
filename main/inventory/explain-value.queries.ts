import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { openLayersByVariant } from './costing-state.queries.ts';
import { layersByIds } from './layer.statements.ts';

const shown = 100;

interface Asked {
  variantId: number;
  layerId: number | null;
}

/**
 * What changed the value of a variant's layers, the newest movement first: goods that came or left, a price that came later
 * ('revalued': a bill, freight), a cost that followed ('recosted'). Each with the entry that posted it: of its own document,
 * else of the same command on that day.
 */
const latestChanges = read((db, p: Asked) =>
  db
    .selectFrom('stockMovement as movement')
    .innerJoin('layerChange as change', 'change.movementId', 'movement.id')
    .select([
      sql<string>`case when change.recosting = 1 then 'recosted' when sum(change.quantity) = 0 and change.drawId is null then 'revalued' else movement.kind end`.as('kind'),
      'movement.sourceKind',
      'movement.sourceId',
      'change.postedOn',
      sql<Quantity>`sum(change.quantity)`.as('quantity'),
      sql<Minor>`sum(change.value)`.as('value'),
      sql<number | null>`coalesce(
        (select own.id from journalEntry own where own.sourceKind = movement.sourceKind and own.sourceId = movement.sourceId and own.commandId = change.commandId and change.recosting = 0 order by own.id limit 1),
        (select day.id from journalEntry day where day.postedOn = change.postedOn and day.commandId = change.commandId and (change.recosting = 0 or day.ruleId = 'inventory.recosting' and day.sourceId = movement.variantId) order by day.id limit 1))`.as('entryId'),
    ])
    .where('movement.variantId', '=', p.variantId)
    .where('movement.role', 'is not', null)
    .where(sql<boolean>`(${p.layerId} is null or change.layerId = ${p.layerId})`)
    .groupBy(['movement.id', 'change.commandId', 'change.postedOn', 'change.recosting'])
    .having(sql<boolean>`sum(change.value) <> 0`)
    .orderBy('movement.postedOn', 'desc')
    .orderBy('movement.occurredAt', 'desc')
    .orderBy('movement.id', 'desc')
    .orderBy('change.commandId', 'desc')
    .limit(shown),
);

const numberOf = read((db, p: { id: number }) => db.selectFrom('journalEntry').select('number').where('id', '=', p.id));

interface ValuePart {
  kind: string;
  source: { kind: string; id: number } | null;
  postedOn: Day | null;
  quantity: Quantity | null;
  value: Minor;
  entry: { id: number; number: string } | null;
}

/** Why stock is worth what it is, of a variant or of one layer, in minor units: the newest changes, and all before them as one. */
export function explainValue(reader: Reader, { variantId, layerId }: { variantId: number; layerId?: number }): { total: Minor; parts: ValuePart[] } {
  const layers = layerId === undefined ? (openLayersByVariant(reader, `[${variantId}]`).get(variantId) ?? []) : layersByIds.all(reader, { layerIds: `[${layerId}]` });
  const total = sumMinor(layers.map(({ value }) => value));
  const parts = latestChanges.all(reader, { variantId, layerId: layerId ?? null }).map(({ sourceKind, sourceId, entryId, ...row }): ValuePart => ({ ...row, source: { kind: sourceKind, id: sourceId }, entry: entryOf(reader, entryId) }));
  const earlier = minor(total - sumMinor(parts.map(({ value }) => value)));
  return { total, parts: earlier === 0 ? parts : [...parts, { kind: 'earlier', source: null, postedOn: null, quantity: null, value: earlier, entry: null }] };
}

/** An entry as a figure names it. */
export const entryOf = (reader: Reader, entryId: number | null) => {
  const found = entryId === null ? undefined : numberOf.get(reader, { id: entryId });
  return entryId !== null && found ? { id: entryId, number: found.number } : null;
};
