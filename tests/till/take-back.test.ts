import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { newSellingShop, type SellingShop } from '../sales/support.ts';
import { refused } from '../support/refused.ts';

let shop: SellingShop;
beforeEach(() => void (shop = newSellingShop()));
afterEach(() => {
  shop.check();
  shop.close();
});

type Sku = keyof SellingShop['variant'];
const sell = (lines: [Sku, number][], more: object = {}) =>
  shop.call('order.sell', { lines: lines.map(([sku, count]) => ({ variantId: shop.variant[sku], quantity: pieces(count) })), ...more } as never);
const onHand = (sku: Sku): number => Number(shop.raw.prepare('select onHand from stockLevel where variantId = ?').pluck().get(shop.variant[sku]));

describe('taking back what was bought here', () => {
  test('the number on the receipt finds the sale, the parcel’s number as well', () => {
    const { number, orderId } = sell([['ROD', 1], ['HOOK', 3]]);
    const { sale } = shop.call('counter.receipt', { text: number.toLowerCase() });
    expect(sale).toMatchObject({ orderId, number, tenders: [{ method: 'cash', account: 'till', amount: 12_429 }] });
    expect(sale?.lines.map(({ sku, quantity: has, gross }) => [sku, has, gross])).toEqual([['ROD', 1_000, 11_300], ['HOOK', 3_000, 1_129]]);
    expect(shop.call('counter.receipt', { text: 'SH-000001' }).sale?.orderId).toBe(orderId);
    expect(shop.call('counter.receipt', { text: shop.call('document.get', { kind: 'receipt', number }).document.qr! }).sale?.orderId).toBe(orderId);
    expect(shop.call('counter.receipt', { text: 'SO-999999' }).sale).toBeNull();
  });

  test('whole: goods and money are where they were before', () => {
    const { orderId } = sell([['ROD', 1], ['HOOK', 3]]);
    const done = shop.call('counter.takeBack', { orderId });
    expect([done.amount, onHand('ROD'), onHand('HOOK')]).toEqual([12_429, 20_000, 20_000]);
    expect(shop.posted(orderId)).toEqual({});
    refused(() => shop.call('counter.takeBack', { orderId }), 'sale.nothingLeft');
  });

  test('one of three: the customer keeps the others, and the parts add up to the whole', () => {
    const { orderId } = sell([['HOOK', 3]]);
    const [line] = shop.call('order.get', { orderId }).lines;
    const amounts = [1, 1, 1].map((count) => shop.call('counter.takeBack', { orderId, lines: [{ orderLineId: line!.id, quantity: pieces(count) }] }).amount);
    expect([amounts.reduce((sum, amount) => sum + amount, 0), onHand('HOOK')]).toEqual([1_129, 20_000]);
    expect(shop.posted(orderId)).toEqual({});
  });

  test('more than the customer has, or another order’s line, is refused', () => {
    const { orderId } = sell([['ROD', 1]]);
    const [line] = shop.call('order.get', { orderId }).lines;
    refused(() => shop.call('counter.takeBack', { orderId, lines: [{ orderLineId: line!.id, quantity: pieces(2) }] }), 'shipment.tooMany');
    refused(() => shop.call('counter.takeBack', { orderId, lines: [{ orderLineId: 99, quantity: pieces(1) }] }), 'order.lineMissing');
    expect(shop.posted(orderId)).toEqual({ till: 11_300, salesRevenue: -10_000, outputTax: -1_300, cogs: 6_000, inventory: -6_000 });
  });

  test('whatever is bought and taken back in whatever parts, nothing stays in the books or leaves the shelf', { timeout: 60_000 }, () => {
    const sale = fc.record({ rods: fc.integer({ min: 0, max: 3 }), hooks: fc.integer({ min: 1, max: 5 }), discount: fc.integer({ min: 0, max: 300 }), parts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 6 }) });
    fc.assert(fc.property(sale, ({ rods, hooks, discount, parts }) => {
      const { orderId, total } = sell([...(rods > 0 ? [['ROD', rods] as [Sku, number]] : []), ['HOOK', hooks]], { discount });
      let paidBack = 0;
      for (const count of parts) {
        const has = shop.call('counter.receipt', { text: shop.call('order.get', { orderId }).number }).sale?.lines ?? [];
        const [line] = has;
        if (line) paidBack += shop.call('counter.takeBack', { orderId, lines: [{ orderLineId: line.orderLineId, quantity: quantity(Math.min(line.quantity, count * 1_000)) }] }).amount;
      }
      const rest = shop.call('counter.receipt', { text: shop.call('order.get', { orderId }).number }).sale?.lines ?? [];
      if (rest.length > 0) paidBack += shop.call('counter.takeBack', { orderId }).amount;
      expect([paidBack, shop.posted(orderId), onHand('ROD'), onHand('HOOK')]).toEqual([total, {}, 20_000, 20_000]);
    }), { numRuns: 15 });
  });
});

describe('a parked sale', () => {
  const draft = () => ({ customer: null, lines: [{ variantId: shop.variant.ROD, quantity: pieces(2), unitPrice: null, discount: minor(100) }], discount: null, note: '' });

  test('waits, comes back as it was typed, and is taken once', () => {
    const { parkedSaleId } = shop.call('parkedSale.park', { label: '蓝衣服', draft: draft() });
    expect(shop.call('parkedSale.list', undefined).rows).toMatchObject([{ id: parkedSaleId, label: '蓝衣服', lines: 1, userName: 'Lin' }]);
    expect(shop.call('parkedSale.take', { parkedSaleId }).draft).toEqual(draft());
    expect(shop.call('parkedSale.list', undefined).rows).toEqual([]);
    refused(() => shop.call('parkedSale.take', { parkedSaleId }), 'sale.notParked');
    shop.call('parkedSale.putBack', { parkedSaleId });
    expect(shop.call('parkedSale.list', undefined).rows).toHaveLength(1);
    refused(() => shop.call('parkedSale.putBack', { parkedSaleId }), 'sale.parked');
  });

  test('sets nothing aside', () => {
    shop.call('parkedSale.park', { draft: draft() });
    expect(Number(shop.raw.prepare('select coalesce(sum(allocated), 0) from stockLevel').pluck().get())).toBe(0);
  });
});

describe('what the web shows', () => {
  const told = () => shop.raw.prepare("select json_extract(payload, '$.level') as level, commandId from outbox where capability = 'stock' order by id").all();
  const commandOf = (table: string) => Number(shop.raw.prepare(`select max(commandId) from ${table}`).pluck().get());
  beforeEach(() => {
    shop.raw.exec(`
      insert into channel (id, name, kind, url, currency, goLiveAt, sendsStock, addedAt) values (1, 'Web', 'woocommerce', 'https://web.example', 'CNY', 0, 1, 0);
      insert into listing (id, channelId, externalId, name, sku, barcode, variantId, linkedBy, stockKeeping, remoteStock, seenAt)
        values (7, 1, 'R', 'ROD', 'ROD', '', ${shop.variant.ROD}, 'sku', 'own', 20000, 0);`);
  });

  test('falls in the transaction of the sale, and rises in that of the return', () => {
    const { orderId } = sell([['ROD', 3]]);
    expect(told()).toEqual([{ level: 17_000, commandId: commandOf('shipment') }]);
    shop.call('counter.takeBack', { orderId });
    expect(told().at(-1)).toEqual({ level: 20_000, commandId: commandOf('refund') });
  });

  test('a refused sale tells nobody anything', () => {
    refused(() => sell([['ROD', 3], ['LINE', 21]]), 'stock.short');
    expect(told()).toEqual([]);
  });
});
