import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { refused } from '../support/refused.ts';
import { bill, type BuyingShop, newBuyingShop, placeOrder, receive } from './support.ts';

let shop: BuyingShop;
beforeEach(() => {
  shop = newBuyingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const balances = (...roles: string[]) => Object.fromEntries(roles.map((role) => [role, shop.balance(role)]));
const sellRods = (count: number) => shop.call('stock.adjust', { locationId: shop.locationId, reason: 'sample', lines: [{ variantId: shop.variant.ROD, quantity: -pieces(count) as never }] });

describe('a supplier bill', () => {
  test('at the agreed price settles what was received and is due after the terms', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 10);
    const { supplierBillId, findings } = bill(shop, 'R-1', lineIds[0]!, 10, 60_000);
    expect(findings).toEqual([]);
    expect(balances('goodsReceivedNotInvoiced', 'accountsPayable', 'inputTax', 'inventory')).toEqual({ goodsReceivedNotInvoiced: 0, accountsPayable: -67_800, inputTax: 7_800, inventory: 198_000 });
    expect(shop.call('supplierBill.get', { supplierBillId })).toMatchObject({ number: 'BILL-000001', dueOn: '2026-04-01', total: 67_800, open: 67_800 });
    refused(() => bill(shop, 'R-1', lineIds[0]!, 1, 6_000), 'bill.twice');
  });

  test('whose price differs goes to the goods, and to where those that left were posted', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 10);
    // Twenty old rods and five of the new leave as samples.
    sellRods(25);
    expect(balances('stockLossSample')).toEqual({ stockLossSample: 150_000 });
    // Ten rods for 606.00 instead of 600.00: one percent, inside the tolerance. Half of the six went with the samples.
    bill(shop, 'R-1', lineIds[0]!, 10, 60_600);
    expect(balances('goodsReceivedNotInvoiced', 'stockLossSample', 'purchasePriceVariance', 'inventory')).toEqual({
      goodsReceivedNotInvoiced: 0,
      stockLossSample: 150_300,
      purchasePriceVariance: 0,
      inventory: 18_000 + 30_300,
    });
  });

  test('that differs by a few cents leaves the layers alone', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 10);
    bill(shop, 'R-1', lineIds[0]!, 10, 60_003);
    expect(balances('purchasePriceVariance', 'inventory')).toEqual({ purchasePriceVariance: 3, inventory: 198_000 });
  });

  test('for goods of a closed period changes no layer of it', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 10);
    shop.clock.set(Date.UTC(2026, 3, 5));
    shop.call('period.lock', { throughOn: day('2026-03-31'), reason: 'March' });
    bill(shop, 'R-1', lineIds[0]!, 10, 60_900);
    expect(balances('purchasePriceVariance', 'inventory', 'goodsReceivedNotInvoiced')).toEqual({ purchasePriceVariance: 900, inventory: 198_000, goodsReceivedNotInvoiced: 0 });
  });

  test('is posted on its date, whatever came after it that it is not for', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 6);
    shop.clock.set(Date.UTC(2026, 3, 5));
    receive(shop, purchaseOrderId, 'ROD', 4);
    bill(shop, 'R-1', lineIds[0]!, 6, 36_000);
    expect(balances('accountsPayable')).toEqual({ accountsPayable: -40_680 });
    expect(shop.raw.prepare("select distinct postedOn from journalEntry where sourceKind = 'supplierBill'").pluck().all()).toEqual(['2026-03-02']);
  });

  test('outside the tolerance explains itself, and is accepted with a reason', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 8);
    const wrong = { supplierId: shop.supplierId, supplierNumber: 'R-1', billedOn: day('2026-03-02'), lines: [{ kind: 'goods' as const, purchaseOrderLineId: lineIds[0]!, quantity: pieces(12), net: minor(84_000), tax: minor(10_920) }] };
    expect(shop.call('supplierBill.match', wrong)).toEqual({
      accepted: false,
      findings: [
        { lineNo: 1, kind: 'price', expected: 72_000, found: 84_000, allowed: 1_440, within: false },
        { lineNo: 1, kind: 'overOrdered', expected: 10_000, found: 12_000, allowed: 0, within: false },
        { lineNo: 1, kind: 'notReceived', expected: 8_000, found: 12_000, allowed: 0, within: false },
      ],
    });
    refused(() => shop.call('supplierBill.record', wrong), 'bill.mismatch');
    const { supplierBillId } = shop.call('supplierBill.record', { ...wrong, acceptedBecause: 'agreed by phone' });
    expect(shop.call('supplierBill.get', { supplierBillId })).toMatchObject({ acceptedBecause: 'agreed by phone', lines: [{ inTransit: 4_000, difference: 8_000 }] });
    expect(balances('goodsInTransit', 'goodsReceivedNotInvoiced')).toEqual({ goodsInTransit: 28_000, goodsReceivedNotInvoiced: 0 });
  });

  test('counts the tax of a line as that line says: what is not got back is part of the price', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 10);
    // 600.00 as agreed, and 200.00 of tax where 13 % is 78.00.
    const asked = (deductible: boolean) => ({ supplierId: shop.supplierId, supplierNumber: 'R-9', billedOn: day('2026-03-02'), lines: [{ kind: 'goods' as const, purchaseOrderLineId: lineIds[0]!, quantity: pieces(10), net: minor(60_000), tax: minor(20_000), deductible }] });
    expect(shop.call('supplierBill.match', asked(true)).findings).toEqual([]);
    expect(shop.call('supplierBill.match', asked(false)).findings).toMatchObject([{ kind: 'price', expected: 67_800, found: 80_000, within: false }]);
    refused(() => shop.call('supplierBill.record', asked(false)), 'bill.mismatch');
  });

  test('before its goods puts them in transit; they arrive at the bill’s price', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    bill(shop, 'R-1', lineIds[0]!, 10, 60_600, 'paid ahead');
    expect(balances('goodsInTransit', 'inputTax', 'accountsPayable')).toEqual({ goodsInTransit: 60_600, inputTax: 7_878, accountsPayable: -68_478 });
    receive(shop, purchaseOrderId, 'ROD', 3);
    expect(balances('goodsInTransit', 'goodsReceivedNotInvoiced', 'inventory')).toEqual({ goodsInTransit: 42_420, goodsReceivedNotInvoiced: 0, inventory: 138_000 + 18_180 });
    // Eight more: seven were billed, the eighth came beyond the order.
    receive(shop, purchaseOrderId, 'ROD', 8);
    expect(balances('goodsInTransit', 'goodsReceivedNotInvoiced', 'inventory')).toEqual({ goodsInTransit: 0, goodsReceivedNotInvoiced: -6_000, inventory: 138_000 + 66_600 });
  });

  test('before its goods is taken back after their receipt was, and nothing of either is left', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    const { supplierBillId } = bill(shop, 'R-1', lineIds[0]!, 10, 60_000, 'sent with the order');
    const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 10);
    shop.call('purchaseReceipt.cancel', { goodsReceiptId, reason: 'another order' });
    shop.call('supplierBill.cancel', { supplierBillId, reason: 'another order' });
    expect(balances('goodsReceivedNotInvoiced', 'goodsInTransit', 'accountsPayable')).toEqual({ goodsReceivedNotInvoiced: 0, goodsInTransit: 0, accountsPayable: 0 });
    expect(shop.call('purchaseReceipt.get', { goodsReceiptId }).lines).toMatchObject([{ unbilled: 0, unbilledValue: 0 }]);
  });

  test('for goods that never come is claimed back', () => {
    const { lineIds } = placeOrder(shop, 10);
    bill(shop, 'R-1', lineIds[0]!, 10, 60_000, 'paid ahead');
    const { supplierClaimId, amount } = shop.call('supplierClaim.undelivered', { purchaseOrderLineId: lineIds[0]! });
    expect([amount, balances('supplierClaims', 'goodsInTransit', 'inputTax')]).toEqual([67_800, { supplierClaims: 67_800, goodsInTransit: 0, inputTax: 0 }]);
    shop.call('supplierClaim.refund', { supplierClaimId, amount: minor(50_000) });
    shop.call('supplierClaim.close', { supplierClaimId, reason: 'bankrupt' });
    expect(balances('supplierClaims', 'bank', 'stockLossPurchaseReturn')).toEqual({ supplierClaims: 0, bank: 50_000, stockLossPurchaseReturn: 17_800 });
    shop.call('supplierClaim.restore', { supplierClaimId });
    expect(balances('supplierClaims', 'bank', 'stockLossPurchaseReturn')).toEqual({ supplierClaims: 17_800, bank: 50_000, stockLossPurchaseReturn: 0 });
  });

  test('whose tax is not got back makes the goods dearer', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 10);
    const lines = [{ kind: 'goods' as const, purchaseOrderLineId: lineIds[0]!, quantity: pieces(10), net: minor(60_000), tax: minor(7_800), deductible: false }];
    shop.call('supplierBill.record', { supplierId: shop.supplierId, supplierNumber: 'R-1', billedOn: day('2026-03-02'), lines });
    expect(balances('inputTax', 'inventory', 'accountsPayable')).toEqual({ inputTax: 0, inventory: 138_000 + 67_800, accountsPayable: -67_800 });
  });

  test('taken back leaves everything as before it came', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 10);
    sellRods(25);
    const roles = ['goodsReceivedNotInvoiced', 'accountsPayable', 'inputTax', 'inventory', 'stockLossSample', 'purchasePriceVariance'];
    const before = balances(...roles);
    const { supplierBillId } = bill(shop, 'R-1', lineIds[0]!, 10, 60_600);
    shop.call('supplierBill.cancel', { supplierBillId, reason: 'typed twice' });
    expect(balances(...roles)).toEqual(before);
    bill(shop, 'R-1', lineIds[0]!, 10, 60_000);
  });
});

