import type { DemandClass, ValueClass } from '../analysis/class.rules.ts';
import { depthOf, fromPacking, spotOf } from './pick-path.rules.ts';

/** Goods in a bin: their class, and their place among all by what their sales cost, 1 first. */
export interface ShelvedGoods {
  readonly variantId: number;
  readonly valueClass: ValueClass;
  readonly demandClass: DemandClass;
  readonly rank: number;
}

/** A bin of a location and what lies in it. */
export interface Shelf {
  readonly binId: number;
  readonly code: string;
  readonly goods: readonly ShelvedGoods[];
}

/** A bin with goods of class A that would be better off nearer to packing, and the bin to change places with. Decimetres from packing, one way. */
export interface ShelfMove {
  readonly from: Shelf;
  readonly fromDecimetres: number;
  readonly to: Shelf;
  readonly toDecimetres: number;
  /** How much shorter each walk there and back gets. */
  readonly savesDecimetres: number;
}

const isA = ({ goods }: Shelf): boolean => goods.some(({ valueClass }) => valueClass === 'A');
const bestRank = ({ goods }: Shelf): number => Math.min(...goods.map(({ rank }) => rank));

/**
 * Which bins with goods of class A lie far: as many bins as hold them are nearest to packing, and whoever of them lies further
 * off is to change places with one of the nearest that holds none, what sells most first. Bins whose code names no spot have no distance and are left
 * out. Source: FEATURES B8.
 */
export function suggestShelves(shelves: readonly Shelf[]): ShelfMove[] {
  const known = shelves.flatMap((shelf) => {
    const spot = spotOf(shelf.code);
    return spot ? [{ shelf, spot }] : [];
  });
  const depth = depthOf(known.map(({ spot }) => spot));
  const byDistance = known.map(({ shelf, spot }) => ({ shelf, away: fromPacking(spot, depth) })).toSorted((a, b) => a.away - b.away || Number(isA(b.shelf)) - Number(isA(a.shelf)) || a.shelf.binId - b.shelf.binId);
  const count = byDistance.filter(({ shelf }) => isA(shelf)).length;
  const targets = byDistance.slice(0, count).filter(({ shelf }) => !isA(shelf));
  const far = byDistance.slice(count).filter(({ shelf }) => isA(shelf)).toSorted((a, b) => bestRank(a.shelf) - bestRank(b.shelf));
  return far.flatMap(({ shelf, away }, index) => {
    const target = targets[index];
    return target ? [{ from: shelf, fromDecimetres: away, to: target.shelf, toDecimetres: target.away, savesDecimetres: 2 * (away - target.away) }] : [];
  });
}
