import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { Formats } from '../ui/formats.ts';

/** How often, with one decimal: a turnover of 4,200,000 millionths is `4.2`. */
export const timesText = (times: RatePpm | null | undefined, { locale }: Formats): string =>
  times === null || times === undefined ? '—' : new Intl.NumberFormat(locale, { minimumFractionDigits: 1, maximumFractionDigits: 1 }).format(times / 1_000_000);
