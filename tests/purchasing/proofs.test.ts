import { afterEach, beforeEach, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { bill, type BuyingShop, newBuyingShop, placeOrder, receive } from './support.ts';

let shop: BuyingShop;
beforeEach(() => {
  shop = newBuyingShop();
  const { purchaseOrderId, lineIds } = placeOrder(shop, 10, 10);
  const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 6);
  bill(shop, 'R-1', lineIds[0]!, 4, 24_000);
  bill(shop, 'R-2', lineIds[1]!, 5, 4_000, 'paid ahead');
  shop.call('supplierPayment.pay', { supplierId: shop.supplierId, bills: [{ supplierBillId: 1, amount: minor(10_000) }], prepaid: minor(5_000) });
  const [line] = shop.call('purchaseReceipt.get', { goodsReceiptId }).lines;
  shop.call('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: line!.id, quantity: pieces(3) }] });
  shop.call('landedCost.record', { basis: 'quantity', goodsReceiptIds: [goodsReceiptId], net: minor(600) });
  shop.check();
});
afterEach(() => shop.close());

/** Each row was changed behind the program's back, past whatever trigger guards it. */
test.each([
  ['received goods nobody brought', 'update purchaseOrderLine set received = received + 1000, open = open - 1000 where id = 1', /INV-P1 orders purchaseOrderLine 1: line differs from its documents: received by 1000/],
  ['an order that says another state', "update purchaseOrder set status = 'received'", /INV-P1 orders purchaseOrder 1: order says received, its lines partlyReceived/],
  ['goods expected that nobody ordered', 'drop trigger incomingChangeIsFinal; update incomingChange set quantity = quantity + 1000 where id = 1', /INV-P1 orders purchaseOrderLine 1: incoming differs/],
  ['goods that seem billed', 'update purchaseReceiptLine set unbilled = unbilled + 1000', /INV-P1 orders purchaseReceiptLine 1/],
  ['a bill that seems paid', 'update supplierBill set open = 0 where id = 1', /INV-P1 orders supplierBill 1/],
  ['goods accrued at another value', "update supplierBillMatch set accrued = accrued + 1 where kind = 'afterGoods'", /INV-L6 purchasing purchaseOrderLine purchaseOrderLine 1 2026-03-02/],
  ['goods in transit that are not', 'update supplierBillLine set transitNet = transitNet - 1 where id = 2', /INV-L6 purchasing purchaseOrderLine 2: bills say 3999/],
  ['a payment that was larger', 'drop trigger billSettlementIsFinal; update billSettlement set amount = amount + 1; update supplierBill set open = open - 1 where id = 1', /INV-L6 purchasing supplierBill 1 2026-03-02/],
  ['a prepayment that was larger', 'update supplierPrepayment set amount = amount + 1', /INV-L6 purchasing supplier 1 2026-03-02/],
  ['a claim that was larger', 'drop trigger supplierClaimChangeIsFinal; update supplierClaimChange set amount = amount + 1', /INV-L6 purchasing supplierClaim 1 2026-03-02/],
  ['a landed cost that lost a cent', 'update landedCostPart set amount = amount - 1', /INV-P2 landed cost landedCost 1: cost LC-00001 of 600 has parts of 599/],
])('%s is found, and the row named', (_what, change, found) => {
  shop.raw.exec(change);
  expect(() => shop.check()).toThrow(found);
});

test('tax we owe on bills that a part took without its document, or a document without a part, is found', () => {
  const { lineIds } = placeOrder(shop, 10);
  const asked = { supplierId: shop.supplierId, supplierNumber: 'A-1', billedOn: day('2026-03-02'), reverseCharge: percent(20), acceptedBecause: 'paid ahead' };
  shop.call('supplierBill.record', { ...asked, lines: [{ kind: 'goods', purchaseOrderLineId: lineIds[0]!, quantity: pieces(10), net: minor(60_000), tax: minor(0) }] });
  shop.call('supplierClaim.undelivered', { purchaseOrderLineId: lineIds[0]! });
  shop.check();
  expect(() => shop.raw.exec('update billReversePart set tax = tax - 1')).toThrow('never edited');
  expect(() => shop.raw.exec('delete from billReversePart')).toThrow('never removed');
  shop.raw.exec('drop trigger billReversePartIsFinal; update billReversePart set tax = tax + 1');
  expect(() => shop.check()).toThrow(/INV-P1 orders supplierBill 3: bill of 60000 with 12000 of tax to owe gave up 60000 with 12001/);
  shop.raw.exec('update billReversePart set tax = tax - 2, net = net - 5');
  expect(() => shop.check()).toThrow(/INV-L6 purchasing billReversePart supplierClaim 2: parts of bills say 11999 less is owed of tax, the books 12000/);
});
