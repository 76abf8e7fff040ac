import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { newSellingShop, type SellingShop } from './support.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

const typed = (lines: [keyof SellingShop['variant'], number][], more: object = {}): number =>
  shop.call('order.create', { lines: lines.map(([sku, count]) => ({ variantId: shop.variant[sku], quantity: pieces(count) })), ...more } as never).orderId;

describe('taking an order', () => {
  test('prices and tax come from the catalogue, and goods are set aside at once', () => {
    const order = shop.call('order.get', { orderId: typed([['ROD', 2], ['LINE', 1]]) });
    expect([order.number, order.total, order.payment, order.fulfilment]).toEqual(['SO-000001', 24_860, 'unpaid', 'allocated']);
    expect(order.lines.map((line) => [line.sku, line.net, line.tax, line.allocated])).toEqual([['ROD', 20_000, 2_600, 2_000], ['LINE', 2_000, 260, 1_000]]);
  });

  test('what is not there stays backordered', () => {
    const order = shop.call('order.get', { orderId: typed([['ROD', 25]]) });
    expect([order.fulfilment, order.lines[0]?.allocated, order.lines[0]?.backordered]).toEqual(['open', 20_000, 5_000]);
  });

  test('the rows that explain a total add up to it', () => {
    const orderId = typed([['ROD', 1], ['HOOK', 3]], { discount: 1_000, charges: [{ kind: 'shipping', name: 'SF', amount: 1_200 }] });
    const why = shop.call('order.explain', { orderId });
    expect(why.rows.reduce((sum, row) => sum + row.amount, 0)).toBe(why.total);
    expect(why.rows.map((row) => row.kind)).toEqual(['list', 'discount', 'tax', 'list', 'discount', 'tax', 'shipping']);
  });

  test('nothing is posted before goods or money move', () => {
    expect(shop.posted(typed([['ROD', 1]]))).toEqual({});
  });
});

