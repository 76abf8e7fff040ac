import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { openingTime } from '../support/shop.ts';
import { refused } from '../support/refused.ts';
import { channelId, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

const order = (orderId: number) => shop.call('order.get', { orderId });

/** An order by hand of one rod and 5.00 shipping: 100.00, 13.00 tax, 5.00: 118.00, paid. */
function paidOrder(): number {
  const charges = [{ kind: 'shipping' as const, name: 'post', amount: minor(500) }];
  const { orderId } = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }], charges });
  shop.call('payment.capture', { orderId, amount: minor(11_800) });
  return orderId;
}

const goodwill = (orderId: number, amount: number) =>
  shop.call('refund.record', { orderId, parts: [{ kind: 'amountOnly', amount: minor(amount) }] });

describe('money given back before anything was sold', () => {
  test('an order cancelled after a refund of 11.80 owes only what is left of the money', () => {
    const orderId = paidOrder();
    goodwill(orderId, 1_180);
    expect(shop.posted(orderId)).toEqual({ bank: 10_620, customerDeposits: -11_800, salesReturns: 1_050, outputTax: 130 });
    expect(shop.call('order.cancel', { orderId, reason: 'changed her mind' }).owed).toBe(10_620);
    expect(shop.posted(orderId)).toEqual({ bank: 10_620, refundsPayable: -10_620 });
  });

  test('a parcel called back after goodwill, and the order cancelled, owes what is left', () => {
    const orderId = paidOrder();
    const { shipmentId } = shop.call('shipment.ship', { orderId });
    shop.call('refund.record', { orderId, parts: [{ kind: 'shipping', amount: minor(500) }] });
    shop.call('shipment.cancel', { shipmentId, reason: 'never left' });
    expect(shop.call('order.cancel', { orderId, reason: 'lost' }).owed).toBe(11_300);
    // The postage given back lessened shipping income, so that is what the cancellation makes whole again.
    expect(shop.posted(orderId)).toEqual({ bank: 11_300, refundsPayable: -11_300 });
  });

  test('goodwill on goods and on postage each return to where they were taken from', () => {
    const orderId = paidOrder();
    const { shipmentId } = shop.call('shipment.ship', { orderId });
    shop.call('refund.record', { orderId, parts: [{ kind: 'shipping', amount: minor(500) }, { kind: 'amountOnly', amount: minor(1_180) }] });
    shop.call('shipment.cancel', { shipmentId, reason: 'never left' });
    expect(shop.call('order.cancel', { orderId, reason: 'lost' }).owed).toBe(10_120);
    expect(shop.posted(orderId)).toEqual({ bank: 10_120, refundsPayable: -10_120 });
  });

  test('money given back as goodwill is not due again', () => {
    const orderId = paidOrder();
    shop.call('shipment.ship', { orderId });
    goodwill(orderId, 1_180);
    refused(() => shop.call('payment.capture', { orderId, amount: minor(1) }), 'payment.tooMuch');
  });
});

test('an amount a channel paid back of a shipped order takes its share of the tax', () => {
  const first = channelOrder({ externalId: 'W1' });
  const [made] = shop.call('order.importBatch', { channelId, items: [first] }).results;
  if (!made?.ok) throw new Error('refused');
  const { orderId } = made.value;
  shop.call('shipment.ship', { orderId });
  const parts: ImportedOrder['refunds'][number]['parts'] = [{ kind: 'amountOnly', lineExternalId: null, quantity: quantity(0), net: minor(24_860), tax: minor(0) }];
  const later = instant(openingTime + 3_600_000);
  const refund = { externalId: 'R1', occurredAt: later, reason: '', parts };
  shop.call('order.importBatch', { channelId, items: [{ ...first, status: 'completed', channelStatus: 'refunded', versionAt: later, contentHash: 'then', refunds: [refund] }] });
  expect(shop.posted(orderId)).toMatchObject({ salesReturns: 22_000, salesRevenue: -22_000 });
  expect(shop.posted(orderId)['outputTax']).toBeUndefined();
  expect(order(orderId).payment).toBe('refunded');
});
