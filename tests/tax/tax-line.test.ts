import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ImportedOrder } from '../../shared/sales/order-import.contract.ts';
import { day } from '../../shared/units/day.ts';
import { instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { accountId } from '../accounting/support.ts';
import { channelId, channelLine, channelOrder, newSellingShop, type SellingShop } from '../sales/support.ts';
import { openingTime } from '../support/shop.ts';
import { told } from './support.ts';

let shop: SellingShop;
beforeEach(() => {
  shop = newSellingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const sell = (lines: { sku: 'ROD' | 'LINE' | 'HOOK'; count: number }[]) =>
  shop.call('order.sell', { customerId: null, lines: lines.map(({ sku, count }) => ({ variantId: shop.variant[sku], quantity: pieces(count) })), account: 'till', method: 'cash' });

/** An order of a channel, imported. */
function taken(item: ImportedOrder): number {
  const [result] = shop.call('order.importBatch', { channelId, items: [item] }).results;
  if (!result?.ok) throw new Error('not imported');
  return result.value.orderId;
}

/** A class of goods without tax, given to a product of its own. */
function exemptBook(treatment: 'exempt' | 'zero'): number {
  const { taxClassId } = shop.call('taxClass.create', { code: treatment, name: treatment, treatment });
  const sku = `BOOK-${treatment}`;
  const { variants } = shop.call('product.create', { name: sku, state: 'active', taxClassId, variants: [{ sku, prices: [{ currency: 'CNY', amount: unitPrice(100_000) }] }] });
  shop.call('stock.openingBatch', { items: [{ sku, quantity: pieces(5), value: minor(2_000) }] });
  return variants[0]!.id;
}

describe('what documents leave about tax', () => {
  test('a counter sale leaves its net and tax by rate', () => {
    sell([{ sku: 'ROD', count: 1 }, { sku: 'LINE', count: 1 }]);
    expect(told(shop)).toEqual(['output taxed 13 12000 1560']);
  });

  test('a parcel of a channel is taxed where it goes, and its voiding takes the same back', () => {
    const orderId = taken(channelOrder({ externalId: 'A' }));
    const { shipmentId } = shop.call('shipment.ship', { orderId });
    shop.call('shipment.cancel', { shipmentId, reason: 'wrong box' });
    expect(told(shop)).toEqual(['output taxed 13 22000 2860', 'output taxed 13 -22000 -2860']);
  });

  test('tax a channel tells under a rate of zero is told, under no rate, and the parcel can leave', () => {
    const line = { ...channelLine('1', 'ROD', 1, 10_000, 1), taxRate: percent(0) };
    const orderId = taken(channelOrder({ externalId: 'Z', lines: [line], total: minor(10_001), charges: [], payments: [] }));
    shop.call('shipment.ship', { orderId });
    expect(told(shop)).toEqual(['output taxed ? 10000 1']);
  });

  test('what a marketplace collects is told apart and is no output tax', () => {
    const orderId = taken(channelOrder({ externalId: 'M', taxBy: 'channel', payments: [{ externalId: 'p', amount: minor(22_000), method: 'card', occurredAt: instant(openingTime), fee: minor(0) }] }));
    shop.call('shipment.ship', { orderId });
    expect(told(shop)).toEqual(['marketplace marketplace 13 22000 2860']);
    expect(shop.posted(orderId)['outputTax']).toBeUndefined();
  });

  test('a refund takes back the rate of its line; goodwill is spread over the order', () => {
    const { orderId } = shop.call('order.create', { customerId: null, lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }], recipient: null });
    shop.call('payment.capture', { orderId, amount: minor(11_300) });
    shop.call('shipment.ship', { orderId });
    const line = shop.call('order.get', { orderId }).lines[0]!;
    shop.call('refund.record', { orderId, parts: [{ kind: 'goodsKept', orderLineId: line.id, amount: minor(1_130) }] });
    shop.call('refund.record', { orderId, parts: [{ kind: 'amountOnly', amount: minor(113) }] });
    expect(told(shop)).toEqual(['output taxed 13 10000 1300', 'output taxed 13 -1000 -130', 'output taxed 13 -100 -13']);
  });

  test('exempt and zero-rated goods have no tax and are told apart', () => {
    const [exempt, zero] = [exemptBook('exempt'), exemptBook('zero')];
    shop.call('order.sell', { customerId: null, lines: [exempt, zero].map((variantId) => ({ variantId, quantity: pieces(1) })), account: 'till', method: 'cash' });
    expect(told(shop)).toEqual(['output exempt 0 1000 0', 'output zero 0 1000 0']);
  });

  test('an entry by hand on a tax account adjusts, and one to Tax payable settles', () => {
    const [output, payable, bank] = ['2200', '2210', '1010'].map((code) => accountId(shop, code));
    shop.call('journal.post', { postedOn: day('2026-03-02'), text: 'forgotten', lines: [{ ledgerAccountId: bank!, amount: minor(100) }, { ledgerAccountId: output!, amount: minor(-100) }] });
    shop.call('journal.post', { postedOn: day('2026-03-02'), text: 'quarter', lines: [{ ledgerAccountId: output!, amount: minor(100) }, { ledgerAccountId: payable!, amount: minor(-100) }] });
    expect(told(shop)).toEqual(['output adjustment ? 0 100', 'output settlement ? 0 -100']);
  });

  test('an entry reversed takes its tax lines back', () => {
    const [output, bank] = ['2200', '1010'].map((code) => accountId(shop, code));
    const { entryId } = shop.call('journal.post', { postedOn: day('2026-03-02'), text: 'x', lines: [{ ledgerAccountId: bank!, amount: minor(100) }, { ledgerAccountId: output!, amount: minor(-100) }] });
    shop.call('journal.reverse', { entryId, postedOn: day('2026-03-02'), reason: 'twice' });
    expect(told(shop)).toEqual(['output adjustment ? 0 100', 'output adjustment ? 0 -100']);
  });
});

describe('what the shop is to the tax office', () => {
  const bill = (billedOn: string, supplierNumber: string) => {
    const supplierId = shop.call('supplier.list', {}).rows[0]?.id ?? shop.call('supplier.create', { name: '船厂' }).supplierId;
    shop.call('supplierBill.record', { supplierId, supplierNumber, billedOn: day(billedOn), lines: [{ kind: 'expense', text: 'rent', net: minor(10_000), tax: minor(1_300) }] });
  };

  test('a registered shop gets tax on purchases back, a small-scale one keeps it as cost, from the day on', () => {
    bill('2026-02-27', 'A1');
    shop.call('taxSetting.setStatus', { validFromOn: day('2026-03-01'), status: 'smallScale' });
    bill('2026-03-02', 'A2');
    bill('2026-02-28', 'A3');
    expect(told(shop)).toEqual(['input taxed 13 10000 1300', 'cost taxed 13 10000 1300', 'input taxed 13 10000 1300']);
  });

  test('a shop that is not registered charges no tax', () => {
    shop.call('taxSetting.setStatus', { validFromOn: day('2026-01-01'), status: 'unregistered' });
    sell([{ sku: 'ROD', count: 1 }]);
    expect(told(shop)).toEqual(['output zero 0 10000 0']);
  });

  test('the line of a status is taken away again by its undo', () => {
    shop.call('taxSetting.setStatus', { validFromOn: day('2026-03-01'), status: 'smallScale' });
    expect(shop.call('taxSetting.setStatus', { validFromOn: day('2026-03-01'), status: null })).toEqual({ before: 'smallScale' });
    expect(shop.call('taxSetting.get', undefined).statuses).toEqual([]);
  });
});

test('a class keeps what it means, and its rate is only what a taxed one has', () => {
  exemptBook('exempt');
  const exempt = shop.call('taxClass.list', undefined).taxClasses.find((one) => one.code === 'exempt')!;
  shop.call('taxClass.setRate', { taxClassId: exempt.id, country: 'CN', validFromOn: day('2020-01-01'), rate: percent(13) });
  shop.call('order.sell', { customerId: null, lines: [{ variantId: shop.raw.prepare("select id from variant where sku = 'BOOK-exempt'").pluck().get() as number, quantity: pieces(1) }], account: 'till', method: 'cash' });
  expect(told(shop)).toEqual(['output exempt 0 1000 0']);
  expect(() => shop.raw.exec("update taxClass set treatment = 'zero' where code = 'exempt'")).toThrow('another class');
});