describe('money to a supplier', () => {
  test('pays bills in part and ahead; a prepayment meets the next bill and comes off again', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 10);
    const { supplierBillId } = bill(shop, 'R-1', lineIds[0]!, 10, 60_000);
    const { supplierId } = shop;
    shop.call('supplierPayment.pay', { supplierId, bills: [{ supplierBillId, amount: minor(40_000) }], prepaid: minor(20_000) });
    expect(balances('bank', 'accountsPayable', 'supplierPrepayments')).toEqual({ bank: -60_000, accountsPayable: -27_800, supplierPrepayments: 20_000 });
    refused(() => shop.call('supplierPayment.pay', { supplierId, bills: [{ supplierBillId, amount: minor(27_801) }] }), 'bill.tooMuch');
    shop.call('supplierBill.usePrepayment', { supplierBillId, amount: minor(15_000) });
    expect(balances('accountsPayable', 'supplierPrepayments')).toEqual({ accountsPayable: -12_800, supplierPrepayments: 5_000 });
    refused(() => shop.call('supplierBill.cancel', { supplierBillId, reason: 'no' }), 'bill.settled');
    expect(shop.call('supplierBill.get', { supplierBillId })).toMatchObject({ prepaid: 5_000, prepaymentUsed: 15_000 });
    shop.call('supplierBill.releasePrepayment', { supplierBillId, amount: minor(15_000) });
    expect(balances('accountsPayable', 'supplierPrepayments')).toEqual({ accountsPayable: -27_800, supplierPrepayments: 20_000 });
    shop.call('supplierPayment.cancel', { supplierPaymentId: 1, reason: 'bounced' });
    expect(balances('bank', 'accountsPayable', 'supplierPrepayments')).toEqual({ bank: 0, accountsPayable: -67_800, supplierPrepayments: 0 });
    shop.call('supplierBill.cancel', { supplierBillId, reason: 'typed twice' });
    expect(balances('accountsPayable', 'goodsReceivedNotInvoiced')).toEqual({ accountsPayable: 0, goodsReceivedNotInvoiced: -60_000 });
  });
});

