import { decimalText, percentPlaces } from '../units/decimal.ts';
import type { RatePpm } from '../units/rate-ppm.ts';

/** Rates by the names they have in Xero's own list for a country; a blank name is refused there, so nothing has one too. */
const names: Record<string, { none: string; rates: Record<string, string> }> = {
  GB: { none: 'No VAT', rates: { '20': '20% (VAT on Income)', '5': '5% (VAT on Income)', '0': 'Zero Rated Income' } },
  AU: { none: 'BAS Excluded', rates: { '10': 'GST on Income', '0': 'GST Free Income' } },
  NZ: { none: 'No GST', rates: { '15': '15% GST on Income', '0': 'Zero Rated' } },
  US: { none: 'Tax Exempt (0%)', rates: { '0': 'Tax Exempt (0%)' } },
};
const elsewhere = { none: 'No Tax (0%)', rates: { '0': 'No Tax (0%)' } as Record<string, string> };

/** The name of the rate that adds no tax. */
export const noTaxName = (country: string): string => (names[country] ?? elsewhere).none;

/** A rate in percent without needless zeros: `20`, `8.875`. */
export const percentText = (rate: RatePpm): string => decimalText(rate, percentPlaces).replace(/\.?0+$/, '');

/** The display name of a rate in Xero: what the shop said it is called there, else what Xero calls it in that country. */
export function xeroTaxName(rate: RatePpm, country: string, own: Readonly<Record<string, string>>): string {
  const percent = percentText(rate);
  return own[percent] ?? (names[country] ?? elsewhere).rates[percent] ?? `Tax on Sales (${percent}%)`;
}
