import { asideOf, type Line, open, type Order } from './order-model.ts';
import type { Trial } from './trial.ts';

/** Setting goods aside: all at the first place that has them, else wherever there are some. */
export function setAside(trial: Trial, order: Order): void {
  for (const line of order.lines) {
    const missing = open(order, line) - asideOf(line);
    if (missing <= 0) continue;
    const places = trial.ground.places.map((locationId) => ({ locationId, free: Math.max(0, trial.stock.available(line.variantId, locationId)) }));
    const whole = places.find(({ free }) => free >= missing);
    let left = missing;
    for (const { locationId, free } of whole ? [whole] : places) {
      const taken = Math.min(left, free);
      left -= taken;
      change(trial, line, locationId, taken);
    }
  }
}

export function change(trial: Trial, line: Line, locationId: number, by: number): void {
  if (by === 0) return;
  const { reservedFor } = trial.ground;
  const known = line.aside.get(locationId) ?? { quantity: 0, until: reservedFor === null ? null : trial.now + reservedFor };
  const quantity = known.quantity + by;
  if (quantity === 0) line.aside.delete(locationId);
  else line.aside.set(locationId, { ...known, quantity });
  trial.stock.level(line.variantId, locationId).allocated += by;
}

/** Sets free what lines hold beyond what is open of them, or all of it; from the last place first. */
export function setFree(trial: Trial, order: Order, keep: 'open' | 'nothing'): void {
  for (const line of order.lines) {
    let left = asideOf(line) - (keep === 'open' ? Math.max(0, open(order, line)) : 0);
    for (const [locationId, part] of [...line.aside].sort(([a], [b]) => b - a)) {
      const freed = Math.min(Math.max(0, left), part.quantity);
      left -= freed;
      change(trial, line, locationId, -freed);
    }
  }
}

export interface Leg {
  line: Line;
  locationId: number;
  quantity: number;
  /** Of it, what was set aside there. */
  aside: number;
}

/** Where goods leave from: where they were set aside, the rest from where somebody stands. */
export function legsOf(line: Line, wanted: number, elsewhere: number): Leg[] {
  let left = wanted;
  const legs: Leg[] = [];
  for (const [locationId, part] of [...line.aside].sort(([a], [b]) => a - b)) {
    const taken = Math.min(left, part.quantity);
    left -= taken;
    if (taken > 0) legs.push({ line, locationId, quantity: taken, aside: taken });
  }
  const same = legs.find((leg) => leg.locationId === elsewhere);
  if (left > 0 && same) same.quantity += left;
  else if (left > 0) legs.push({ line, locationId: elsewhere, quantity: left, aside: 0 });
  return legs;
}

/** What nobody set aside has to be there for everybody, and no place is left with less than it promised to others. */
export function enough(trial: Trial, legs: readonly Leg[]): boolean {
  return [...Map.groupBy(legs, ({ line, locationId }) => `${line.variantId}|${locationId}`).values()].every((same) => {
    const [leg] = same;
    const fresh = same.reduce((sum, one) => sum + one.quantity - one.aside, 0);
    return !leg || trial.stock.available(leg.line.variantId, leg.locationId) >= fresh;
  });
}

/** What is in a customer's hand leaves whatever was promised of it; what the place has not at all is told by the model of goods. */
export function inHand(trial: Trial, legs: readonly Leg[]): boolean {
  return [...Map.groupBy(legs, ({ line, locationId }) => `${line.variantId}|${locationId}`).values()].every((same) => {
    const [leg] = same;
    if (!leg) return true;
    const { onHand, onHold } = trial.stock.level(leg.line.variantId, leg.locationId);
    return onHand - onHold >= same.reduce((sum, one) => sum + one.quantity, 0);
  });
}