describe('goods sent back', () => {
  test('before their bill are owed no more; after it they are claimed at its price', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 10);
    const [line] = shop.call('purchaseReceipt.get', { goodsReceiptId }).lines;
    const send = (count: number) => shop.call('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: line!.id, quantity: pieces(count) }] });
    expect(send(2)).toMatchObject({ supplierClaimId: null, claimed: 0 });
    expect(balances('goodsReceivedNotInvoiced', 'inventory')).toEqual({ goodsReceivedNotInvoiced: -48_000, inventory: 138_000 + 48_000 });
    bill(shop, 'R-1', lineIds[0]!, 8, 48_000);
    const { supplierClaimId, claimed, purchaseReturnId } = send(3);
    // Three of eight: 180.00 and 23.40 of tax.
    expect([claimed, balances('supplierClaims', 'inputTax', 'inventory', 'stockLossPurchaseReturn')]).toEqual([20_340, { supplierClaims: 20_340, inputTax: 3_900, inventory: 168_000, stockLossPurchaseReturn: 0 }]);
    refused(() => send(6), 'return.tooMany');
    shop.call('purchaseReturn.cancel', { purchaseReturnId, reason: 'kept after all' });
    expect(balances('supplierClaims', 'inputTax', 'inventory')).toEqual({ supplierClaims: 0, inputTax: 6_240, inventory: 186_000 });
    expect(shop.call('supplierClaim.list', { view: 'all' }).rows.find(({ id }) => id === supplierClaimId)).toMatchObject({ settled: true, open: 0 });
  });

  test('are credited on another bill, which is then smaller', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10, 10);
    const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 10);
    receive(shop, purchaseOrderId, 'LINE', 10);
    bill(shop, 'R-1', lineIds[0]!, 10, 60_000);
    const other = bill(shop, 'R-2', lineIds[1]!, 10, 8_000);
    const [line] = shop.call('purchaseReceipt.get', { goodsReceiptId }).lines;
    const { supplierClaimId } = shop.call('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: line!.id, quantity: pieces(1) }] });
    shop.call('supplierClaim.credit', { supplierClaimId: supplierClaimId!, supplierBillId: other.supplierBillId, amount: minor(6_780) });
    expect(shop.call('supplierBill.get', { supplierBillId: other.supplierBillId })).toMatchObject({ total: 9_040, open: 2_260 });
    expect(balances('supplierClaims')).toEqual({ supplierClaims: 0 });
    shop.call('supplierClaim.restore', { supplierClaimId: supplierClaimId! });
    expect(shop.call('supplierBill.get', { supplierBillId: other.supplierBillId })).toMatchObject({ open: 9_040 });
  });
});

