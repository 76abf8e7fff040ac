import { decimetresApart, packing, type Spot } from './pick-path.rules.ts';
import { estimator } from './slotting-estimate.rules.ts';
import { type Layout, type Tour, walksOf } from './slotting-walk.rules.ts';

/** Why goods stay where they are, whatever it would save. */
export const stayReasons = ['onHold', 'promised', 'expiresSoon', 'belowZero', 'packing', 'unknownPlace'] as const;
export type StayReason = (typeof stayReasons)[number];

/** Goods of one variant in one bin; all of them move, or none. */
export interface Slot {
  readonly variantId: number;
  /** Index into the shelves. */
  readonly shelf: number;
  readonly stays: StayReason | null;
}

export interface Shelf {
  readonly spot: Spot;
  /** Whether goods may be brought here: in use, not where packing stands, and its place can be read off its code. */
  readonly open: boolean;
}

export interface SlottingShop {
  readonly shelves: readonly Shelf[];
  readonly slots: readonly Slot[];
  readonly tours: readonly Tour[];
  /** The last bay of the longest aisle. */
  readonly depth: number;
}

export interface Carry {
  /** Index into the slots. */
  readonly slot: number;
  /** Indexes into the shelves. */
  readonly from: number;
  readonly to: number;
}

/** Goods that change places with one another, or go to empty bins. No two rounds touch the same bin, so each can be done without the others. */
export interface Round {
  readonly carries: readonly Carry[];
  /** Decimetres the tours would have been shorter, after the rounds before this one. */
  readonly saved: number;
  /** Decimetres one walks once to do it, from packing and back. */
  readonly effort: number;
  /** Decimetres of each tour that it changes, after the rounds before this one. */
  readonly tours: readonly { readonly tour: number; readonly before: number; readonly after: number }[];
}

export interface Limits {
  readonly rounds: number;
  /** How often its own effort a round has to save; 0 takes every decimetre. */
  readonly worth: number;
  /** How many exchanges are tried at most. */
  readonly steps: number;
}

/** More bins in a round than this and nobody does it between two customers. */
const shelvesInRound = 4;
/** Of the exchanges that bring what is picked most nearest, how many are estimated; of those that then look best, how many are walked to know. */
const estimated = 400;
const walkedExactly = 5;
/** Goods picked most, and shelves nearest to packing, among which exchanges are looked for. */
const busiest = 60;
const nearest = 150;

/**
 * Which goods to put where, so that the tours would have been shorter: again and again the exchange that shortens them most, each
 * walked anew before it is taken, until none helps. A bin never gets more kinds of goods than it holds today (an empty one: one)
 * and never a second lot of what it holds, as the file knows no sizes. Rounds come by what they save, most first; what does not
 * save its own effort is left out. `told` hears how far the search is, from 0 to 1.
 */
export function proposeRounds(shop: SlottingShop, limits: Limits, told: (share: number) => void = () => undefined): { before: number; after: number; rounds: Round[] } {
  const walks = walksOf(shop);
  const start: Layout = shop.slots.map(({ shelf }) => shelf);
  const found = search(shop, walks, start, limits, told);
  const alone = roundsOf(start, found.layout, found.groups).map((carries) => ({ carries, saved: walks.saved(start, put(start, carries)) }));
  const rounds: Round[] = [];
  let layout = start;
  for (const { carries } of alone.toSorted((a, b) => b.saved - a.saved)) {
    if (rounds.length === limits.rounds) break;
    const next = put(layout, carries);
    const tours = walks.changed(layout, next);
    const saved = tours.reduce((sum, { before, after }) => sum + before - after, 0);
    const effort = effortOf(shop, carries);
    if (saved <= 0 || saved < limits.worth * effort) continue;
    rounds.push({ carries, saved, effort, tours });
    layout = next;
  }
  return { before: walks.total(start), after: walks.total(layout), rounds };
}

const put = (layout: Layout, carries: readonly Carry[]): Layout => {
  const next = [...layout];
  for (const { slot, to } of carries) next[slot] = to;
  return next;
};

/** Decimetres from packing to each bin, with its goods to their new one, and back. */
export function effortOf({ shelves, depth }: Pick<SlottingShop, 'shelves' | 'depth'>, carries: readonly Carry[]): number {
  const stops = [packing, ...carries.flatMap(({ from, to }) => [from, to]).map((shelf) => shelves[shelf]?.spot ?? packing), packing];
  return stops.slice(1).reduce((sum, spot, index) => sum + decimetresApart(stops[index] ?? packing, spot, depth), 0);
}

type Groups = Map<number, Set<number>>;

interface Found {
  layout: Layout;
  /** Shelves that exchanges tied together. */
  groups: Groups;
}

