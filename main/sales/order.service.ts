import { Refusal } from '../../shared/refusal/refusal.ts';
import { type OrderTotals, orderTotals, ownTerms } from '../../shared/sales/order-totals.rules.ts';
import type { NewOrder } from '../../shared/sales/order.contract.ts';
import type { ResolvedPrice } from '../../shared/pricing/price-list.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { resolvePrices } from '../pricing/resolve.queries.ts';
import { allocateAndRefresh } from './allocation.service.ts';
import { approve } from './approval.service.ts';
import { checkOrder } from './order-check.service.ts';
import { getOrderRow } from './order-record.ts';
import { placeOrder, type PlacedCharge, type PlacedLine, type PlacedOrder } from './place-order.service.ts';
import { dayIn } from './posting-day.ts';
import { rowsInHome } from './foreign-order.ts';
import { bundlesAmong, withBundlesSplit } from './bundle.service.ts';
import { requireFloors } from './order-floor.service.ts';
import { getSoldVariants, type SoldVariant } from './sold-variants.queries.ts';

type TypedOrder = Pick<NewOrder, 'customerId' | 'lines' | 'charges' | 'discount' | 'note' | 'underFloorAccepted'> & { currency?: string };

/**
 * Takes an order by hand and sets goods aside for it. Prices come from the price lists and the catalogue where none are typed.
 * @throws Refusal variant.unknown, price.missing, discount.tooLarge, price.underFloor
 */
export function createOrder(tx: Tx, input: NewOrder): { orderId: number; number: string; total: Minor } {
  const orderedAt = input.orderedAt ?? tx.now;
  const placed = priceTypedOrder(tx, input, { orderedAt, cashStep: minor(0) });
  const { orderId, number } = placeOrder(tx, { ...placed, shipByAt: input.shipByAt ?? null, recipient: input.recipient, payMethod: input.payMethod });
  allocateAndRefresh(tx, orderId);
  checkOrder(tx, orderId);
  // Whoever typed it has looked at it; only what a rule finds needs another look.
  if (getOrderRow(tx, orderId).exceptions === 0) approve(tx, orderId, '');
  return { orderId, number, total: placed.total };
}

/** An order as it would be placed: every row priced and taxed by the rules, and kept in the shop's own currency. @throws Refusal rate.missing where it is typed in another */
export function priceTypedOrder(tx: Tx, input: TypedOrder, how: { orderedAt: Instant; cashStep: Minor; cashless?: Minor }): PlacedOrder {
  const shop = shopOf(tx);
  const currency = input.currency ?? shop.baseCurrency;
  const at = { currency, at: how.orderedAt, country: shop.country, on: dayIn(tx, how.orderedAt) };
  const sold = getSoldVariants(tx, input.lines.map((line) => line.variantId), at);
  const proposed = proposedPrices(tx, input, sold, at);
  const priced = input.lines.map((line, index) => {
    const variant = sold.get(line.variantId);
    const unitPrice = line.unitPrice ?? proposed[index]?.price ?? null;
    if (!variant || unitPrice === null) throw new Refusal('price.missing', { variantId: line.variantId, currency });
    return { ...line, sku: variant.sku, name: variant.name, unitPrice, taxRate: line.taxRate ?? variant.taxRate, taxClassId: variant.taxClassId };
  });
  const totals = orderTotals({ lines: priced, charges: input.charges, discount: input.discount }, ownTerms({ ...shop, baseCurrency: currency }, how.cashStep, how.cashless));
  const isTyped = (index: number): boolean => input.lines[index]?.unitPrice !== undefined && input.lines[index].unitPrice !== proposed[index]?.price;
  const typed = priced.map((line, index): PlacedLine => ({ ...line, ...figuresAt(totals, index), externalId: null, shippedBefore: quantity(0) }));
  const rows = { lines: typed, charges: chargesOf(input, totals), total: totals.total };
  const { lines, charges, total, foreign } = currency === shop.baseCurrency ? { ...rows, foreign: null } : rowsInHome(tx, { ...rows, currency, on: at.on });
  const bundles = bundlesAmong(tx, lines.filter(({ variantId }) => variantId !== null && sold.get(variantId)?.isBundle));
  requireFloors(tx, { lines, currency: shop.baseCurrency, pricesIncludeTax: shop.pricesIncludeTax }, { isTyped, accepted: input.underFloorAccepted });
  return {
    ...ownOrder,
    customerId: input.customerId,
    note: input.note,
    currency: shop.baseCurrency,
    orderedAt: how.orderedAt,
    pricesIncludeTax: shop.pricesIncludeTax,
    lines: withBundlesSplit(tx, lines, bundles, { currency: shop.baseCurrency, at: how.orderedAt }),
    charges,
    total,
    foreign,
  };
}

/** What the shop itself would ask for each line. */
function proposedPrices(tx: Tx, { lines, customerId }: TypedOrder, sold: ReadonlyMap<number, SoldVariant>, { currency, at }: { currency: string; at: Instant }): ResolvedPrice[] {
  const asked = lines.map(({ variantId, quantity: amount }) => ({ variantId, quantity: amount, base: sold.get(variantId)?.unitPrice ?? null }));
  return resolvePrices(tx, asked, { customerId, channelId: null, currency, timeZone: shopOf(tx).timeZone, at });
}

/** What an order typed here does not have: a channel, and a life before us. */
const ownOrder = {
  channelId: null,
  externalId: null,
  shownNumber: null,
  shipByAt: null,
  intake: 'new',
  taxBy: 'shop',
  channelStatus: null,
  awaitsPayment: 0,
  contentHash: null,
  versionAt: null,
  recipient: null,
  paidBefore: minor(0),
  refundedBefore: minor(0),
} as const;

function figuresAt(totals: OrderTotals, index: number) {
  const figures = totals.lines[index];
  if (!figures) throw new RangeError('a line has no figures');
  return figures;
}

function chargesOf(input: TypedOrder, totals: OrderTotals): PlacedCharge[] {
  const charges: PlacedCharge[] = totals.charges.map((figures, index) => ({ kind: input.charges[index]?.kind ?? 'fee', name: input.charges[index]?.name ?? '', ...figures }));
  const { rounding } = totals;
  return rounding === 0 ? charges : [...charges, { kind: 'rounding', name: '', net: rounding, tax: minor(0), gross: rounding }];
}
