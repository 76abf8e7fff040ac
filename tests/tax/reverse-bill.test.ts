import fs from 'node:fs';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { InputOf } from '../../main/database/handlers.ts';
import type { Contract } from '../../shared/app/contract.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { refused } from '../support/refused.ts';
import { type BuyingShop, newBuyingShop, placeOrder, receive } from '../purchasing/support.ts';

let shop: BuyingShop;
beforeEach(() => {
  shop = newBuyingShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

type Paper = InputOf<Contract, 'taxSetting.set'>['paper'];
type Line = InputOf<Contract, 'supplierBill.record'>['lines'][number];

const cents = (text: string): number => Math.round(Number(text.replace(',', '')) * 100);
const service = (net: number, more: Partial<Line> = {}): Line => ({ kind: 'expense', text: 'service', net: minor(net), tax: minor(0), ...more }) as Line;
const record = (lines: readonly Line[], rate: number, supplierNumber = 'A-1') =>
  shop.call('supplierBill.record', { supplierId: shop.supplierId, supplierNumber, billedOn: day('2026-03-02'), lines: [...lines], reverseCharge: ratePpm(rate * 10_000) });
const monthly = (paper: Paper): void => void shop.call('taxSetting.set', { paper, periodMonths: 1, firstMonth: 1, dueMonths: 1, dueDay: 15 });
const boxes = () => new Map(shop.call('taxReturn.get', { fromOn: day('2026-03-10') }).boxes.map(({ code, figure }) => [code, figure]));

const page = fs.readFileSync(new URL('../../docs/tax-cases.md', import.meta.url), 'utf8');
const cases = (page.split(/^## /m).find((part) => part.startsWith('Bills whose tax the buyer owes')) ?? '')
  .split('\n')
  .filter((line) => line.startsWith('| rc-'))
  .map((line) => line.split('|').slice(1, -1).map((cell) => cell.trim()));

describe('the bills an accountant can check by hand', () => {
  test('there are five, of three countries', () => expect([cases.length, new Set(cases.map(([, paper]) => paper)).size]).toEqual([5, 3]));

  test.each(cases.map((row) => [row[0]!, row] as const))('%s', (_name, [, paper, rate, lines = '', tax = '', wanted = '']) => {
    monthly(paper as Paper);
    const { supplierBillId, total } = record(lines.split('; ').map((net) => service(cents(net))), Number(rate));
    expect(shop.call('supplierBill.get', { supplierBillId }).reverse).toEqual({ rate: Number(rate) * 10_000, tax: cents(tax) });
    // The supplier is owed what the paper says, and nothing of the tax.
    expect([total, shop.balance('accountsPayable')]).toEqual([lines.split('; ').reduce((sum, net) => sum + cents(net), 0), -total!]);
    expect([shop.balance('inputTax'), shop.balance('outputTax')]).toEqual([cents(tax), -cents(tax)]);
    const figures = boxes();
    expect(wanted.split('; ').map((box) => [box.split(': ')[0]!, figures.get(box.split(': ')[0]!)])).toEqual(wanted.split('; ').map((box) => [box.split(': ')[0]!, cents(box.split(': ')[1]!)]));
  });
});

describe('a bill whose tax we owe', () => {
  test('for goods leaves their cost alone, in the currency of the books too', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    receive(shop, purchaseOrderId, 'ROD', 10);
    const before = shop.balance('inventory');
    record([{ kind: 'goods', purchaseOrderLineId: lineIds[0]!, quantity: pieces(10), net: minor(60_000), tax: minor(0) }], 13);
    expect([shop.balance('inventory'), shop.balance('goodsReceivedNotInvoiced'), shop.balance('accountsPayable'), shop.balance('inputTax'), shop.balance('outputTax')]).toEqual([before, 0, -60_000, 7_800, -7_800]);
  });

  test('goods of it that go back take both sides of the tax with them, in parts of any size', () => {
    monthly('gbVat100');
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10);
    const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 10);
    record([{ kind: 'goods', purchaseOrderLineId: lineIds[0]!, quantity: pieces(10), net: minor(60_003), tax: minor(0) }], 20);
    const line = shop.call('purchaseReceipt.get', { goodsReceiptId }).lines[0]!;
    const back = (count: number) => shop.call('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: line.id, quantity: pieces(count) }] });
    const taxes = (): number[] => [shop.balance('inputTax'), shop.balance('outputTax'), shop.balance('supplierClaims')];
    expect(taxes()).toEqual([12_001, -12_001, 0]);
    // 3 of 10 pieces: 180.009 of 600.03 are 180.01, 36.003 of 120.01 are 36.00.
    const first = back(3);
    expect([first.claimed, ...taxes()]).toEqual([18_001, 8_401, -8_401, 18_001]);
    expect(['1', '4', '6', '7'].map((code) => boxes().get(code))).toEqual([8_401, 8_401, 42_002, 42_002]);
    shop.call('purchaseReturn.cancel', { purchaseReturnId: first.purchaseReturnId, reason: 'mistaken' });
    expect(taxes()).toEqual([12_001, -12_001, 0]);
    for (const count of [1, 4, 2, 3]) back(count);
    expect(taxes()).toEqual([0, 0, 60_003]);
    expect(['1', '4', '6', '7'].map((code) => boxes().get(code))).toEqual([0, 0, 0, 0]);
  });

  test('goods of it that never came take with them what is left of both sides', () => {
    monthly('gbVat100');
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10, 10);
    const asked = { supplierId: shop.supplierId, supplierNumber: 'A-1', billedOn: day('2026-03-02'), reverseCharge: percent(20), acceptedBecause: 'paid ahead' };
    const goods = (index: number, count: number, net: number) => ({ kind: 'goods' as const, purchaseOrderLineId: lineIds[index]!, quantity: pieces(count), net: minor(net), tax: minor(0) });
    // 600.03 + 80.02 + 10.00 of freight are 690.05; 20 % of it are 138.01.
    shop.call('supplierBill.record', { ...asked, lines: [goods(0, 10, 60_003), goods(1, 10, 8_002), service(1_000)] });
    const taxes = (): number[] => [shop.balance('inputTax'), shop.balance('outputTax'), shop.balance('supplierClaims'), shop.balance('goodsInTransit')];
    expect(taxes()).toEqual([13_801, -13_801, 0, 68_005]);
    const { goodsReceiptId } = receive(shop, purchaseOrderId, 'ROD', 3);
    // Seven rods for 420.02 never come: 138.01 × 420.02 / 690.05 are 84.003.
    expect(shop.call('supplierClaim.undelivered', { purchaseOrderLineId: lineIds[0]! }).amount).toBe(42_002);
    expect(taxes()).toEqual([5_401, -5_401, 42_002, 8_002]);
    expect(['1', '4', '6', '7'].map((code) => boxes().get(code))).toEqual([5_401, 5_401, 27_003, 27_003]);
    // Ten lines for 80.02: 138.01 × 500.04 / 690.05 are 100.008, less the 84.00.
    shop.call('supplierClaim.undelivered', { purchaseOrderLineId: lineIds[1]! });
    expect(taxes()).toEqual([3_800, -3_800, 50_004, 0]);
    // The three rods that came go back for 180.01: of 138.01 the freight's 2.00 are left.
    const { lines } = shop.call('purchaseReceipt.get', { goodsReceiptId });
    shop.call('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: lines[0]!.id, quantity: pieces(3) }] });
    expect(taxes()).toEqual([200, -200, 68_005, 0]);
    expect(['1', '4', '6', '7'].map((code) => boxes().get(code))).toEqual([200, 200, 1_000, 1_000]);
  });

  test('a claim for goods that never came is met or dropped without another word about tax', () => {
    const { lineIds } = placeOrder(shop, 10);
    shop.call('supplierBill.record', { supplierId: shop.supplierId, supplierNumber: 'A-1', billedOn: day('2026-03-02'), reverseCharge: percent(20), acceptedBecause: 'paid ahead', lines: [{ kind: 'goods', purchaseOrderLineId: lineIds[0]!, quantity: pieces(10), net: minor(60_000), tax: minor(0) }] });
    const { supplierClaimId } = shop.call('supplierClaim.undelivered', { purchaseOrderLineId: lineIds[0]! });
    const taxes = (): number[] => [shop.balance('inputTax'), shop.balance('outputTax')];
    expect(taxes()).toEqual([0, 0]);
    shop.call('supplierClaim.refund', { supplierClaimId, amount: minor(40_000) });
    shop.call('supplierClaim.close', { supplierClaimId, reason: 'gone' });
    expect(taxes()).toEqual([0, 0]);
    shop.call('supplierClaim.restore', { supplierClaimId });
    expect(taxes()).toEqual([0, 0]);
    refused(() => shop.call('supplierClaim.undelivered', { purchaseOrderLineId: lineIds[0]! }), 'claim.nothingInTransit');
  });

  test('goods of two bills at two rates go back oldest first, and a return taken back says what it said, beside tax that was charged', () => {
    const { purchaseOrderId, lineIds } = placeOrder(shop, 10, 10);
    const { goodsReceiptId } = shop.call('purchaseReceipt.receive', { purchaseOrderId, lines: [{ variantId: shop.variant.ROD, quantity: pieces(10) }, { variantId: shop.variant.LINE, quantity: pieces(10) }] });
    const rods = (count: number, net: number): Line => ({ kind: 'goods', purchaseOrderLineId: lineIds[0]!, quantity: pieces(count), net: minor(net), tax: minor(0) });
    record([rods(4, 24_000)], 20, 'A-1');
    record([rods(6, 36_000)], 6, 'A-2');
    shop.call('supplierBill.record', { supplierId: shop.supplierId, supplierNumber: 'A-3', billedOn: day('2026-03-02'), lines: [{ kind: 'goods', purchaseOrderLineId: lineIds[1]!, quantity: pieces(10), net: minor(8_000), tax: minor(1_040) }] });
    const taxes = (): number[] => [shop.balance('inputTax'), shop.balance('outputTax')];
    // 20 % of 240.00 are 48.00, 6 % of 360.00 are 21.60, and 10.40 were charged.
    expect(taxes()).toEqual([4_800 + 2_160 + 1_040, -4_800 - 2_160]);
    const lines = shop.call('purchaseReceipt.get', { goodsReceiptId }).lines;
    const { purchaseReturnId } = shop.call('purchaseReturn.send', { goodsReceiptId, lines: [{ purchaseReceiptLineId: lines[0]!.id, quantity: pieces(5) }, { purchaseReceiptLineId: lines[1]!.id, quantity: pieces(5) }] });
    // Five rods are 300.00: the first bill's 240.00 with 48.00, and 60.00 of the second with 3.60.
    expect(taxes()).toEqual([2_160 - 360 + 520, -2_160 + 360]);
    shop.call('purchaseReturn.cancel', { purchaseReturnId, reason: 'mistaken' });
    expect(taxes()).toEqual([4_800 + 2_160 + 1_040, -4_800 - 2_160]);
    const facts = shop.raw.prepare("select sum(base) as base, sum(tax) as tax from taxLine where treatment = 'reverseCharge' group by direction").all();
    expect(facts).toEqual([{ base: 60_000, tax: 6_960 }, { base: 60_000, tax: 6_960 }]);
  });

  test('in another currency is taxed on what it is worth at home', () => {
    shop.call('exchangeRate.add', { currency: 'USD', onDay: day('2026-03-01'), numerator: 71, denominator: 10 });
    const { supplierBillId } = shop.call('supplierBill.record', { supplierId: shop.supplierId, supplierNumber: 'US-1', billedOn: day('2026-03-02'), currency: 'USD', reverseCharge: percent(6), lines: [service(10_000)] });
    // 100.00 USD at 7.1 are 710.00; 6 % of it are 42.60.
    expect(shop.call('supplierBill.get', { supplierBillId })).toMatchObject({ total: 71_000, reverse: { tax: 4_260 }, foreign: { total: 10_000 } });
  });

  test('taken back takes both sides back', () => {
    monthly('gbVat100');
    const { supplierBillId } = record([service(10_000)], 20);
    shop.call('supplierBill.cancel', { supplierBillId, reason: 'twice' });
    expect([shop.balance('inputTax'), shop.balance('outputTax'), shop.balance('accountsPayable')]).toEqual([0, 0, 0]);
    expect(['1', '4', '6', '7'].map((code) => boxes().get(code))).toEqual([0, 0, 0, 0]);
    expect(() => shop.raw.exec('update supplierBill set reverseTax = 1')).toThrow('never edited');
  });

  test('is refused with tax of the supplier on it, and where tax is not got back', () => {
    refused(() => record([service(10_000), service(500, { tax: minor(65) })], 20), 'bill.taxTwice');
    refused(() => record([service(10_000, { deductible: false })], 20), 'bill.reverseKept');
    expect(shop.call('supplierBill.list', {}).rows).toEqual([]);
  });

  test('never changes what is to pay, whatever its lines: the return’s two sides are the rounded share of the sum', () => {
    monthly('gbVat100');
    let owed = 0;
    let bills = 0;
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5_000_000 }), { minLength: 1, maxLength: 5 }), fc.integer({ min: 1, max: 27 }), (nets, rate) => {
        bills += 1;
        record(nets.map((net) => service(net)), rate, `P-${bills}`);
        // Half a penny and more is rounded up: tenths of a percent of whole pennies, by hand.
        owed += Math.floor((nets.reduce((sum, net) => sum + net, 0) * rate * 2 + 100) / 200);
        const figures = boxes();
        expect([figures.get('1'), figures.get('4'), figures.get('5')]).toEqual([owed, owed, 0]);
      }),
      { numRuns: 25 },
    );
  });
});
