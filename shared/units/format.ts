import { minorDigits } from './currency.ts';
import { decimalText, percentPlaces, quantityPlaces, unitPricePlaces } from './decimal.ts';
import type { Minor } from './minor.ts';
import type { Quantity } from './quantity.ts';
import type { RatePpm } from './rate-ppm.ts';
import type { UnitPrice } from './unit-price.ts';

/** `narrowSymbol` for a shop's own currency; `code` wherever several currencies meet, because ¥ and $ belong to many. */
export type CurrencyDisplay = 'narrowSymbol' | 'code';

/** Money as the reader writes it: `$1,234.50`, `1.234,50 €`, `−¥12`. */
export function formatMinor(amount: Minor, currency: string, locale: string, display: CurrencyDisplay = 'narrowSymbol'): string {
  const digits = minorDigits(currency);
  const options = { style: 'currency', currency, currencyDisplay: display, ...places(digits, digits) } as const;
  return written(decimalText(amount, digits), locale, options);
}

/** A price per unit: at least the currency's digits, up to four when it has them (`$0.0125`). */
export function formatUnitPrice(price: UnitPrice, currency: string, locale: string, display: CurrencyDisplay = 'narrowSymbol'): string {
  const options = { style: 'currency', currency, currencyDisplay: display, ...places(minorDigits(currency), unitPricePlaces) } as const;
  return written(decimalText(price, unitPricePlaces), locale, options);
}

/** A quantity with as many places as it needs: `3`, `0.35`. */
export function formatQuantity(amount: Quantity, locale: string): string {
  return written(decimalText(amount, quantityPlaces), locale, places(0, quantityPlaces));
}

/** A rate in percent: 88,750 ppm is `8.875%`. */
export function formatRate(rate: RatePpm, locale: string): string {
  // The percent style multiplies by a hundred, so the text it gets has the rate's six places.
  return written(decimalText(rate, percentPlaces + 2), locale, { style: 'percent', ...places(0, percentPlaces) });
}

const formatters = new Map<string, Intl.NumberFormat>();

/** The formatter of a locale and options, made once: making one costs a thousand times more than using it. */
export function numberFormat(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const known = formatters.get(key);
  if (known) return known;
  const made = new Intl.NumberFormat(locale, options);
  formatters.set(key, made);
  return made;
}

function written(decimal: string, locale: string, options: Intl.NumberFormatOptions): string {
  // decimalText writes a numeric literal; Intl prints such text exactly, where a number above 2^53 would be rounded.
  const parts = numberFormat(locale, options).formatToParts(decimal as Intl.StringNumericLiteral);
  return parts.map((part) => (part.type === 'minusSign' ? '\u2212' : part.value)).join('');
}

function places(minimumFractionDigits: number, maximumFractionDigits: number) {
  return { minimumFractionDigits, maximumFractionDigits };
}
