import { type Line, type Order, shipped, shippedParts, sumOf } from './order-model.ts';
import type { Draw } from './stock-model.ts';

/** Returns from DOMAIN §4: what was asked for, what came, what was found, what the customer got. */
export interface Policy {
  readonly windowDays: number;
  readonly faultDays: number;
  readonly fee: number;
  readonly shipping: 'never' | 'ourFault' | 'always';
}

export const reasons = { changedMind: 'customer', wrongItem: 'shop', defective: 'supplier' } as const;
export type Reason = keyof typeof reasons;

export interface RmaLine {
  id: number;
  readonly line: Line;
  readonly quantity: number;
  readonly reason: Reason;
  readonly keeps: boolean;
  readonly allowed: boolean;
  readonly policy: Policy;
}

export interface Arrival {
  readonly id: number;
  readonly goodsReturnId: number;
  readonly rmaLine: RmaLine;
  readonly quantity: number;
  readonly draw: Draw;
  readonly locationId: number;
}

export type End = 'restock' | 'refurbish' | 'quarantine' | 'scrap' | 'supplier' | 'back';

export interface Found {
  readonly arrival: Arrival;
  readonly end: End;
  readonly quantity: number;
  /** By what they left again. */
  draw?: Draw;
  /** Which receipt they went back to, and what of its worth. */
  receipt?: { receipt: Receipt; accrued: number };
}

/** Goods from a supplier that are not billed yet. */
export interface Receipt {
  readonly id: number;
  readonly variantId: number;
  readonly locationId: number;
  readonly quantity: number;
  returned: number;
  unbilled: number;
  unbilledValue: number;
}

export interface Inspection {
  readonly id: number;
  readonly found: Found[];
  takenBack: boolean;
}

export interface Rma {
  readonly id: number;
  readonly order: Order;
  readonly lines: RmaLine[];
  authorised: boolean;
  ended: 'declined' | 'cancelled' | null;
  readonly arrivals: Arrival[];
  readonly inspections: Inspection[];
  readonly settled: { line: RmaLine; quantity: number; worth: number; paidBefore: number }[];
}

const ofLine = <T extends { line: RmaLine }>(list: readonly T[], line: RmaLine): T[] => list.filter((one) => one.line === line);
export const foundOf = (rma: Rma): Found[] => rma.inspections.filter(({ takenBack }) => !takenBack).flatMap(({ found }) => found);
export const received = (rma: Rma, line: RmaLine): number => sumOf(rma.arrivals, (arrival) => (arrival.rmaLine === line ? arrival.quantity : 0));
export const inspected = (rma: Rma, line: RmaLine): number => sumOf(foundOf(rma), (one) => (one.arrival.rmaLine === line ? one.quantity : 0));
export const sentBack = (rma: Rma, line: RmaLine): number => sumOf(foundOf(rma), (one) => (one.arrival.rmaLine === line && one.end === 'back' ? one.quantity : 0));
export const settledOf = (rma: Rma, line: RmaLine): number => sumOf(ofLine(rma.settled, line), (one) => one.quantity);
export const waiting = (rma: Rma, arrival: Arrival): number => arrival.quantity - sumOf(foundOf(rma), (one) => (one.arrival === arrival ? one.quantity : 0));

/** What of a line is back and stayed here. */
export const returned = (order: Order, line: Line): number =>
  sumOf(order.rmas, (rma) => sumOf(rma.lines, (one) => (one.line === line ? received(rma, one) - sentBack(rma, one) : 0)));

/** What may still be settled: looked at and still here, or kept by the customer. */
export const settleable = (rma: Rma, line: RmaLine): number => (line.keeps ? line.quantity : inspected(rma, line) - sentBack(rma, line)) - settledOf(rma, line);

/** What a customer has of a line and has not announced: neither back nor on an open return. */
export function left(order: Order, line: Line): number {
  const announced = sumOf(order.rmas.filter(({ ended }) => ended === null), (rma) => sumOf(rma.lines, (one) => (one.line !== line ? 0 : one.keeps ? one.quantity : one.quantity - received(rma, one))));
  return Math.max(0, shipped(order, line) - returned(order, line) - announced);
}

/** By what goods of a line are out, the latest first: parcels, and what was sent to the customer again. */
export function draws(order: Order, line: Line): Draw[] {
  const again = order.rmas.flatMap((rma) => foundOf(rma).flatMap(({ arrival, end, draw }) => (arrival.rmaLine.line === line && end === 'back' && draw ? [draw] : [])));
  return [...shippedParts(order, line).map(({ draw }) => draw), ...again].filter((draw) => draw.back < draw.quantity).sort((a, b) => b.seq - a.seq);
}

/** Where a return stands; what waits for somebody here comes before what waits for the parcel. */
export function rmaState(rma: Rma): string {
  const some = (of: (line: RmaLine) => boolean): boolean => rma.lines.some(of);
  const came = some((line) => received(rma, line) > 0);
  if (rma.ended === 'declined') return 'declined';
  if (!rma.authorised && !came) return rma.ended ?? 'requested';
  if (some((line) => received(rma, line) > inspected(rma, line))) return 'received';
  if (some((line) => settleable(rma, line) > 0) && (rma.ended === null || came)) return 'inspected';
  if (rma.ended) return some((line) => settledOf(rma, line) > 0) ? 'settled' : 'cancelled';
  return rma.lines.every((line) => line.keeps || received(rma, line) === line.quantity) ? 'settled' : 'authorised';
}
