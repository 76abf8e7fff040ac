import type { StocktakePlan } from '../../shared/counting/stocktake.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { requireLocation } from '../inventory/location.queries.ts';
import { overlapping, placesOf, type ScopeSources } from './scope.queries.ts';
import {
  counterOf, endAllParts, endPart, freezeBook, insertLines, insertStocktake, joinCount, markClosed, markStarted, markState, newestMovement, reopenParts, stocktakeById, type StocktakeState,
} from './stocktake.statements.ts';

type Which = { stocktakeId: number };

/** @throws Refusal `stocktake.missing` */
export function getStocktake(reader: Reader, stocktakeId: number) {
  const stocktake = stocktakeById.get(reader, { id: stocktakeId });
  if (!stocktake) throw new Refusal('stocktake.missing', { stocktakeId });
  return stocktake;
}

export type StocktakeRow = ReturnType<typeof getStocktake>;

/** @throws Refusal `stocktake.missing`, `stocktake.wrongState` */
export function stocktakeIn(reader: Reader, stocktakeId: number, ...states: StocktakeState[]): StocktakeRow {
  const stocktake = getStocktake(reader, stocktakeId);
  if (!states.includes(stocktake.state)) throw new Refusal('stocktake.wrongState', { state: stocktake.state, needs: states });
  return stocktake;
}

/**
 * Plans a count and freezes what is in it, variant by bin. What the book says is taken over only when counting begins.
 * @throws Refusal `location.unknown`, `stocktake.scopeEmpty`, `stocktake.overlaps`
 */
export function planStocktake(tx: Tx, { places: known, ...plan }: StocktakePlan, sources: ScopeSources) {
  requireLocation(tx, plan.locationId);
  const places = known ?? placesOf(tx, { ...plan, now: tx.now }, sources);
  if (places.length === 0) throw new Refusal('stocktake.scopeEmpty', {});
  const other = overlapping.get(tx, { locationId: plan.locationId, places: JSON.stringify(places.map(({ variantId, binId }) => `${variantId} ${binId ?? 0}`)) });
  if (other) throw new Refusal('stocktake.overlaps', other);
  const number = nextNumber(tx, 'stocktake');
  const { lastId: stocktakeId } = insertStocktake.run(tx, { ...plan, number, scope: JSON.stringify(plan.scope), blind: Number(plan.blind), plannedAt: tx.now, commandId: tx.commandId });
  insertLines.run(tx, { stocktakeId, places: JSON.stringify(places), commandId: tx.commandId });
  for (const userId of plan.counterIds) joinCount.run(tx, { stocktakeId, userId, joinedAt: tx.now });
  tx.changed('stocktake', stocktakeId);
  return { stocktakeId, number, lines: places.length };
}

/** Counting begins: every line keeps what the book says now, and the movement up to which it says it. */
export function startStocktake(tx: Tx, { stocktakeId }: Which): Which {
  const { locationId } = stocktakeIn(tx, stocktakeId, 'planned');
  freezeBook.run(tx, { stocktakeId, locationId });
  markStarted.run(tx, { id: stocktakeId, startedAt: tx.now, bookMovementId: newestMovement.get(tx, {})?.id ?? 0 });
  tx.changed('stocktake', stocktakeId);
  return { stocktakeId };
}

/** Whoever joins a blind count is told none of its figures until their part ends. */
export function joinStocktake(tx: Tx, { stocktakeId }: Which): Which {
  stocktakeIn(tx, stocktakeId, 'planned', 'counting', 'paused', 'review');
  joinCount.run(tx, { stocktakeId, userId: tx.actor.userId, joinedAt: tx.now });
  tx.changed('stocktake', stocktakeId);
  return { stocktakeId };
}

/** Ends the own part. While others still count, whoever has scanned stays blind: the next scan would be theirs again. */
export function leaveStocktake(tx: Tx, { stocktakeId }: Which): Which {
  const stocktake = getStocktake(tx, stocktakeId);
  const part = counterOf.get(tx, { stocktakeId, userId: tx.actor.userId });
  const counting = stocktake.state === 'counting' || stocktake.state === 'paused';
  if (stocktake.blind === 1 && counting && part) throw new Refusal('stocktake.counting', { number: stocktake.number });
  endPart.run(tx, { stocktakeId, userId: tx.actor.userId, doneAt: tx.now });
  tx.changed('stocktake', stocktakeId);
  return { stocktakeId };
}

export function pauseStocktake(tx: Tx, { stocktakeId }: Which): Which {
  stocktakeIn(tx, stocktakeId, 'counting');
  return moveTo(tx, stocktakeId, 'paused');
}

/** Goes on counting, also from the review: everybody who counted is blind again. */
export function resumeStocktake(tx: Tx, { stocktakeId }: Which): Which {
  stocktakeIn(tx, stocktakeId, 'paused', 'review');
  reopenParts.run(tx, { stocktakeId });
  return moveTo(tx, stocktakeId, 'counting');
}

/** Gives a count up. Its rows stay; nothing was posted. */
export function abandonStocktake(tx: Tx, { stocktakeId }: Which): Which {
  stocktakeIn(tx, stocktakeId, 'planned', 'counting', 'paused', 'review');
  endAllParts.run(tx, { stocktakeId, doneAt: tx.now });
  markClosed.run(tx, { id: stocktakeId, state: 'abandoned', closedAt: tx.now, postedOn: null });
  tx.changed('stocktake', stocktakeId);
  return { stocktakeId };
}

function moveTo(tx: Tx, stocktakeId: number, state: 'counting' | 'paused'): Which {
  markState.run(tx, { id: stocktakeId, state, reviewedAt: null });
  tx.changed('stocktake', stocktakeId);
  return { stocktakeId };
}
