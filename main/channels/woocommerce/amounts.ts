import { type Instant, instant } from '../../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../../shared/units/quantity.ts';

/** Quantities are JSON numbers, and plugins sell 0.35 of something. */
export const quantityOf = (pieces: number): Quantity => quantity(Math.round(pieces * 1000));

/** `2026-11-21T22:28:07` of a field ending in `_gmt`. */
export const gmt = (text: string): Instant => instant(Date.parse(`${text}Z`));

/** The other way, as the filters want it: with T, without zone. Seconds are cut, never rounded up. */
export const gmtText = (moment: Instant): string => new Date(moment).toISOString().slice(0, 19);