function search(shop: SlottingShop, walks: ReturnType<typeof walksOf>, start: Layout, { steps }: Limits, told: (share: number) => void): Found {
  const groups: Groups = new Map();
  let layout = start;
  for (let step = 0; step < steps; step += 1) {
    told(step / steps);
    const estimate = estimator(shop, walks, layout);
    const likely = roughlyBest(shop, exchanges(shop, layout, groups)).map((carries) => ({ carries, gain: estimate(carries) })).filter(({ gain }) => gain > 0).toSorted((a, b) => b.gain - a.gain);
    const walked = likely.slice(0, walkedExactly).map(({ carries }) => ({ carries, next: put(layout, carries), saved: walks.saved(layout, put(layout, carries)) }));
    const best = walked.reduce<(typeof walked)[number] | undefined>((most, one) => (one.saved > (most?.saved ?? 0) ? one : most), undefined);
    if (!best) break;
    tie(groups, best.carries);
    layout = best.next;
  }
  return { layout, groups };
}

/** On how many tours each slot is fetched. */
function picksOf(tours: readonly Tour[]): Map<number, number> {
  const picks = new Map<number, number>();
  for (const { slots } of tours) for (const slot of slots) picks.set(slot, (picks.get(slot) ?? 0) + 1);
  return picks;
}

/** Those that take the most picks the furthest to the front: a look at each is all that many of them are worth. */
function roughlyBest({ shelves, tours, depth }: SlottingShop, all: Carry[][]): Carry[][] {
  if (all.length <= estimated) return all;
  const picks = picksOf(tours);
  const away = shelves.map(({ spot }) => decimetresApart(packing, spot, depth));
  const nearer = (carries: readonly Carry[]): number => carries.reduce((sum, { slot, from, to }) => sum + (picks.get(slot) ?? 0) * ((away[from] ?? 0) - (away[to] ?? 0)), 0);
  return all.map((carries) => ({ carries, gain: nearer(carries) })).toSorted((a, b) => b.gain - a.gain).slice(0, estimated).map(({ carries }) => carries);
}

const groupOf = (groups: Groups, shelf: number): Set<number> => groups.get(shelf) ?? new Set([shelf]);

function tie(groups: Groups, carries: readonly Carry[]): void {
  const joined = new Set(carries.flatMap(({ from, to }) => [...groupOf(groups, from), ...groupOf(groups, to)]));
  for (const shelf of joined) groups.set(shelf, joined);
}

/** Every way to bring picked goods to another shelf: to an empty one, or against one kind of goods that lies there. */
function exchanges({ shelves, slots, tours, depth }: SlottingShop, layout: Layout, groups: Groups): Carry[][] {
  const lying = Map.groupBy(layout.keys(), (slot) => layout[slot] ?? 0);
  const picks = picksOf(tours);
  const goods = [...picks.keys()].filter((slot) => slots[slot]?.stays === null).toSorted((a, b) => (picks.get(b) ?? 0) - (picks.get(a) ?? 0) || a - b).slice(0, busiest);
  const away = (shelf: number): number => decimetresApart(packing, spotAt(shelves, shelf), depth);
  const targets = [...shelves.keys()].filter((shelf) => shelves[shelf]?.open).toSorted((a, b) => away(a) - away(b) || a - b).slice(0, nearest);
  const holds = (shelf: number, variantId: number): boolean => (lying.get(shelf) ?? []).some((slot) => slots[slot]?.variantId === variantId);
  return goods.flatMap((slot) => {
    const from = layout[slot] ?? 0;
    const variantId = slots[slot]?.variantId ?? 0;
    return targets.filter((to) => !samePlace(spotAt(shelves, from), spotAt(shelves, to)) && !holds(to, variantId) && mayTie(groups, from, to)).flatMap((to): Carry[][] => {
      const there = lying.get(to);
      if (!there) return [[{ slot, from, to }]];
      if (!shelves[from]?.open) return [];
      const movable = there.filter((other) => slots[other]?.stays === null && !holds(from, slots[other]?.variantId ?? 0));
      // A pair that is found from both its ends is looked at once.
      return movable.filter((other) => slot < other || !goods.includes(other) || !targets.includes(from)).map((other) => [{ slot, from, to }, { slot: other, from: to, to: from }]);
    });
  });
}

const spotAt = (shelves: readonly Shelf[], shelf: number): Spot => shelves[shelf]?.spot ?? packing;
const samePlace = (one: Spot, other: Spot): boolean => one.aisle === other.aisle && one.bay === other.bay;

function mayTie(groups: Groups, from: number, to: number): boolean {
  const [one, other] = [groupOf(groups, from), groupOf(groups, to)];
  return one.has(to) || one.size + other.size <= shelvesInRound;
}

/** What moved, round by round: each carry follows the one whose bin it fills, beginning where a bin is free. */
function roundsOf(start: Layout, end: Layout, groups: Groups): Carry[][] {
  const moved = [...start.keys()].map((slot) => ({ slot, from: start[slot] ?? 0, to: end[slot] ?? 0 })).filter(({ from, to }) => from !== to);
  return [...Map.groupBy(moved, ({ from }) => groupOf(groups, from)).values()].map(inOrder);
}

function inOrder(carries: readonly Carry[]): Carry[] {
  const left = [...carries];
  const ordered: Carry[] = [];
  while (left.length > 0) {
    const last = ordered.at(-1);
    const follows = last ? left.findIndex(({ to }) => to === last.from) : -1;
    const free = left.findIndex(({ to }) => !left.some(({ from }) => from === to));
    ordered.push(...left.splice(follows >= 0 ? follows : Math.max(0, free), 1));
  }
  return ordered;
}