describe('shipping', () => {
  test('a paid order posts revenue and cost in one entry', () => {
    const orderId = typed([['ROD', 2], ['LINE', 1]]);
    shop.call('payment.capture', { orderId, amount: minor(24_860) });
    shop.call('shipment.ship', { orderId });
    expect(shop.posted(orderId)).toEqual({ bank: 24_860, salesRevenue: -22_000, outputTax: -2_860, cogs: 12_800, inventory: -12_800 });
    const order = shop.call('order.get', { orderId });
    expect([order.payment, order.fulfilment, order.entries.length]).toEqual(['paid', 'shipped', 2]);
  });

  test('parcels piece by piece post exactly the order, shipping with the first', () => {
    const orderId = typed([['HOOK', 3]], { discount: 100, charges: [{ kind: 'shipping', name: 'SF', amount: 500 }] });
    const [line] = shop.call('order.get', { orderId }).lines;
    for (let parcel = 0; parcel < 3; parcel += 1) shop.call('shipment.ship', { orderId, lines: [{ orderLineId: line!.id, quantity: pieces(1) }] });
    // 3 × 3.33 = 9.99 less 1.00 is 8.99, with 13 % tax 1.17; shipping 5.00.
    expect(shop.posted(orderId)).toEqual({
      accountsReceivable: 1_516, salesDiscounts: 100, salesRevenue: -999, shippingIncome: -500, outputTax: -117, cogs: 300, inventory: -300,
    });
  });

  test('more than is open is refused, and so is nothing', () => {
    const orderId = typed([['ROD', 2]]);
    const [line] = shop.call('order.get', { orderId }).lines;
    refused(() => shop.call('shipment.ship', { orderId, lines: [{ orderLineId: line!.id, quantity: pieces(3) }] }), 'shipment.tooMany');
    refused(() => shop.call('shipment.ship', { orderId, lines: [{ orderLineId: line!.id, quantity: quantity(0) }] }), 'quantity.notPositive');
    const twice = { orderLineId: line!.id, quantity: quantity(1_500) };
    refused(() => shop.call('shipment.ship', { orderId, lines: [twice, twice] }), 'shipment.tooMany');
    shop.call('shipment.ship', { orderId });
    refused(() => shop.call('shipment.ship', { orderId }), 'order.alreadyShipped');
    refused(() => shop.call('shipment.ship', { orderId: 999 }), 'order.missing');
  });

  test('a held order does not ship until it is let go', () => {
    const orderId = typed([['ROD', 1]]);
    shop.call('order.hold', { orderId, reason: 'address' });
    refused(() => shop.call('shipment.ship', { orderId }), 'order.onHold');
    expect(shop.call('order.counts', undefined)).toEqual({ all: 1, toApprove: 0, safe: 0, toShip: 1, toPay: 1, needsAttention: 1 });
    shop.call('order.unhold', { orderId });
    shop.call('shipment.ship', { orderId });
  });

  test('taking a hold back ends that hold and no other', () => {
    const { orderId } = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    shop.call('order.hold', { orderId, reason: 'channel' });
    shop.call('order.hold', { orderId, reason: 'check the address' });
    shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
    refused(() => shop.call('shipment.ship', { orderId }), 'order.onHold');
    expect(shop.call('order.unhold', { orderId }).ended).toEqual([1]);
  });

  test('taking a release back holds the order again, each hold as it was', () => {
    const orderId = typed([['ROD', 1]]);
    shop.call('order.hold', { orderId, reason: 'check the address' });
    shop.call('order.unhold', { orderId });
    const undo = () => shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
    undo();
    const { holds, timeline } = shop.call('order.get', { orderId });
    expect([holds, timeline.filter((row) => row.kind === 'hold').map((row) => row.says)]).toEqual([1, ['check the address']]);
    undo();
    expect(shop.call('order.get', { orderId }).holds).toBe(0);
  });

  test('an order taken back is cancelled without words nobody said', () => {
    const orderId = typed([['ROD', 1]]);
    shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
    const { timeline, fulfilment } = shop.call('order.get', { orderId });
    expect([fulfilment, timeline.map((row) => [row.kind, row.says])]).toEqual(['cancelled', [['order', 'SO-000001'], ['cancellation', null]]]);
  });

  test('what the shelf does not have does not ship', () => {
    refused(() => shop.call('shipment.ship', { orderId: typed([['ROD', 25]]) }), 'stock.short');
  });

  test('a shipment that never left gives goods and money back where they were', () => {
    const orderId = typed([['ROD', 2], ['LINE', 1]], { charges: [{ kind: 'shipping', name: 'SF', amount: 500 }] });
    shop.call('payment.capture', { orderId, amount: minor(10_000) });
    const { shipmentId } = shop.call('shipment.ship', { orderId });
    expect(shop.posted(orderId)['accountsReceivable']).toBe(15_360);
    shop.call('shipment.cancel', { shipmentId, reason: 'wrong label' });
    expect(shop.posted(orderId)).toEqual({ bank: 10_000, customerDeposits: -10_000 });
    refused(() => shop.call('shipment.cancel', { shipmentId, reason: 'again' }), 'shipment.cancelled');
    shop.call('shipment.ship', { orderId });
    expect(shop.posted(orderId)).toMatchObject({ salesRevenue: -22_000, shippingIncome: -500, cogs: 12_800 });
  });

  test('goods of a parcel taken back are set aside for its order again, and nobody else gets them', () => {
    const orderId = typed([['ROD', 18]]);
    const state = () => {
      const order = shop.call('order.get', { orderId });
      return [order.fulfilment, order.lines[0]?.allocated];
    };
    const before = state();
    const { shipmentId } = shop.call('shipment.ship', { orderId });
    shop.call('shipment.cancel', { shipmentId, reason: 'wrong label' });
    expect([state(), before]).toEqual([['allocated', 18_000], ['allocated', 18_000]]);
    refused(() => shop.call('shipment.ship', { orderId: typed([['ROD', 3]]) }), 'stock.short');
  });

  test('a parcel nobody picked leaves the shelf its goods stood on: the floor first, then the fullest', () => {
    const bins = ['A1', 'A2'].map((code) => shop.call('bin.create', { locationId: shop.locationId, code }).binId);
    const onShelf = () => bins.map((binId) => Number(shop.raw.prepare('select coalesce(sum(onHand), 0) from binLevel where binId = ? and variantId = ?').pluck().get(binId, shop.variant.ROD)));
    [6, 12].forEach((count, index) => shop.call('stock.move', { variantId: shop.variant.ROD, locationId: shop.locationId, toBinId: bins[index]!, quantity: pieces(count) }));
    const { shipmentId } = shop.call('shipment.ship', { orderId: typed([['ROD', 5]]) });
    // Two stood on the floor, three come from the shelf with twelve.
    expect(onShelf()).toEqual([6_000, 9_000]);
    shop.call('shipment.cancel', { shipmentId, reason: 'wrong label' });
    expect(onShelf()).toEqual([6_000, 9_000]);
  });

  test('a shipment paid after it left and then taken back leaves the money held', () => {
    const orderId = typed([['LINE', 1]]);
    const { shipmentId } = shop.call('shipment.ship', { orderId });
    shop.call('payment.capture', { orderId, amount: minor(2_260) });
    shop.call('shipment.cancel', { shipmentId, reason: 'never left' });
    expect(shop.posted(orderId)).toEqual({ bank: 2_260, customerDeposits: -2_260 });
  });
});

