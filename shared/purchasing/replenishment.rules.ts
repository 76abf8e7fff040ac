import { type ServiceLevel, serviceLevels } from '../analysis/service-level.rules.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { LeadTime } from './lead-time.rules.ts';

/** What a variant sold in a window. `days` leaves out those on which nothing was there and nothing was sold. */
export interface Demand {
  readonly days: number;
  readonly outDays: number;
  readonly sold: Quantity;
  /** Σ of each day's sales squared, in whole units squared. */
  readonly squares: number;
}

/** What is here and what will be, in thousandths; drafted is on orders not sent yet. */
export interface Stock {
  readonly onHand: Quantity;
  readonly onHold: Quantity;
  readonly allocated: Quantity;
  readonly incoming: Quantity;
  readonly drafted: Quantity;
}

export interface Rules {
  readonly serviceLevel: ServiceLevel;
  /** For how many days beyond the lead time an order lasts. */
  readonly coverDays: number;
}

export interface Terms {
  /** Per day: the mean and the standard deviation of what was sold. */
  readonly perDay: Quantity;
  readonly deviation: Quantity;
  readonly leadTimeDays: number;
  /** Standard deviation of the lead time in thousandths of a day. */
  readonly leadTimeDeviation: number;
  /** Millionths. */
  readonly z: number;
  readonly overLeadTime: Quantity;
  readonly safetyStock: Quantity;
  readonly reorderPoint: Quantity;
  readonly overCover: Quantity;
  readonly upTo: Quantity;
  readonly position: Quantity;
  /** Up to the level, once the position is at or below the reorder point; else nothing. */
  readonly wanted: Quantity;
  /** For how many days the position lasts; null when nothing sells. */
  readonly lastsDays: number | null;
}

/**
 * When and how much to order, every term of it:
 * reorder point = demand over the lead time + z × √(LT·σ²d + d²·σ²LT); up to = reorder point + demand over the cover;
 * position = on hand − on hold − allocated + incoming + drafted. LT is the P50 of the lead time, and since P90 lies
 * 1.2816 σ above the mean of a normal distribution, σLT = (P90 − P50) ÷ 1.2816. Demands are rounded up to a thousandth.
 * Source: DOMAIN "Replenishment".
 */
export function termsOf(demand: Demand, leadTime: LeadTime, stock: Stock, rules: Rules): Terms {
  const mean = meanOf(demand);
  const variance = varianceOf(demand);
  const leadTimeDeviation = ((leadTime.p90 - leadTime.p50) * 1_000_000) / serviceLevels[90];
  const z = serviceLevels[rules.serviceLevel];
  const overLeadTime = demandOver(demand, leadTime.p50);
  const safetyStock = up((z / 1_000_000) * Math.sqrt(leadTime.p50 * variance + mean * mean * leadTimeDeviation * leadTimeDeviation) * 1_000);
  const reorderPoint = quantity(overLeadTime + safetyStock);
  const overCover = demandOver(demand, rules.coverDays);
  const upTo = quantity(reorderPoint + overCover);
  const position = positionOf(stock);
  return {
    perDay: quantity(Math.round(mean * 1_000)),
    deviation: quantity(Math.round(Math.sqrt(variance) * 1_000)),
    leadTimeDays: leadTime.p50,
    leadTimeDeviation: Math.round(leadTimeDeviation * 1_000),
    z,
    overLeadTime,
    safetyStock,
    reorderPoint,
    overCover,
    upTo,
    position,
    wanted: quantity(position <= reorderPoint ? upTo - position : 0),
    lastsDays: mean === 0 ? null : Math.max(0, Math.floor((position * demand.days) / demand.sold)),
  };
}

export const positionOf = (stock: Stock): Quantity => quantity(stock.onHand - stock.onHold - stock.allocated + stock.incoming + stock.drafted);

/** What sells in so many days at the mean, in thousandths, rounded up. Returns can outweigh sales: then nothing is expected. */
export const demandOver = ({ sold, days }: Demand, count: number): Quantity => quantity(days === 0 ? 0 : Math.max(0, Math.ceil((sold * count) / days)));

export interface Shortage {
  /** Units that could not be sold up to the end of the cover, were nothing ordered. */
  readonly without: Quantity;
  /** And with the order: what is missing before it comes, and what it is too small for. */
  readonly withOrder: Quantity;
  readonly avoided: Quantity;
}

/** What doing nothing would cost in goods, against ordering. Expected values: demand at its mean, goods after the P50. */
export function shortageOf(demand: Demand, terms: Terms, ordered: Quantity, coverDays: number): Shortage {
  const here = Math.max(0, terms.position);
  const without = Math.max(0, demandOver(demand, terms.leadTimeDays + coverDays) - here);
  const unavoidable = Math.max(0, terms.overLeadTime - here);
  const withOrder = Math.min(without, Math.max(unavoidable, without - ordered));
  return { without: quantity(without), withOrder: quantity(withOrder), avoided: quantity(without - withOrder) };
}

const meanOf = ({ sold, days }: Demand): number => (days === 0 ? 0 : Math.max(0, sold / 1_000 / days));

/** The sample's variance a day; none of a single day. */
function varianceOf({ sold, squares, days }: Demand): number {
  if (days < 2) return 0;
  const units = sold / 1_000;
  return Math.max(0, (squares - (units * units) / days) / (days - 1));
}

/** Up to the next thousandth; what a square root leaves behind the ninth digit is no thousandth more. */
const up = (thousandths: number): Quantity => quantity(Math.ceil(thousandths - 1e-6));
