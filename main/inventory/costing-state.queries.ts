import type { CostLayer, Drawn, LayerChange, UnitCost } from '../../shared/inventory/cost-layer.rules.ts';
import type { CostEvent, Position } from '../../shared/inventory/costing-event.rules.ts';
import { type CostState, newDraw, rewind } from '../../shared/inventory/costing.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { changesFrom, changesOfMovement, costingStart, laterChangesOfDraw, layersByIds, openLayersOf } from './layer.statements.ts';
import { comebacksOf, lastKnownCost, movementById, valuedFrom } from './movement.statements.ts';
import { methodOf } from './tracking.ts';

/** Before every movement there can be. */
export const beginning: Position = { postedOn: '' as Day, occurredAt: instant(Number.MIN_SAFE_INTEGER), id: 0 };

export interface Start {
  late: boolean;
  layers: CostLayer[];
}

/** Where costing new movements begins, by variant. */
export function startOfCosting(tx: Tx, at: { postedOn: Day; occurredAt: Instant }, variantIds: readonly number[], firstNewId: number): Map<number, Start> {
  const rows = costingStart.all(tx, { variantIds: JSON.stringify(variantIds), postedOn: at.postedOn, occurredAt: at.occurredAt, firstNewId });
  const starts = new Map<number, Start>();
  for (const { variantId, late, id, kind, quantity: left, value, postedOn, occurredAt } of rows) {
    const start = starts.get(variantId) ?? { late: late === 1, layers: [] };
    starts.set(variantId, start);
    if (id === null || left === null || value === null || postedOn === null || occurredAt === null) continue;
    start.layers.push({ id, owed: kind === 'owed', pool: kind === 'pool', quantity: left, value, postedOn, occurredAt });
  }
  return starts;
}

/** The open layers of several variants, in one question. */
export const openLayersByVariant = (reader: Reader, variantIds: string): Map<number, CostLayer[]> =>
  Map.groupBy(openLayersOf.all(reader, { variantIds }).map(layerOf), (layer) => layer.variantId);

/** What is stored of a variant from a place in costing order on: its movements, their changes, and all layers these touch. */
export function historyFrom(reader: Reader, variantId: number, from: Position) {
  const place = { variantId, postedOn: from.postedOn, occurredAt: from.occurredAt, id: from.id };
  const changes: LayerChange[] = changesFrom.all(reader, place);
  const open = openLayersByVariant(reader, `[${variantId}]`).get(variantId) ?? [];
  return { movements: valuedFrom.all(reader, place), changes, layers: withLayers(reader, open, changes.map((change) => change.layerId)) };
}

/**
 * What costing must know before a run of events: the layers less what is stored of the run itself, the earlier draws the
 * run gives back, and the last known cost where the run may need one.
 */
export function stateBefore(tx: Tx, variantId: number, run: { layers: readonly CostLayer[]; events: readonly CostEvent[]; changes: readonly LayerChange[] }): CostState {
  const inRun = new Set(run.events.map((event) => event.id));
  const draws = new Map<number, Drawn>();
  for (const event of run.events) {
    if ('of' in event && !inRun.has(event.of)) draws.set(event.of, drawnBefore(tx, event.of, inRun));
  }
  const touched = [...draws.values()].flatMap((draw) => [...draw.byLayer.keys()]);
  const layers = rewind(withLayers(tx, run.layers, touched), run.changes);
  return { method: methodOf(tx, variantId), layers, draws, lastCost: costBefore(tx, variantId, layers, run.events) };
}

/** Only goods that leave and are not there need the last known cost, so the usual run does not ask for it. */
function costBefore(tx: Tx, variantId: number, layers: readonly CostLayer[], events: readonly CostEvent[]): UnitCost | null {
  const first = events[0];
  const leaving = events.reduce((sum, event) => sum + (event.kind === 'out' ? event.quantity : 0), 0);
  const covered = layers.reduce((sum, layer) => sum + layer.quantity, 0) >= leaving;
  if (!first || covered) return null;
  return knownCostBefore(tx, variantId, first);
}

/** What the last goods before a place in costing order cost, all their later prices included. */
export function knownCostBefore(reader: Reader, variantId: number, at: Position): UnitCost | null {
  const last = lastKnownCost.get(reader, { variantId, postedOn: at.postedOn, occurredAt: at.occurredAt, id: at.id });
  return last ? { value: minor(last.value ?? 0), quantity: last.quantity } : null;
}

/** What a draw took before the run: its own changes and others' changes of it, less those the run causes. */
function drawnBefore(reader: Reader, drawId: number, inRun: ReadonlySet<number>): Drawn {
  const draw = newDraw(quantity(-(movementById.get(reader, { id: drawId })?.quantity ?? 0)));
  const own = changesOfMovement.all(reader, { movementId: drawId }).filter((change) => change.drawId === drawId);
  for (const change of [...own, ...laterChangesOfDraw.all(reader, { drawId })]) {
    if (inRun.has(change.movementId)) continue;
    const part = draw.byLayer.get(change.layerId) ?? { quantity: 0, value: 0 };
    draw.byLayer.set(change.layerId, { quantity: quantity(part.quantity - change.quantity), value: minor(part.value - change.value) });
  }
  for (const back of comebacksOf.all(reader, { movementId: drawId })) {
    if (back.kind !== 'return' || inRun.has(back.id)) continue;
    const arrived = changesOfMovement.all(reader, { movementId: back.id }).filter((change) => change.drawId === null);
    draw.returnedQuantity = quantity(draw.returnedQuantity + back.quantity);
    draw.returnedValue = sumMinor([draw.returnedValue, ...arrived.map((change) => change.value)]);
  }
  return draw;
}

function withLayers(reader: Reader, layers: readonly CostLayer[], layerIds: readonly number[]): CostLayer[] {
  const known = new Set(layers.map((layer) => layer.id));
  const missing = new Set(layerIds.filter((id) => !known.has(id)));
  if (missing.size === 0) return [...layers];
  return [...layers, ...layersByIds.all(reader, { layerIds: JSON.stringify([...missing]) }).map(layerOf)];
}

type LayerRow = ReturnType<typeof openLayersOf.all>[number];

const layerOf = ({ kind, ...row }: LayerRow) => ({ ...row, owed: kind === 'owed', pool: kind === 'pool' });
