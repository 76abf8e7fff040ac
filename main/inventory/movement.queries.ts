import { sql } from 'kysely';
import { inCostingOrder } from '../../shared/inventory/costing-event.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { openLayersOf } from './layer.statements.ts';

export interface MovementFilter {
  variantId?: number;
  after?: { postedOn: Day; occurredAt: Instant; movementId: number };
  limit: number;
}

/**
 * What a movement changed of the stock's value by now: its own changes and, for a draw, the settlements of what it owed.
 * What a settlement moved between an owed layer and a receipt belongs to the draw, not to the receipt.
 */
export const valueNow = sql<Minor>`(
  coalesce((select sum(value) from layerChange where layerChange.movementId = movement.id
    and (drawId is null or drawId = movement.id or drawId = movement.ofMovementId)), 0)
  + coalesce((select sum(value) from layerChange join stockMovement cause on cause.id = layerChange.movementId
    where layerChange.drawId = movement.id and drawId <> layerChange.movementId and cause.kind <> 'cancellation'), 0))`;

/** One page of movements, the latest first: as recorded, or of one variant in costing order. */
export function listMovements(reader: Reader, filter: MovementFilter) {
  const found = reader.all(movementPage(filter).limit(filter.limit + 1));
  const rows = found.slice(0, filter.limit).map(({ sourceKind, sourceId, ...row }) => ({ ...row, source: { kind: sourceKind, id: sourceId } }));
  const last = rows.at(-1);
  const next = found.length > filter.limit && last ? { postedOn: last.postedOn, occurredAt: last.occurredAt, movementId: last.movementId } : null;
  return { rows, next };
}

function movementPage({ variantId, after }: MovementFilter) {
  const page = db
    .selectFrom('stockMovement as movement')
    .innerJoin('variant', 'variant.id', 'movement.variantId')
    .select(['movement.id as movementId', 'movement.variantId', 'variant.sku', 'movement.locationId', 'movement.binId', 'movement.quantity', 'movement.held'])
    .select(['movement.kind', 'movement.reason', 'movement.occurredAt', 'movement.recordedAt', 'movement.postedOn'])
    .select(['movement.sourceKind', 'movement.sourceId', valueNow.as('value')]);
  if (variantId === undefined) {
    return page.where('movement.id', '<', after?.movementId ?? Number.MAX_SAFE_INTEGER).orderBy('movement.id', 'desc');
  }
  const costed = page.where('movement.variantId', '=', variantId).orderBy('postedOn', 'desc').orderBy('occurredAt', 'desc').orderBy('movement.id', 'desc');
  return after ? costed.where(sql<boolean>`(postedOn, occurredAt, movement.id) < (${after.postedOn}, ${after.occurredAt}, ${after.movementId})`) : costed;
}

/** A variant's layers that hold or owe something, the oldest first. */
export function listLayers(reader: Reader, { variantId }: { variantId: number }) {
  const open = openLayersOf.all(reader, { variantIds: `[${variantId}]` }).filter((layer) => layer.quantity !== 0);
  const layers = open
    .toSorted(inCostingOrder)
    .map(({ id, kind, postedOn, quantity, value }) => ({ layerId: id, kind, madeOn: postedOn, quantity, value }));
  return { layers, value: sumMinor(layers.map((layer) => layer.value)) };
}
