import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { labelsOfArrivals } from '../../shared/purchasing/receipt-labels.rules.ts';
import { day } from '../../shared/units/day.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { type BuyingShop, newBuyingShop, placeOrder, receive } from './support.ts';

describe('labels of what came', () => {
  const lot = fc.record({ code: fc.constantFrom('A-1', 'SN 7', '批次一'), expiresOn: fc.constantFrom(null, day('2027-05-01')), piece: fc.boolean() });
  const arrival = fc
    .record({ variantId: fc.integer({ min: 1, max: 9 }), quantity: fc.integer({ min: 1, max: 2_000_000 }), back: fc.integer({ min: 0, max: 2_000_000 }), lot: fc.option(lot) })
    .map(({ variantId, quantity: came, back, lot: of }) => ({ variantId, quantity: quantity(came), returned: quantity(Math.min(came, back)), lot: of }));

  test('are one a piece that stayed, a begun unit counting as one, and never more than a thousand of one', () => {
    fc.assert(
      fc.property(fc.array(arrival, { maxLength: 12 }), (came) => {
        const wanted = came.map((one) => Math.min(1000, Math.ceil((one.quantity - one.returned) / 1000))).filter((count) => count > 0);
        expect(labelsOfArrivals(came).map(({ copies }) => copies)).toEqual(wanted);
      }),
    );
  });

  test('name a lot or serial GS1 can carry with its day, and leave out what no scanner would read', () => {
    const one = { variantId: 1, quantity: pieces(1), returned: pieces(0) };
    const mark = (code: string, piece: boolean) => labelsOfArrivals([{ ...one, lot: { code, expiresOn: day('2027-05-01'), piece } }])[0];
    expect(mark('A-1', false)).toEqual({ variantId: 1, copies: 1, lot: 'A-1', expiresOn: '2027-05-01' });
    expect(mark('S7', true)).toEqual({ variantId: 1, copies: 1, serial: 'S7', expiresOn: '2027-05-01' });
    expect(mark('批次一', false)).toEqual({ variantId: 1, copies: 1 });
  });
});

describe('a receipt', () => {
  let shop: BuyingShop;
  beforeEach(() => {
    shop = newBuyingShop();
  });
  afterEach(() => {
    shop.check();
    shop.close();
  });
  const labels = (...goodsReceiptIds: number[]) => shop.call('purchaseReceipt.labels', { goodsReceiptIds });

  test('is labelled piece by piece; what went back is not, and neither is a receipt that was taken back', () => {
    const { purchaseOrderId } = placeOrder(shop, 10, 4);
    const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 6);
    const { goodsReceiptId: other } = receive(shop, purchaseOrderId, 'LINE', 4);
    const [line] = shop.call('purchaseReceipt.get', { goodsReceiptId }).lines;
    shop.call('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: line!.id, quantity: pieces(2) }] });
    expect(labels(goodsReceiptId, other)).toEqual({ items: [{ variantId: shop.variant.ROD, copies: 4 }, { variantId: shop.variant.LINE, copies: 4 }], left: 0 });
    shop.call('purchaseReceipt.cancel', { goodsReceiptId: other, reason: 'by mistake' });
    expect(labels(goodsReceiptId, other).items).toHaveLength(1);
    expect(shop.call('label.render', { items: labels(goodsReceiptId).items }).labels).toMatchObject([{ sku: 'ROD', copies: 4 }]);
  });

  test('of goods with lots is labelled lot by lot, with the day each expires', () => {
    shop.call('stock.adjust', { locationId: shop.locationId, reason: 'sample', lines: [{ variantId: shop.variant.ROD, quantity: pieces(-20) }] });
    shop.call('lot.track', { variantId: shop.variant.ROD, tracking: 'lot' });
    const { purchaseOrderId } = placeOrder(shop, 5);
    const lots = [{ code: 'A-1', quantity: pieces(2), expiresOn: day('2027-05-01') }, { code: 'B-2', quantity: pieces(3) }];
    const { goodsReceiptId } = shop.call('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(5), lots }] });
    expect(labels(goodsReceiptId).items).toEqual([
      { variantId: shop.variant.ROD, copies: 2, lot: 'A-1', expiresOn: '2027-05-01' },
      { variantId: shop.variant.ROD, copies: 3, lot: 'B-2' },
    ]);
  });
});
