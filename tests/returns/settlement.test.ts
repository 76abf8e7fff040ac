import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { refusals as en } from '../../shared/refusal/words/en.ts';
import { refusals as hans } from '../../shared/refusal/words/zh-hans.ts';
import { refusals as hant } from '../../shared/refusal/words/zh-hant.ts';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { channelId, channelOrder, newSellingShop, type SellingShop } from '../sales/support.ts';
import { openingTime } from '../support/shop.ts';
import { refused } from '../support/refused.ts';
import { booked, cameBack, level, soldOrder } from './support.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

const order = (orderId: number) => shop.call('order.get', { orderId });

describe('money back', () => {
  test('one of two rods: revenue, tax and money go back at the order’s own rates, and nothing else moves', () => {
    const sold = soldOrder(shop);
    const { rmaId } = cameBack(shop, sold);
    expect(shop.call('rma.preview', { rmaId })).toMatchObject({ worth: 11_300, credited: 11_300, toCustomer: 11_300, shipping: 0, usual: 'bank' });
    expect(booked(shop, () => void shop.call('rma.settle', { rmaId }))).toEqual({ salesReturns: 10_000, outputTax: 1_300, bank: -11_300 });
    expect(shop.call('rma.get', { rmaId })).toMatchObject({ state: 'settled', credited: 11_300 });
    expect(order(sold.orderId)).toMatchObject({ payment: 'partlyRefunded', money: { refunded: 11_300 } });
    refused(() => shop.call('rma.settle', { rmaId }), 'return.nothingToSettle');
  });

  test('the whole order by our fault takes its postage with it, by a change of mind it does not', () => {
    const whole = (reason: string) => {
      const sold = soldOrder(shop);
      const lines = [{ orderLineId: sold.rod, quantity: pieces(2), reason, disposition: 'restock' as const }, { orderLineId: sold.line, quantity: pieces(1), reason, disposition: 'restock' as const }];
      return shop.call('rma.takeBack', { orderId: sold.orderId, lines, to: 'bank' });
    };
    expect(whole('wrongItem')).toMatchObject({ shipping: 500, credited: 25_360 });
    expect(whole('changedMind')).toMatchObject({ shipping: 0, credited: 24_860 });
  });

  test('a restocking fee stays sold, with its tax, unless it is waived', () => {
    shop.call('returnPolicy.promise', { windowDays: 30, faultDays: 365, restockingFee: 100_000 as never });
    const sold = soldOrder(shop);
    const { rmaId } = cameBack(shop, sold);
    expect(shop.call('rma.preview', { rmaId, waiveFee: true })).toMatchObject({ fee: 0, credited: 11_300 });
    expect(booked(shop, () => void shop.call('rma.settle', { rmaId }))).toEqual({ salesReturns: 9_000, outputTax: 1_170, bank: -10_170 });
    const second = cameBack(shop, sold);
    shop.call('rma.settle', { rmaId: second.rmaId, waiveFee: true });
    expect(shop.posted(sold.orderId)).toMatchObject({ salesReturns: 19_000 });
  });

  test('a settled return stays: its undo says to sell the goods anew, and moves nothing', () => {
    const { rmaId } = cameBack(shop, soldOrder(shop));
    shop.call('rma.settle', { rmaId });
    const commandId = Number(shop.raw.prepare('select max(id) from command').pluck().get());
    const undo = () => shop.call('activity.undo', { commandId });
    expect(booked(shop, () => refused(undo, 'undo.impossible'))).toEqual({});
    const details = { command: 'rma.settle', reason: 'none' };
    expect([en, hans, hant].map((words) => words['undo.impossible'](details, {} as never).why)).toEqual([
      expect.stringContaining('Sell the goods anew'), expect.stringContaining('重新销售'), expect.stringContaining('重新銷售'),
    ]);
  });

  test('goods the customer may keep are credited without coming back', () => {
    const sold = soldOrder(shop);
    const { rmaId } = shop.call('rma.request', { orderId: sold.orderId, lines: [{ orderLineId: sold.line, quantity: pieces(1), reason: 'defective', keepsGoods: true }] });
    expect(booked(shop, () => void shop.call('rma.settle', { rmaId }))).toEqual({ salesReturns: 2_000, outputTax: 260, bank: -2_260 });
    expect(level(shop, shop.variant.LINE).onHand).toBe(19);
  });

  test('goodwill given before is not given again', () => {
    const sold = soldOrder(shop);
    shop.call('refund.record', { orderId: sold.orderId, parts: [{ kind: 'amountOnly', amount: minor(20_000) }] });
    const { rmaId } = cameBack(shop, sold);
    expect(shop.call('rma.settle', { rmaId })).toMatchObject({ worth: 11_300, held: 5_940, credited: 5_360 });
    expect(order(sold.orderId).payment).toBe('refunded');
  });

  test('what was given for goods as kept is not given again when they come after all, and stands in nobody’s way', () => {
    const sold = soldOrder(shop);
    shop.call('refund.record', { orderId: sold.orderId, parts: [{ kind: 'goodsKept', orderLineId: sold.rod, amount: minor(3_000) }] });
    const { rmaId } = cameBack(shop, sold, 2);
    expect(shop.call('rma.settle', { rmaId })).toMatchObject({ worth: 22_600, paidBefore: 3_000, credited: 19_600 });
    refused(() => shop.call('refund.record', { orderId: sold.orderId, parts: [{ kind: 'returned', orderLineId: sold.rod, amount: minor(1) }] }), 'refund.tooMuch');
    shop.call('refund.record', { orderId: sold.orderId, parts: [{ kind: 'goodsKept', orderLineId: sold.line, amount: minor(1) }] });
  });

  test('given for one that is kept, it is no part of what the other is worth', () => {
    const sold = soldOrder(shop);
    shop.call('refund.record', { orderId: sold.orderId, parts: [{ kind: 'goodsKept', orderLineId: sold.rod, amount: minor(3_000) }] });
    expect(shop.call('rma.settle', { rmaId: cameBack(shop, sold).rmaId })).toMatchObject({ worth: 11_300, paidBefore: 0, credited: 11_300 });
  });

  test('what is not paid yet is owed no more; what was paid beyond goes back', () => {
    const sold = soldOrder(shop, 10_000);
    const { rmaId } = cameBack(shop, sold, 2);
    expect(shop.call('rma.preview', { rmaId })).toMatchObject({ credited: 22_600, toReceivable: 15_360, toCustomer: 7_240 });
    expect(booked(shop, () => void shop.call('rma.settle', { rmaId }))).toEqual({ salesReturns: 20_000, outputTax: 2_600, accountsReceivable: -15_360, bank: -7_240 });
    expect(order(sold.orderId)).toMatchObject({ payment: 'partlyRefunded', money: { receivable: 0, captured: 10_000, refunded: 7_240 } });
  });

  test('over the counter, in one transaction: taken in, looked at, paid from the till', () => {
    const sale = shop.call('order.sell', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    const orderLineId = order(sale.orderId).lines[0]!.id;
    const take = () => shop.call('rma.takeBack', { orderId: sale.orderId, lines: [{ orderLineId, quantity: pieces(1) }] });
    expect(booked(shop, () => void take())).toEqual({ inventory: 6_000, cogs: -6_000, salesReturns: 10_000, outputTax: 1_300, till: -11_300 });
    expect(level(shop, shop.variant.ROD)).toEqual({ onHand: 20, onHold: 0 });
    refused(take, 'return.tooManyAsked');
  });

  test('two heaps of one line meet two ends', () => {
    const sold = soldOrder(shop);
    const heap = (disposition: 'restock' | 'scrap') => ({ orderLineId: sold.rod, quantity: pieces(1), reason: 'defective', disposition });
    expect(booked(shop, () => void shop.call('rma.takeBack', { orderId: sold.orderId, lines: [heap('restock'), heap('scrap')], to: 'bank' }))).toMatchObject({ inventory: 6_000, stockLossScrap: 6_000, bank: -22_600 });
    expect(level(shop, shop.variant.ROD)).toEqual({ onHand: 19, onHold: 0 });
  });

  test('a refused part leaves nothing of the whole', () => {
    const sale = shop.call('order.sell', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    const orderLineId = order(sale.orderId).lines[0]!.id;
    refused(() => shop.call('rma.takeBack', { orderId: sale.orderId, to: 'storeCredit', lines: [{ orderLineId, quantity: pieces(1) }] }), 'storeCredit.noCustomer');
    expect(shop.call('rma.list', { view: 'all' }).rows).toEqual([]);
    expect(level(shop, shop.variant.ROD)).toEqual({ onHand: 19, onHold: 0 });
  });
});

describe('an exchange', () => {
  test('even: the same goods at what they were sold for, nothing to pay either way', () => {
    const sold = soldOrder(shop);
    shop.call('price.set', { items: [{ variantId: shop.variant.ROD, currency: 'CNY', amount: 1_500_000 as never }] });
    const { rmaId } = cameBack(shop, sold, 1, 'scrap', 'defective');
    const exchange = [{ variantId: shop.variant.ROD, quantity: pieces(1) }];
    expect(shop.call('rma.preview', { rmaId, exchange })).toMatchObject({ credited: 11_300, newTotal: 11_300, toOrder: 11_300, toCustomer: 0, stillToPay: 0 });
    let settled: { newOrderId: number | null } = { newOrderId: null };
    expect(booked(shop, () => void (settled = shop.call('rma.settle', { rmaId, exchange })))).toEqual({ salesReturns: 10_000, outputTax: 1_300, customerDeposits: -11_300 });
    const replacement = order(settled.newOrderId!);
    expect(replacement).toMatchObject({ payment: 'paid', fulfilment: 'allocated', total: 11_300, customerName: '王伟' });
    shop.call('shipment.ship', { orderId: replacement.id });
    expect(shop.call('rma.get', { rmaId }).settlements).toMatchObject([{ newOrderNumber: replacement.number, refunds: [{ account: 'exchange', amount: 11_300 }] }]);
  });

  test('for something dearer the customer pays the rest; for something cheaper gets it', () => {
    const sold = soldOrder(shop);
    const dearer = shop.call('rma.settle', { rmaId: cameBack(shop, { ...sold, rod: sold.line }).rmaId, exchange: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    expect(dearer).toMatchObject({ credited: 2_260, newTotal: 11_300, toOrder: 2_260, stillToPay: 9_040, toCustomer: 0 });
    expect(order(dearer.newOrderId!).payment).toBe('partlyPaid');
    shop.call('payment.capture', { orderId: dearer.newOrderId!, amount: minor(9_040) });
    const cheaper = shop.call('rma.settle', { rmaId: cameBack(shop, sold).rmaId, exchange: [{ variantId: shop.variant.LINE, quantity: pieces(1) }], to: 'storeCredit' });
    expect(cheaper).toMatchObject({ credited: 11_300, newTotal: 2_260, toOrder: 2_260, toCustomer: 9_040, stillToPay: 0 });
    expect(shop.call('storeCredit.of', { customerId: sold.customerId }).balance).toBe(9_040);
    expect(order(cheaper.newOrderId!).payment).toBe('paid');
  });

  test('a replacement that is called off is owed back like any order, and its payment is not taken back by itself', () => {
    const sold = soldOrder(shop);
    const { newOrderId } = shop.call('rma.settle', { rmaId: cameBack(shop, sold).rmaId, exchange: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    const paymentId = shop.raw.prepare(`select id from payment where account = 'exchange'`).pluck().get() as number;
    refused(() => shop.call('payment.void', { paymentId, reason: 'test' }), 'payment.used');
    expect(shop.call('order.cancel', { orderId: newOrderId! }).owed).toBe(11_300);
    const line = order(newOrderId!).lines[0]!;
    shop.call('refund.record', { orderId: newOrderId!, parts: [{ kind: 'cancelled', orderLineId: line.id, amount: minor(11_300) }] });
  });
});

describe('store credit', () => {
  const credited = () => {
    const sold = soldOrder(shop);
    shop.call('rma.settle', { rmaId: cameBack(shop, sold).rmaId, to: 'storeCredit' });
    return sold;
  };
  const buy = (customerId: number) => shop.call('order.create', { customerId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] }).orderId;
  const balance = (customerId: number) => shop.call('storeCredit.of', { customerId }).balance;

  test('is owed by the shop until it is spent, once', () => {
    let sold = { orderId: 0, customerId: 0 };
    expect(booked(shop, () => void (sold = credited()))['storeCredit']).toBe(-11_300);
    const [first, second] = [buy(sold.customerId), buy(sold.customerId)];
    expect(booked(shop, () => void shop.call('payment.capture', { orderId: first, amount: minor(11_300), account: 'storeCredit' }))).toEqual({ storeCredit: 11_300, customerDeposits: -11_300 });
    expect(balance(sold.customerId)).toBe(0);
    refused(() => shop.call('payment.capture', { orderId: second, amount: minor(1), account: 'storeCredit' }), 'storeCredit.tooLittle');
  });

  test('comes back when a payment with it is taken back', () => {
    const { customerId } = credited();
    const { paymentId } = shop.call('payment.capture', { orderId: buy(customerId), amount: minor(4_000), account: 'storeCredit' });
    expect(balance(customerId)).toBe(7_300);
    shop.call('payment.void', { paymentId, reason: 'test' });
    expect(shop.call('storeCredit.of', { customerId })).toMatchObject({ balance: 11_300, movements: [{ kind: 'givenBack' }, { kind: 'spent' }, { kind: 'return' }] });
  });

  test('nobody else spends it, and a merged customer’s is the other’s', () => {
    const { customerId } = credited();
    const other = shop.call('customer.create', { name: '李娜', kind: 'person' }).customerId;
    refused(() => shop.call('payment.capture', { orderId: buy(other), amount: minor(1), account: 'storeCredit' }), 'storeCredit.tooLittle');
    shop.call('customer.merge', { customerId, intoId: other });
    expect(balance(other)).toBe(11_300);
    shop.call('payment.capture', { orderId: buy(other), amount: minor(11_300), account: 'storeCredit' });
  });

  test('goodwill costs marketing, and is taken back as far as it is there', () => {
    const { customerId } = soldOrder(shop);
    const grant = () => shop.call('storeCredit.grant', { customerId, amount: minor(500), reason: 'late parcel' });
    expect(booked(shop, () => void grant())).toMatchObject({ marketing: 500, storeCredit: -500 });
    refused(() => shop.call('storeCredit.withdraw', { customerId, amount: minor(501), reason: 'test' }), 'storeCredit.tooLittle');
    expect(shop.call('storeCredit.withdraw', { customerId, amount: minor(500), reason: 'test' }).balance).toBe(0);
  });
});

describe('a channel that pays back by itself', () => {
  const rods = { kind: 'line' as const, lineExternalId: '1', quantity: pieces(1), net: minor(10_000), tax: minor(1_300) };
  const refund = (externalId: string): ImportedOrder['refunds'][number] => ({ externalId, occurredAt: instant(openingTime + 3_600_000), reason: '', parts: [rods] });
  const first = channelOrder({ externalId: 'W1' });
  const pull = (refunds: ImportedOrder['refunds']) => {
    const [made] = shop.call('order.importBatch', { channelId, items: [{ ...first, refunds, versionAt: instant(openingTime + 3_600_000 + refunds.length), contentHash: String(refunds.length) }] }).results;
    if (!made?.ok) throw new Error('refused');
    return made.value.orderId;
  };
  const sent = () => {
    const orderId = pull([]);
    shop.call('shipment.ship', { orderId });
    return { orderId, rod: order(orderId).lines[0]!.id };
  };

  test('its refund waits as goods kept until they come, and is not posted twice', () => {
    const sold = sent();
    shop.clock.advance(7_200_000);
    pull([refund('R1')]);
    expect(shop.call('rma.kept', {}).rows).toMatchObject([{ sku: 'ROD', amount: 11_300 }]);
    const { rmaId } = cameBack(shop, sold);
    expect(shop.call('rma.kept', {}).rows).toEqual([]);
    refused(() => shop.call('refund.record', { orderId: sold.orderId, parts: [{ kind: 'returned', orderLineId: sold.rod, amount: minor(1) }] }), 'refund.tooMuch');
    expect(booked(shop, () => void shop.call('rma.settle', { rmaId, to: 'channelClearing' }))).toEqual({});
    expect(shop.call('rma.get', { rmaId })).toMatchObject({ state: 'settled', settlements: [{ worth: 11_300, paidBefore: 11_300, credited: 0 }] });
    // The second rod was paid back by nobody yet.
    expect(shop.call('rma.settle', { rmaId: cameBack(shop, sold).rmaId, to: 'channelClearing' }).credited).toBe(11_300);
  });

  test('a refund settled here first is the one the channel tells of later', () => {
    const sold = sent();
    shop.clock.advance(7_200_000);
    shop.call('rma.settle', { rmaId: cameBack(shop, sold).rmaId, to: 'channelClearing' });
    expect(booked(shop, () => void pull([refund('R1')]))).toEqual({});
    expect(order(sold.orderId).money.refunded).toBe(11_300);
    expect(booked(shop, () => void pull([refund('R1'), refund('R2')]))).toMatchObject({ channelClearing: -11_300 });
  });
});

test('a credit note says what was returned, at which tax, and where the money went', () => {
  const sold = soldOrder(shop);
  const { returnSettlementId, number } = shop.call('rma.settle', { rmaId: cameBack(shop, sold).rmaId });
  expect(number).toBe('CN-000001');
  expect(shop.call('rma.creditNote', { returnSettlementId })).toMatchObject({
    orderNumber: order(sold.orderId).number,
    lines: [{ sku: 'ROD', quantity: pieces(1), worth: 11_300 }],
    parts: [{ kind: 'returned', net: 10_000, tax: 1_300, gross: 11_300, account: 'bank' }],
  });
});
