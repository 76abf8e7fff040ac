import { type Branded, whole } from './brand.ts';

/** A moment, in UTC epoch milliseconds. Columns and fields of this type end in `At`. */
export type Instant = Branded<'instant'>;

/** @throws RangeError when the value is not a whole number of milliseconds. */
export const instant = (epochMilliseconds: number): Instant => whole<Instant>(epochMilliseconds, 'an instant');
