import { afterEach, beforeEach, expect, test } from 'vitest';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { openingTime } from '../support/shop.ts';
import { channelId, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

const order = (orderId: number) => shop.call('order.get', { orderId });

function take(item: ReturnType<typeof channelOrder>): number {
  const [result] = shop.call('order.importBatch', { channelId, items: [item] }).results;
  if (!result?.ok) throw new Error('refused');
  return result.value.orderId;
}

/** The order of 248.60 with a second payment of 50.00: 298.60 are held. */
const at = instant(openingTime + 60_000);
const pay = (externalId: string, amount: number) => ({ externalId, amount: minor(amount), fee: minor(0), method: 'alipay', occurredAt: at });
const paidTwice = () => channelOrder({ externalId: 'W1', payments: [pay('P1', 24_860), pay('P2', 5_000)] });

test('money beyond what an order costs is seen, is on the list to pay and waits with a fix', () => {
  const orderId = take(paidTwice());
  expect(order(orderId)).toMatchObject({ payment: 'overpaid', money: { surplus: 5_000 } });
  expect(order(orderId).openExceptions.map(({ kind, fix, details }) => [kind, fix, details])).toEqual([['overpaid', 'refundSurplus', { surplus: 5_000 }]]);
  expect(shop.call('order.counts', undefined)).toMatchObject({ toPay: 1, needsAttention: 1 });
  expect(shop.call('order.list', { filter: { payment: 'overpaid' } }).rows.map((row) => row.id)).toEqual([orderId]);
});

test('the surplus stays a surplus when the goods leave, and no sale is lessened by giving it back', () => {
  const orderId = take(paidTwice());
  shop.call('shipment.ship', { orderId });
  expect(order(orderId)).toMatchObject({ payment: 'overpaid', money: { surplus: 5_000, deposits: 5_000 } });
  shop.call('refund.record', { orderId, account: 'channelClearing', parts: [{ kind: 'amountOnly', amount: minor(5_000) }] });
  expect(shop.posted(orderId)).toMatchObject({ channelClearing: 24_860, salesRevenue: -22_000, outputTax: -2_860 });
  expect(order(orderId)).toMatchObject({ payment: 'partlyRefunded', openExceptions: [], money: { surplus: 0 } });
});

test('a smaller part of the surplus given back leaves the rest to see', () => {
  const orderId = take(paidTwice());
  shop.call('refund.record', { orderId, account: 'channelClearing', parts: [{ kind: 'amountOnly', amount: minor(2_000) }] });
  expect(order(orderId).openExceptions.map(({ details }) => details)).toEqual([{ surplus: 3_000 }]);
});

test('a payment that was not ours, taken back, takes the surplus with it', () => {
  const orderId = take(paidTwice());
  const second = order(orderId).timeline.filter((row) => row.kind === 'payment').at(-1);
  shop.call('payment.void', { paymentId: second!.id, reason: 'another order' });
  expect(order(orderId)).toMatchObject({ payment: 'paid', openExceptions: [] });
});

test('money for an order that was called off before it came is a surplus too', () => {
  const first = channelOrder({ externalId: 'W1', payments: [] });
  const orderId = take(first);
  take({ ...first, status: 'cancelled', channelStatus: 'cancelled', contentHash: 'then', versionAt: instant(at + 1_000) });
  take({ ...first, status: 'cancelled', channelStatus: 'cancelled', contentHash: 'and then', versionAt: instant(at + 2_000), payments: [pay('P1', 24_860)] });
  expect(order(orderId)).toMatchObject({ fulfilment: 'cancelled', payment: 'overpaid' });
  expect(order(orderId).openExceptions.map(({ kind }) => kind)).toEqual(['overpaid']);
});

test('an order left with nothing but its postage holds what was paid of it for nobody', () => {
  const { customerId } = shop.call('customer.create', { name: '王伟' });
  const { orderId } = shop.call('order.create', { customerId, lines: [{ variantId: shop.variant.HOOK, quantity: pieces(1) }], charges: [{ kind: 'shipping', name: 'Post', amount: minor(500) }] });
  shop.call('payment.capture', { orderId, amount: minor(217), account: 'bank' });
  const [line] = order(orderId).lines;
  shop.call('order.edit', { orderId, lines: [{ orderLineId: line!.id, quantity: pieces(0) }], charges: [{ kind: 'shipping', name: 'Post', amount: minor(348) }] });
  expect(order(orderId)).toMatchObject({ fulfilment: 'cancelled', payment: 'overpaid', money: { surplus: 217 } });
});
