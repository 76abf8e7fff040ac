import { Refusal } from '../../shared/refusal/refusal.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { quantityPlaces, unitPricePlaces } from '../../shared/units/decimal.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { type UnitPrice, unitPrice } from '../../shared/units/unit-price.ts';
import { requireAboveFloor } from '../catalog/margin.queries.ts';
import type { Tx } from '../database/handles.ts';
import type { PlacedLine, PlacedOrder } from './place-order.service.ts';

/** Who may sell under the margin floor when they say so. */
const overrulers: readonly string[] = ['owner', 'manager'];

/**
 * Holds what somebody typed against the margin floors: a price of their own, or a discount. What the shop's own prices ask is not
 * held against them again, so goods whose cost rose since can still be sold at the price on their label.
 * @param accepted whoever asks has seen that it is under the floor; only an owner or a manager may say so
 * @throws Refusal `price.underFloor`, `permission.denied`
 */
export function requireFloors(tx: Tx, placed: Pick<PlacedOrder, 'lines' | 'currency' | 'pricesIncludeTax'>, { isTyped, accepted }: { isTyped: (index: number) => boolean; accepted: boolean }): void {
  if (accepted) {
    if (!overrulers.includes(tx.actor.role)) throw new Refusal('permission.denied', { method: 'order.create', role: tx.actor.role });
    return;
  }
  for (const [index, line] of placed.lines.entries()) {
    if (line.variantId === null || line.quantity === 0 || (line.discount === 0 && !isTyped(index))) continue;
    requireAboveFloor(tx, { variantId: line.variantId, currency: placed.currency, price: priceAfterDiscounts(line, placed), soldAt: 'hand' });
  }
}

/** What one unit brings after the line's share of all discounts, as prices are written here: with the tax or without. */
export function priceAfterDiscounts(line: Pick<PlacedLine, 'discount' | 'unitPrice' | 'gross' | 'net' | 'quantity'>, { currency, pricesIncludeTax }: Pick<PlacedOrder, 'currency' | 'pricesIncludeTax'>): UnitPrice {
  if (line.discount === 0) return line.unitPrice;
  return unitPrice(mulDiv(pricesIncludeTax ? line.gross : line.net, 10 ** (unitPricePlaces + quantityPlaces - minorDigits(currency)), line.quantity));
}
