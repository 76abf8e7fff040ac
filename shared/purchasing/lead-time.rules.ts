import { type Day } from '../units/day.ts';
import { daysBetween } from '../units/calendar.ts';
import { type RatePpm, ratePpm } from '../units/rate-ppm.ts';

/** An ordered line that came in full: when it was asked for, and when its last goods came. */
export interface Delivery {
  readonly purchaseOrderLineId: number;
  readonly variantId: number;
  readonly orderedOn: Day;
  readonly arrivedOn: Day;
}

/** Fewer deliveries than this say nothing of the next one. */
export const enoughDeliveries = 5;

/** `unknown`: nobody sells it, and what it should last for stands in for the time it takes. */
export const leadTimeSources = ['variant', 'supplier', 'agreed', 'unknown'] as const;

/** Whole days from the order to the goods: half of the deliveries took no longer than p50, nine of ten no longer than p90. */
export interface LeadTime {
  readonly source: (typeof leadTimeSources)[number];
  readonly p50: number;
  readonly p90: number;
  readonly deliveries: number;
}

/** The smallest observed value that at least `percent` of a hundred do not exceed (nearest rank). */
export function percentile(days: readonly number[], percent: number): number {
  const sorted = days.toSorted((a, b) => a - b);
  return sorted[Math.max(0, Math.ceil((percent * sorted.length) / 100) - 1)] ?? 0;
}

export const daysTaken = ({ orderedOn, arrivedOn }: Pick<Delivery, 'orderedOn' | 'arrivedOn'>): number => Math.max(0, daysBetween(orderedOn, arrivedOn));

/**
 * The lead time of a variant from a supplier: learned from its own deliveries where there are enough, else from all of the
 * supplier's, else as agreed. Days. Source: FEATURES C4.
 */
export function learnLeadTime(ofVariant: readonly number[], ofSupplier: readonly number[], agreedDays: number): LeadTime {
  for (const [source, days] of [['variant', ofVariant], ['supplier', ofSupplier]] as const) {
    if (days.length >= enoughDeliveries) return { source, p50: percentile(days, 50), p90: percentile(days, 90), deliveries: days.length };
  }
  return { source: 'agreed', p50: agreedDays, p90: agreedDays, deliveries: ofSupplier.length };
}

export interface BackTest {
  /** Deliveries that had enough before them to be foretold. */
  readonly tested: number;
  readonly held: number;
  /** Null while none could be tested. A good P90 is near 900,000. */
  readonly rate: RatePpm | null;
}

/**
 * How often the P90 held: every delivery is foretold from those alone that had arrived before the day it was ordered.
 */
export function backTest(deliveries: readonly Delivery[]): BackTest {
  const outcomes = deliveries.flatMap((one) => {
    const known = deliveries.filter((earlier) => earlier.arrivedOn < one.orderedOn).map(daysTaken);
    return known.length < enoughDeliveries ? [] : [daysTaken(one) <= percentile(known, 90)];
  });
  const held = outcomes.filter(Boolean).length;
  return { tested: outcomes.length, held, rate: outcomes.length === 0 ? null : ratePpm(Math.round((held * 1_000_000) / outcomes.length)) };
}
