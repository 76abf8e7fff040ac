import { afterEach, beforeEach, expect, test } from 'vitest';
import { endUnpaidOrders } from '../../main/app/shop-clock.ts';
import { expireUnpaidOrders, nextExpiry } from '../../main/sales/order-expiry.service.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { channelId, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const minute = 60_000;
const rule = (minutes: number, more: { channelId?: number | null; method?: string; remindMinutes?: number | null; act?: 'cancel' | 'free' } = {}) =>
  shop.call('expiry.setRule', { channelId: more.channelId ?? null, method: more.method ?? '', terms: { minutes, remindMinutes: more.remindMinutes ?? null, act: more.act ?? 'cancel' } });
const take = (payMethod = ''): number => shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(2) }], payMethod }).orderId;
const order = (orderId: number) => shop.call('order.get', { orderId });
const free = () => Number(shop.raw.prepare('select onHand - allocated - onHold from stockLevel where variantId = ?').pluck().get(shop.variant.ROD));
const turn = () => endUnpaidOrders({ lookUp: async () => nextExpiry(shop.read), internal: async () => shop.tx((tx) => expireUnpaidOrders(tx)) }, instant(shop.clock.now));

test('an unpaid order ends in the minute it is due, not before, and its goods are free', async () => {
  rule(30);
  const orderId = take();
  shop.clock.advance(30 * minute - 1);
  await turn();
  expect([order(orderId).fulfilment, free()]).toEqual(['allocated', 18_000]);
  shop.clock.advance(1);
  await turn();
  expect([order(orderId).fulfilment, free()]).toEqual(['cancelled', 20_000]);
  expect(order(orderId).timeline.map(({ kind, says }) => [kind, says])).toContainEqual(['expiry', '30']);
  expect(shop.call('expiry.list', {}).rows).toMatchObject([{ orderId, minutes: 30, freed: 4_000 / 2, wasCancelled: true }]);
  // Nothing more is due, and a quiet minute leaves no record.
  const commands = shop.raw.prepare('select count(*) from command').pluck().get();
  await turn();
  expect(shop.raw.prepare('select count(*) from command').pluck().get()).toBe(commands);
});

test('a paid one stays, also where the money came in the last minute; a held one waits for its person', async () => {
  rule(30);
  const [paid, held] = [take(), take()];
  shop.clock.advance(29 * minute);
  shop.call('payment.capture', { orderId: paid, amount: minor(100), account: 'bank' });
  shop.call('order.hold', { orderId: held, reason: 'transfer announced' });
  shop.clock.advance(60 * minute);
  await turn();
  expect([paid, held].map((id) => order(id).fulfilment)).toEqual(['allocated', 'allocated']);
});

test('a way to pay has its own time, and the buyer is reminded once before it', async () => {
  rule(30);
  rule(3 * 24 * 60, { method: 'transfer', remindMinutes: 24 * 60 });
  const [card, transfer] = [take('card'), take('transfer')];
  shop.clock.advance(30 * minute);
  await turn();
  expect([card, transfer].map((id) => order(id).fulfilment)).toEqual(['cancelled', 'allocated']);
  shop.clock.advance(24 * 60 * minute);
  await turn();
  await turn();
  expect(shop.raw.prepare('select orderId from orderReminder').pluck().all()).toEqual([transfer]);
  shop.clock.advance(2 * 24 * 60 * minute);
  await turn();
  expect(order(transfer).fulfilment).toBe('cancelled');
});

test('of a channel’s order only the goods are set free: the channel says whether it ends', async () => {
  rule(60, { channelId, act: 'free' });
  const [result] = shop.call('order.importBatch', { channelId, items: [channelOrder({ externalId: 'W1', payments: [] })] }).results;
  if (!result?.ok) throw new Error('refused');
  shop.clock.advance(62 * minute);
  await turn();
  expect([order(result.value.orderId).fulfilment, free()]).toEqual(['open', 20_000]);
});

test('what expired comes back by its undo, and the rule by its own', async () => {
  rule(30);
  const orderId = take();
  shop.clock.advance(31 * minute);
  await turn();
  const cancellationId = Number(shop.raw.prepare('select cancellationId from orderExpiry').pluck().get());
  shop.call('order.reinstate', { cancellationId });
  await turn();
  expect(order(orderId).fulfilment).toBe('allocated');
  rule(45);
  shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
  expect(shop.call('expiry.rules', undefined).rows).toEqual([{ channelId: null, method: '', minutes: 30, remindMinutes: null, act: 'cancel' }]);
  refused(() => rule(30, { remindMinutes: 30 }), 'input.invalid');
});
