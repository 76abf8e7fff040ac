import type { LayerChange } from '../../shared/inventory/cost-layer.rules.ts';
import type { CostEvent, NamedLayer, NamedPiece, Position } from '../../shared/inventory/costing-event.rules.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { MovementKind } from './movement.statements.ts';

interface StoredMovement extends Position {
  readonly kind: MovementKind;
  readonly quantity: Quantity;
  readonly ofMovementId: number | null;
}

/** A stored movement as costing sees it; `value` matters only for goods that came in from outside, `named` for pieces. */
export function costEvent({ postedOn, occurredAt, id, kind, quantity: moved, ofMovementId }: StoredMovement, value: Minor, named: NamedMovement = {}): CostEvent {
  const at = { postedOn, occurredAt, id };
  if (ofMovementId !== null) return kind === 'return' ? { ...at, kind, of: ofMovementId, quantity: moved, ...pick(named, 'pieces') } : { ...at, kind: 'giveBack', of: ofMovementId };
  return moved < 0 ? { ...at, kind: 'out', quantity: quantity(-moved), ...pick(named, 'layers') } : { ...at, kind: 'in', quantity: moved, value };
}

/** Which layers the pieces of a movement are of: what it took, or what came back of a draw. */
export interface NamedMovement {
  layers?: readonly NamedLayer[];
  pieces?: readonly NamedPiece[];
}

const pick = <Key extends keyof NamedMovement>(named: NamedMovement, key: Key): Pick<NamedMovement, Key> | undefined => (named[key] ? { [key]: named[key] } as Pick<NamedMovement, Key> : undefined);

/** Stored movements as events; what came in has the value of its changes, all later prices included. */
export function eventsOf(movements: readonly StoredMovement[], changes: readonly LayerChange[], named: ReadonlyMap<number, NamedMovement>): CostEvent[] {
  const arrived = new Map<number, Minor>();
  for (const { movementId, drawId, value } of changes) {
    if (drawId === null) arrived.set(movementId, minor((arrived.get(movementId) ?? 0) + value));
  }
  return movements.map((movement) => costEvent(movement, arrived.get(movement.id) ?? minor(0), named.get(movement.id)));
}