describe('landed cost', () => {
  test('is spread to the cent over value, quantity and weight, and follows goods already gone', () => {
    const { purchaseOrderId } = placeOrder(shop, 10, 5);
    const first = receive(shop, purchaseOrderId, 'ROD', 10).goodsReceiptId;
    const second = receive(shop, purchaseOrderId, 'LINE', 5).goodsReceiptId;
    sellRods(25);
    const { landedCostId } = shop.call('landedCost.record', { basis: 'value', goodsReceiptIds: [first, second], net: minor(10_000) });
    // 600.00 and 40.00 of goods: 93.75 and 6.25 of 100.00. Half of the rods are gone.
    expect(shop.call('landedCost.list', {}).rows[0]?.parts.map(({ amount }) => amount)).toEqual([9_375, 625]);
    expect(balances('accruedLandedCost', 'stockLossSample')).toEqual({ accruedLandedCost: -10_000, stockLossSample: 150_000 + 4_688 });
    const late = shop.call('landedCost.bill', { landedCostId, net: minor(10_100), bill: { supplierId: shop.supplierId, supplierNumber: 'F-1', billedOn: day('2026-03-02'), tax: minor(909) } });
    expect(balances('accruedLandedCost', 'accountsPayable', 'inputTax')).toEqual({ accruedLandedCost: 0, accountsPayable: -11_009, inputTax: 909 });
    refused(() => shop.call('landedCost.cancel', { landedCostId, reason: 'no' }), 'landedCost.billed');
    shop.call('supplierBill.cancel', { supplierBillId: late.supplierBillId, reason: 'wrong' });
    shop.call('landedCost.cancel', { landedCostId: late.differenceId!, reason: 'wrong' });
    shop.call('landedCost.cancel', { landedCostId, reason: 'wrong' });
    expect(balances('accruedLandedCost', 'stockLossSample')).toEqual({ accruedLandedCost: 0, stockLossSample: 150_000 });
  });

  test('is spread by volume only where every good has one', () => {
    const { purchaseOrderId } = placeOrder(shop, 3, 3);
    const receipts = [receive(shop, purchaseOrderId, 'ROD', 3), receive(shop, purchaseOrderId, 'LINE', 3)].map(({ goodsReceiptId }) => goodsReceiptId);
    const record = () => shop.call('landedCost.record', { basis: 'volume', goodsReceiptIds: receipts, net: minor(1_000) });
    refused(record, 'landedCost.measureMissing');
    for (const [sku, unitVolume] of [['ROD', 2_000], ['LINE', 1_000]] as const) {
      shop.call('agreement.setItem', { supplierId: shop.supplierId, variantId: shop.variant[sku], item: { supplierSku: '', packQuantity: pieces(1), minimumQuantity: pieces(0), unitVolume } });
    }
    record();
    expect(shop.call('landedCost.list', {}).rows[0]?.parts.map(({ amount }) => amount)).toEqual([667, 333]);
  });
});
