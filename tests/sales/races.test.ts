import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { endUnpaidOrders } from '../../main/app/shop-clock.ts';
import { expireUnpaidOrders, nextExpiry } from '../../main/sales/order-expiry.service.ts';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { channelId, channelLine, channelOrder, newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

const minute = 60_000;
const rule = (minutes: number) => shop.call('expiry.setRule', { channelId: null, method: '', terms: { minutes, remindMinutes: null, act: 'cancel' } });
const take = (): number => shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(2) }] }).orderId;
const order = (orderId: number) => shop.call('order.get', { orderId });
const free = () => Number(shop.raw.prepare('select onHand - allocated - onHold from stockLevel where variantId = ?').pluck().get(shop.variant.ROD));
const turn = () => endUnpaidOrders({ lookUp: async () => nextExpiry(shop.read), internal: async () => shop.tx((tx) => expireUnpaidOrders(tx)) }, instant(shop.clock.now));

describe('races other shops have lost', () => {
  test('a reservation released twice gives its goods back once', () => {
    const orderId = take();
    shop.call('order.release', { items: [{ orderId }, { orderId }] });
    shop.call('order.release', { items: [{ orderId }] });
    expect(free()).toBe(20_000);
    shop.call('order.allocate', { items: [{ orderId }] });
    shop.call('order.cancel', { orderId, reason: '' });
    shop.call('order.release', { items: [{ orderId }] });
    expect(free()).toBe(20_000);
  });

  test('two bundles and a single that share a component never have more set aside than there is', () => {
    const bundle = (sku: string) => {
      const { id } = shop.call('product.create', { name: sku, state: 'active', variants: [{ sku, prices: [{ currency: 'CNY', amount: 900_000 as never }] }] }).variants[0]!;
      shop.call('bundle.set', { variantId: id, components: [{ variantId: shop.variant.ROD, quantity: pieces(1) }, { variantId: shop.variant.HOOK, quantity: pieces(1) }] });
      return id;
    };
    const [one, other] = [bundle('SET-1'), bundle('SET-2')];
    const ids = [one, other, shop.variant.ROD].map((variantId) => shop.call('order.create', { lines: [{ variantId, quantity: pieces(9) }] }).orderId);
    const allocated = (id: number) => order(id).lines.filter(({ sku }) => sku === 'ROD').reduce((sum, line) => sum + (line.allocated ?? 0), 0);
    expect(ids.map(allocated)).toEqual([9_000, 9_000, 2_000]);
    expect(free()).toBe(0);
    shop.call('order.cancel', { orderId: ids[0]!, reason: '' });
    shop.call('order.allocate', { items: ids.map((orderId) => ({ orderId })) });
    expect([ids.map(allocated), free()]).toEqual([[0, 9_000, 9_000], 2_000]);
  });

  test('an unpaid order does not hold its goods for ever, even where the program slept through its end', async () => {
    rule(15);
    const ids = Array.from({ length: 5 }, () => take());
    shop.clock.advance(40 * 24 * 60 * minute);
    await turn();
    expect([ids.map((id) => order(id).fulfilment).every((state) => state === 'cancelled'), free()]).toEqual([true, 20_000]);
  });

  test('no two refunds together pay back more than was paid', () => {
    const orderId = take();
    shop.call('payment.capture', { orderId, amount: order(orderId).money.due, account: 'bank' });
    shop.call('shipment.ship', { orderId });
    const { captured } = order(orderId).money;
    const most = minor(Math.ceil(captured * 0.6));
    const back = () => shop.call('refund.record', { orderId, parts: [{ kind: 'amountOnly', amount: most }] });
    back();
    refused(back, 'refund.tooMuch');
    expect(order(orderId).money.refunded).toBe(most);
  });

  test('the tax of prices that include it is refunded to the last cent, in whatever parts', () => {
    shop.call('shop.update', { changes: { pricesIncludeTax: true } as never });
    const { orderId, total } = shop.call('order.create', { lines: [{ variantId: shop.variant.HOOK, quantity: pieces(3), discount: minor(2) }] });
    shop.call('payment.capture', { orderId, amount: total, account: 'bank' });
    shop.call('shipment.ship', { orderId });
    const line = order(orderId).lines[0]!;
    expect([order(orderId).pricesIncludeTax, line.tax > 0]).toEqual([true, true]);
    const parts = [1, 1, 1].map((share, index) => minor(index === 2 ? line.gross - 2 * Math.floor(line.gross / 3) : Math.floor((line.gross * share) / 3)));
    for (const amount of parts) shop.call('refund.record', { orderId, parts: [{ kind: 'goodsKept', orderLineId: line.id, amount }] });
    expect(order(orderId).payment).toBe('refunded');
    const sums = shop.raw.prepare('select sum(net) as net, sum(tax) as tax from refundPart').get() as { net: number; tax: number };
    expect(sums).toEqual({ net: line.net, tax: line.tax });
    expect(shop.posted(orderId)['outputTax'] ?? 0).toBe(0);
  });
});

