import { mulDiv } from '../../shared/units/mul-div.ts';

/** What lies where, and what it cost, by brute force from DOMAIN §3: first in first out over all places, the last of a layer whole. */
export interface Level {
  onHand: number;
  onHold: number;
  allocated: number;
}

interface Layer {
  readonly id: number;
  quantity: number;
  value: number;
}

/** Goods that left: from which layers, at what cost, and what of them came back since. */
export interface Draw {
  readonly seq: number;
  readonly variantId: number;
  readonly locationId: number;
  readonly quantity: number;
  readonly held: number;
  readonly cost: number;
  readonly parts: readonly { layer: Layer; quantity: number; value: number }[];
  back: number;
  backValue: number;
}

export class StockModel {
  readonly levels = new Map<string, Level>();
  private readonly layers = new Map<number, Layer[]>();
  private last = 0;

  level(variantId: number, locationId: number): Level {
    const key = `${variantId}|${locationId}`;
    const known = this.levels.get(key) ?? { onHand: 0, onHold: 0, allocated: 0 };
    this.levels.set(key, known);
    return known;
  }

  available(variantId: number, locationId: number): number {
    const { onHand, onHold, allocated } = this.level(variantId, locationId);
    return onHand - onHold - allocated;
  }

  comeIn(variantId: number, locationId: number, quantity: number, value: number, held = 0): void {
    this.change(variantId, locationId, quantity, held);
    this.layersOf(variantId).push({ id: this.next(), quantity, value });
  }

  goOut(variantId: number, locationId: number, quantity: number, held = 0): Draw {
    this.change(variantId, locationId, -quantity, -held);
    const parts: { layer: Layer; quantity: number; value: number }[] = [];
    let open = quantity;
    for (const layer of this.layersOf(variantId)) {
      const taken = Math.min(open, layer.quantity);
      if (taken === 0) break;
      const value = taken === layer.quantity ? layer.value : mulDiv(layer.value, taken, layer.quantity);
      layer.quantity -= taken;
      layer.value -= value;
      open -= taken;
      parts.push({ layer, quantity: taken, value });
    }
    if (open > 0) throw new Error('the model let goods leave that are not there');
    this.layers.set(variantId, this.layersOf(variantId).filter((layer) => layer.quantity > 0));
    const cost = parts.reduce((sum, part) => sum + part.value, 0);
    return { seq: this.next(), variantId, locationId, quantity, held, cost, parts, back: 0, backValue: 0 };
  }

  /** They never left: each layer has again what was taken of it. */
  neverLeft({ variantId, locationId, quantity, held, parts }: Draw): void {
    this.change(variantId, locationId, quantity, held);
    const open = this.layersOf(variantId);
    for (const { layer, quantity: count, value } of parts) {
      layer.quantity += count;
      layer.value += value;
      if (!open.includes(layer)) open.push(layer);
    }
    open.sort((a, b) => a.id - b.id);
  }

  /** A customer brings goods back: a new layer, on hold, at the cost they left with. Answers that. */
  comeBack(draw: Draw, locationId: number, quantity: number): number {
    draw.back += quantity;
    const value = mulDiv(draw.cost, draw.back, draw.quantity) - draw.backValue;
    draw.backValue += value;
    this.comeIn(draw.variantId, locationId, quantity, value, quantity);
    return value;
  }

  hold(variantId: number, locationId: number, held: number): void {
    this.change(variantId, locationId, 0, held);
  }

  /** What lies of a variant, and what it is worth. */
  worth(variantId: number): { quantity: number; value: number } {
    const sum = (of: 'quantity' | 'value'): number => this.layersOf(variantId).reduce((total, layer) => total + layer[of], 0);
    return { quantity: sum('quantity'), value: sum('value') };
  }

  private change(variantId: number, locationId: number, onHand: number, onHold: number): void {
    const level = this.level(variantId, locationId);
    level.onHand += onHand;
    level.onHold += onHold;
  }

  private layersOf(variantId: number): Layer[] {
    const known = this.layers.get(variantId) ?? [];
    this.layers.set(variantId, known);
    return known;
  }

  private next(): number {
    this.last += 1;
    return this.last;
  }
}
