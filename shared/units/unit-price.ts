import { type Branded, whole } from './brand.ts';

/** A price or cost of one unit of measure, in ten-thousandths of the currency's major unit: 1.2345 USD = 12,345. */
export type UnitPrice = Branded<'unitPrice'>;

/** @throws RangeError when the price is not a whole number of ten-thousandths. */
export const unitPrice = (value: number): UnitPrice => whole<UnitPrice>(value, 'a unit price');
