import { mulDiv } from '../../shared/units/mul-div.ts';
import { type Kind, cancelled, captured, chargesTaken, type Line, type Order, refunded, shipped, shippedParts, sumOf } from './order-model.ts';
import { paidBefore, roomOf, soldOf } from './money-model.ts';
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

const settlements = (order: Order, line: Line) => order.rmas.flatMap((rma) => rma.settled.filter((one) => one.line.line === line));

export interface Credit {
  readonly line: RmaLine;
  readonly quantity: number;
  readonly worth: number;
  readonly paidBefore: number;
  readonly fee: number;
  readonly credit: number;
}

/** What lines of a return are worth: the cumulative share of what was sold, less fee and what was paid back before. Undefined where more is settled than was sold. */
export function creditsOf(order: Order, chosen: readonly { line: RmaLine; quantity: number }[], waiveFee: boolean): Credit[] | undefined {
  const done: Credit[] = [];
  for (const { line, quantity } of chosen) {
    const before = [...settlements(order, line.line), ...done.filter((one) => one.line.line === line.line)];
    const all = shipped(order, line.line);
    const reached = sumOf(before, (one) => one.quantity) + quantity;
    if (reached > all) return undefined;
    const worth = Math.max(0, mulDiv(soldOf(order, line.line).gross, reached, all) - sumOf(before, (one) => one.worth));
    const early = line.keeps ? 0 : Math.max(0, paidBefore(order, line.line) - sumOf(before, (one) => one.paidBefore));
    const paid = Math.min(worth, early);
    const fee = waiveFee || line.keeps || reasons[line.reason] !== 'customer' ? 0 : mulDiv(worth - paid, line.policy.fee, 1_000_000);
    done.push({ line, quantity, worth, paidBefore: paid, fee, credit: worth - paid - fee });
  }
  return done;
}

/** Shipping goes back by itself when all that was sent is settled with this and the promise says so. */
function goesBack(order: Order, credits: readonly Credit[]): boolean {
  const whole = order.lines.every((line) => line.quantity - cancelled(order, line) === sumOf([...settlements(order, line), ...credits.filter((one) => one.line.line === line)], (one) => one.quantity));
  const promised = ({ line: { policy, reason } }: Credit): boolean => policy.shipping === 'always' || (policy.shipping === 'ourFault' && reasons[reason] !== 'customer');
  return whole && credits.length > 0 && credits.every(promised);
}

export interface AskedPart {
  readonly kind: Kind;
  readonly line: Line | null;
  readonly gross: number;
}

/** Each credit inside the room of its kind, with the shipping, and where they go: less owed, the new order, the customer. */
export function waysOf(order: Order, credits: readonly Credit[], { shipping, newTotal }: { shipping: boolean | undefined; newTotal: number }) {
  const parts: AskedPart[] = [];
  const add = (kind: Kind, line: Line | null, wanted: number): void => {
    const used = sumOf(parts, (part) => (part.kind === kind && part.line === line ? part.gross : 0));
    const gross = Math.min(wanted, Math.max(0, roomOf(order, kind, line) - used));
    if (gross > 0) parts.push({ kind, line, gross });
  };
  for (const { line, credit } of credits) add(line.keeps ? 'goodsKept' : 'returned', line.line, credit);
  if ((shipping ?? goesBack(order, credits)) && chargesTaken(order)) add('shipping', null, Number.MAX_SAFE_INTEGER);
  const payable = Math.max(0, captured(order) - refunded(order));
  const [within] = take(parts, order.receivable + payable);
  const [toReceivable, rest] = take(within, order.receivable);
  const [toOrder, toCustomer] = take(rest, newTotal);
  return { toReceivable, toOrder, toCustomer };
}

/** The first parts up to an amount, the last of them cut, and the rest. */
function take(parts: readonly AskedPart[], amount: number): [AskedPart[], AskedPart[]] {
  let open = amount;
  const [taken, rest]: [AskedPart[], AskedPart[]] = [[], []];
  for (const part of parts) {
    const now = Math.max(0, Math.min(open, part.gross));
    open -= now;
    if (now > 0) taken.push({ ...part, gross: now });
    if (now < part.gross) rest.push({ ...part, gross: part.gross - now });
  }
  return [taken, rest];
}
