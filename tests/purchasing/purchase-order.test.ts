import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { refused } from '../support/refused.ts';
import { type BuyingShop, newBuyingShop, placeOrder, receive } from './support.ts';

let shop: BuyingShop;
beforeEach(() => {
  shop = newBuyingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const get = (purchaseOrderId: number) => shop.call('purchaseOrder.get', { purchaseOrderId });
const incoming = (sku: 'ROD' | 'LINE') => shop.call('stock.list', { text: sku }).rows.find((row) => row.sku === sku)?.incoming;
const quantities = (purchaseOrderId: number) => get(purchaseOrderId).lines.map(({ ordered, received, open, cancelled, over }) => [ordered, received, open, cancelled, over].map((one) => (one ?? NaN) / 1000));

describe('a purchase order', () => {
  test('costs what was agreed, is expected after the lead time, and its goods are incoming once it is placed', () => {
    const made = shop.call('purchaseOrder.create', { supplierId: shop.supplierId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(10) }] });
    expect(get(made.purchaseOrderId)).toMatchObject({ number: 'PO-000001', status: 'draft', expectedOn: '2026-03-07', net: 60_000, tax: 7_800, total: 67_800 });
    expect(incoming('ROD')).toBe(0);
    shop.call('purchaseOrder.place', made);
    expect([get(made.purchaseOrderId).status, incoming('ROD')]).toEqual(['ordered', 10_000]);
  });

  test('comes in parts; what comes too much is beyond the order, and a claim', () => {
    const { purchaseOrderId } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 4);
    expect([get(purchaseOrderId).status, quantities(purchaseOrderId), incoming('ROD')]).toEqual(['partlyReceived', [[10, 4, 6, 0, 0]], 6_000]);
    expect(receive(shop, purchaseOrderId, 'ROD', 7)).toMatchObject({ over: 1_000 });
    expect([get(purchaseOrderId).status, quantities(purchaseOrderId), incoming('ROD')]).toEqual(['received', [[10, 10, 0, 0, 1]], 0]);
    expect(shop.call('supplierClaim.list', {}).rows).toMatchObject([{ kind: 'over', quantity: 1_000, open: 0 }]);
    // Eleven rods at 60.00 are received and not invoiced.
    expect([shop.balance('goodsReceivedNotInvoiced'), shop.balance('inventory')]).toEqual([-66_000, 138_000 + 66_000]);
  });

  test('given up in part is closed with what came; taken up again it is open', () => {
    const { purchaseOrderId } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 4);
    const { cancelled, status } = shop.call('purchaseOrder.cancel', { purchaseOrderId, reason: 'sold out' });
    expect([status, quantities(purchaseOrderId), incoming('ROD')]).toEqual(['closed', [[10, 4, 0, 6, 0]], 0]);
    shop.call('purchaseOrder.reopen', { purchaseOrderId, lines: cancelled });
    expect([get(purchaseOrderId).status, incoming('ROD')]).toEqual(['partlyReceived', 6_000]);
  });

  test('is not placed while a required paper has expired, and the supplier says which', () => {
    shop.call('supplierDocument.add', { supplierId: shop.supplierId, kind: 'licence', name: '生产许可证', number: 'XK-1', validThroughOn: day('2026-03-01'), required: true });
    shop.call('supplierDocument.add', { supplierId: shop.supplierId, kind: 'insurance', name: 'Insurance', number: '', validThroughOn: day('2026-03-31'), required: false });
    const { purchaseOrderId } = shop.call('purchaseOrder.create', { supplierId: shop.supplierId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    refused(() => shop.call('purchaseOrder.place', { purchaseOrderId }), 'supplier.paperExpired');
    expect(shop.call('supplierDocument.expiring', undefined).documents.map(({ name, state }) => [name, state])).toEqual([['生产许可证', 'expired'], ['Insurance', 'expiresSoon']]);
    expect(get(purchaseOrderId).stoppedBy).toEqual(['生产许可证']);
  });

  test('goes to no blocked supplier, and takes no line without a price', () => {
    refused(() => shop.call('purchaseOrder.create', { supplierId: shop.supplierId, lines: [{ variantId: shop.variant.HOOK, quantity: pieces(1) }] }), 'purchase.priceMissing');
    shop.call('supplier.update', { supplierId: shop.supplierId, changes: { blocked: true } });
    refused(() => shop.call('purchaseOrder.create', { supplierId: shop.supplierId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] }), 'supplier.blocked');
  });

  test('prints why its price was chosen', () => {
    shop.call('agreement.add', { supplierId: shop.supplierId, variantId: shop.variant.ROD, fromQuantity: pieces(50), price: unitPrice(550_000), validFromOn: day('2026-01-01'), validThroughOn: null });
    shop.call('agreement.add', { supplierId: shop.supplierId, variantId: shop.variant.ROD, fromQuantity: pieces(0), price: unitPrice(580_000), validFromOn: day('2026-03-02'), validThroughOn: null });
    const { purchaseOrderId } = placeOrder(shop, 60);
    expect(get(purchaseOrderId).lines[0]?.reasons.map(({ verdict, price }) => [verdict, price])).toEqual([['chosen', 580_000], ['olderAgreement', 600_000], ['olderAgreement', 550_000]]);
  });

  test('tells its story in order, with the entry of each document', () => {
    const { purchaseOrderId } = placeOrder(shop, 10);
    shop.clock.advance(60_000);
    receive(shop, purchaseOrderId, 'ROD', 4);
    const { timeline } = get(purchaseOrderId);
    expect(timeline.map(({ kind, entries }) => [kind, entries.map(({ memo }) => memo.key)])).toEqual([['received', ['purchasing.received']], ['placed', []], ['drafted', []]]);
  });
});