describe('payments', () => {
  test('more than is due, nothing, another currency and a channel that is not there are refused', () => {
    const orderId = typed([['LINE', 1]]);
    refused(() => shop.call('payment.capture', { orderId, amount: minor(2_261) }), 'payment.tooMuch');
    refused(() => shop.call('payment.capture', { orderId, amount: minor(0) }), 'quantity.notPositive');
    refused(() => shop.call('payment.capture', { orderId, amount: minor(100), currency: 'USD' }), 'currency.mismatch');
    refused(() => shop.call('payment.capture', { orderId, amount: minor(100), account: 'channelClearing' }), 'payment.noChannel');
  });

  test('a payment recorded by mistake is taken back against what is open now', () => {
    const orderId = typed([['LINE', 1]]);
    const { paymentId } = shop.call('payment.capture', { orderId, amount: minor(2_260) });
    shop.call('shipment.ship', { orderId });
    shop.call('payment.void', { paymentId, reason: 'other customer' });
    expect(shop.posted(orderId)).toMatchObject({ accountsReceivable: 2_260 });
    expect(shop.call('order.get', { orderId }).payment).toBe('unpaid');
    refused(() => shop.call('payment.void', { paymentId, reason: 'again' }), 'payment.voided');
  });
});

describe('cancelling and refunding', () => {
  test('cancelling half of a paid order owes half back, and the refund pays it', () => {
    const orderId = typed([['LINE', 2]]);
    shop.call('payment.capture', { orderId, amount: minor(4_520) });
    const [line] = shop.call('order.get', { orderId }).lines;
    const { owed } = shop.call('order.cancel', { orderId, reason: 'changed mind', lines: [{ orderLineId: line!.id, quantity: pieces(1) }] });
    expect(owed).toBe(2_260);
    expect(shop.call('order.get', { orderId }).payment).toBe('refundOwed');
    shop.call('refund.record', { orderId, parts: [{ kind: 'cancelled', orderLineId: line!.id, amount: minor(2_260) }] });
    shop.call('shipment.ship', { orderId });
    expect(shop.posted(orderId)).toEqual({ bank: 2_260, salesRevenue: -2_000, outputTax: -260, cogs: 800, inventory: -800 });
    expect(shop.call('order.get', { orderId })).toMatchObject({ payment: 'partlyRefunded', fulfilment: 'shipped' });
  });

  test('a whole order cancelled takes its shipping with it', () => {
    const orderId = typed([['LINE', 1]], { charges: [{ kind: 'shipping', name: 'SF', amount: 500 }] });
    shop.call('payment.capture', { orderId, amount: minor(2_760) });
    expect(shop.call('order.cancel', { orderId, reason: 'no' }).owed).toBe(2_760);
    expect(shop.call('order.get', { orderId }).fulfilment).toBe('cancelled');
    refused(() => shop.call('order.cancel', { orderId, reason: 'no' }), 'order.nothingOpen');
  });

  test('goods kept lessen sales at the rate of the sale; each kind stays inside its base', () => {
    const orderId = typed([['ROD', 1]]);
    shop.call('payment.capture', { orderId, amount: minor(11_300) });
    shop.call('shipment.ship', { orderId });
    const [line] = shop.call('order.get', { orderId }).lines;
    const refund = (kind: 'cancelled' | 'returned' | 'goodsKept', amount: number) =>
      shop.call('refund.record', { orderId, parts: [{ kind, orderLineId: line!.id, amount: minor(amount) }] });
    refund('goodsKept', 1_130);
    expect(shop.posted(orderId)).toMatchObject({ salesReturns: 1_000, outputTax: -1_170, bank: 10_170 });
    refused(() => refund('cancelled', 1), 'refund.tooMuch');
    refused(() => refund('returned', 1), 'refund.tooMuch');
    refused(() => refund('goodsKept', 10_171), 'refund.tooMuch');
    refused(() => shop.call('refund.record', { orderId, parts: [{ kind: 'shipping', amount: minor(1) }] }), 'refund.tooMuch');
  });

  test('a parcel whose goods were refunded was sold, and is not taken back', () => {
    const orderId = typed([['ROD', 1]]);
    shop.call('payment.capture', { orderId, amount: minor(11_300) });
    const { shipmentId } = shop.call('shipment.ship', { orderId });
    const [line] = shop.call('order.get', { orderId }).lines;
    shop.call('refund.record', { orderId, parts: [{ kind: 'goodsKept', orderLineId: line!.id, amount: minor(500) }] });
    refused(() => shop.call('shipment.cancel', { shipmentId, reason: 'oops' }), 'shipment.refunded');
  });
});

