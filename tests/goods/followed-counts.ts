import { allocate } from '../../shared/units/allocate.ts';
import { minor } from '../../shared/units/minor.ts';
import { type CountLine, type Differs, lotsOf, type Scan, varianceOf } from './count-model.ts';
import type { Dice } from './dice.ts';
import type { Spot } from './goods-model.ts';
import { isFollowed } from './leaving.ts';
import type { Lot } from './lots-model.ts';
import type { Trial } from './trial.ts';

const isPiece = (trial: Trial, { variantId }: Spot): boolean => variantId === trial.ground.serialGoods;

/** Lots in the order in which goods leave: what expires first before the rest. */
const inOrder = (lots: readonly Lot[]): Lot[] => lots.toSorted((a, b) => ((a.expiresOn ?? '9') < (b.expiresOn ?? '9') ? -1 : (a.expiresOn ?? '9') > (b.expiresOn ?? '9') ? 1 : a.id - b.id));

/** What differs at a line, by what was counted and everything the book knows to have happened there. */
export function live(trial: Trial, { spot, scans, named }: CountLine): Differs {
  if (!isFollowed(trial, spot.variantId)) return varianceOf(scans, trial.model.seenAt(spot));
  const seen = trial.lots.seen.filter((one) => one.variantId === spot.variantId && one.locationId === spot.locationId).map((one) => ({ ...one, code: one.lot?.code }));
  const order = inOrder([...new Set(seen.flatMap(({ lot }) => (lot ? [lot] : [])))]).map(({ code }) => code);
  const now = (code: string): number => {
    const lot = trial.lots.find(spot.variantId, code);
    return lot ? trial.lots.at(lot, spot.locationId).onHand : 0;
  };
  return lotsOf({ pieces: isPiece(trial, spot), scans, named, seen, order, now });
}

/** The whole difference as one text. */
export const textOf = ({ variance, lots = [] }: Differs): string => JSON.stringify([variance, ...lots.map(({ code, variance: differs }) => `${code} ${differs}`).toSorted()]);

export const isEqual = (differs: Differs): boolean => differs.variance === 0 && (differs.lots ?? []).length === 0;

/** Found pieces that the book has at another place of the shop: somebody has to look. */
export function isElsewhere(trial: Trial, { spot }: CountLine, { lots = [] }: Differs): boolean {
  if (!isPiece(trial, spot)) return false;
  return lots.some(({ code, variance }) => {
    const lot = trial.lots.find(spot.variantId, code);
    return variance > 0 && lot !== undefined && [...lot.places].some(([locationId, { onHand }]) => locationId !== spot.locationId && onHand > 0);
  });
}

/** Handfuls of followed goods: most of what lies there, now and then something else, with their labels or without. */
export function seenOnShelf(trial: Trial, spot: Spot, dice: Dice): Pick<Scan, 'quantity' | 'code'>[] {
  const known = trial.lots.all.filter((lot) => lot.variantId === spot.variantId);
  const there = inOrder(known.filter((lot) => trial.lots.at(lot, spot.locationId).onHand > 0));
  const some = there.filter((_, index) => (dice.pick + index * 7) % 5 > 0);
  const fresh = dice.money % 6 === 0 ? [`N${dice.pick}`] : [];
  const stray = dice.money % 7 === 0 && known.length > 0 ? [known[dice.pick % known.length]?.code ?? ''] : [];
  const unread = dice.size % 4 === 0;
  if (isPiece(trial, spot)) {
    const codes = [...some.map(({ code }) => code), ...fresh, ...stray, ...(dice.late % 5 === 0 ? some.slice(0, 1).map(({ code }) => code) : [])];
    return codes.map((code, index) => ({ quantity: 1000, ...(!(unread && index % 2 === 0) && { code }) }));
  }
  const handfuls = some.map((lot, index) => ({ code: lot.code, quantity: Math.max(1, trial.lots.at(lot, spot.locationId).onHand + (((dice.size + index) % 3) - 1) * (dice.money % 400)) }));
  return [...handfuls, ...[...fresh, ...stray].map((code) => ({ code, quantity: dice.size }))].map(({ code, quantity }) => ({ quantity, ...(!unread && { code }) }));
}

/** Somebody says of which lots goods without a label are: those that are missing first, the rest of a new one. */
export function namesFor(trial: Trial, { spot, scans }: CountLine, { lots = [], unread = 0 }: Differs, dice: Dice): { code: string; quantity: number }[] {
  const read = new Set(scans.flatMap(({ code }) => (code === undefined ? [] : [code])));
  const names: { code: string; quantity: number }[] = [];
  let left = unread;
  for (const { code, variance } of lots) {
    if (variance >= 0 || left === 0 || (isPiece(trial, spot) && read.has(code))) continue;
    const quantity = Math.min(left, -variance);
    names.push({ code, quantity });
    left -= quantity;
  }
  if (left === 0) return names;
  if (!isPiece(trial, spot)) return [...names, { code: `M${dice.pick}`, quantity: left }];
  return [...names, ...Array.from({ length: left / 1000 }, (_, index) => ({ code: `M${trial.now}-${index}`, quantity: 1000 }))];
}

/** What found goods of a line are worth where nobody knows their cost: what was said of all, shared by quantity. */
export function sharesOf(said: number, found: readonly number[]): number[] {
  return found.length === 0 ? [] : allocate(minor(said), found);
}
