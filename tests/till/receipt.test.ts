import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { booked } from '../returns/support.ts';
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

type Line = NonNullable<ReturnType<typeof receipt>>['lines'][number];
const receipt = (text: string) => shop.call('counter.receipt', { text }).sale;
const takeBack = (orderId: number, lines: readonly Line[], count?: number) =>
  shop.call('rma.takeBack', { orderId, lines: lines.map(({ orderLineId, left }) => ({ orderLineId, quantity: quantity(Math.min(left, count ?? left)) })) });

describe('taking back what was bought here', () => {
  test('the number on the receipt finds the sale, the parcel’s number as well', () => {
    const { number, orderId } = sell([['ROD', 1], ['HOOK', 3]]);
    const sale = receipt(number.toLowerCase());
    expect(sale).toMatchObject({ orderId, number, paid: 12_429, refunded: 0, tenders: [{ method: 'cash', account: 'till', amount: 12_429 }] });
    expect(sale?.lines.map(({ sku, left, worth, allowed }) => [sku, left, worth, allowed])).toEqual([['ROD', 1_000, 11_300, true], ['HOOK', 3_000, 1_129, true]]);
    expect(receipt('SH-000001')?.orderId).toBe(orderId);
    expect(receipt(shop.call('document.get', { kind: 'receipt', number }).document.qr!)?.orderId).toBe(orderId);
    expect(receipt('SO-999999')).toBeNull();
  });

  test('is a return like any other: it counts, has its number, and the drawer pays', () => {
    const { orderId, number } = sell([['ROD', 1], ['HOOK', 3]]);
    let done = { credited: 0, rmaNumber: '' };
    const moved = booked(shop, () => void (done = takeBack(orderId, receipt(number)!.lines)));
    expect(moved).toEqual({ inventory: 6_300, cogs: -6_300, salesReturns: 10_999, outputTax: 1_430, till: -12_429 });
    expect([done.credited, onHand('ROD'), onHand('HOOK')]).toEqual([12_429, 20_000, 20_000]);
    expect(shop.call('rma.list', { view: 'all' }).rows).toMatchObject([{ number: done.rmaNumber, origin: 'counter', state: 'settled' }]);
    expect(receipt(number)).toMatchObject({ lines: [], refunded: 12_429 });
  });

  test('one of three: the customer keeps the others, and the parts add up to the whole', () => {
    const { orderId, number } = sell([['HOOK', 3]]);
    const amounts = [1, 2, 3].map(() => takeBack(orderId, receipt(number)!.lines, 1_000).credited);
    expect([amounts, onHand('HOOK')]).toEqual([[376, 377, 376], 20_000]);
  });

  test('what the promise it was sold with does not allow needs a reason of the owner', () => {
    shop.call('returnPolicy.promise', { windowDays: 7, faultDays: 30 });
    const { orderId, number } = sell([['ROD', 1]]);
    shop.clock.advance(8 * 86_400_000);
    const { lines } = receipt(number)!;
    expect(lines[0]).toMatchObject({ allowed: false, allowedForFault: true });
    refused(() => takeBack(orderId, lines), 'return.outsideWindow');
    const asked = { orderId, lines: lines.map(({ orderLineId, left }) => ({ orderLineId, quantity: left })), overrule: 'an old friend' };
    refused(() => shop.as('clerk').call('rma.takeBack', asked), 'permission.denied');
    expect(shop.call('rma.takeBack', asked).credited).toBe(11_300);
  });

  test('whatever is bought and taken back in whatever parts, the money of it is the money paid', { timeout: 60_000 }, () => {
    const sale = fc.record({ rods: fc.integer({ min: 0, max: 3 }), hooks: fc.integer({ min: 1, max: 5 }), discount: fc.integer({ min: 0, max: 300 }), parts: fc.array(fc.integer({ min: 1, max: 3 }), { minLength: 1, maxLength: 6 }) });
    fc.assert(fc.property(sale, ({ rods, hooks, discount, parts }) => {
      const { orderId, number, total } = sell([...(rods > 0 ? [['ROD', rods] as [Sku, number]] : []), ['HOOK', hooks]], { discount });
      const lines = (): readonly Line[] => receipt(number)?.lines ?? [];
      let paidBack = 0;
      for (const count of parts) if (lines().length > 0) paidBack += takeBack(orderId, lines().slice(0, 1), count * 1_000).credited;
      if (lines().length > 0) paidBack += takeBack(orderId, lines()).credited;
      expect([paidBack, onHand('ROD'), onHand('HOOK')]).toEqual([total, 20_000, 20_000]);
    }), { numRuns: 15 });
  });
});

describe('a sale that was a mistake', () => {
  test('never was: goods, each way of paying and the order are as before, and nothing counts as returned', () => {
    const tenders = [{ account: 'bank' as const, method: 'card', amount: minor(5_000) }, { account: 'till' as const, method: 'cash' }];
    const { orderId, number } = sell([['ROD', 1]], { tenders });
    shop.call('activity.undo', { commandId: Number(shop.raw.prepare('select max(id) from command').pluck().get()) });
    expect([onHand('ROD'), shop.posted(orderId)]).toEqual([20_000, {}]);
    expect(shop.call('order.get', { orderId })).toMatchObject({ payment: 'notDue', fulfilment: 'cancelled' });
    expect([receipt(number)?.lines, shop.call('rma.list', { view: 'all' }).rows]).toEqual([[], []]);
    refused(() => shop.call('order.unsell', { orderId }), 'sale.nothingLeft');
  });

  test('stands once goods of it came back, and an order that was sent is none', () => {
    const { orderId, number } = sell([['HOOK', 3]]);
    takeBack(orderId, receipt(number)!.lines, 1_000);
    refused(() => shop.call('order.unsell', { orderId }), 'shipment.refunded');
    const typed = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    shop.call('shipment.ship', { orderId: typed.orderId });
    refused(() => shop.call('order.unsell', { orderId: typed.orderId }), 'sale.nothingLeft');
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
    takeBack(orderId, receipt('SH-000001')!.lines);
    expect(told().at(-1)).toEqual({ level: 20_000, commandId: commandOf('refund') });
  });

  test('a refused sale tells nobody anything', () => {
    refused(() => sell([['ROD', 3], ['LINE', 2]], { tenders: [{ account: 'till', method: 'cash', amount: minor(1) }] }), 'tender.differs');
    expect(told()).toEqual([]);
  });
});
