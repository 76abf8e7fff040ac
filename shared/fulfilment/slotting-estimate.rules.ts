import { decimetresApart, packing, type Spot } from './pick-path.rules.ts';
import type { Carry, SlottingShop } from './slotting.rules.ts';
import type { Layout, walksOf } from './slotting-walk.rules.ts';

/**
 * What an exchange saves at least about: each tour as it is walked now, without the places left and with the new ones where they
 * cost least. Quick, and only good enough to choose what is worth walking exactly. Decimetres.
 */
export function estimator({ shelves, tours, depth }: SlottingShop, walks: ReturnType<typeof walksOf>, layout: Layout): (carries: readonly Carry[]) => number {
  const apart = (one: Spot, other: Spot): number => decimetresApart(one, other, depth);
  const toursOf = new Map<number, number[]>();
  tours.forEach(({ slots }, tour) => {
    for (const slot of slots) toursOf.set(slot, [...(toursOf.get(slot) ?? []), tour]);
  });
  const spotOf = (shelf: number): Spot => shelves[shelf]?.spot ?? packing;
  const planned = tours.map((tour) => walks.walk(tour, layout).order);
  const needed = tours.map(({ slots, stops }) => countOf([...slots.map((slot) => keyOf(spotOf(layout[slot] ?? 0))), ...stops.map(keyOf)]));
  const gainOn = (tour: number, carries: readonly Carry[]): number => {
    const [before, count] = [planned[tour] ?? [], needed[tour] ?? new Map<number, number>()];
    const [left, come] = [countOf(carries.map(({ from }) => keyOf(spotOf(from)))), new Map(carries.map(({ to }) => [keyOf(spotOf(to)), spotOf(to)]))];
    const gone = new Set([...left.keys()].filter((key) => left.get(key) === count.get(key) && !come.has(key)));
    const rest = [packing, ...before.filter((spot) => !gone.has(keyOf(spot))), packing];
    let gain = lengthOf([packing, ...before, packing], apart) - lengthOf(rest, apart);
    for (const [key, spot] of come) if (!count.has(key)) gain -= insert(rest, spot, apart);
    return gain;
  };
  return (carries) => {
    const touched = new Set(carries.flatMap(({ slot }) => toursOf.get(slot) ?? []));
    const ofTour = (tour: number): Carry[] => carries.filter(({ slot }) => tours[tour]?.slots.includes(slot));
    return [...touched].reduce((sum, tour) => sum + gainOn(tour, ofTour(tour)), 0);
  };
}

type Apart = (one: Spot, other: Spot) => number;

const keyOf = ({ aisle, bay }: Spot): number => aisle * 10_000 + bay;
const countOf = (keys: readonly number[]): Map<number, number> => {
  const counts = new Map<number, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
};
const lengthOf = (stops: readonly Spot[], apart: Apart): number => stops.slice(1).reduce((sum, spot, index) => sum + apart(stops[index] ?? packing, spot), 0);

/** Puts a spot where it costs least, and says what it costs. */
function insert(stops: Spot[], spot: Spot, apart: Apart): number {
  const costs = stops.slice(1).map((next, index) => apart(stops[index] ?? packing, spot) + apart(spot, next) - apart(stops[index] ?? packing, next));
  const least = Math.min(...costs);
  stops.splice(costs.indexOf(least) + 1, 0, spot);
  return least;
}
