import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { Quantity } from '../units/quantity.ts';

/** A cost layer as a draw meets it, in the order of drawing. */
export interface LayerLeft {
  readonly id: number;
  readonly quantity: Quantity;
  readonly value: Minor;
}

/** No stock of a shop is worth more; a correction that would have to be larger corrects nothing. */
const largest = 2 ** 45;

/**
 * By how much the value of found goods is corrected when their finding is taken back. Taking them back draws the oldest layers,
 * which need not be the found ones; so that inventory is worth to the cent what it was before they were found, the last of the
 * found layers (`lastFound`) takes on the value of what was drawn in its stead. Null where no correction does it: some of the
 * found goods were sold meanwhile.
 */
export function findingCorrection(layers: readonly LayerLeft[], lastFound: number, takenBack: readonly Quantity[], foundValue: Minor): Minor | null {
  const before = layers.reduce((sum, layer) => sum + layer.value, 0) - foundValue;
  if (before < 0) return null;
  const missingWith = (correction: number): number => before - remaining(layers, lastFound, correction, takenBack);
  // What remains rises with the correction, by at most as much: it is widened until it is enough, then halved down to the cent.
  const sign = Math.sign(missingWith(0));
  let [tooLittle, enough] = [0, Math.abs(missingWith(0))];
  while (missingWith(sign * enough) * sign > 0) {
    [tooLittle, enough] = [enough, enough * 2];
    if (enough > largest) return null;
  }
  while (enough - tooLittle > 1) {
    const middle = Math.floor((tooLittle + enough) / 2);
    if (missingWith(sign * middle) * sign > 0) tooLittle = middle;
    else enough = middle;
  }
  return missingWith(sign * enough) === 0 ? minor(sign * enough) : null;
}

/** What layers are worth after draws that take in proportion, the last taker what is left. */
function remaining(layers: readonly LayerLeft[], corrected: number, correction: number, draws: readonly Quantity[]): number {
  const left = layers.map(({ id, quantity, value }) => ({ quantity: quantity as number, value: value + (id === corrected ? correction : 0) }));
  for (const wanted of draws) {
    let missing: number = wanted;
    for (const layer of left) {
      const taken = Math.min(missing, layer.quantity);
      if (taken === 0) continue;
      const value = mulDiv(layer.value, taken, layer.quantity);
      layer.quantity -= taken;
      layer.value -= value;
      missing -= taken;
    }
  }
  return left.reduce((sum, layer) => sum + layer.value, 0);
}
