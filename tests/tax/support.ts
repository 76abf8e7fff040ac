import type { Day } from '../../shared/units/day.ts';
import type { TestShop } from '../support/shop.ts';

export interface LineRow {
  direction: string;
  treatment: string;
  country: string;
  rate: number | null;
  base: number;
  tax: number;
  taxPointOn: Day;
}

/** The tax lines of a shop, in the order they were written. */
export const taxLines = (shop: TestShop): LineRow[] =>
  shop.raw.prepare('select direction, treatment, country, rate, base, tax, taxPointOn from taxLine order by id').all() as LineRow[];

/** Lines as short texts: `output taxed 13 % 100.00 13.00`. */
export const told = (shop: TestShop): string[] =>
  taxLines(shop).map(({ direction, treatment, rate, base, tax }) => `${direction} ${treatment} ${rate === null ? '?' : rate / 10_000} ${base} ${tax}`);
