import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { inCostingOrder, type NamedLayer, type Position } from './costing-event.rules.ts';

/**
 * What is left of a receipt and its whole value; its id is that of the movement that made it. An owed layer stands for
 * goods that left before they came: its quantity and value are negative and its id is that of the draw.
 */
export interface CostLayer extends Position {
  readonly owed: boolean;
  /** The one layer of moving average that grows and shrinks. */
  readonly pool: boolean;
  readonly quantity: Quantity;
  readonly value: Minor;
}

/**
 * One signed change of a layer: `movementId` caused it, `drawId` is the draw whose cost it is (null for goods coming in).
 * A layer's present state is the sum of its changes, and so is a draw's cost (with the sign turned).
 */
export interface LayerChange {
  readonly movementId: number;
  readonly drawId: number | null;
  readonly layerId: number;
  readonly quantity: Quantity;
  readonly value: Minor;
}

/** What a draw has taken so far, layer by layer, and how much of it customers brought back. Quantities and values positive. */
export interface Drawn {
  quantity: Quantity;
  byLayer: Map<number, { quantity: Quantity; value: Minor }>;
  returnedQuantity: Quantity;
  returnedValue: Minor;
}

/** What the last receipt cost: a ratio, because a unit cost rounded to cents would lose some. */
export interface UnitCost {
  readonly value: Minor;
  readonly quantity: Quantity;
}

type Mutable<T> = { -readonly [K in keyof T]: T[K] };

/** The layers of one variant while events are applied to them. Owed and open layers never stand side by side. */
export interface LayerBook {
  readonly layers: Map<number, Mutable<CostLayer>>;
  readonly open: Mutable<CostLayer>[];
  readonly owed: Mutable<CostLayer>[];
  readonly draws: Map<number, Drawn>;
  readonly changes: LayerChange[];
}

/** Writes one change to its layer and to its draw: the only place where value moves, so nothing is lost between the two. */
export function changeLayer(book: LayerBook, change: LayerChange): void {
  const layer = book.layers.get(change.layerId);
  if (!layer) throw new RangeError(`layer ${change.layerId} is not in the book`);
  layer.quantity = quantity(layer.quantity + change.quantity);
  layer.value = minor(layer.value + change.value);
  keepSorted(layer.owed ? book.owed : book.open, layer);
  if (change.drawId !== null) bookToDraw(book, change.drawId, change);
  book.changes.push(change);
}

/** The layer a movement makes or feeds; made empty when it is new. */
export function layerOf(book: LayerBook, at: Position, kind: 'receipt' | 'pool' | 'owed'): CostLayer {
  const known = book.layers.get(at.id);
  if (known) return known;
  const { postedOn, occurredAt, id } = at;
  const made = { postedOn, occurredAt, id, owed: kind === 'owed', pool: kind === 'pool', quantity: quantity(0), value: minor(0) };
  book.layers.set(id, made);
  return made;
}

/**
 * Takes goods from the oldest layers first, each in proportion, the last taker what is left.
 * What the layers cannot give opens an owed layer at the last known unit cost. Source: DOMAIN "Costing", "Negative stock".
 */
export function takeFromLayers(book: LayerBook, draw: Position, wanted: Quantity, lastCost: UnitCost | null): void {
  let missing: number = wanted;
  for (let layer = book.open[0]; layer && missing > 0; layer = book.open[0]) {
    const taken = Math.min(missing, layer.quantity);
    missing -= taken;
    changeLayer(book, takenFrom(layer, draw.id, draw.id, taken));
  }
  if (missing === 0) return;
  const layer = layerOf(book, draw, 'owed');
  const value = lastCost ? mulDiv(lastCost.value, missing, lastCost.quantity) : 0;
  changeLayer(book, { movementId: draw.id, drawId: draw.id, layerId: layer.id, quantity: quantity(-missing), value: minor(-value) });
}

/** Takes pieces with serial numbers from the layers they came in with, each in proportion. Source: DOMAIN "Costing". */
export function takeNamed(book: LayerBook, drawId: number, named: readonly NamedLayer[]): void {
  for (const { layerId, quantity: taken } of named) {
    const layer = book.layers.get(layerId);
    if (!layer || layer.quantity < taken) throw new RangeError(`layer ${layerId} does not hold ${taken}`);
    changeLayer(book, takenFrom(layer, drawId, drawId, taken));
  }
}

/** Goods that came in settle what is owed, oldest first: the draw gives back its estimate and takes the true cost. */
export function settleOwed(book: LayerBook, movementId: number): void {
  for (let owed = book.owed[0], layer = book.open[0]; owed && layer; owed = book.owed[0], layer = book.open[0]) {
    const settled = Math.min(-owed.quantity, layer.quantity);
    const estimate = mulDiv(owed.value, settled, -owed.quantity);
    const drawId = owed.id;
    changeLayer(book, { movementId, drawId, layerId: owed.id, quantity: quantity(settled), value: minor(-estimate) });
    changeLayer(book, takenFrom(layer, movementId, drawId, settled));
  }
}

function takenFrom(layer: CostLayer, movementId: number, drawId: number, taken: number): LayerChange {
  const value = mulDiv(layer.value, taken, layer.quantity);
  return { movementId, drawId, layerId: layer.id, quantity: quantity(-taken), value: minor(-value) };
}

function bookToDraw(book: LayerBook, drawId: number, change: LayerChange): void {
  const draw = book.draws.get(drawId);
  // A draw from before the book was opened, which no event here speaks of: its rows are kept, its sums are not needed.
  if (!draw) return;
  const part = draw.byLayer.get(change.layerId) ?? { quantity: 0, value: 0 };
  draw.byLayer.set(change.layerId, { quantity: quantity(part.quantity - change.quantity), value: minor(part.value - change.value) });
}

function keepSorted(list: Mutable<CostLayer>[], layer: Mutable<CostLayer>): void {
  const at = list.indexOf(layer);
  if (layer.quantity === 0) {
    if (at >= 0) list.splice(at, 1);
  } else if (at < 0) {
    const later = list.findIndex((other) => inCostingOrder(layer, other) < 0);
    list.splice(later < 0 ? list.length : later, 0, layer);
  }
}
