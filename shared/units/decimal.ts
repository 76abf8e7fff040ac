/** Places after the decimal mark of the units that are the same in every currency. */
export const unitPricePlaces = 4;
export const quantityPlaces = 3;
/** A rate is kept in millionths and read in percent, which leaves four places. */
export const percentPlaces = 4;

/** A whole number of the smallest unit as plain decimal text: `decimalText(-5, 2)` is `-0.05`. Exact: nothing is divided. */
export function decimalText(value: number, places: number): string {
  const sign = value < 0 ? '-' : '';
  const digits = String(Math.abs(value)).padStart(places + 1, '0');
  const point = digits.length - places;
  return places === 0 ? sign + digits : `${sign}${digits.slice(0, point)}.${digits.slice(point)}`;
}
