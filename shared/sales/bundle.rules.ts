import { allocate } from '../units/allocate.ts';
import { minorDigits } from '../units/currency.ts';
import { quantityPlaces, unitPricePlaces } from '../units/decimal.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { lineAmount } from '../units/share.ts';
import { type UnitPrice, unitPrice } from '../units/unit-price.ts';
import type { LineFigures } from './order-totals.rules.ts';

/** What one bundle takes of a component, and what that component alone is sold for. */
export interface BundlePart {
  variantId: number;
  sku: string;
  name: string;
  quantity: Quantity;
  /** Null where nobody set a price. */
  standAlone: UnitPrice | null;
}

export interface BundleLine extends LineFigures {
  quantity: Quantity;
  unitPrice: UnitPrice;
}

/**
 * A line sold as one, as the goods it takes: net, tax and discount are split by what the components cost alone, the largest
 * remainder first, so the parts add up to the line to the last minor unit. Source: DOMAIN §4 "Bundles", §1 "Rounding".
 */
export function splitBundle<Line extends BundleLine>(line: Line, parts: readonly BundlePart[], currency: string): (Line & { variantId: number })[] {
  const digits = minorDigits(currency);
  const weights = parts.map(({ standAlone, quantity: perBundle }) => (standAlone === null ? 0 : Math.max(0, lineAmount(standAlone, perBundle, digits))));
  const split = (amount: Minor): Minor[] => allocate(amount, weights);
  const [nets, taxes, discounts, lists] = [split(line.net), split(line.tax), split(line.discount), split(lineAmount(line.unitPrice, line.quantity, digits))];
  return parts.map(({ variantId, sku, name, quantity: perBundle }, index) => {
    const [net, tax] = [nets[index] ?? minor(0), taxes[index] ?? minor(0)];
    const count = timesBundle(perBundle, line.quantity);
    const one = count === 0 ? 0 : mulDiv(lists[index] ?? 0, 10 ** (unitPricePlaces + quantityPlaces - digits), count);
    return { ...line, variantId, sku, name, quantity: count, unitPrice: unitPrice(one), net, tax, gross: minor(net + tax), discount: discounts[index] ?? minor(0) };
  });
}

/** How much of a component so many bundles take. */
export const timesBundle = (perBundle: Quantity, bundles: Quantity): Quantity => quantity(mulDiv(perBundle, bundles, 1000));
