import { type Branded, whole } from './brand.ts';

/** An amount of goods in thousandths of the variant's unit of measure: 1 piece = 1,000; 0.35 kg = 350. */
export type Quantity = Branded<'quantity'>;

/** @throws RangeError when the quantity is not a whole number of thousandths. */
export const quantity = (value: number): Quantity => whole<Quantity>(value, 'a quantity');

/** Whole pieces as a quantity: `pieces(3)` = 3,000. */
export const pieces = (count: number): Quantity => quantity(count * 1000);
