import type { AccountRole } from '../../shared/accounting/entry.rules.ts';
import type { Move, Moved, StockOccasion } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { refuseLockedDay } from '../accounting/period.service.ts';
import type { Tx } from '../database/handles.ts';
import { costMovements } from './costing.service.ts';
import { comebacksOf, insertMovements, insertSoldInHand, movementById, type NewMovement } from './movement.statements.ts';
import { nameLots } from './lot-choice.service.ts';
import { placeKey, refuseShortages } from './shortage.service.ts';
import { knownFollowing } from './tracking.ts';

/**
 * Moves goods: the one way a stock movement is written. Levels follow by trigger, layers by costing. What each movement
 * cost comes back, for the entry of its document; what it changes in the cost of other movements (owed goods settled,
 * later draws costed again) this room posts itself before the commit.
 * @throws Refusal period.locked, variant.unknown, location.unknown, location.blocked, bin.unknown, bin.blocked,
 * quantity.notPositive, stock.notOnHold, stock.short, stock.shortInBin, stock.notADraw, stock.alreadyBack, stock.tooManyBack, stock.backBeforeItLeft,
 * stock.ofOthers, and as nameLots for goods that are followed.
 */
export function moveStock(tx: Tx, occasion: StockOccasion, moves: readonly Move[]): Moved[] {
  refuseLockedDay(tx, occasion.postedOn);
  const planned = moves.map((move, place) => ({ move, place, movement: movementOf(tx, occasion, move), value: 'value' in move ? move.value : null }));
  const places = refuseShortages(tx, planned.map(({ movement }) => movement), occasion.inHand);
  const movements = inWriting(planned, places.short);
  for (const place of places.beyond) noteSoldInHand(tx, place);
  for (const [variantId, followed] of places.variants) knownFollowing(tx).set(variantId, followed);
  const ids = writeMovements(tx, movements.map(({ movement }) => movement));
  const written = movements.map(({ movement, value }, index) => ({ ...movement, value, id: ids[index] ?? 0 }));
  if (places.followed) nameLots(tx, occasion, written, movements.map(({ move }) => move), places);
  const values = costMovements(tx, occasion, written.filter((movement) => movement.role !== null));
  const moved: Moved[] = [];
  for (const [index, { id, variantId, locationId, quantity: change, role }] of written.entries())
    moved[movements[index]?.place ?? index] = { movementId: id, variantId, locationId, quantity: change, role, value: values.get(id) ?? minor(0) };
  return moved;
}

/** As asked; but what leaves a place that stays short goes first, so that the place is never covered in between and short again. */
function inWriting<One extends { movement: NewMovement }>(planned: readonly One[], short: ReadonlySet<string>): readonly One[] {
  const leavesFirst = ({ movement }: One): number => (short.has(placeKey(movement)) && movement.quantity < 0 ? 0 : 1);
  return short.size === 0 ? planned : planned.toSorted((a, b) => leavesFirst(a) - leavesFirst(b));
}

/** The place is short by name before the movement is written; the level's own triggers ask for it. */
function noteSoldInHand(tx: Tx, place: { variantId: number; locationId: number }): void {
  const { lastId } = insertSoldInHand.run(tx, { ...place, openedAt: tx.now, commandId: tx.commandId });
  tx.changed('soldInHand', lastId);
}

function writeMovements(tx: Tx, movements: readonly NewMovement[]): number[] {
  const ids = insertMovements.run(tx, movements.map((movement) => ({ ...movement, recordedAt: tx.now, commandId: tx.commandId })));
  for (const id of ids) tx.changed('stockMovement', id);
  for (const { variantId } of movements) tx.changed('stockLevel', variantId);
  return ids;
}

function movementOf(tx: Tx, occasion: StockOccasion, move: Move): NewMovement {
  const from = { occurredAt: occasion.occurredAt, postedOn: occasion.postedOn, sourceKind: occasion.source.kind, sourceId: occasion.source.id };
  if (move.kind === 'cancellation' || move.kind === 'return') return { ...from, ...comeback(tx, occasion, move) };
  const place = { variantId: move.variantId, locationId: move.locationId, binId: move.binId ?? null, kind: move.kind, ofMovementId: null };
  if (!('role' in move)) return { ...from, ...place, quantity: move.quantity, held: move.held, reason: null, role: null };
  const sign = move.kind === 'shipment' || move.kind === 'loss' ? -1 : 1;
  const held = 'held' in move ? quantity(sign * (move.held ?? 0)) : quantity(0);
  return { ...from, ...place, quantity: quantity(sign * positive(move.quantity)), held, reason: 'reason' in move ? move.reason : null, role: move.role };
}

function comeback(tx: Tx, occasion: StockOccasion, move: Extract<Move, { kind: 'cancellation' | 'return' }>) {
  const draw = movementById.get(tx, { id: move.movementId });
  if (!draw || (draw.kind !== 'shipment' && draw.kind !== 'loss')) throw new Refusal('stock.notADraw', { movementId: move.movementId });
  if (occasion.postedOn < draw.postedOn) throw new Refusal('stock.backBeforeItLeft', { movementId: draw.id, leftOn: draw.postedOn });
  const left = stillAway(tx, draw.id, draw.quantity, move.kind);
  const back = move.kind === 'return' ? positive(move.quantity) : left;
  if (back > left) throw new Refusal('stock.tooManyBack', { movementId: draw.id, left, asked: back });
  const { variantId } = draw;
  const place = move.kind === 'return' ? { locationId: move.locationId, binId: move.binId ?? null } : { locationId: draw.locationId, binId: draw.binId };
  return {
    ...place,
    variantId,
    kind: move.kind,
    quantity: back,
    held: move.kind === 'return' ? (move.held ?? quantity(0)) : quantity(-draw.held),
    reason: null,
    // The column holds only roles that a Move brought.
    role: draw.role as AccountRole,
    ofMovementId: draw.id,
    // Goods come back after they left, whatever two clocks say; the id decides between equals.
    occurredAt: occasion.occurredAt > draw.occurredAt ? occasion.occurredAt : draw.occurredAt,
  };
}

/** What of a draw can still come back. A draw is cancelled whole, so not after a return. */
function stillAway(tx: Tx, movementId: number, drawn: Quantity, kind: 'cancellation' | 'return'): Quantity {
  const back = comebacksOf.all(tx, { movementId });
  const returnsOnly = back.every((movement) => movement.kind === 'return');
  if (back.length > 0 && (kind === 'cancellation' || !returnsOnly)) throw new Refusal('stock.alreadyBack', { movementId });
  return quantity(-drawn - back.reduce((sum, movement) => sum + movement.quantity, 0));
}

function positive(asked: Quantity): Quantity {
  if (asked <= 0) throw new Refusal('quantity.notPositive', { quantity: asked });
  return asked;
}
