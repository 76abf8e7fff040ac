import type { ChartId } from '../../shared/accounting/charts/charts.ts';
import type { Language } from '../../shared/units/language.ts';
import type { Place } from './use-ui-value.ts';

/** What follows from where a shop pays tax: proposals of the first run, all can be changed until the first entry. */
export interface TaxPlace {
  readonly country: string;
  readonly currency: string;
  readonly timeZone: string;
  readonly chart: ChartId;
  /** Where shop prices are written with the tax in them. */
  readonly pricesIncludeTax: boolean;
}

export const taxPlaces: readonly TaxPlace[] = [
  { country: 'US', currency: 'USD', timeZone: 'America/New_York', chart: 'us', pricesIncludeTax: false },
  { country: 'CA', currency: 'CAD', timeZone: 'America/Toronto', chart: 'generic', pricesIncludeTax: false },
  { country: 'GB', currency: 'GBP', timeZone: 'Europe/London', chart: 'uk', pricesIncludeTax: true },
  { country: 'IE', currency: 'EUR', timeZone: 'Europe/Dublin', chart: 'ifrs', pricesIncludeTax: true },
  { country: 'DE', currency: 'EUR', timeZone: 'Europe/Berlin', chart: 'skr03', pricesIncludeTax: true },
  { country: 'FR', currency: 'EUR', timeZone: 'Europe/Paris', chart: 'pcg', pricesIncludeTax: true },
  { country: 'AU', currency: 'AUD', timeZone: 'Australia/Sydney', chart: 'ifrs', pricesIncludeTax: true },
  { country: 'CN', currency: 'CNY', timeZone: 'Asia/Shanghai', chart: 'smallBusinessCn', pricesIncludeTax: true },
  { country: 'TW', currency: 'TWD', timeZone: 'Asia/Taipei', chart: 'ifrs', pricesIncludeTax: true },
  { country: 'HK', currency: 'HKD', timeZone: 'Asia/Hong_Kong', chart: 'ifrs', pricesIncludeTax: true },
  { country: 'SG', currency: 'SGD', timeZone: 'Asia/Singapore', chart: 'ifrs', pricesIncludeTax: true },
];

const countryOf: Record<Language, string> = { en: 'US', 'zh-Hans': 'CN', 'zh-Hant': 'TW' };

/** The likely place of a reader, before anybody said so. */
export const likelyPlace = (language: Language): TaxPlace => getPlace(countryOf[language]);

export function getPlace(country: string): TaxPlace {
  const place = taxPlaces.find((one) => one.country === country);
  if (!place) throw new Error(`no tax place ${country}`);
  return place;
}

/** Formats before there is a shop: this machine's time, the likely currency. */
export const ownPlace = (language: Language): Place => ({
  currency: likelyPlace(language).currency,
  timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone,
});
