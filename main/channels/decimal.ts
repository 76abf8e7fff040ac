import { minorDigits } from '../../shared/units/currency.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type UnitPrice, unitPrice } from '../../shared/units/unit-price.ts';

const decimal = /^(-?)(\d+)(?:\.(\d+))?$/;

/**
 * Decimal text as a whole number with `places` decimals, exact, half away from zero beyond them. Shops write a number of
 * decimals of their own, not the currency's: a JPY order of WooCommerce reads "12780.00".
 * @throws RangeError when the text is no plain decimal.
 */
export function scaled(text: string, places: number): number {
  const [, sign, whole = '', fraction = ''] = decimal.exec(text) ?? [];
  if (sign === undefined) throw new RangeError(`"${text}" is no amount`);
  const kept = BigInt(whole + fraction.slice(0, places).padEnd(places, '0'));
  const size = (fraction[places] ?? '0') >= '5' ? kept + 1n : kept;
  return Number(sign === '-' ? -size : size);
}

/** A price as shops read it: with the currency's decimals, and more only where it has them. */
export function decimalOf(price: UnitPrice, currencyDigits: number): string {
  const [whole, fraction = ''] = (price / 10_000).toFixed(4).split('.');
  const kept = fraction.slice(0, currencyDigits) + fraction.slice(currencyDigits).replace(/0+$/, '');
  return kept === '' ? String(whole) : `${whole}.${kept}`;
}

/** An amount as shops read it, with the currency's decimals. */
export function amountText(value: Minor, currencyDigits: number): string {
  const figures = String(Math.abs(value)).padStart(currencyDigits + 1, '0');
  const [whole, fraction] = [figures.slice(0, figures.length - currencyDigits), figures.slice(figures.length - currencyDigits)];
  return `${value < 0 ? '-' : ''}${whole}${fraction === '' ? '' : `.${fraction}`}`;
}

export const amount = (text: string, currencyDigits: number): Minor => minor(scaled(text, currencyDigits));
export const priceOf = (text: string): UnitPrice => unitPrice(scaled(text, 4));

/** An amount in the currency named; null where either makes no sense. */
export function amountIn(text: string, currency: string): Minor | null {
  try {
    return amount(text, minorDigits(currency));
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