test('whatever is sold at prices with tax and given back in whatever parts, net and tax of it come back whole', { timeout: 60_000 }, () => {
  shop.call('shop.update', { changes: { pricesIncludeTax: true } as never });
  const sale = fc.record({ sku: fc.constantFrom('HOOK' as const, 'LINE' as const), count: fc.integer({ min: 1, max: 4 }), discount: fc.integer({ min: 0, max: 200 }), cuts: fc.array(fc.integer({ min: 1, max: 3_000 }), { maxLength: 6 }) });
  fc.assert(fc.property(sale, ({ sku, count, discount, cuts }) => {
    const { orderId, total } = shop.call('order.create', { lines: [{ variantId: shop.variant[sku], quantity: pieces(count), discount: minor(discount) }] });
    shop.call('payment.capture', { orderId, amount: total, account: 'bank' });
    shop.call('shipment.ship', { orderId });
    const line = order(orderId).lines[0]!;
    let left: number = line.gross;
    for (const cut of [...cuts, line.gross]) {
      const amount = minor(Math.min(cut, left));
      if (amount > 0) shop.call('refund.record', { orderId, parts: [{ kind: 'goodsKept', orderLineId: line.id, amount }] });
      left -= amount;
    }
    const given = shop.raw.prepare('select sum(net) as net, sum(tax) as tax from refundPart where orderLineId = ?').get(line.id);
    expect(given).toEqual({ net: line.net, tax: line.tax });
    expect([order(orderId).payment, shop.posted(orderId)['outputTax'] ?? 0, shop.posted(orderId)['bank'] ?? 0]).toEqual(['refunded', 0, 0]);
    shop.call('stock.receive', { locationId: shop.locationId, lines: [{ variantId: shop.variant[sku], quantity: pieces(count), value: minor(count * 100) }] });
  }), { numRuns: 25 });
});

test('one refund in two parts gives back the tax of their sum', () => {
  const orderId = take();
  shop.call('payment.capture', { orderId, amount: order(orderId).money.due, account: 'bank' });
  shop.call('shipment.ship', { orderId });
  // 0.05 of a sale with 13 % tax has 0.58 cents of tax in it, and 0.10 has 1.15.
  shop.call('refund.record', { orderId, parts: [{ kind: 'amountOnly', amount: minor(5) }, { kind: 'amountOnly', amount: minor(5) }] });
  expect(shop.raw.prepare('select sum(tax) from refundPart').pluck().get()).toBe(1);
});

const pull = (item: ImportedOrder): number => {
  const [result] = shop.call('order.importBatch', { channelId, items: [item] }).results;
  if (!result?.ok) throw new Error(JSON.stringify(result?.refusal));
  return result.value.orderId;
};
const of = (orderId: number) => ({ ...order(orderId), kinds: order(orderId).openExceptions.map(({ kind }) => kind).filter((kind) => kind !== 'check') });

describe('orders other shops have lost on their way in', () => {
  test('260 lines are 260 lines, and their money adds up', () => {
    const lines = Array.from({ length: 260 }, (_, index) => channelLine(String(index + 1), ['ROD', 'LINE', 'HOOK'][index % 3]!, 1, 1_000 + index, 130));
    const total = lines.reduce((sum, line) => sum + line.net + line.tax, 0);
    const orderId = pull(channelOrder({ externalId: 'W1', lines, total: minor(total), payments: [] }));
    expect([of(orderId).lines.length, of(orderId).total, of(orderId).kinds]).toEqual([260, total, []]);
  });

  test('a guest without mail, telephone or last name is a customer, with the picture in the name', () => {
    const guest = pull(channelOrder({ externalId: 'W1', customer: { name: '🎣 Bo', email: null, phone: null } as never }));
    expect(of(guest).customerName).toBe('🎣 Bo');
    const nobody = pull(channelOrder({ externalId: 'W2', customer: null as never }));
    expect([of(nobody).customerName, of(nobody).fulfilment]).toEqual([null, 'allocated']);
  });

  test('a refund forty days after the order, of an amount or of the postage alone, is taken on its day', () => {
    const first = channelOrder({ externalId: 'W1', charges: [{ kind: 'shipping', name: 'post', net: minor(500), tax: minor(65) }], total: minor(25_425), payments: [{ externalId: 'P', amount: minor(25_425), fee: minor(0), method: 'card', occurredAt: instant(shop.clock.now) }] });
    const orderId = pull(first);
    shop.call('shipment.ship', { orderId });
    shop.clock.advance(40 * 86_400_000);
    const at = instant(shop.clock.now);
    const refund = (externalId: string, kind: 'amountOnly' | 'charge', net: number, tax: number) => ({ externalId, occurredAt: at, reason: '', parts: [{ kind, lineExternalId: null, quantity: pieces(0), net: minor(net), tax: minor(tax) }] });
    pull({ ...first, refunds: [refund('R1', 'amountOnly', 1_130, 0), refund('R2', 'charge', 500, 65)], versionAt: at, contentHash: 'late' });
    expect([of(orderId).money.refunded, of(orderId).kinds]).toEqual([1_695, []]);
    expect(shop.raw.prepare('select distinct postedOn from refund').pluck().all()).toEqual([day('2026-04-11')]);
  });

  test('two channels sell the last one within a minute: the second waits, and somebody is told', () => {
    shop.call('order.sell', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(19) }] });
    const one = (externalId: string) => channelOrder({ externalId, customer: { name: externalId, email: `${externalId}@example.cn`, phone: null } as never, lines: [channelLine('1', 'ROD', 1, 10_000, 1_300)], total: minor(11_300), payments: [] });
    const [first, second] = [pull(one('W1')), pull(one('W2'))];
    expect([of(first).fulfilment, of(second).fulfilment, free()]).toEqual(['allocated', 'open', 0]);
    expect(order(second).openExceptions).toHaveLength(1);
    refused(() => shop.call('shipment.ship', { orderId: second }), 'stock.short');
  });
});
