import type { Day } from '../units/day.ts';
import type { Instant } from '../units/instant.ts';
import type { Minor } from '../units/minor.ts';
import type { Quantity } from '../units/quantity.ts';

/** FIFO keeps a layer for each receipt; moving average keeps one layer a variant that grows and shrinks. */
export type CostingMethod = 'fifo' | 'movingAverage';

/** Where a movement stands among all movements of its variant; the id is the movement's. */
export interface Position {
  readonly postedOn: Day;
  readonly occurredAt: Instant;
  readonly id: number;
}

/** So many pieces of one layer. */
export interface NamedLayer {
  readonly layerId: number;
  readonly quantity: Quantity;
}

/** The `nth` (from 0) of `of` pieces that a draw took of one layer. */
export interface NamedPiece {
  readonly layerId: number;
  readonly nth: number;
  readonly of: number;
}

/**
 * A movement as costing sees it.
 * `in`: goods whose value is known (receipt, opening, gain); `value` includes every later price of them.
 * `out`: goods that leave (shipment, loss); pieces with a serial number say which layers they are of.
 * `giveBack`: the whole of an earlier `out` never left after all.
 * `return`: part of an earlier `out` came back; pieces with a serial number say which of what the draw took they are.
 */
export type CostEvent = Position &
  (
    | { readonly kind: 'in'; readonly quantity: Quantity; readonly value: Minor }
    | { readonly kind: 'out'; readonly quantity: Quantity; readonly layers?: readonly NamedLayer[] }
    | { readonly kind: 'giveBack'; readonly of: number }
    | { readonly kind: 'return'; readonly of: number; readonly quantity: Quantity; readonly pieces?: readonly NamedPiece[] }
  );

/** For sorting into costing order. Source: DOMAIN "Three times". */
export function inCostingOrder(a: Position, b: Position): number {
  if (a.postedOn !== b.postedOn) return a.postedOn < b.postedOn ? -1 : 1;
  return a.occurredAt - b.occurredAt || a.id - b.id;
}
