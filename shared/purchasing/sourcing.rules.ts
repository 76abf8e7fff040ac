import { daysBetween } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import { lineAmount } from '../units/share.ts';
import type { UnitPrice } from '../units/unit-price.ts';
import { chooseAgreement, orderableQuantity, type PriceAgreement } from './agreement.rules.ts';

/** A supplier that keeps goods this many days past the day they were promised is late. */
const patienceDays = 3;

/** By how many days a supplier is late: those since the oldest day that goods still open were promised for, once that is beyond patience; else none. */
export function lateDaysOf(oldestPromise: Day, today: Day): number {
  const overdue = daysBetween(oldestPromise, today);
  return overdue > patienceDays ? overdue : 0;
}

/** How one supplier sells one variant. `closed`: blocked, or a required paper of it has expired. `lateDays`: see `lateDaysOf`. */
export interface Offer {
  readonly supplierId: number;
  readonly closed: boolean;
  readonly lateDays: number;
  readonly packQuantity: Quantity;
  readonly minimumQuantity: Quantity;
  readonly agreements: readonly PriceAgreement[];
}

/** A quantity a supplier sells, at its price. */
export interface Size {
  readonly quantity: Quantity;
  readonly price: UnitPrice;
  readonly cost: Minor;
}

export interface Quote {
  readonly supplierId: number;
  readonly closed: boolean;
  readonly lateDays: number;
  /** What is wanted, in whole packs and at least the minimum: what a plain buyer orders. */
  readonly plain: Size;
  /** The same or more for less, where a price break pays for itself. */
  readonly best: Size;
}

/** What an offer costs for what is wanted; null where no price is agreed for it. `digits` are the currency's minor digits. */
export function quoteOf(offer: Offer, wanted: Quantity, on: Day, digits: number): Quote | null {
  const needed = orderableQuantity(wanted, offer);
  const plain = sizeOf(offer, quantity(needed), on, digits);
  const breaks = offer.agreements.filter(({ fromQuantity }) => fromQuantity > needed).map(({ fromQuantity }) => quantity(orderableQuantity(fromQuantity, offer)));
  const sizes = [plain, ...breaks.map((more) => sizeOf(offer, more, on, digits))].filter((size) => size !== null);
  const [best] = sizes.toSorted((a, b) => a.cost - b.cost || a.quantity - b.quantity);
  return best ? { supplierId: offer.supplierId, closed: offer.closed, lateDays: offer.lateDays, plain: plain ?? best, best } : null;
}

function sizeOf(offer: Offer, wanted: Quantity, on: Day, digits: number): Size | null {
  const { chosen } = chooseAgreement(offer.agreements, on, wanted);
  return chosen && { quantity: wanted, price: chosen.price, cost: lineAmount(chosen.price, wanted, digits) };
}

/** Why the supplier with the lowest price is passed over. */
export const passedOver = ['closed', 'late'] as const;

export interface Source {
  readonly chosen: Quote;
  /** Set where another supplier would have been cheaper: why not there, and what the chosen goods cost more than there. */
  readonly instead: { readonly supplierId: number; readonly because: (typeof passedOver)[number]; readonly extra: Minor } | null;
}

/**
 * From whom to buy: the lowest price a unit among those that may be ordered from and are not late, else among the late; of two alike the
 * lower id. A closed or late supplier with a lower price is named with what passing it over costs for the same goods. Null where nobody
 * open sells it. Source: FEATURES C6.
 */
export function sourceOf(quotes: readonly Quote[], costThere: (supplierId: number, amount: Quantity) => Minor | null): Source | null {
  const ranked = quotes.toSorted((a, b) => a.best.price - b.best.price || a.supplierId - b.supplierId);
  const open = ranked.filter(({ closed }) => !closed);
  const chosen = open.find(({ lateDays }) => lateDays === 0) ?? open[0];
  const [preferred] = ranked;
  if (!chosen || !preferred) return null;
  if (preferred === chosen) return { chosen, instead: null };
  const there = costThere(preferred.supplierId, chosen.best.quantity);
  return { chosen, instead: { supplierId: preferred.supplierId, because: preferred.closed ? 'closed' : 'late', extra: minor(chosen.best.cost - (there ?? preferred.best.cost)) } };
}

/** An order over two suppliers; together at least what is wanted. */
export interface Split {
  readonly first: Quote;
  readonly second: Quote;
  /** What both cost more than all of it from the first. */
  readonly extra: Minor;
}

/**
 * What is wanted from two suppliers: `share` of it, in whole packs and at least the minimum, from the second, what is still wanted from the first.
 * Null where the second sells nothing now, is closed or late, or its smallest order leaves nothing for the first. Source: FEATURES C6.
 */
export function splitOf(whole: Quote, offers: { first: Offer; second: Offer }, { wanted, share, on, digits }: { wanted: Quantity; share: RatePpm; on: Day; digits: number }): Split | null {
  const second = quoteOf(offers.second, quantity(Math.max(1, mulDiv(wanted, share, 1_000_000))), on, digits);
  if (!second || second.closed || second.lateDays > 0) return null;
  const rest = wanted - second.best.quantity;
  const first = rest > 0 ? quoteOf(offers.first, quantity(rest), on, digits) : null;
  return first && { first, second, extra: minor(first.best.cost + second.best.cost - whole.best.cost) };
}
