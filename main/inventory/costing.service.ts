import type { CostLayer, LayerChange } from '../../shared/inventory/cost-layer.rules.ts';
import type { Position } from '../../shared/inventory/costing-event.rules.ts';
import { replay } from '../../shared/inventory/costing.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { openLayersByVariant, startOfCosting, stateBefore } from './costing-state.queries.ts';
import { appendChanges, isOwn, writeChange } from './layer.service.ts';
import { costEvent } from './movement-event.ts';
import { type MovementKind, movementById } from './movement.statements.ts';
import { dirtyFrom, markDirty, postBeforeCommit, recost } from './recosting.service.ts';
import { namedMovements } from './specific-cost.queries.ts';
import { methodOf, trackingOf } from './tracking.ts';

/** A written movement that bears value; `value` is given for goods that come in from outside. */
export interface ValuedMovement extends Position {
  readonly variantId: number;
  readonly kind: MovementKind;
  readonly quantity: Quantity;
  readonly value: Minor | null;
  readonly ofMovementId: number | null;
}

/**
 * Costs movements just written. Answers by movement the change of Inventory that its own document posts.
 * A movement at the end of its variant's order is costed on the open layers. Goods that come in late wait until just before
 * the commit, when everything behind them is costed again once; goods that leave late are costed again at once, because
 * their document wants to know.
 */
export function costMovements(tx: Tx, at: { postedOn: Day; occurredAt: Instant }, movements: readonly ValuedMovement[]): Map<number, Minor> {
  const values = new Map<number, Minor>();
  const first = movements[0];
  if (!first) return values;
  const byVariant = Map.groupBy(movements, (movement) => movement.variantId);
  const starts = startOfCosting(tx, at, [...byVariant.keys()], first.id);
  for (const [variantId, own] of byVariant) {
    const { late, layers } = starts.get(variantId) ?? { late: false, layers: [] };
    const cost = late || dirtyFrom(tx, variantId) ? costLate : costAtEnd;
    const changes = cost(tx, variantId, layers, own);
    for (const movement of own) values.set(movement.id, sumMinor(changes.filter((change) => isOwn(movement, change)).map((change) => change.value)));
  }
  return values;
}

/**
 * Changes what goods cost that came in earlier (a bill's price, landed cost). The document posts `delta` to Inventory on
 * its day; what belongs to goods already gone follows their draws, posted by this room. Source: DOMAIN "Costing".
 */
export function revalueReceipt(tx: Tx, input: { movementId: number; delta: Minor; postedOn: Day }): void {
  const receipt = movementById.get(tx, { id: input.movementId });
  if (!receipt) throw new RangeError(`movement ${input.movementId} does not exist`);
  const { delta: value, postedOn } = input;
  const layers = openLayersByVariant(tx, `[${receipt.variantId}]`).get(receipt.variantId) ?? [];
  const change = { layerId: layerFed(tx, receipt.variantId, layers, receipt.id), movementId: receipt.id, drawId: null, quantity: quantity(0), value };
  writeChange(tx, { ...change, postedOn, recosting: 0 });
  markDirty(tx, receipt.variantId, receipt);
}

function costAtEnd(tx: Tx, variantId: number, open: readonly CostLayer[], movements: readonly ValuedMovement[]): readonly LayerChange[] {
  const named = trackingOf(tx, variantId) === 'serial' ? namedMovements(tx, movements) : undefined;
  const events = movements.map((movement) => costEvent(movement, movement.value ?? minor(0), named?.get(movement.id)));
  const state = stateBefore(tx, variantId, { layers: open, events, changes: [] });
  const { changes } = replay(state, events);
  postBeforeCommit(tx, appendChanges(tx, { variantId, layers: state.layers, changes, causes: events, fresh: movements }));
  return changes;
}

function costLate(tx: Tx, variantId: number, open: readonly CostLayer[], movements: readonly ValuedMovement[]): readonly LayerChange[] {
  const arrivals = movements.filter((movement) => movement.value !== null);
  const arrived = arrivals.map(({ id, quantity: amount, value }) => {
    return { movementId: id, drawId: null, layerId: layerFed(tx, variantId, open, id), quantity: amount, value: value ?? minor(0) };
  });
  appendChanges(tx, { variantId, layers: open, changes: arrived, causes: arrivals, fresh: arrivals });
  for (const movement of movements) markDirty(tx, variantId, movement);
  if (arrivals.length === movements.length) return arrived;
  return [...arrived, ...recost(tx, variantId, movements)];
}

/** Goods that come in make a layer of their own, or feed the one pool of moving average. */
function layerFed(tx: Tx, variantId: number, open: readonly CostLayer[], movementId: number): number {
  const pool = methodOf(tx, variantId) === 'movingAverage' ? open.find((layer) => layer.pool) : undefined;
  return pool?.id ?? movementId;
}
