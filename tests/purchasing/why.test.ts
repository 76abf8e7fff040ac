import { afterEach, beforeEach, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { bill, type BuyingShop, newBuyingShop, placeOrder, receive } from './support.ts';

let shop: BuyingShop;

beforeEach(() => {
  shop = newBuyingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const sum = (parts: readonly { value?: number | undefined }[]): number => parts.reduce((total, part) => total + (part.value ?? 0), 0);

test('a stock value says what came, left and was priced later, each with its entry, and adds up', () => {
  const { purchaseOrderId, lineIds: [lineId] } = placeOrder(shop, 10);
  const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 10);
  shop.call('stock.adjust', { locationId: shop.locationId, reason: 'sample', lines: [{ variantId: shop.variant.ROD, quantity: pieces(-24) }] });
  bill(shop, 'B-1', lineId!, 10, 650_00, 'dearer');
  shop.call('landedCost.record', { basis: 'value', goodsReceiptIds: [goodsReceiptId], net: minor(10_00) });
  const { value, layers } = shop.call('stock.layers', { variantId: shop.variant.ROD });
  const why = shop.call('stock.explainValue', { variantId: shop.variant.ROD });
  expect(why.total).toBe(value);
  expect(sum(why.parts)).toBe(value);
  expect([...new Set(why.parts.map(({ kind }) => kind))].toSorted()).toEqual(['loss', 'opening', 'receipt', 'recosted', 'revalued']);
  const sourceOf = (entry: { id: number } | null) => shop.raw.prepare('select sourceKind from journalEntry where id = ?').pluck().get(entry?.id ?? 0);
  expect(why.parts.filter(({ kind }) => kind === 'revalued').map(({ entry }) => String(sourceOf(entry))).toSorted()).toEqual(['landedCost', 'supplierBill']);
  expect(why.parts.filter(({ kind }) => kind === 'recosted').map(({ entry }) => sourceOf(entry))).toEqual(['variant', 'variant']);
  for (const layer of layers) {
    const one = shop.call('stock.explainValue', { variantId: shop.variant.ROD, layerId: layer.layerId });
    expect([one.total, sum(one.parts)]).toEqual([layer.value, layer.value]);
  }
});

test('an ordered line says of each figure which receipts, bills and cancellations make it', () => {
  const { purchaseOrderId, lineIds: [lineId] } = placeOrder(shop, 10);
  receive(shop, purchaseOrderId, 'ROD', 6);
  const taken = receive(shop, purchaseOrderId, 'ROD', 2);
  receive(shop, purchaseOrderId, 'ROD', 3);
  shop.call('purchaseReceipt.cancel', { goodsReceiptId: taken.goodsReceiptId, reason: 'twice' } as never);
  bill(shop, 'B-1', lineId!, 4, 240_00);
  shop.call('purchaseOrder.cancel', { purchaseOrderId, reason: 'no more' });
  const [line] = shop.call('purchaseOrder.get', { purchaseOrderId }).lines;
  const explain = (figure: 'received' | 'unbilled' | 'cancelled' | 'over') => shop.call('purchaseOrder.explain', { purchaseOrderLineId: lineId!, figure });
  expect([explain('received').total, explain('unbilled').total, explain('cancelled').total, explain('over').total]).toEqual([line!.received, line!.unbilled, line!.cancelled, line!.over]);
  expect(explain('unbilled').value).toBe(line!.unbilledValue);
  expect(explain('unbilled').parts.map(({ kind, quantity }) => `${kind} ${quantity}`).toSorted()).toEqual(['billed -4000', 'received 3000', 'received 6000']);
  expect(explain('received').parts.every(({ entry }) => entry !== null)).toBe(true);
});

test('what of a transfer is on its way says what was sent, arrived, came back and is lost', () => {
  const { locationId: other } = shop.call('location.create', { name: '仓库', kind: 'warehouse', negativePolicy: 'refuse', sellable: false });
  const sent = (count: number) => shop.call('transfer.send', { fromLocationId: shop.locationId, toLocationId: other, lines: [{ variantId: shop.variant.ROD, quantity: pieces(count) }] }).stockTransferId;
  const why = (stockTransferId: number) => shop.call('transfer.explain', { stockTransferId, variantId: shop.variant.ROD });
  const told = (stockTransferId: number) => why(stockTransferId).parts.map(({ kind, quantity }) => `${kind} ${quantity}`).toSorted();
  const first = sent(8);
  shop.call('transfer.receive', { stockTransferId: first, lines: [{ variantId: shop.variant.ROD, quantity: pieces(3) }] });
  expect(told(first)).toEqual(['arrived -3000', 'sent 8000']);
  expect(why(first).total).toBe(shop.call('transfer.get', { stockTransferId: first }).lines[0]!.onTheWay);
  shop.call('transfer.close', { stockTransferId: first, outcome: 'lost' });
  expect(told(first)).toEqual(['arrived -3000', 'lost -5000', 'sent 8000']);
  expect(why(first).parts.find(({ kind }) => kind === 'lost')?.entry).not.toBeNull();
  const second = sent(2);
  shop.call('transfer.close', { stockTransferId: second, outcome: 'back' });
  expect(told(second)).toEqual(['cameBack -2000', 'sent 2000']);
  expect(why(second).total).toBe(0);
});
