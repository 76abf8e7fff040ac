import { type Branded, whole } from './brand.ts';

/** A tax, discount or commission rate in parts per million: 1 % = 10,000; 8.875 % = 88,750. */
export type RatePpm = Branded<'ratePpm'>;

/** @throws RangeError when the rate is not a whole number of millionths. */
export const ratePpm = (value: number): RatePpm => whole<RatePpm>(value, 'a rate');

/** A rate of whole percent: `percent(13)` = 130,000 ppm. */
export const percent = (value: number): RatePpm => ratePpm(value * 10_000);
