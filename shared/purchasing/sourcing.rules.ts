import type { Day } from '../units/day.ts';
import { type Minor, minor } from '../units/minor.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { lineAmount } from '../units/share.ts';
import type { UnitPrice } from '../units/unit-price.ts';
import { chooseAgreement, orderableQuantity, type PriceAgreement } from './agreement.rules.ts';

/** How one supplier sells one variant. `closed`: blocked, or a required paper of it has expired. */
export interface Offer {
  readonly supplierId: number;
  readonly closed: boolean;
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
  return best ? { supplierId: offer.supplierId, closed: offer.closed, plain: plain ?? best, best } : null;
}

function sizeOf(offer: Offer, wanted: Quantity, on: Day, digits: number): Size | null {
  const { chosen } = chooseAgreement(offer.agreements, on, wanted);
  return chosen && { quantity: wanted, price: chosen.price, cost: lineAmount(chosen.price, wanted, digits) };
}

export interface Source {
  readonly chosen: Quote;
  /** Set where a closed supplier would have been cheaper: what the chosen goods cost more than there. */
  readonly instead: { readonly supplierId: number; readonly extra: Minor } | null;
}

/**
 * From whom to buy: the lowest price a unit among those that may be ordered from; of two alike the lower id. A closed
 * supplier with a lower price is named with what passing it over costs for the same goods. Null where nobody open sells it.
 * Source: FEATURES C6.
 */
export function sourceOf(quotes: readonly Quote[], costThere: (supplierId: number, amount: Quantity) => Minor | null): Source | null {
  const ranked = quotes.toSorted((a, b) => a.best.price - b.best.price || a.supplierId - b.supplierId);
  const chosen = ranked.find(({ closed }) => !closed);
  const [preferred] = ranked;
  if (!chosen || !preferred) return null;
  if (!preferred.closed) return { chosen, instead: null };
  const there = costThere(preferred.supplierId, chosen.best.quantity);
  return { chosen, instead: { supplierId: preferred.supplierId, extra: minor(chosen.best.cost - (there ?? preferred.best.cost)) } };
}
