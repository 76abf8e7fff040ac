import { type Quantity, quantity } from '../units/quantity.ts';

/**
 * What a channel is told of a variant: available less the channel's buffer, never below zero, in whole pieces because shops
 * count pieces. Available, never on hand: what is promised to one customer is not offered to another (INV-S5).
 */
export function publishedLevel(available: Quantity, buffer: Quantity): Quantity {
  const free = Math.max(0, available - buffer);
  return quantity(free - (free % 1000));
}

export interface Zeroing {
  /** Listings that show goods today and would show none. */
  zeroed: number;
  /** Listings the channel is told of. */
  told: number;
}

/**
 * Whether a push has to stop and ask: more than a fifth of the listings, and at least ten, would go to zero. A wrong location,
 * a lost file or a broken import look exactly like that. Source: DOMAIN §6.
 */
export function asksFirst({ zeroed, told }: Zeroing): boolean {
  return zeroed >= 10 && zeroed * 5 > told;
}
