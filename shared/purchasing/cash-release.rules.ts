import { daysBetween } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type Quantity, quantity } from '../units/quantity.ts';

/** How money bound in goods comes back: buy no more, send them back, lower the price, sell them together with what sells. */
export const releaseActions = ['stopOrdering', 'returnToSupplier', 'markdown', 'bundle'] as const;
export type ReleaseAction = (typeof releaseActions)[number];

/** Our goods of one variant: what is here at its cost, what of it is spoken for, and what sells. Quantities in thousandths. */
export interface HeldGoods {
  readonly quantity: Quantity;
  readonly value: Minor;
  readonly onHold: Quantity;
  readonly allocated: Quantity;
  /** What they are ordered up to: demand over the lead time and the cover, and safety stock; nothing where nothing sells. */
  readonly needed: Quantity;
  /** In the window before the day, and on how many of its days they could sell. */
  readonly sold: Quantity;
  readonly days: number;
  /** On orders and drafts. */
  readonly coming: Quantity;
  /** Of what came lately, what may still go back to its supplier. */
  readonly returnable: Quantity;
  readonly firstCameOn: Day;
}

export interface Release {
  /** What is free above what is needed. */
  readonly excess: Quantity;
  /** What the excess cost: its share of the variant's stock. */
  readonly bound: Minor;
  /** For how many days the excess lasts at the window's pace; null where nothing sells. */
  readonly lastsDays: number | null;
  readonly action: ReleaseAction;
}

/** `on`: today; goods that came within `windowDays` have had no chance to sell yet; what lasts longer than `slowDays` is slow. */
export interface ReleaseTerms {
  readonly on: Day;
  readonly windowDays: number;
  readonly slowDays: number;
}

/**
 * The money bound in goods above what is needed of them, and how to get at it; null where there is none. The first that fits: more of it is on
 * its way (stop that), it came lately (send it back), nothing sells (lower the price), it sells too slowly (sell it with
 * something else), else buy none until it is down. Source: FEATURES B12.
 */
export function releaseOf(goods: HeldGoods, { on, windowDays, slowDays }: ReleaseTerms): Release | null {
  const sells = goods.sold > 0;
  if (goods.quantity <= 0 || (!sells && daysBetween(goods.firstCameOn, on) < windowDays)) return null;
  const excess = quantity(Math.min(goods.quantity, goods.quantity - goods.onHold - goods.allocated - goods.needed));
  const bound = minor(excess <= 0 ? 0 : mulDiv(goods.value, excess, goods.quantity));
  if (bound <= 0) return null;
  const lastsDays = sells ? Math.floor((excess * goods.days) / goods.sold) : null;
  return { excess, bound, lastsDays, action: actionFor(goods, lastsDays, slowDays) };
}

function actionFor(goods: HeldGoods, lastsDays: number | null, slowDays: number): ReleaseAction {
  if (goods.coming > 0) return 'stopOrdering';
  if (goods.returnable > 0) return 'returnToSupplier';
  if (lastsDays === null) return 'markdown';
  return lastsDays > slowDays ? 'bundle' : 'stopOrdering';
}
