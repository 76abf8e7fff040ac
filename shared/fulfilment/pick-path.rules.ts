/** Where a bin stands: the aisle, and the bay along it. Both are read from its code. */
export interface Spot {
  readonly aisle: number;
  readonly bay: number;
}

/** Decimetres: from bay to bay along an aisle, and from one aisle to the next at either end. */
const bayWidth = 12;
const aisleWidth = 30;

/** `A` to `ZZ`. */
const lettersOfAisle = 2;

/** Packing stands at the front end of the first aisle; every walk begins and ends there. */
export const packing: Spot = { aisle: 0, bay: 0 };

/**
 * Reads a bin's code: its letters are the aisle (`A` is the first), its first number behind them the bay. A code of numbers only
 * names the aisle first. Undefined where nothing of it can be read, or its letters are a word (`PACK`) and no aisle; such a bin
 * counts as standing beside packing.
 */
export function spotOf(code: string): Spot | undefined {
  const signs = code.toUpperCase().match(/[A-Z]+|\d+/g) ?? [];
  const [first, second] = signs;
  if (first === undefined || (/[A-Z]/.test(first) && first.length > lettersOfAisle)) return undefined;
  if (/\d/.test(first)) return { aisle: Number(first), bay: numberOf(second) };
  return { aisle: Array.from(first).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1, bay: numberOf(signs.find((sign) => /\d/.test(sign))) };
}

const numberOf = (sign: string | undefined): number => (sign !== undefined && /\d/.test(sign) ? Number(sign) : 0);

/** The shortest way between two spots: along the aisle, or round its nearer end. `depth` is the last bay of the longest aisle. */
export function decimetresApart(one: Spot, other: Spot, depth: number): number {
  if (one.aisle === other.aisle) return Math.abs(one.bay - other.bay) * bayWidth;
  const front = one.bay + other.bay;
  const back = 2 * (depth + 1) - front;
  return Math.abs(one.aisle - other.aisle) * aisleWidth + Math.min(front, back) * bayWidth;
}

/** Decimetres from packing to a spot. */
export const fromPacking = (spot: Spot, depth: number): number => decimetresApart(packing, spot, depth);

export const depthOf = (spots: readonly Spot[]): number => Math.max(0, ...spots.map((spot) => spot.bay));

/** How far one walks from packing through the spots in this order and back. */
export function walkOf(spots: readonly Spot[], depth: number): number {
  const round = [packing, ...spots, packing];
  return round.slice(1).reduce((sum, spot, index) => sum + decimetresApart(round[index] ?? packing, spot, depth), 0);
}

/** Bins above one another are one place to walk to: each place once, in the order of their codes, with what stands there. */
export function placesOf<Stop extends { readonly spot: Spot }>(stops: readonly Stop[]): Stop[][] {
  const places = [...Map.groupBy(stops, ({ spot }) => `${spot.aisle} ${spot.bay}`).values()];
  return places.toSorted(([one], [other]) => byAisle(one?.spot ?? packing, other?.spot ?? packing));
}

const byAisle = (a: Spot, b: Spot): number => a.aisle - b.aisle || a.bay - b.bay;

/**
 * The order in which to visit spots so that the walk is short: walks begun from several spots, each made shorter until turning
 * round a stretch or moving a few stops helps no more. Answers the indexes of the spots. `depth` as in `decimetresApart`.
 */
export function planWalk(spots: readonly Spot[], depth = depthOf(spots)): number[] {
  const way = distances([packing, ...spots], depth);
  const starts = [byCode(spots), ...firstStops(spots.length).map((first) => nearestNext(way, first))];
  const walks = starts.map((start) => shorten(start, way)).map((walk) => ({ walk, length: lengthOf(walk, way) }));
  const best = walks.reduce((least, one) => (one.length < least.length ? one : least));
  return best.walk.map((stop) => stop - 1);
}

/** Every stop of a short list may be the first; of a long one a few, which costs less and loses little. */
const firstStops = (count: number): number[] => {
  const step = Math.max(1, Math.ceil(count / (count > 60 ? 4 : 16)));
  return Array.from({ length: count }, (_none, index) => index + 1).filter((stop) => (stop - 1) % step === 0);
};

type Way = readonly (readonly number[])[];

const distances = (spots: readonly Spot[], depth: number): Way => spots.map((one) => spots.map((other) => decimetresApart(one, other, depth)));
const between = (way: Way, one: number, other: number): number => way[one]?.[other] ?? 0;

/** Stop 0 is packing; the others are the spots, counted from one. */
function byCode(spots: readonly Spot[]): number[] {
  return spots.map((spot, index) => ({ ...spot, stop: index + 1 })).toSorted(byAisle).map(({ stop }) => stop);
}

function nearestNext(way: Way, first: number): number[] {
  const left = new Set(Array.from(way, (_row, stop) => stop).filter((stop) => stop !== 0 && stop !== first));
  const walk = [first];
  for (let here = first; left.size > 0;) {
    const next = [...left].reduce((nearest, stop) => (between(way, here, stop) < between(way, here, nearest) ? stop : nearest));
    left.delete(next);
    walk.push(next);
    here = next;
  }
  return walk;
}

const lengthOf = (walk: readonly number[], way: Way): number => [...walk, 0].reduce((sum, stop, index) => sum + between(way, walk[index - 1] ?? 0, stop), 0);

function shorten(start: readonly number[], way: Way): number[] {
  const walk = [...start];
  while (turnStretch(walk, way) || moveStops(walk, way));
  return walk;
}

/** Turns the first stretch round that makes the walk shorter. */
function turnStretch(walk: number[], way: Way): boolean {
  for (let from = 0; from < walk.length - 1; from += 1) {
    for (let to = from + 1; to < walk.length; to += 1) {
      const [before, first, last, behind] = [walk[from - 1] ?? 0, walk[from] ?? 0, walk[to] ?? 0, walk[to + 1] ?? 0];
      const gain = between(way, before, first) + between(way, last, behind) - between(way, before, last) - between(way, first, behind);
      if (gain <= 0) continue;
      walk.splice(from, to - from + 1, ...walk.slice(from, to + 1).reverse());
      return true;
    }
  }
  return false;
}

/** Moves the first one to three stops to where they make the walk shorter, either way round. */
function moveStops(walk: number[], way: Way): boolean {
  for (let count = 1; count <= Math.min(3, walk.length - 1); count += 1) {
    for (let from = 0; from + count <= walk.length; from += 1) if (moveTo(walk, from, count, way)) return true;
  }
  return false;
}

function moveTo(walk: number[], from: number, count: number, way: Way): boolean {
  const stops = walk.slice(from, from + count);
  const rest = [...walk.slice(0, from), ...walk.slice(from + count)];
  const [first, last] = [stops[0] ?? 0, stops.at(-1) ?? 0];
  const [before, behind] = [rest[from - 1] ?? 0, rest[from] ?? 0];
  const saved = between(way, before, first) + between(way, last, behind) - between(way, before, behind);
  for (let at = 0; at <= rest.length; at += 1) {
    if (at === from) continue;
    const [left, right] = [rest[at - 1] ?? 0, rest[at] ?? 0];
    const apart = between(way, left, right);
    const straight = between(way, left, first) + between(way, last, right) - apart;
    const turned = between(way, left, last) + between(way, first, right) - apart;
    if (Math.min(straight, turned) >= saved) continue;
    walk.splice(0, walk.length, ...rest.slice(0, at), ...(straight <= turned ? stops : stops.toReversed()), ...rest.slice(at));
    return true;
  }
  return false;
}
