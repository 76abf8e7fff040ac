import { type Minor, minor } from './minor.ts';
import { mulDiv } from './mul-div.ts';
import type { Quantity } from './quantity.ts';
import type { UnitPrice } from './unit-price.ts';
import { quantityPlaces, unitPricePlaces } from './decimal.ts';

/**
 * Price × quantity in minor units, rounded once, half away from zero. `digits` are the currency's minor digits.
 * Source: DOMAIN "Rounding": line = round(price × quantity).
 * @throws RangeError when the amount leaves ±2⁵³.
 */
export function lineAmount(price: UnitPrice, amount: Quantity, digits: number): Minor {
  return minor(mulDiv(price, amount, 10 ** (unitPricePlaces + quantityPlaces - digits)));
}

/**
 * What a part posts: its cumulative share of the total minus what earlier parts posted, so that parts in any order and
 * of any size add up to the total. `part` counts everything up to and including this part, in the same unit as `whole`.
 * Source: DOMAIN "A part".
 * @throws RangeError when `whole` is zero.
 */
export function shareOf(total: Minor, part: number, whole: number, alreadyPosted: Minor): Minor {
  return minor(mulDiv(total, part, whole) - alreadyPosted);
}
