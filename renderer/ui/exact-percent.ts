import { decimalText, percentPlaces } from '../../shared/units/decimal.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';

/** A rate in percent with every place it is kept with, without its sign. Exact: Intl gets a decimal string, no float. */
export const exactPercent = (rate: RatePpm, locale: string): string =>
  new Intl.NumberFormat(locale, { maximumFractionDigits: percentPlaces }).format(decimalText(rate, percentPlaces) as Intl.StringNumericLiteral);
