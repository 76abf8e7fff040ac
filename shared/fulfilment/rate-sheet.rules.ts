import { parseMinor } from '../units/parse.ts';
import type { RateInput } from './carrier.contract.ts';
import { tableOf } from './plain-table.rules.ts';

const headings = {
  zone: ['zone', 'area', '区域', '區域', '地区', '地區', '分区', '分區'],
  country: ['country', 'countrycode', '国家', '國家'],
  postcodeFrom: ['postcodefrom', 'zipfrom', 'from', '邮编起', '郵遞區號起', '起始邮编'],
  postcodeTo: ['postcodeto', 'zipto', 'to', '邮编止', '郵遞區號止', '截止邮编'],
  upToGrams: ['uptog', 'uptograms', 'weightg', 'maxg', '重量上限g', '重量g'],
  price: ['price', 'rate', '价格', '價格', '运费', '運費'],
  stepGrams: ['stepg', 'stepgrams', '续重g', '續重g'],
  stepPrice: ['stepprice', '续重价', '續重價'],
} as const;

export type RateColumn = keyof typeof headings;
export const rateColumns = Object.keys(headings) as RateColumn[];

export interface RateProblem {
  row: number;
  column: RateColumn;
}

interface Settings {
  currency: string;
  locale: string;
  country: string;
}

/** Reads a rate table: prices as people write them, postcodes as they begin. A row without a country is for the shop's own. */
export function readRateSheet(text: string, settings: Settings): { rows: RateInput[]; problems: RateProblem[] } {
  const rows: RateInput[] = [];
  const problems: RateProblem[] = [];
  tableOf(text, headings).forEach((cells, index) => {
    const read = readRow(cells, settings);
    if (typeof read === 'string') problems.push({ row: index + 1, column: read });
    else rows.push(read);
  });
  return { rows, problems };
}

function readRow(cells: Record<string, string>, { currency, locale, country }: Settings): RateInput | RateColumn {
  const cell = (column: RateColumn): string => (cells[column] ?? '').trim();
  const [from, to] = [signs(cell('postcodeFrom')), signs(cell('postcodeTo')) || signs(cell('postcodeFrom'))];
  const [upToGrams, stepGrams] = [grams(cell('upToGrams')), grams(cell('stepGrams'))];
  const [price, stepPrice] = [money(cell('price'), currency, locale), money(cell('stepPrice'), currency, locale)];
  const place = cell('country').toUpperCase() || country;
  if (cell('zone') === '') return 'zone';
  if (!/^([A-Z]{2}|\*)$/.test(place)) return 'country';
  if (from.length !== to.length || from > to) return 'postcodeTo';
  if (upToGrams === null || upToGrams === undefined) return 'upToGrams';
  if (price === null || price === undefined) return 'price';
  if (stepGrams === undefined) return 'stepGrams';
  if (stepPrice === undefined || (stepGrams === null) !== (stepPrice === null)) return 'stepPrice';
  return { zone: cell('zone'), country: place, postcodeFrom: from, postcodeTo: to, upToGrams, price, stepGrams, stepPrice };
}

const signs = (text: string): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** Null where nothing stands, undefined where it cannot be read. */
function grams(text: string): number | null | undefined {
  if (text === '') return null;
  const value = Number(text.replaceAll(/[,\s]/g, ''));
  return Number.isInteger(value) && value > 0 ? value : undefined;
}

function money(text: string, currency: string, locale: string): RateInput['price'] | null | undefined {
  if (text === '') return null;
  const read = parseMinor(text, currency, locale);
  return read.ok && read.value >= 0 ? read.value : undefined;
}
