import type { Day } from '../units/day.ts';
import { type Quantity, quantity } from '../units/quantity.ts';

/** How a variant is followed: not at all, by lot with an expiry, or piece by piece. */
export type Tracking = 'none' | 'lot' | 'serial';

/** A lot (or one piece, by its serial number) somebody named, and how much of it. */
export interface LotAsked {
  code: string;
  quantity: Quantity;
  /** Until when goods that come in are good. */
  expiresOn?: Day;
}

/** What lies of a lot at a place. */
export interface LotStock {
  readonly lotId: number;
  readonly code: string;
  readonly expiresOn: Day | null;
  /** On recall: nothing of it goes to a customer. */
  readonly held: boolean;
  readonly onHand: Quantity;
  readonly onHold: Quantity;
}

/** How much of a lot a movement moves, and how much of that on hold; both positive. */
export interface LotPart {
  readonly lotId: number;
  readonly quantity: Quantity;
  readonly held: Quantity;
}

const expired = (lot: LotStock, today: Day): boolean => lot.expiresOn !== null && lot.expiresOn < today;

/** Goods of this lot may go to a customer on a day: neither on recall nor past their day. */
export const mayBeSold = (lot: LotStock, today: Day): boolean => !lot.held && !expired(lot, today);

/** First what expires first; what never expires comes last, the oldest lot before the newer. */
export function byExpiry(a: LotStock, b: LotStock): number {
  if (a.expiresOn !== b.expiresOn) {
    if (a.expiresOn === null) return 1;
    if (b.expiresOn === null) return -1;
    return a.expiresOn < b.expiresOn ? -1 : 1;
  }
  return a.lotId - b.lotId;
}

/**
 * Chooses lots for goods that leave, those that expire first. Goods on hold are taken from lots on hold. What the lots
 * cannot give comes back as missing. Source: DOMAIN §3 "FEFO chooses goods, FIFO chooses cost".
 */
export function chooseLots(stock: readonly LotStock[], wanted: { quantity: Quantity; held: Quantity }): { parts: LotPart[]; missing: Quantity } {
  let free = wanted.quantity - wanted.held;
  let held: number = wanted.held;
  const parts: LotPart[] = [];
  for (const lot of stock.toSorted(byExpiry)) {
    const ofHeld = Math.min(held, lot.onHold);
    const ofFree = Math.min(free, lot.onHand - lot.onHold);
    held -= ofHeld;
    free -= ofFree;
    if (ofHeld + ofFree > 0) parts.push({ lotId: lot.lotId, quantity: quantity(ofHeld + ofFree), held: quantity(ofHeld) });
  }
  return { parts, missing: quantity(free + held) };
}

/** Which lots goods are put on hold from or freed of; nothing of them moves. */
export function chooseHeld(stock: readonly LotStock[], held: Quantity): { parts: LotPart[]; missing: Quantity } {
  let left = Math.abs(held);
  const parts: LotPart[] = [];
  for (const lot of stock.toSorted(byExpiry)) {
    const taken = Math.min(left, held > 0 ? lot.onHand - lot.onHold : lot.onHold);
    left -= taken;
    if (taken > 0) parts.push({ lotId: lot.lotId, quantity: quantity(0), held: quantity(held > 0 ? taken : -taken) });
  }
  return { parts, missing: quantity(left) };
}

/** Lots on their way, as far as a part of them arrived: in the order they are listed in. */
export function lotsUpTo(lots: readonly LotAsked[], wanted: Quantity): LotAsked[] {
  let left: number = wanted;
  return lots.flatMap((lot) => {
    const taken = Math.min(left, lot.quantity);
    left -= taken;
    return taken > 0 ? [{ ...lot, quantity: quantity(taken) }] : [];
  });
}

/** What is left of lots after some quantity of them was taken, in their order. */
export function lotsBeyond(lots: readonly LotAsked[], taken: Quantity): LotAsked[] {
  let skip: number = taken;
  return lots.flatMap((lot) => {
    const skipped = Math.min(skip, lot.quantity);
    skip -= skipped;
    return skipped < lot.quantity ? [{ ...lot, quantity: quantity(lot.quantity - skipped) }] : [];
  });
}

export const sumOfLots = (lots: readonly { quantity: Quantity }[]): Quantity => quantity(lots.reduce((sum, lot) => sum + lot.quantity, 0));
