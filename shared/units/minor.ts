import { type Branded, whole } from './brand.ts';

/** Money in minor units of its currency (cents, fen; whole yen). The row carries the currency. */
export type Minor = Branded<'minor'>;

/** @throws RangeError when the amount is not a whole number of minor units. */
export const minor = (value: number): Minor => whole<Minor>(value, 'an amount');

/** The sum of amounts of one currency. */
export const sumMinor = (amounts: Iterable<Minor>): Minor => {
  let total = 0;
  for (const amount of amounts) total += amount;
  return minor(total);
};