describe('selling over the counter', () => {
  test('order, payment and goods in one entry of five lines', () => {
    const { orderId, total } = shop.call('order.sell', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    expect(total).toBe(11_300);
    const order = shop.call('order.get', { orderId });
    expect([order.payment, order.fulfilment, order.entries.length]).toEqual(['paid', 'shipped', 1]);
    expect(shop.posted(orderId)).toEqual({ till: 11_300, salesRevenue: -10_000, outputTax: -1_300, cogs: 6_000, inventory: -6_000 });
    expect(shop.raw.prepare('select count(*) from posting where entryId = ?').pluck().get(order.entries[0]!.id)).toBe(5);
  });

  test('an order of three lines is sold in at most 45 statements', () => {
    const lines = (['ROD', 'LINE', 'HOOK'] as const).map((sku) => ({ variantId: shop.variant[sku], quantity: pieces(1) }));
    const sale = { locationId: shop.locationId, lines };
    shop.call('order.sell', sale);
    const before = shop.read.statements;
    shop.call('order.sell', sale, 'till-1:42');
    expect(shop.read.statements - before).toBeLessThanOrEqual(45);
  });
});

test('the timeline tells every document with who did it', () => {
  shop.clock.advance(1000);
  const orderId = typed([['LINE', 1]], { orderedAt: instant(shop.clock.now - 500) });
  shop.call('payment.capture', { orderId, amount: minor(2_260) });
  shop.call('order.hold', { orderId, reason: 'check' });
  shop.call('order.unhold', { orderId });
  shop.call('shipment.ship', { orderId, carrier: 'SF', trackingNumber: 'SF1' });
  const { timeline } = shop.call('order.get', { orderId });
  expect(timeline.map((row) => [row.kind, row.says, row.userName])).toEqual([
    ['order', 'SO-000001', 'Lin'], ['payment', 'transfer', 'Lin'], ['hold', 'check', 'Lin'], ['holdEnd', 'check', 'Lin'], ['shipment', 'SF1', 'Lin'],
  ]);
});
