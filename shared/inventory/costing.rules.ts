import { minor, type Minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { quantity, type Quantity } from '../units/quantity.ts';
import { shareOf } from '../units/share.ts';
import {
  changeLayer,
  type CostLayer,
  type Drawn,
  type LayerBook,
  type LayerChange,
  layerOf,
  settleOwed,
  takeFromLayers,
  takeNamed,
  type UnitCost,
} from './cost-layer.rules.ts';
import { type CostEvent, type CostingMethod, inCostingOrder, type NamedPiece, type Position } from './costing-event.rules.ts';

/**
 * What costing must know of a variant at one place in its history: the layers that still hold something (and, for moving
 * average, the pool even when empty), the earlier draws that coming events give back or return, the last receipt's cost.
 */
export interface CostState {
  readonly method: CostingMethod;
  readonly layers: readonly CostLayer[];
  readonly draws: ReadonlyMap<number, Drawn>;
  readonly lastCost: UnitCost | null;
}

export interface Costing {
  /** Every change of every layer, in costing order. */
  readonly changes: readonly LayerChange[];
  readonly layers: readonly CostLayer[];
  readonly lastCost: UnitCost | null;
}

/**
 * The cost of everything that happens from a state on: one left fold over events in costing order. A new movement at the
 * end of the order is the same fold over one event, so the quick way cannot differ from the full one. Late goods and late
 * prices need no rule of their own: they are events at their place, or another value of one, and the fold is repeated.
 * Source: DOMAIN "Costing", "Negative stock", "Backdating".
 */
export function replay(before: CostState, events: readonly CostEvent[]): Costing {
  const book = bookOf(before);
  let lastCost = before.lastCost;
  for (const event of events) {
    apply(book, before.method, event, lastCost);
    if (event.kind === 'in') lastCost = { value: event.value, quantity: event.quantity };
  }
  return { changes: book.changes, layers: [...book.layers.values()], lastCost };
}

/** The layers as they were before some changes: what is there now, less each of them. */
export function rewind(layers: readonly CostLayer[], changes: readonly LayerChange[]): CostLayer[] {
  const rewound = new Map(layers.map((layer) => [layer.id, { ...layer }]));
  for (const change of changes) {
    const layer = rewound.get(change.layerId);
    if (!layer) throw new RangeError(`layer ${change.layerId} was changed but is not known`);
    layer.quantity = quantity(layer.quantity - change.quantity);
    layer.value = minor(layer.value - change.value);
  }
  return [...rewound.values()];
}

/** What a draw has cost so far, positive. */
export const costOf = (draw: Drawn): Minor => sumMinor([...draw.byLayer.values()].map((part) => part.value));

/** A draw nothing has been taken for yet. */
export const newDraw = (drawn: Quantity): Drawn => ({ quantity: drawn, byLayer: new Map(), returnedQuantity: quantity(0), returnedValue: minor(0) });

function bookOf(before: CostState): LayerBook {
  const layers = before.layers.map((layer) => ({ ...layer }));
  return {
    layers: new Map(layers.map((layer) => [layer.id, layer])),
    open: layers.filter((layer) => layer.quantity > 0).sort(inCostingOrder),
    owed: layers.filter((layer) => layer.quantity < 0).sort(inCostingOrder),
    draws: new Map([...before.draws].map(([id, draw]) => [id, { ...draw, byLayer: new Map(draw.byLayer) }])),
    changes: [],
  };
}

function apply(book: LayerBook, method: CostingMethod, event: CostEvent, lastCost: UnitCost | null): void {
  switch (event.kind) {
    case 'in':
      return takeIn(book, method, event, event.quantity, event.value);
    case 'out':
      book.draws.set(event.id, newDraw(event.quantity));
      if (event.layers) return takeNamed(book, event.id, event.layers);
      return takeFromLayers(book, event, event.quantity, lastCost);
    case 'giveBack':
      return giveBack(book, event.id, event.of);
    case 'return':
      return takeIn(book, method, event, event.quantity, takeReturn(drawIn(book, event.of), event.quantity, event.pieces));
  }
}

function takeIn(book: LayerBook, method: CostingMethod, at: Position, amount: Quantity, value: Minor): void {
  const layer = method === 'movingAverage' ? (poolOf(book) ?? layerOf(book, at, 'pool')) : layerOf(book, at, 'receipt');
  changeLayer(book, { movementId: at.id, drawId: null, layerId: layer.id, quantity: amount, value });
  settleOwed(book, at.id);
}

function poolOf(book: LayerBook): CostLayer | undefined {
  for (const layer of book.layers.values()) if (layer.pool) return layer;
  return undefined;
}

/** Cancelling a draw puts everything back where it came from; what then lies open settles what others owe. */
function giveBack(book: LayerBook, movementId: number, drawId: number): void {
  for (const [layerId, part] of drawIn(book, drawId).byLayer) {
    if (part.quantity !== 0 || part.value !== 0) changeLayer(book, { movementId, drawId, layerId, ...part });
  }
  settleOwed(book, movementId);
}

/**
 * A return comes back at the cost it left with: its cumulative share of the draw's cost, less what earlier returns took.
 * A piece with a serial number brings back its own share of its own layer, so that pieces in any order sum to the draw.
 */
function takeReturn(draw: Drawn, amount: Quantity, pieces: readonly NamedPiece[] | undefined): Minor {
  draw.returnedQuantity = quantity(draw.returnedQuantity + amount);
  const value = pieces ? sumMinor(pieces.map((piece) => pieceCost(draw, piece))) : shareOf(costOf(draw), draw.returnedQuantity, draw.quantity, draw.returnedValue);
  draw.returnedValue = minor(draw.returnedValue + value);
  return value;
}

function pieceCost(draw: Drawn, { layerId, nth, of }: NamedPiece): Minor {
  const value = draw.byLayer.get(layerId)?.value ?? minor(0);
  return minor(mulDiv(value, nth + 1, of) - mulDiv(value, nth, of));
}

function drawIn(book: LayerBook, drawId: number): Drawn {
  const draw = book.draws.get(drawId);
  if (!draw) throw new RangeError(`draw ${drawId} is not in the book`);
  return draw;
}
