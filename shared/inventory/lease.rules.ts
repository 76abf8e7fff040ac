import { allocate } from '../units/allocate.ts';
import { minor } from '../units/minor.ts';
import { type Quantity, quantity } from '../units/quantity.ts';

/**
 * Leases: what each place that sells may sell by itself while nobody can be asked, so that no order of sales, answers and
 * outages sells more than there is (INV-S5, JOB-3). Known as escrow or bounded counters: Balegas et al., SRDS 2015.
 *
 * The one number is the exposure: the most its holder can still sell that our book does not know yet. It grows before a
 * raise is sent and shrinks only after something was confirmed, so it is never too small, whatever was lost on the way. The
 * guarantee is the holder's word to refuse what is above the level it was given.
 */
export interface Lease {
  /** Thousandths; at least the level shown plus what was sold and not pulled. */
  exposure: Quantity;
  /** What the holder showed when last heard of; null while it is not known whether a write was carried out. */
  level: Quantity | null;
}

/** A level on its way. `compares`: the holder sets it only while it still shows `from`; otherwise it is set whatever was sold. */
export interface LevelWrite {
  from: Quantity;
  to: Quantity;
  compares: boolean;
}

const most = (a: number, b: number): Quantity => quantity(Math.max(a, b));

/** By how much a write may raise what can be sold: a level that is set blindly may come on top of all that was shown before. */
export const raiseOf = ({ from, to, compares }: LevelWrite): Quantity => (compares ? most(0, to - from) : to);

/**
 * The next write that brings a holder nearer to its target; null where none is due or none is safe yet. Lowering by
 * comparison is always safe and a raise takes no more than the room; a holder that sets levels blindly comes to a lower level
 * first where the room does not hold its target, and to its own once that is settled. It is closed for so long only where the
 * room holds not one piece more.
 *
 * @param room what is free and exposed nowhere, in thousandths; below zero where more is exposed than there is
 */
export function nextWrite(lease: Lease, given: { target: Quantity; room: number; compares: boolean }): LevelWrite | null {
  const { level } = lease;
  const { target, room, compares } = given;
  if (level === null || level === target) return null;
  if (compares) {
    const to = target < level ? target : quantity(Math.min(target, level + wholePieces(room)));
    return to === level ? null : { from: level, to, compares };
  }
  if (target <= room) return { from: level, to: target, compares };
  if (level === 0) return wholePieces(room) === 0 ? null : { from: level, to: quantity(wholePieces(room)), compares };
  // Only ever down, so that it ends: what cannot be lowered any more is closed.
  const step = stepDown(lease, { target, room });
  return { from: level, to: quantity(step < level ? step : 0), compares };
}

/**
 * What may be shown while it is found out how much of the old level was sold: no more than the room holds on top of that, and
 * no more than leaves room for the target once only this can be sold.
 */
const stepDown = ({ exposure }: Lease, { target, room }: { target: Quantity; room: number }): number => Math.min(wholePieces(room), wholePieces(room + exposure - target));

const wholePieces = (room: number): number => Math.max(0, room - (room % 1000));

/** A write leaves: from here on it may have been carried out. */
export const afterSending = (lease: Lease, write: LevelWrite): Lease => ({ exposure: quantity(lease.exposure + raiseOf(write)), level: null });

/** It was carried out. Only a comparison proves that what it lowered was not sold meanwhile. */
export const afterDone = (lease: Lease, write: LevelWrite): Lease => ({
  exposure: write.compares ? quantity(lease.exposure + Math.min(0, write.to - write.from)) : lease.exposure,
  level: write.to,
});

/** It was refused for certain, and the holder shows another level now, or nobody knows which. */
export const afterRefusal = (lease: Lease, write: LevelWrite, shown: Quantity | null): Lease => ({
  exposure: quantity(lease.exposure - raiseOf(write)),
  level: shown,
});

/** A sale of the holder's came into the book. `over`: it sold what it had not been given, which wants a person. */
export function afterSale(lease: Lease, sold: Quantity): { lease: Lease; over: Quantity } {
  return { lease: { ...lease, exposure: most(0, lease.exposure - sold) }, over: most(0, sold - lease.exposure) };
}

/** Its level was read while no write was open. `over`: it shows more than it was given, as when it put goods back by itself, which wants a person. */
export function afterReading(lease: Lease, shown: Quantity): { lease: Lease; over: Quantity } {
  return { lease: { ...lease, exposure: most(lease.exposure, shown) }, over: most(0, shown - lease.exposure) };
}

/**
 * Everything it had sold by that reading has been pulled since: it can sell what it showed then and no more. `unbooked` was sold
 * there in orders that hold nothing back here yet, as while a buyer has still to pay: goods nobody else may have either.
 */
export const afterSettling = (lease: Lease, shown: Quantity, unbooked: Quantity = quantity(0)): Lease => ({
  exposure: quantity(Math.min(lease.exposure, shown + unbooked)),
  level: shown,
});

/** An order that was booked is called off: the holder may have put the goods on sale again by itself, so what it shows is not known. */
export const afterReturn = (lease: Lease, back: Quantity): Lease => ({ exposure: quantity(lease.exposure + back), level: null });

/** What is free and exposed nowhere, in thousandths; below zero where more is exposed than there is, which wants a person. */
export const roomIn = (free: Quantity, leases: readonly Lease[]): number => leases.reduce((room, { exposure }) => room - exposure, free as number);

/** Whole pieces of what is free for each holder by its weight; what is left by rounding goes to the largest remainders. */
export function targetsOf(free: Quantity, weights: readonly number[]): Quantity[] {
  const whole = Math.floor(Math.max(0, free) / 1000);
  return allocate(minor(whole), weights).map((share) => quantity(share * 1000));
}

/**
 * What the counter takes of the room for itself, or gives back: nobody has to be asked, because the book knows its sales at
 * once. `target` and `room` as for `nextWrite`; the room is what is left beside its own lease.
 */
export function counterTakes(exposure: Quantity, { target, room }: { target: Quantity; room: number }): Lease {
  const next = target < exposure ? target : quantity(Math.min(target, exposure + Math.max(0, room)));
  return { exposure: next, level: next };
}

/** The counter weighs as much as this, with as much again as a channel for every channel that shares with it. */
export const counterWeight = 1;
export const channelWeight = 2;

const starves = (has: Quantity, due: Quantity): boolean => 2 * has < due;

/**
 * What each place is to have: the counter first, then every lease. While all of it fits and nobody has less than half of what
 * is due to him, everything stays as it is: a level that is moved for every sale elsewhere would have to be closed each time
 * where levels are set blindly.
 *
 * @param due by weight of what is free, the counter first
 * @param room what is free and exposed nowhere, the counter's lease not counted
 */
export function heldTargets({ due, leases, room }: { due: readonly Quantity[]; leases: readonly Lease[]; room: number }): { counter: Quantity; targets: Quantity[] } {
  const [counterDue = quantity(0), ...others] = due;
  const counter = counterTakes(quantity(0), { target: counterDue, room }).exposure;
  const fits = room >= 0 && !starves(counter, counterDue) && leases.every(({ exposure }, index) => !starves(exposure, others[index] ?? quantity(0)));
  return { counter, targets: fits ? leases.map(({ level, exposure }) => level ?? exposure) : others };
}
