import { packing, placesOf, planWalk, type Spot, walkOf } from './pick-path.rules.ts';
import type { SlottingShop } from './slotting.rules.ts';

/** The shelf of each slot, by the slot's index. */
export type Layout = readonly number[];

/** One walk past goods: slots by their indexes, and stops at goods that are nowhere any more. */
export interface Tour {
  readonly slots: readonly number[];
  readonly stops: readonly Spot[];
}

/** The places of a walk in the order one walks them, and its decimetres from packing and back. */
export interface Walk {
  readonly order: readonly Spot[];
  readonly length: number;
}

/** A short walk past spots in any order, as a wave's own is planned. `depth` as in `decimetresApart`. */
export function walkPast(spots: readonly Spot[], depth: number): Walk {
  const places = placesOf(spots.map((spot) => ({ spot }))).map(([stop]) => stop?.spot ?? packing);
  const order = planWalk(places, depth).map((index) => places[index] ?? packing);
  return { order, length: walkOf(order, depth) };
}

/** The walks of a shop's tours in any layout; what was walked once is not planned again. */
export function walksOf({ shelves, tours, depth }: Pick<SlottingShop, 'shelves' | 'tours' | 'depth'>) {
  const known = new Map<string, Walk>();
  const spotsOf = ({ slots, stops }: Tour, layout: Layout): Spot[] => [...slots.map((slot) => shelves[layout[slot] ?? 0]?.spot ?? packing), ...stops];
  const walk = (tour: Tour, layout: Layout): Walk => {
    const spots = spotsOf(tour, layout);
    const key = [...new Set(spots.map(({ aisle, bay }) => aisle * 10_000 + bay))].toSorted((a, b) => a - b).join(' ');
    const planned = known.get(key) ?? walkPast(spots, depth);
    known.set(key, planned);
    return planned;
  };
  /** Tours whose length differs between two layouts. */
  const changed = (one: Layout, other: Layout) =>
    tours.flatMap((tour, index) => {
      if (tour.slots.every((slot) => one[slot] === other[slot])) return [];
      const [before, after] = [walk(tour, one).length, walk(tour, other).length];
      return before === after ? [] : [{ tour: index, before, after }];
    });
  return {
    walk,
    changed,
    saved: (one: Layout, other: Layout): number => changed(one, other).reduce((sum, { before, after }) => sum + before - after, 0),
    total: (layout: Layout): number => tours.reduce((sum, tour) => sum + walk(tour, layout).length, 0),
  };
}
