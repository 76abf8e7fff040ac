import { type Instant, instant } from '../../../shared/units/instant.ts';
import { type Minor, minor } from '../../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../../shared/units/quantity.ts';
import { type UnitPrice, unitPrice } from '../../../shared/units/unit-price.ts';

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Decimal text as a whole number with `places` decimals, exact, half away from zero beyond them. WooCommerce writes the
 * shop's number of decimals, not the currency's: a JPY order reads "12780.00".
 * @throws RangeError when the text is no plain decimal.
 */
export function scaled(text: string, places: number): number {
  const [, sign, whole = '', fraction = ''] = decimal.exec(text) ?? [];
  if (sign === undefined) throw new RangeError(`"${text}" is no amount`);
  const kept = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
  const size = (fraction[places] ?? '0') >= '5' ? kept + 1n : kept;
  return Number(sign === '-' ? -size : size);
}

export const amount = (text: string, currencyDigits: number): Minor => minor(scaled(text, currencyDigits));
export const priceOf = (text: string): UnitPrice => unitPrice(scaled(text, 4));

/** Quantities are JSON numbers, and plugins sell 0.35 of something. */
export const quantityOf = (pieces: number): Quantity => quantity(Math.round(pieces * 1000));

/** `2026-11-21T22:28:07` of a field ending in `_gmt`. */
export const gmt = (text: string): Instant => instant(Date.parse(`${text}Z`));

/** The other way, as the filters want it: with T, without zone. Seconds are cut, never rounded up. */
export const gmtText = (moment: Instant): string => new Date(moment).toISOString().slice(0, 19);
