import type { Instant } from '../units/instant.ts';
import { type Quantity, quantity } from '../units/quantity.ts';

const dayLength = 86_400_000;
/** Goods on their way for longer than this are asked about. */
const lateAfterDays = 7;

/** How long goods have been on their way, in whole days, and whether somebody should ask where they are. */
export function ageOnTheWay(sentAt: Instant, closedAt: Instant | null, now: Instant): { daysOnTheWay: number | null; late: boolean } {
  if (closedAt !== null) return { daysOnTheWay: null, late: false };
  const daysOnTheWay = Math.max(0, Math.floor((now - sentAt) / dayLength));
  return { daysOnTheWay, late: daysOnTheWay >= lateAfterDays };
}

export interface ArrivedLine {
  variantId: number;
  quantity: Quantity;
}

export interface Arrival<Line> {
  /** What was on its way and is here now. */
  expected: Line[];
  /** What nobody sent: found goods, with a reason. */
  surplus: Line[];
}

/**
 * Splits what arrived into what was on its way and what is too much. Value follows what was sent: a transfer never makes
 * goods. Source: DOMAIN §3 "transfer out/in".
 */
export function sortArrival<Line extends ArrivedLine>(lines: readonly Line[], onTheWay: ReadonlyMap<number, Quantity>): Arrival<Line> {
  const left = new Map<number, number>(onTheWay);
  const arrival: Arrival<Line> = { expected: [], surplus: [] };
  for (const line of lines) {
    const due = Math.min(line.quantity, left.get(line.variantId) ?? 0);
    left.set(line.variantId, (left.get(line.variantId) ?? 0) - due);
    if (due > 0) arrival.expected.push({ ...line, quantity: quantity(due) });
    if (due < line.quantity) arrival.surplus.push({ ...line, quantity: quantity(line.quantity - due) });
  }
  return arrival;
}
