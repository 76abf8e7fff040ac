import { Refusal } from '../../shared/refusal/refusal.ts';
import { startOfDay } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { cancelOrder } from './cancellation.service.ts';
import { broughtForward } from './opening-invoice.service.ts';
import { getLiveOrder, getOrderRow, refreshStates } from './order-record.ts';
import { recordPayment, voidOpeningPayment } from './payment.service.ts';
import { placeOrder } from './place-order.service.ts';

export interface OpeningDeposit {
  customerId: number;
  number: string;
  issuedOn: Day;
  /** What the customer paid ahead, or was credited and never paid back; base currency, positive. */
  amount: Minor;
  openingOn: Day;
}

/**
 * What a customer has with us when the books begin, paid ahead or credited: an order taken over that was paid and of which nothing
 * left yet. It is shipped, or cancelled and paid back, like any other. Source: DOMAIN §4 "Go-live" (opening deposits), §5 "opening balances".
 * @throws Refusal period.locked
 */
export function takeOpeningDeposit(tx: Tx, { customerId, number, issuedOn, amount, openingOn }: OpeningDeposit): { orderId: number } {
  const shop = shopOf(tx);
  const figures = { net: amount, tax: minor(0), gross: amount, discount: minor(0) };
  const price = unitPrice(amount * 10 ** (4 - minorDigits(shop.baseCurrency)));
  const { orderId } = placeOrder(tx, {
    ...broughtForward,
    shownNumber: number,
    customerId,
    currency: shop.baseCurrency,
    orderedAt: startOfDay(issuedOn, shop.timeZone),
    pricesIncludeTax: shop.pricesIncludeTax,
    lines: [{ ...figures, externalId: null, variantId: null, sku: '', name: number, quantity: pieces(1), unitPrice: price, taxRate: null, shippedBefore: quantity(0) }],
    total: amount,
  });
  recordPayment(tx, getOrderRow(tx, orderId), { externalId: null, method: 'opening', account: 'openingEquity', amount, fee: minor(0), occurredAt: startOfDay(openingOn, shop.timeZone) });
  refreshStates(tx, orderId);
  return { orderId };
}

/** @throws Refusal record.missing, opening.builtUpon where it was shipped, cancelled, paid more or paid back, period.locked */
export function takeBackOpeningDeposit(tx: Tx, { orderId, amount, on, reason }: { orderId: number; amount: Minor; on: Day; reason: string }): void {
  const order = getLiveOrder(tx, orderId);
  if (order.deposits !== amount || order.captured !== amount || order.refunded !== 0 || order.owed !== 0) throw new Refusal('opening.builtUpon', { what: order.shownNumber });
  voidOpeningPayment(tx, { orderId, on, reason });
  cancelOrder(tx, { orderId, reason });
}