describe('goods from a supplier', () => {
  test('without an order cost what was agreed, or what is said; else they are refused', () => {
    const { goodsReceiptId } = shop.call('purchaseReceipt.receive', { supplierId: shop.supplierId, lines: [{ variantId: shop.variant.LINE, quantity: pieces(5) }] });
    expect(shop.call('purchaseReceipt.get', { goodsReceiptId }).lines).toMatchObject([{ quantity: 5_000, orderValue: 4_000, unbilledValue: 4_000, purchaseOrderLineId: null }]);
    refused(() => shop.call('purchaseReceipt.receive', { supplierId: shop.supplierId, lines: [{ variantId: shop.variant.HOOK, quantity: pieces(5) }] }), 'receipt.costUnknown');
    refused(() => shop.call('purchaseReceipt.receive', { lines: [{ variantId: shop.variant.LINE, quantity: pieces(5) }] }), 'receipt.supplierMissing');
  });

  test('that differ from the delivery note or came damaged are claimed, and the damaged lie on hold', () => {
    const { purchaseOrderId } = placeOrder(shop, 10);
    const lines = [{ variantId: shop.variant.ROD, quantity: pieces(8), announced: pieces(10), damaged: pieces(2) }];
    shop.call('purchaseReceipt.receive', { purchaseOrderId, deliveryNote: 'DN-7', lines });
    expect(shop.call('supplierClaim.list', {}).rows.map(({ kind, quantity, note }) => [kind, quantity, note])).toEqual([['damaged', 2_000, 'DN-7'], ['short', 2_000, 'DN-7']]);
    expect(shop.call('stock.list', { text: 'ROD' }).rows[0]).toMatchObject({ onHand: 28_000, onHold: 2_000 });
  });

  test('of a receipt taken back leave again, and the order expects them', () => {
    const { purchaseOrderId } = placeOrder(shop, 10);
    const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 12);
    shop.call('purchaseReceipt.cancel', { goodsReceiptId, reason: 'wrong shop' });
    expect([get(purchaseOrderId).status, quantities(purchaseOrderId), incoming('ROD')]).toEqual(['ordered', [[10, 0, 10, 0, 0]], 10_000]);
    expect([shop.balance('goodsReceivedNotInvoiced'), shop.balance('inventory')]).toEqual([0, 138_000]);
    refused(() => shop.call('purchaseReceipt.cancel', { goodsReceiptId, reason: 'twice' }), 'receipt.cancelled');
  });

  test('of a draft are not received', () => {
    const { purchaseOrderId } = shop.call('purchaseOrder.create', { supplierId: shop.supplierId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    refused(() => receive(shop, purchaseOrderId, 'ROD', 1), 'purchaseOrder.notPlaced');
  });
});
