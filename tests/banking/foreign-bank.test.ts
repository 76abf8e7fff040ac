import { describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { pieces } from '../../shared/units/quantity.ts';
import { ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { refused } from '../support/refused.ts';
import { accept, accountId, type BankShop, bringIn, expenseBill, held, lineOf, newBankShop, ofxFile, openLines } from './support.ts';

interface DollarShop extends BankShop {
  dollarId: number;
}

/** The bank shop with an account in dollars: 7.10 from March 1st, 7.20 from the 10th. */
function newDollarShop(): DollarShop {
  const shop = newBankShop();
  const { bankAccountId: dollarId } = shop.call('bankAccount.add', { name: 'Dollar account', currency: 'USD', newAccount: { code: '1015', name: 'Dollar account' }, openedOn: day('2026-03-01') });
  for (const [on, numerator] of [['2026-03-01', 71], ['2026-03-10', 72]] as const) shop.call('exchangeRate.add', { currency: 'USD', onDay: day(on), numerator, denominator: 10 });
  return Object.assign(shop, { dollarId });
}

const dollars = (shop: DollarShop, id: string, on: string, amount: number, payee = '', memo = '') =>
  bringIn(shop, shop.dollarId, ofxFile([{ id, on, amount, payee, memo }]).replace('<CURDEF>CNY', '<CURDEF>USD'));

const usdBill = (shop: DollarShop, number: string, net: number): number =>
  shop.call('supplierBill.record', { supplierId: shop.supplierId, supplierNumber: number, billedOn: day('2026-03-02'), currency: 'USD', lines: [{ kind: 'expense', text: 'freight', net: minor(net), tax: minor(0) }] }).supplierBillId;

const usdOrder = (shop: DollarShop, amount: number): number => {
  const { orderId } = shop.call('order.create', { currency: 'USD', lines: [{ variantId: shop.variant.ROD, quantity: pieces(1), unitPrice: unitPrice(amount * 100), taxRate: ratePpm(0) }] });
  shop.call('shipment.ship', { orderId });
  return orderId;
};

const account = (shop: DollarShop) => shop.call('bankAccount.list', undefined).rows.find(({ id }) => id === shop.dollarId)!;

describe('an account in dollars', () => {
  test('proposes a bill in dollars, pays it in dollars, and the exchange against the bill is realised', async () => {
    const shop = newDollarShop();
    const supplierBillId = usdBill(shop, 'INV-9001', 10_000);
    expenseBill(shop, 'INV-9002', 10_000);
    await dollars(shop, 'A', '2026-03-12', -10_000, '威海钓具厂', 'INV-9001');
    const [line] = openLines(shop, shop.dollarId);
    expect(line!.proposal).toMatchObject({ kind: 'bill', numbers: ['INV-9001'], amount: -10_000, parts: [{ kind: 'bill', supplierBillId, amount: -10_000 }] });
    const { bankDecisionId } = accept(shop, line!.id, line!.proposal!.parts);
    expect([account(shop).ledgerBalance, account(shop).homeBalance, held(shop, '6400')]).toEqual([-10_000, -72_000, 1000]);
    expect(shop.call('supplierBill.get', { supplierBillId })).toMatchObject({ open: 0, foreign: { open: 0 } });
    shop.check();
    shop.call('bankLine.undo', { bankDecisionId });
    expect([account(shop).ledgerBalance, account(shop).homeBalance, held(shop, '6400')]).toEqual([0, 0, 0]);
    expect(openLines(shop, shop.dollarId)[0]!.matched).toBe(0);
    shop.check();
    shop.close();
  });

  test('takes money of an order in dollars, with what was kept of it', async () => {
    const shop = newDollarShop();
    const orderId = usdOrder(shop, 5000);
    await dollars(shop, 'A', '2026-03-12', 4900, 'Berg');
    accept(shop, lineOf(shop, 'A'), [{ kind: 'order', orderId, amount: minor(5000), fee: minor(100) }]);
    expect([account(shop).ledgerBalance, account(shop).homeBalance]).toEqual([4900, 35_280]);
    expect(shop.call('order.get', { orderId })).toMatchObject({ payment: 'paid', foreign: { due: 0 } });
    shop.check();
    shop.close();
  });

  test('books an expense at the day’s rate, and both ends of an exchange at what really moved', async () => {
    const shop = newDollarShop();
    await dollars(shop, 'fee', '2026-03-12', -150, 'Bank', 'fee');
    accept(shop, lineOf(shop, 'fee'), [{ kind: 'account', ledgerAccountId: accountId(shop, '6000'), amount: minor(-150) }]);
    expect(held(shop, '6000')).toBe(1080);
    await dollars(shop, 'sold', '2026-03-13', -10_000, 'exchange');
    accept(shop, lineOf(shop, 'sold'), [{ kind: 'transfer', bankAccountId: shop.bankId, amount: minor(-10_000), other: minor(71_500) }]);
    await bringIn(shop, shop.bankId, ofxFile([{ id: 'came', on: '2026-03-13', amount: 71_500, payee: 'exchange' }]));
    const [came] = openLines(shop, shop.bankId);
    expect(came!.proposal).toMatchObject({ kind: 'posting', amount: 71_500 });
    accept(shop, came!.id, came!.proposal!.parts);
    expect([account(shop).ledgerBalance, account(shop).homeBalance, held(shop, '1010')]).toEqual([-10_150, -72_580, 71_500]);
    await bringIn(shop, shop.bankId, ofxFile([{ id: 'bought', on: '2026-03-14', amount: -72_100, payee: 'exchange' }]));
    refused(() => accept(shop, lineOf(shop, 'bought'), [{ kind: 'transfer', bankAccountId: shop.dollarId, amount: minor(-72_100) }]), 'bank.otherAmount');
    accept(shop, lineOf(shop, 'bought'), [{ kind: 'transfer', bankAccountId: shop.dollarId, amount: minor(-72_100), other: minor(10_000) }]);
    expect([account(shop).ledgerBalance, account(shop).homeBalance]).toEqual([-150, -480]);
    shop.check();
    shop.close();
  });

  test('is reconciled in dollars, whatever a revaluation put on it', async () => {
    const shop = newDollarShop();
    await dollars(shop, 'A', '2026-03-05', 10_000, 'owner');
    accept(shop, lineOf(shop, 'A'), [{ kind: 'account', ledgerAccountId: accountId(shop, '3000'), amount: minor(10_000) }]);
    shop.call('revaluation.post', { throughOn: day('2026-03-15') });
    expect(account(shop)).toMatchObject({ statementBalance: 10_000, ledgerBalance: 10_000, homeBalance: 71_000 });
    expect(shop.call('bankReconciliation.get', { bankAccountId: shop.dollarId, throughOn: day('2026-03-15') })).toMatchObject({ statementBalance: 10_000, ledgerBalance: 10_000, unexplained: 0, postings: [] });
    shop.call('bankReconciliation.record', { bankAccountId: shop.dollarId, throughOn: day('2026-03-15'), statementBalance: minor(10_000) });
    shop.check();
    shop.close();
  });

  test('refuses what is not in dollars, with words that say the way', async () => {
    const shop = newDollarShop();
    const home = expenseBill(shop, 'INV-1', 10_000);
    await dollars(shop, 'A', '2026-03-12', -1000);
    await dollars(shop, 'B', '2026-03-12', 1000);
    refused(() => accept(shop, lineOf(shop, 'A'), [{ kind: 'bill', supplierBillId: home, amount: minor(-1000) }]), 'bank.otherCurrency');
    refused(() => accept(shop, lineOf(shop, 'A'), [{ kind: 'prepaid', supplierId: shop.supplierId, amount: minor(-1000) }]), 'bank.foreignPart');
    const { orderId } = shop.call('order.create', { lines: [{ variantId: shop.variant.ROD, quantity: pieces(1) }] });
    refused(() => accept(shop, lineOf(shop, 'B'), [{ kind: 'order', orderId, amount: minor(1000) }]), 'bank.otherCurrency');
    refused(() => shop.call('journal.post', { postedOn: day('2026-03-12'), text: 'x', lines: [{ ledgerAccountId: account(shop).ledgerAccountId, amount: minor(1) }, { ledgerAccountId: accountId(shop, '3000'), amount: minor(-1) }] }), 'account.otherCurrency');
    shop.check();
    shop.close();
  });
});

describe('the account of the shop’s own currency', () => {
  test('pays a bill in dollars with what the bank took, whole or in part', async () => {
    const shop = newDollarShop();
    const supplierBillId = usdBill(shop, 'INV-9001', 10_000);
    await bringIn(shop, shop.bankId, ofxFile([{ id: 'A', on: '2026-03-12', amount: -36_200, payee: '威海钓具厂', memo: 'INV-9001' }]));
    const [line] = openLines(shop, shop.bankId);
    expect(line!.proposal).toMatchObject({ kind: 'bill', numbers: ['INV-9001'], amount: -36_200 });
    accept(shop, line!.id, [{ kind: 'bill', supplierBillId, amount: minor(-36_200), settles: minor(5000) }]);
    expect(shop.call('supplierBill.get', { supplierBillId })).toMatchObject({ open: 35_500, foreign: { open: 5000 } });
    await bringIn(shop, shop.bankId, ofxFile([{ id: 'B', on: '2026-03-13', amount: -35_900, payee: '威海钓具厂', memo: 'INV-9001' }]));
    const [rest] = openLines(shop, shop.bankId);
    accept(shop, rest!.id, rest!.proposal!.parts);
    expect([held(shop, '1010'), held(shop, '2000'), held(shop, '6400')]).toEqual([-72_100, 0, 1100]);
    shop.check();
    shop.close();
  });

  test('open items say what is open in both, and an amount in dollars pays the oldest in dollars', () => {
    const shop = newDollarShop();
    const [first, second] = [usdBill(shop, 'INV-1', 10_000), usdBill(shop, 'INV-2', 5000)];
    expenseBill(shop, 'INV-3', 10_000);
    expect(shop.call('payable.items', { supplierId: shop.supplierId }).rows.map(({ number, open, currency, foreignOpen }) => [number, open, currency, foreignOpen])).toEqual([
      ['INV-1', 71_000, 'USD', 10_000], ['INV-2', 35_500, 'USD', 5000], ['INV-3', 10_000, null, null],
    ]);
    expect(shop.call('payable.pay', { supplierId: shop.supplierId, amount: minor(12_000), currency: 'USD' })).toMatchObject({ bills: [{ supplierBillId: first, amount: 10_000 }, { supplierBillId: second, amount: 2000 }], over: 0 });
    expect(shop.call('payable.ageing', {})).toMatchObject({ total: 31_300, control: 31_300 });
    shop.call('payable.pay', { supplierId: shop.supplierId, amount: minor(10_000) });
    expect(shop.call('payable.items', { supplierId: shop.supplierId }).rows.map(({ number }) => number)).toEqual(['INV-2']);
    shop.check();
    shop.close();
  });
});
