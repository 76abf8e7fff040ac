import type { Day } from '../units/day.ts';
import { allocate } from '../units/allocate.ts';
import { minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { depthOf, packing, spotOf } from './pick-path.rules.ts';
import type { Slot, SlottingShop, StayReason } from './slotting.rules.ts';
import type { Tour } from './slotting-walk.rules.ts';

export interface KnownBin {
  readonly binId: number;
  readonly code: string;
  readonly blocked: boolean;
}

/** What lies of a variant in a bin. Quantities in thousandths. */
export interface KnownGoods {
  readonly variantId: number;
  readonly binId: number;
  readonly onHand: number;
  readonly onHold: number;
  /** On pick lists that are not done. */
  readonly promised: number;
  /** The first of its lots to expire. */
  readonly expiresOn: Day | null;
}

/** A variant taken from a bin on a walk. */
export interface KnownPick {
  readonly walk: number;
  readonly variantId: number;
  readonly binId: number;
}

export interface KnownPlace {
  readonly bins: readonly KnownBin[];
  readonly goods: readonly KnownGoods[];
  readonly picks: readonly KnownPick[];
  readonly packingBinId: number | null;
  /** What expires on or before this day leaves by itself and stays where it is. */
  readonly soon: Day;
}

/**
 * A location as the search sees it: shelves and slots in the order of the bins and goods given, and each walk past where its goods
 * lie now. Goods that left the bin they were taken from count where most of them lies; goods that are nowhere any more, where they lay.
 * `walks` names the walk of each tour; one past nothing that is known makes none.
 */
export function slottingShop({ bins, goods, picks, packingBinId, soon }: KnownPlace): SlottingShop & { readonly walks: readonly number[] } {
  const shelfOf = new Map(bins.map(({ binId }, shelf) => [binId, shelf]));
  const spots = bins.map(({ code }) => spotOf(code));
  const slots = goods.map((one): Slot => ({ variantId: one.variantId, shelf: shelfOf.get(one.binId) ?? 0, stays: stayOf(one, one.binId === packingBinId, spots[shelfOf.get(one.binId) ?? -1] !== undefined, soon) }));
  const tours = [...Map.groupBy(picks, ({ walk }) => walk)].map(([walk, taken]) => ({ walk, ...tourOf(taken, { goods, packingBinId, spots, shelfOf }) }));
  const walked = tours.filter((tour) => tour.slots.length + tour.stops.length > 0);
  return {
    shelves: bins.map(({ binId, blocked }, shelf) => ({ spot: spots[shelf] ?? packing, open: !blocked && binId !== packingBinId && spots[shelf] !== undefined })),
    slots,
    tours: walked.map(({ slots: past, stops }) => ({ slots: past, stops })),
    walks: walked.map(({ walk }) => walk),
    depth: depthOf(spots.flatMap((spot) => spot ?? [])),
  };
}

function stayOf({ onHand, onHold, promised, expiresOn }: KnownGoods, atPacking: boolean, placeKnown: boolean, soon: Day): StayReason | null {
  if (atPacking) return 'packing';
  if (!placeKnown) return 'unknownPlace';
  if (onHand <= 0) return 'belowZero';
  if (onHold !== 0) return 'onHold';
  if (promised > 0) return 'promised';
  return expiresOn !== null && expiresOn <= soon ? 'expiresSoon' : null;
}

type Around = Pick<KnownPlace, 'goods' | 'packingBinId'> & { readonly spots: readonly ReturnType<typeof spotOf>[]; readonly shelfOf: ReadonlyMap<number, number> };

function tourOf(taken: readonly KnownPick[], around: Around): Tour {
  const found = taken.map((pick) => ({ pick, slot: slotOf(pick, around) }));
  const slots = new Set(found.flatMap(({ slot }) => (slot === -1 ? [] : [slot])));
  const stops = found.filter(({ slot }) => slot === -1).flatMap(({ pick }) => around.spots[around.shelfOf.get(pick.binId) ?? -1] ?? []);
  return { slots: [...slots], stops };
}

function slotOf({ variantId, binId }: KnownPick, { goods, packingBinId }: Around): number {
  const same = goods.findIndex((one) => one.variantId === variantId && one.binId === binId);
  if (same !== -1) return same;
  const elsewhere = goods.map((one, slot) => ({ ...one, slot })).filter((one) => one.variantId === variantId && one.binId !== packingBinId);
  return elsewhere.toSorted((a, b) => b.onHand - a.onHand)[0]?.slot ?? -1;
}

/** Fewer days than this say nothing about a week. */
const daysOfWeek = 7;

/** Over how many days walks are spread that began on a first day and are known through today, both counted. */
export const daysOfWalks = (daysSinceFirst: number): number => Math.max(daysOfWeek, daysSinceFirst + 1);

/** Whole metres a week, split over the parts so that they add up to the whole. Each part in decimetres over `days`. */
export function metresAWeek(saved: readonly number[], days: number): { total: number; parts: number[] } {
  const total = mulDiv(saved.reduce((sum, one) => sum + one, 0), daysOfWeek, days * 10);
  return { total, parts: saved.length === 0 ? [] : allocate(minor(total), saved) };
}
