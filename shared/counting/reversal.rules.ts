import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { Quantity } from '../units/quantity.ts';
import { shareOf } from '../units/share.ts';

/** A cost layer as a draw meets it, in the order of drawing; or found goods, which made the layer of their number. */
export interface LayerLeft {
  readonly id: number;
  readonly quantity: Quantity;
  readonly value: Minor;
}

/** By how much what found goods cost is corrected. */
export interface Correction {
  readonly movementId: number;
  readonly delta: Minor;
}

/** No stock of a shop is worth more; a correction that would have to be larger corrects nothing. */
const largest = 2 ** 45;

/**
 * By how much the value of found goods is corrected when their finding is taken back, first in, first out. Taking them back draws
 * the oldest layers, which need not be the found ones; so that inventory is worth to the cent what it was before they were found,
 * found goods that stay take on the value of what was drawn in their stead, each layer its share by quantity: all on one of them
 * would leave one layer too dear and another worth less than nothing. None where some of the found goods were sold meanwhile.
 */
export function layerCorrections(layers: readonly LayerLeft[], found: readonly LayerLeft[]): Correction[] {
  if (!found.every((gain) => layers.some(({ id, quantity }) => id === gain.id && quantity === gain.quantity))) return [];
  const draws = found.map(({ quantity }) => quantity);
  const isFound = ({ id }: { id: number }): boolean => found.some((gain) => gain.id === id);
  const [staying, others] = partition(drawn(layers, draws).filter(({ quantity }) => quantity > 0), isFound);
  const [first, ...rest] = staying;
  if (!first) return [];
  const before = worth(layers) - worth(found);
  // The first may stay in part, so it takes what makes the whole right.
  const shares = sharesOf(before - worth(others), sum(staying.map(({ quantity }) => quantity)), rest.toReversed());
  const shared = layers.map((layer) => ({ ...layer, value: shares.get(layer.id) ?? layer.value }));
  const delta = correctionOf(shared, first.id, draws, before);
  return delta === null ? [] : differences(found, shares.set(first.id, minor((layers.find(({ id }) => id === first.id)?.value ?? 0) + delta)));
}

/** The same where all goods of a kind are one pool: found goods take on what the rest of it costs, each finding its share by quantity. */
export function poolCorrections(pool: LayerLeft, found: readonly LayerLeft[]): Correction[] {
  const draws = found.map(({ quantity }) => quantity);
  const delta = correctionOf([pool], pool.id, draws, pool.value - worth(found));
  return delta === null ? [] : differences(found, sharesOf(worth(found) + delta, sum(draws), found));
}

/** A value over layers by quantity, in whole cents; they may be only some of those that are `whole` together. */
function sharesOf(value: number, whole: number, layers: readonly { id: number; quantity: number }[]): Map<number, Minor> {
  let [part, given] = [0, minor(0)];
  const shares = new Map<number, Minor>();
  for (const { id, quantity } of layers) {
    part += quantity;
    const share = shareOf(minor(value), part, whole, given);
    given = minor(given + share);
    shares.set(id, share);
  }
  return shares;
}

function differences(found: readonly LayerLeft[], values: ReadonlyMap<number, Minor>): Correction[] {
  return found.map(({ id, value }) => ({ movementId: id, delta: minor((values.get(id) ?? value) - value) })).filter(({ delta }) => delta !== 0);
}

/** By how much one layer must be worth more or less, so that so much remains after draws; null where none of it remains to take that. */
function correctionOf(layers: readonly LayerLeft[], corrected: number, draws: readonly Quantity[], wanted: number): Minor | null {
  if (wanted < 0) return null;
  const missingWith = (correction: number): number =>
    wanted - worth(drawn(layers.map((layer) => (layer.id === corrected ? { ...layer, value: layer.value + correction } : layer)), draws));
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

/** What layers hold after draws that take in proportion, the last taker what is left. */
function drawn(layers: readonly { readonly id: number; readonly quantity: number; readonly value: number }[], draws: readonly Quantity[]) {
  const left = layers.map(({ id, quantity, value }) => ({ id, quantity, value }));
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
  return left;
}

const partition = <T>(all: readonly T[], wanted: (one: T) => boolean): [T[], T[]] => [all.filter(wanted), all.filter((one) => !wanted(one))];
const sum = (numbers: readonly number[]): number => numbers.reduce((total, one) => total + one, 0);
const worth = (layers: readonly { readonly value: number }[]): number => sum(layers.map(({ value }) => value));
