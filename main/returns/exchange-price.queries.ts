import { orderTotals, ownTerms } from '../../shared/sales/order-totals.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { quantityPlaces, unitPricePlaces } from '../../shared/units/decimal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import { type UnitPrice, unitPrice } from '../../shared/units/unit-price.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { resolvePrices } from '../pricing/resolve.queries.ts';
import type { LineRow, OrderRow } from '../sales/order-record.ts';
import { getSoldVariants } from '../sales/sold-variants.queries.ts';

export interface AskedExchange {
  variantId: number;
  quantity: Quantity;
  unitPrice?: UnitPrice;
}

/** A line of a replacement as it will be ordered. */
export interface ExchangeLine {
  variantId: number;
  sku: string;
  name: string;
  quantity: Quantity;
  unitPrice: UnitPrice;
  taxRate: RatePpm;
  gross: Minor;
}

/**
 * What a replacement costs: the same goods at what they were sold for, at the sale's tax, so that a swap is even; other goods
 * at the shop's price of today. The order is placed with exactly these prices.
 * @throws Refusal variant.unknown, price.missing, return.otherCurrency
 */
export function priceExchange(reader: Reader, order: OrderRow, lines: readonly LineRow[], asked: readonly AskedExchange[], now: Instant): { lines: ExchangeLine[]; total: Minor } {
  if (asked.length === 0) return { lines: [], total: minor(0) };
  const shop = getShop(reader);
  const currency = shop.baseCurrency;
  if (order.currency !== currency) throw new Refusal('return.otherCurrency', { currency: order.currency });
  const sold = getSoldVariants(reader, asked.map((one) => one.variantId), { currency, at: now, country: shop.country, on: dayOf(now, shop.timeZone) });
  const buyer = { customerId: order.customerId, channelId: null, currency, timeZone: shop.timeZone, at: now };
  const proposed = resolvePrices(reader, asked.map((one) => ({ ...one, base: sold.get(one.variantId)?.unitPrice ?? null })), buyer);
  const priced = asked.map((one, index) => {
    const variant = sold.get(one.variantId);
    const before = lines.find((line) => line.variantId === one.variantId && line.quantity > 0);
    const price = one.unitPrice ?? (before ? soldFor(before, shop) : undefined) ?? proposed[index]?.price ?? null;
    if (!variant || price === null) throw new Refusal('price.missing', { variantId: one.variantId, currency });
    return { variantId: one.variantId, sku: variant.sku, name: variant.name, quantity: one.quantity, unitPrice: price, taxRate: before?.taxRate ?? variant.taxRate, discount: minor(0) };
  });
  const totals = orderTotals({ lines: priced, charges: [], discount: minor(0) }, ownTerms(shop, minor(0)));
  return { lines: priced.map(({ discount: _none, ...line }, index) => ({ ...line, gross: totals.lines[index]?.gross ?? minor(0) })), total: totals.total };
}

/** What one unit of a line was sold for after its discounts, as prices are written here. */
const soldFor = (line: LineRow, shop: { pricesIncludeTax: boolean; baseCurrency: string }): UnitPrice =>
  unitPrice(mulDiv(shop.pricesIncludeTax ? line.gross : line.net, 10 ** (unitPricePlaces + quantityPlaces - minorDigits(shop.baseCurrency)), line.quantity));
