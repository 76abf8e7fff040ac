import type { CostLayer, LayerChange } from '../../shared/inventory/cost-layer.rules.ts';
import type { Position } from '../../shared/inventory/costing-event.rules.ts';
import { correctedOn } from '../../shared/inventory/recosting.rules.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { firstOpenDay } from '../accounting/period.queries.ts';
import { layerMoved } from '../accounting/stock-value.ts';
import type { Tx } from '../database/handles.ts';
import { insertChange, insertLayer, type NewChange } from './layer.statements.ts';
import { methodOf } from './tracking.ts';

/** A movement whose own cost its document posts. */
export interface FreshMovement {
  readonly id: number;
  readonly ofMovementId: number | null;
}

export interface Appending {
  variantId: number;
  /** The layers that exist. */
  layers: readonly CostLayer[];
  changes: readonly LayerChange[];
  /** The movements that cause the changes, with their days. */
  causes: readonly Position[];
  fresh: readonly FreshMovement[];
}

/** The only way a layer changes: the value is held against what the command posts. */
export function writeChange(tx: Tx, change: NewChange): number {
  layerMoved(tx, change.postedOn, change.value);
  return insertChange.run(tx, { ...change, commandId: tx.commandId }).lastId;
}

/** Appends changes of layers, making the layers that are new. Answers the rows whose value this room has to post itself. */
export function appendChanges(tx: Tx, { variantId, layers, changes, causes, fresh }: Appending): number[] {
  const known = new Set(layers.map((layer) => layer.id));
  const days = new Map(causes.map((cause) => [cause.id, cause.postedOn]));
  const freshById = new Map(fresh.map((movement) => [movement.id, movement]));
  // Everything fresh is in an open period already: moveStock refused the others.
  const firstOpenOn = fresh.length === causes.length ? day('0001-01-01') : firstOpenDay(tx);
  const recosted: number[] = [];
  for (const change of changes) {
    if (!known.has(change.layerId)) insertLayer.run(tx, { movementId: change.layerId, variantId, kind: layerKind(tx, variantId, change) });
    known.add(change.layerId);
    const movement = freshById.get(change.movementId);
    const own = movement !== undefined && isOwn(movement, change);
    const postedOn = correctedOn(dayOfCause(days, change), firstOpenOn);
    const id = writeChange(tx, { ...change, postedOn, recosting: own ? 0 : 1 });
    if (!own) recosted.push(id);
  }
  return recosted;
}

/** A movement's own change is what its document posts: what arrived, what it took, what it gave back. */
export const isOwn = (movement: FreshMovement, change: LayerChange): boolean =>
  change.movementId === movement.id && (change.drawId === null || change.drawId === movement.id || change.drawId === movement.ofMovementId);

function dayOfCause(days: ReadonlyMap<number, Day>, change: LayerChange): Day {
  const postedOn = days.get(change.movementId);
  if (postedOn === undefined) throw new Error(`movement ${change.movementId} is not among those costed`);
  return postedOn;
}

function layerKind(tx: Tx, variantId: number, change: LayerChange): 'receipt' | 'pool' | 'owed' {
  if (change.drawId === change.layerId) return 'owed';
  return methodOf(tx, variantId) === 'movingAverage' ? 'pool' : 'receipt';
}
