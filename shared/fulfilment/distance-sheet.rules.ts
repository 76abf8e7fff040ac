import { tableOf } from './plain-table.rules.ts';
import type { Distance } from './ship-from.contract.ts';

const headings = {
  country: ['country', 'countrycode', '国家', '國家'],
  postcodeFrom: ['postcodefrom', 'zipfrom', 'from', '邮编起', '郵遞區號起'],
  postcodeTo: ['postcodeto', 'zipto', 'to', '邮编止', '郵遞區號止'],
  kilometres: ['km', 'kilometres', 'kilometers', '公里'],
} as const;

const signs = (text = ''): string => text.toUpperCase().replaceAll(/[^A-Z0-9]/g, '');

/** Reads how far a place is from where parcels go; answers the first row nobody can read, counted from one. */
export function readDistances(text: string, country: string): { rows: Distance[]; problem: number | null } {
  const rows = tableOf(text, headings).map((cells) => {
    const [from, to] = [signs(cells['postcodeFrom']), signs(cells['postcodeTo']) || signs(cells['postcodeFrom'])];
    const place = cells['country']?.trim().toUpperCase() || country;
    const kilometres = Number(cells['kilometres'] || Number.NaN);
    const fine = /^[A-Z]{2}$/.test(place) && Number.isInteger(kilometres) && kilometres >= 0 && from.length === to.length && from <= to;
    return fine ? { country: place, postcodeFrom: from, postcodeTo: to, kilometres } : null;
  });
  const wrong = rows.indexOf(null);
  return { rows: rows.filter((row) => row !== null), problem: wrong < 0 ? null : wrong + 1 };
}
