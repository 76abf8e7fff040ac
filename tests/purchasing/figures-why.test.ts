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

/** Ten rods at 60.00 ordered; eight came and were billed for five, three went back. */
function bought() {
  const { purchaseOrderId, lineIds: [lineId = 0] } = placeOrder(shop, 10);
  const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 8);
  const { supplierBillId } = bill(shop, 'B-1', lineId, 5, 300_00);
  const [line] = shop.call('purchaseReceipt.get', { goodsReceiptId }).lines;
  const { purchaseReturnId } = shop.call('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: line!.id, quantity: pieces(4) }] });
  return { purchaseOrderId, goodsReceiptId, supplierBillId, purchaseReturnId, purchaseReceiptLineId: line!.id };
}

test('each figure of a received line is made of documents that add up to it, each with its entry', () => {
  const { goodsReceiptId, purchaseReceiptLineId } = bought();
  const [line] = shop.call('purchaseReceipt.get', { goodsReceiptId }).lines;
  const why = (figure: 'value' | 'unbilled' | 'returned') => shop.call('purchaseReceipt.explain', { purchaseReceiptLineId, figure });
  expect([why('unbilled').total, why('unbilled').value]).toEqual([line!.unbilled, line!.unbilledValue]);
  // Three wait for their bill and went back first, the fourth was billed already.
  expect(why('unbilled').parts.map(({ kind, quantity }) => `${kind} ${quantity}`).toSorted()).toEqual(['billed -5000', 'received 8000', 'returned -3000']);
  expect(why('returned').total).toBe(line!.returned);
  expect([why('value').total, why('value').value]).toEqual([pieces(8), line!.orderValue]);
  expect(why('value').parts).toMatchObject([{ kind: 'ordered', source: { kind: 'purchaseOrder' } }]);
  expect((['value', 'unbilled', 'returned'] as const).flatMap((figure) => why(figure).parts).every(({ entry }) => entry !== null)).toBe(true);
});

test('nothing is left of a receipt that was taken back', () => {
  const { purchaseOrderId } = placeOrder(shop, 2);
  const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 2);
  const [line] = shop.call('purchaseReceipt.get', { goodsReceiptId }).lines;
  shop.call('purchaseReceipt.cancel', { goodsReceiptId, reason: 'twice' });
  expect(shop.call('purchaseReceipt.explain', { purchaseReceiptLineId: line!.id, figure: 'unbilled' })).toMatchObject({ total: 0, value: 0, parts: [] });
});

test('what of a claim is open is what was claimed less each step, and a step taken back is one more', () => {
  const { purchaseReturnId } = bought();
  const [claim] = shop.call('supplierClaim.list', {}).rows;
  const { id: supplierClaimId } = claim!;
  const why = () => shop.call('supplierClaim.explain', { supplierClaimId });
  const told = (): string[] => why().parts.map(({ kind, amount }) => `${kind} ${amount}`);
  // One rod that was billed at 60.00, with its tax of 13 %.
  expect(told()).toEqual(['raised 6780']);
  shop.call('supplierClaim.refund', { supplierClaimId, amount: minor(20_00) });
  shop.call('supplierClaim.restore', { supplierClaimId });
  shop.call('supplierClaim.refund', { supplierClaimId, amount: minor(30_00) });
  expect(told()).toEqual(['raised 6780', 'refunded -2000', 'takenBack 2000', 'refunded -3000']);
  expect(why().total).toBe(shop.call('supplierClaim.list', {}).rows[0]?.open);
  expect(why().parts.every(({ entry }) => entry !== null)).toBe(true);
  const raised = shop.raw.prepare('select sourceKind, sourceId from journalEntry where id = ?').get(why().parts[0]!.entry!.id);
  expect(raised).toEqual({ sourceKind: 'purchaseReturn', sourceId: purchaseReturnId });
});

test('a bill is its lines and their tax, and what is open of it is less everything that met it', () => {
  const { supplierBillId } = bought();
  const { supplierId } = shop;
  shop.call('supplierPayment.pay', { supplierId, bills: [{ supplierBillId, amount: minor(100_00) }] });
  const { id: supplierClaimId } = shop.call('supplierClaim.list', {}).rows[0]!;
  shop.call('supplierClaim.credit', { supplierClaimId, supplierBillId, amount: minor(10_00) });
  const shown = shop.call('supplierBill.get', { supplierBillId });
  const sum = (amounts: readonly (number | undefined)[]): number => amounts.reduce<number>((all, one) => all + (one ?? 0), 0);
  expect(sum(shown.lines.flatMap(({ net, tax }) => [net, tax]))).toBe(shown.total);
  expect((shown.total ?? 0) - sum(shown.settlements.map(({ amount }) => amount))).toBe(shown.open);
  expect(shown.open).toBe(339_00 - 100_00 - 10_00);
});

test('what is to come of an order is labelled ahead, piece by piece; what came or was given up is not', () => {
  const { purchaseOrderId } = placeOrder(shop, 10, 4);
  receive(shop, purchaseOrderId, 'ROD', 6);
  const { purchaseOrderId: other } = placeOrder(shop, 3);
  const labels = () => shop.call('purchaseOrder.labels', { purchaseOrderIds: [purchaseOrderId, other] });
  const { ROD, LINE } = shop.variant;
  expect(labels()).toEqual({ items: [{ variantId: ROD, copies: 4 }, { variantId: LINE, copies: 4 }, { variantId: ROD, copies: 3 }], left: 0 });
  shop.call('purchaseOrder.cancel', { purchaseOrderId, reason: 'sold out' });
  expect(labels().items).toEqual([{ variantId: ROD, copies: 3 }]);
});
