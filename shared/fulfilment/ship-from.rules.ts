import { type Minor, minor } from '../units/minor.ts';
import { type Quantity, quantity } from '../units/quantity.ts';

export const preferences = ['parcels', 'cost', 'distance'] as const;
export type Preference = (typeof preferences)[number];

export interface LineToShip {
  orderLineId: number;
  variantId: number;
  quantity: Quantity;
  gramsEach: number;
}

export interface PlaceWithStock {
  locationId: number;
  /** What it could give of each variant. */
  free: ReadonlyMap<number, number>;
  handling: Minor;
  /** Null where nobody said how far it is. */
  kilometres: number | null;
}

export interface PlannedPart {
  orderLineId: number;
  locationId: number;
  quantity: Quantity;
}

export interface PlannedParcel {
  locationId: number;
  units: Quantity;
  grams: number;
  carriage: Minor | null;
  handling: Minor;
  kilometres: number | null;
}

/** One way an order could leave. Its cost is that of all its parcels; null where one of them nobody carries. */
export interface ShipPlan {
  parts: PlannedPart[];
  parcels: PlannedParcel[];
  missing: Quantity;
  cost: Minor | null;
  kilometres: number | null;
}

/** More places than that are tried in their order only: their combinations would be thousands. */
const mostCombined = 6;

/**
 * Every way to send an order from some of the places, the best first: what leaves least behind, then by what the shop prefers.
 * `carriage` says what a parcel of a weight costs; null where nobody carries it.
 */
export function planShipFrom(lines: readonly LineToShip[], places: readonly PlaceWithStock[], prefers: Preference, carriage: (grams: number) => Minor | null): ShipPlan[] {
  const useful = places.filter(({ free }) => lines.some(({ variantId }) => (free.get(variantId) ?? 0) > 0)).slice(0, mostCombined);
  const sets = Array.from({ length: 2 ** useful.length - 1 }, (_none, index) => useful.filter((_place, at) => ((index + 1) >> at) % 2 === 1));
  const plans = sets.map((chosen) => planOf(lines, chosen, carriage)).filter((plan, index) => plan.parcels.length === sets[index]?.length);
  return plans.toSorted((a, b) => compare(a, b, prefers));
}

/** Of each line a place gives all it can before the next is asked; who can give a line whole is asked first. */
function planOf(lines: readonly LineToShip[], places: readonly PlaceWithStock[], carriage: (grams: number) => Minor | null): ShipPlan {
  const left = new Map(places.map(({ locationId, free }) => [locationId, new Map(free)]));
  const parts = lines.flatMap((line) => {
    let wanted: number = line.quantity;
    const stock = (place: PlaceWithStock): number => left.get(place.locationId)?.get(line.variantId) ?? 0;
    return places.toSorted((a, b) => Number(stock(b) >= wanted) - Number(stock(a) >= wanted)).flatMap((place) => {
      const taken = Math.min(wanted, stock(place));
      if (taken <= 0) return [];
      wanted -= taken;
      left.get(place.locationId)?.set(line.variantId, stock(place) - taken);
      return [{ orderLineId: line.orderLineId, locationId: place.locationId, quantity: quantity(taken) }];
    });
  });
  const grams = new Map(lines.map((line) => [line.orderLineId, line.gramsEach]));
  const parcels = places.flatMap((place) => parcelFrom(place, parts.filter(({ locationId }) => locationId === place.locationId), grams, carriage));
  const asked = lines.reduce<number>((sum, line) => sum + line.quantity, 0);
  const sent = parts.reduce<number>((sum, part) => sum + part.quantity, 0);
  return { parts, parcels, missing: quantity(asked - sent), cost: total(parcels.map(({ carriage: price, handling }) => (price === null ? null : minor(price + handling)))) as Minor | null, kilometres: total(parcels.map((parcel) => parcel.kilometres)) };
}

function parcelFrom(place: PlaceWithStock, parts: readonly PlannedPart[], gramsEach: ReadonlyMap<number, number>, carriage: (grams: number) => Minor | null): PlannedParcel[] {
  if (parts.length === 0) return [];
  const grams = Math.max(1, Math.round(parts.reduce<number>((sum, part) => sum + ((gramsEach.get(part.orderLineId) ?? 0) * part.quantity) / 1000, 0)));
  const units = quantity(parts.reduce<number>((sum, part) => sum + part.quantity, 0));
  return [{ locationId: place.locationId, units, grams, carriage: carriage(grams), handling: place.handling, kilometres: place.kilometres }];
}

const total = (parts: readonly (number | null)[]): number | null => (parts.includes(null) ? null : parts.reduce<number>((sum, part) => sum + (part ?? 0), 0));

const order: Record<Preference, readonly Preference[]> = { parcels: ['parcels', 'cost', 'distance'], cost: ['cost', 'parcels', 'distance'], distance: ['distance', 'parcels', 'cost'] };
const unknown = Number.MAX_SAFE_INTEGER;
const figures: Record<Preference, (plan: ShipPlan) => number> = { parcels: (plan) => plan.parcels.length, cost: (plan) => plan.cost ?? unknown, distance: (plan) => plan.kilometres ?? unknown };

function compare(a: ShipPlan, b: ShipPlan, prefers: Preference): number {
  const differences = [a.missing - b.missing, ...order[prefers].map((figure) => figures[figure](a) - figures[figure](b))];
  return differences.find((difference) => difference !== 0) ?? 0;
}

/** What decided between the best way and the next: the first figure in which they differ. Null where there was one way only. */
export function decidedBy(plans: readonly ShipPlan[], prefers: Preference): 'stock' | Preference | 'order' | null {
  const [best, next] = plans;
  if (!best || !next) return null;
  if (best.missing !== next.missing) return 'stock';
  return order[prefers].find((figure) => figures[figure](best) !== figures[figure](next)) ?? 'order';
}
