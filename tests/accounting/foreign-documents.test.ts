import { describe, expect, test } from 'vitest';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { bankIn, billIn, byRole, keepRate, newForeignShop, noonOf, orderIn } from './foreign-support.ts';

const openOf = (shop: ReturnType<typeof newForeignShop>, kind: string, id: number) =>
  shop.raw.prepare("select balance, foreignBalance from openItem join accountRole using (ledgerAccountId) where role in ('accountsPayable', 'accountsReceivable') and itemKind = ? and itemId = ?").get(kind, id);

describe('a bill in dollars', () => {
  test('is owed at its day’s rate, paid at others, and closed in both currencies by its last payment', () => {
    const shop = newForeignShop();
    bankIn(shop, 'USD', '1015');
    keepRate(shop, 'USD', '2026-03-02', 71, 10);
    const supplierBillId = billIn(shop, 'USD', 'INV-1', 10_000, '2026-03-02');
    expect(shop.call('supplierBill.get', { supplierBillId })).toMatchObject({ total: 71_000, open: 71_000, foreign: { currency: 'USD', total: 10_000, open: 10_000, rate: '7.10', rateOn: '2026-03-02' } });
    shop.clock.set(noonOf(10));
    keepRate(shop, 'USD', '2026-03-12', 72, 10);
    shop.call('supplierPayment.pay', { supplierId: shop.supplierId, bills: [{ supplierBillId, amount: minor(4000) }] });
    // 40.00 of 100.00 are 284.00 of the bill and 288.00 that day: 4.00 lost.
    expect([openOf(shop, 'supplierBill', supplierBillId), byRole(shop, 'fxLoss', 'fxGain')]).toEqual([{ balance: -42_600, foreignBalance: -6000 }, { fxLoss: 400, fxGain: 0 }]);
    shop.clock.set(noonOf(20));
    keepRate(shop, 'USD', '2026-03-22', 70, 10);
    const { supplierPaymentId } = shop.call('supplierPayment.pay', { supplierId: shop.supplierId, bills: [{ supplierBillId, amount: minor(6000) }] });
    expect([openOf(shop, 'supplierBill', supplierBillId), byRole(shop, 'fxLoss', 'fxGain')]).toEqual([{ balance: 0, foreignBalance: 0 }, { fxLoss: 400, fxGain: -600 }]);
    expect(shop.call('bankAccount.list', undefined).rows[0]).toMatchObject({ currency: 'USD', ledgerBalance: -10_000, homeBalance: -70_800 });
    shop.check();
    shop.call('supplierPayment.cancel', { supplierPaymentId, reason: 'typed twice' });
    expect([openOf(shop, 'supplierBill', supplierBillId), byRole(shop, 'fxLoss', 'fxGain')]).toEqual([{ balance: -42_600, foreignBalance: -6000 }, { fxLoss: 400, fxGain: 0 }]);
    shop.check();
    shop.close();
  });

  test('paid from the bank of the shop costs what the bank took', () => {
    const shop = newForeignShop();
    keepRate(shop, 'USD', '2026-03-01', 71, 10);
    const supplierBillId = billIn(shop, 'USD', 'INV-1', 10_000, '2026-03-02');
    shop.call('supplierPayment.pay', { supplierId: shop.supplierId, bills: [{ supplierBillId, amount: minor(10_000) }], paid: minor(71_850) });
    expect(byRole(shop, 'bank', 'accountsPayable', 'fxLoss')).toEqual({ bank: -71_850, accountsPayable: 0, fxLoss: 850 });
    shop.check();
    shop.close();
  });

  test('is refused without a rate, beyond what is open, beside another currency, and with words that say what to do', () => {
    const shop = newForeignShop();
    refused(() => billIn(shop, 'USD', 'INV-0', 10_000, '2026-03-02'), 'rate.missing');
    keepRate(shop, 'USD', '2026-03-02', 71, 10);
    keepRate(shop, 'EUR', '2026-03-02', 78, 10);
    refused(() => billIn(shop, 'USD', 'INV-0', 10_000, '2026-03-01'), 'rate.missing');
    const [usd, eur, cny] = [billIn(shop, 'USD', 'INV-1', 10_000, '2026-03-02'), billIn(shop, 'EUR', 'INV-2', 10_000, '2026-03-02'), billIn(shop, 'CNY', 'INV-3', 10_000, '2026-03-02')];
    const pay = (bills: [number, number][], more = {}) => shop.call('supplierPayment.pay', { supplierId: shop.supplierId, bills: bills.map(([supplierBillId, amount]) => ({ supplierBillId, amount: minor(amount) })), ...more });
    refused(() => pay([[usd, 10_001]]), 'foreign.tooMuch');
    refused(() => pay([[usd, 1], [eur, 1]]), 'foreign.mixed');
    refused(() => pay([[usd, 1], [cny, 1]]), 'foreign.mixed');
    refused(() => pay([[usd, 10_000]], { prepaid: minor(1) }), 'foreign.prepaid');
    refused(() => pay([[cny, 10_000]], { paid: minor(10_000) }), 'foreign.notForeign');
    refused(() => billIn(shop, 'USD', 'INV-4', 0, '2026-03-02'), 'currency.worthNothing');
    shop.check();
    shop.close();
  });

  test('of three lines shares its worth over them to the last fen', () => {
    const shop = newForeignShop();
    keepRate(shop, 'USD', '2026-03-02', 7, 1000);
    const line = { kind: 'expense' as const, text: 'x', net: minor(333), tax: minor(0) };
    const { supplierBillId } = shop.call('supplierBill.record', { supplierId: shop.supplierId, supplierNumber: 'INV-1', billedOn: day('2026-03-02'), currency: 'USD', lines: [line, line, { ...line, net: minor(334) }] });
    // 10.00 at 0.007 are seven fen.
    expect(shop.call('supplierBill.get', { supplierBillId }).lines.map(({ net }) => net)).toEqual([2, 2, 3]);
    shop.check();
    shop.close();
  });
});

describe('an order in euros', () => {
  test('is kept in yuan, owed in both, and what its payment brings more is gained', () => {
    const shop = newForeignShop();
    bankIn(shop, 'EUR', '1016');
    keepRate(shop, 'EUR', '2026-03-02', 78, 10);
    const orderId = orderIn(shop, 'EUR', 5000);
    expect(shop.call('order.get', { orderId })).toMatchObject({ total: 39_000, currency: 'CNY', foreign: { currency: 'EUR', total: 5000, due: 5000, rate: '7.80' } });
    shop.call('shipment.ship', { orderId });
    expect(openOf(shop, 'salesOrder', orderId)).toEqual({ balance: 39_000, foreignBalance: 5000 });
    shop.clock.set(noonOf(10));
    keepRate(shop, 'EUR', '2026-03-12', 80, 10);
    refused(() => shop.call('payment.capture', { orderId, amount: minor(5001) }), 'foreign.tooMuch');
    // A fee of 1.00 EUR (8.00) was kept: 49.00 EUR (392.00) came for 390.00.
    const { paymentId } = shop.call('payment.capture', { orderId, amount: minor(5000), fee: minor(100) });
    expect(openOf(shop, 'salesOrder', orderId)).toEqual({ balance: 0, foreignBalance: 0 });
    expect(byRole(shop, 'gatewayFees', 'fxGain')).toEqual({ gatewayFees: 800, fxGain: -1000 });
    expect(shop.call('order.get', { orderId })).toMatchObject({ payment: 'paid', foreign: { due: 0 } });
    shop.check();
    shop.call('payment.void', { paymentId, reason: 'bounced' });
    expect([openOf(shop, 'salesOrder', orderId), byRole(shop, 'gatewayFees', 'fxGain')]).toEqual([{ balance: 39_000, foreignBalance: 5000 }, { gatewayFees: 0, fxGain: 0 }]);
    shop.check();
    shop.close();
  });

  test('paid before it ships is held at the order’s rate, and the difference is known at once', () => {
    const shop = newForeignShop();
    keepRate(shop, 'EUR', '2026-03-02', 78, 10);
    const orderId = orderIn(shop, 'EUR', 5000);
    shop.clock.set(noonOf(10));
    keepRate(shop, 'EUR', '2026-03-12', 77, 10);
    shop.call('payment.capture', { orderId, amount: minor(2000) });
    // No account holds euros: it was exchanged at the day's rate.
    expect(byRole(shop, 'bank', 'customerDeposits', 'fxLoss')).toEqual({ bank: 15_400, customerDeposits: -15_600, fxLoss: 200 });
    shop.call('shipment.ship', { orderId });
    expect(openOf(shop, 'salesOrder', orderId)).toEqual({ balance: 23_400, foreignBalance: 3000 });
    shop.call('payment.capture', { orderId, amount: minor(3000), worth: minor(23_000) });
    expect([openOf(shop, 'salesOrder', orderId), byRole(shop, 'fxLoss')]).toEqual([{ balance: 0, foreignBalance: 0 }, { fxLoss: 600 }]);
    shop.check();
    shop.close();
  });

  test.each([['without an account of euros', false], ['with one', true]])('whose fee is worth more than the payment was at the order’s rate, is paid all the same, %s', (_which, holds) => {
    const shop = newForeignShop();
    if (holds) bankIn(shop, 'EUR', '1016');
    keepRate(shop, 'EUR', '2026-03-02', 78, 10);
    const orderId = orderIn(shop, 'EUR', 5000);
    shop.call('shipment.ship', { orderId });
    shop.clock.set(noonOf(10));
    keepRate(shop, 'EUR', '2026-03-12', 780, 10);
    // Of 2 cents (16 fen at the order's rate) one was kept, 78 fen that day, and one came.
    shop.call('payment.capture', { orderId, amount: minor(2), fee: minor(1) });
    expect(byRole(shop, 'accountsReceivable', 'gatewayFees', 'fxGain')).toEqual({ accountsReceivable: 38_984, gatewayFees: 16, fxGain: -78 });
    shop.check();
    shop.close();
  });

  test('whose fee is too small to be worth anything in yuan, is paid and the payment taken back, and both currencies add up', () => {
    const shop = newForeignShop();
    const { ledgerAccountId } = bankIn(shop, 'EUR', '1016');
    keepRate(shop, 'EUR', '2026-03-02', 4, 10);
    const orderId = orderIn(shop, 'EUR', 5000);
    shop.call('shipment.ship', { orderId });
    const euros = () => shop.raw.prepare('select sum(foreignAmount) from posting where ledgerAccountId = ?').pluck().get(ledgerAccountId);
    // Of 50.00 EUR one cent (0.4 fen) was kept; what came is worth 19.996 yuan.
    const { paymentId } = shop.call('payment.capture', { orderId, amount: minor(5000), fee: minor(1) });
    expect([openOf(shop, 'salesOrder', orderId), euros(), byRole(shop, 'gatewayFees', 'fxGain', 'fxLoss')]).toEqual([{ balance: 0, foreignBalance: 0 }, 4999, { gatewayFees: 0, fxGain: 0, fxLoss: 0 }]);
    shop.check();
    shop.call('payment.void', { paymentId, reason: 'bounced' });
    expect([openOf(shop, 'salesOrder', orderId), euros()]).toEqual([{ balance: 2000, foreignBalance: 5000 }, 0]);
    shop.check();
    shop.close();
  });

  test('is not changed once it is converted, and no store credit pays it', () => {
    const shop = newForeignShop();
    keepRate(shop, 'EUR', '2026-03-02', 78, 10);
    const orderId = orderIn(shop, 'EUR', 5000);
    refused(() => shop.call('payment.capture', { orderId, amount: minor(100), account: 'storeCredit' }), 'foreign.account');
    const [line] = shop.call('order.get', { orderId }).lines;
    refused(() => shop.call('order.edit', { orderId, lines: [{ orderLineId: line!.id, quantity: line!.quantity }], reason: 'less' }), 'foreign.orderStays');
    shop.call('order.cancel', { orderId });
    shop.check();
    shop.close();
  });
});

describe('a revaluation', () => {
  function halfPaidBill() {
    const shop = newForeignShop();
    bankIn(shop, 'USD', '1015');
    keepRate(shop, 'USD', '2026-03-02', 71, 10);
    const supplierBillId = billIn(shop, 'USD', 'INV-1', 10_000, '2026-03-02');
    const orderId = orderIn(shop, 'USD', 3000);
    shop.call('shipment.ship', { orderId });
    shop.call('supplierPayment.pay', { supplierId: shop.supplierId, bills: [{ supplierBillId, amount: minor(5000) }] });
    shop.clock.set(noonOf(40));
    keepRate(shop, 'USD', '2026-03-31', 73, 10);
    return { shop, supplierBillId, orderId };
  }

  test('says each row before it is posted, is posted on its day and takes itself back on the next', () => {
    const { shop } = halfPaidBill();
    const preview = shop.call('revaluation.preview', { throughOn: day('2026-03-31') });
    expect(preview.rows.map(({ number, currency, foreign, home, oldRate, newRate, worth, difference }) => [number, currency, foreign, home, oldRate, newRate, worth, difference])).toEqual([
      ['', 'USD', -5000, -35_500, '7.10', '7.30', -36_500, -1000],
      [shop.call('order.list', {}).rows[0]!.number, 'USD', 3000, 21_300, '7.10', '7.30', 21_900, 600],
      ['INV-1', 'USD', -5000, -35_500, '7.10', '7.30', -36_500, -1000],
    ]);
    expect([preview.gain, preview.loss, preview.difference]).toEqual([600, -2000, -1400]);
    const { revaluationId, entryIds } = shop.call('revaluation.post', { throughOn: day('2026-03-31') });
    expect(entryIds.map((entryId) => shop.call('journal.get', { entryId }).postedOn)).toEqual(['2026-03-31', '2026-04-01']);
    const result = (to: string) => shop.call('trialBalance.get', { to: day(to) }).rows.filter(({ name }) => name.startsWith('汇兑')).map(({ closing }) => closing);
    expect([result('2026-03-30'), result('2026-03-31'), result('2026-04-01')]).toEqual([[], [-600, 2000], [0, 0]]);
    expect(shop.call('payable.ageing', { on: day('2026-03-31') })).toMatchObject({ total: 36_500, control: 36_500 });
    refused(() => shop.call('revaluation.post', { throughOn: day('2026-03-31') }), 'revaluation.twice');
    shop.check();
    shop.call('revaluation.takeBack', { revaluationId });
    expect(result('2026-03-31')).toEqual([0, 0]);
    refused(() => shop.call('revaluation.takeBack', { revaluationId }), 'revaluation.takenBack');
    shop.check();
    shop.close();
  });

  test('changes nothing of what is realised later, and says when its day reads otherwise by now', () => {
    const { shop, supplierBillId } = halfPaidBill();
    shop.call('revaluation.post', { throughOn: day('2026-03-31') });
    expect(shop.call('revaluation.list', undefined).rows.map(({ outdated, items }) => [outdated, items])).toEqual([[false, 3]]);
    shop.call('supplierPayment.pay', { supplierId: shop.supplierId, bills: [{ supplierBillId, amount: minor(5000) }] });
    expect(byRole(shop, 'accountsPayable', 'fxLoss')).toEqual({ accountsPayable: 0, fxLoss: 1000 });
    expect(shop.call('revaluation.list', undefined).rows[0]!.outdated).toBe(false);
    keepRate(shop, 'USD', '2026-03-31', 74, 10);
    expect(shop.call('revaluation.list', undefined).rows[0]!.outdated).toBe(true);
    shop.check();
    shop.close();
  });

  test('needs a rate for each currency, a day that has come, an open day, and something to revalue', () => {
    const { shop } = halfPaidBill();
    refused(() => shop.call('revaluation.post', { throughOn: day('2026-05-31') }), 'period.ahead');
    refused(() => shop.call('revaluation.post', { throughOn: day('2026-03-03') }), 'revaluation.nothing');
    shop.call('period.lock', { throughOn: day('2026-03-31'), reason: 'closed' });
    refused(() => shop.call('revaluation.post', { throughOn: day('2026-03-31') }), 'period.locked');
    for (const { exchangeRateId } of shop.call('exchangeRate.list', {}).rows) shop.call('exchangeRate.withdraw', { exchangeRateId });
    refused(() => shop.call('revaluation.preview', { throughOn: day('2026-04-01') }), 'rate.missing');
    shop.check();
    shop.close();
  });

  test('check names what somebody changed in it', () => {
    const { shop } = halfPaidBill();
    shop.call('revaluation.post', { throughOn: day('2026-03-31') });
    shop.raw.exec('drop trigger revaluationRowIsFinal; update revaluationRow set worth = worth + 1 where rowNo = 1');
    expect(() => shop.check()).toThrow(/INV-X3 revaluations journalEntry/);
    shop.close();
  });

  test('check names a document that is closed in one currency only', () => {
    const { shop } = halfPaidBill();
    shop.raw.exec("update openItem set foreignBalance = 0 where itemKind = 'supplierBill'");
    expect(() => shop.check()).toThrow(/INV-X2 other currencies foreignItem supplierBill 1: has -35500 open in the books and 0 USD/);
    shop.close();
  });
});

describe('an account that holds dollars', () => {
  test('takes both amounts by hand, and nothing that says only one', () => {
    const shop = newForeignShop();
    const { ledgerAccountId } = bankIn(shop, 'USD', '1015');
    const equity = shop.call('account.list', undefined).find(({ roles }) => roles.includes('openingEquity'))!.ledgerAccountId;
    const post = (foreign?: { currency: string; amount: ReturnType<typeof minor> }) =>
      shop.call('journal.post', { postedOn: day('2026-03-02'), text: 'opening', lines: [{ ledgerAccountId, amount: minor(71_000), ...(foreign && { foreign }) }, { ledgerAccountId: equity, amount: minor(-71_000) }] });
    refused(() => post(), 'account.otherCurrency');
    refused(() => post({ currency: 'EUR', amount: minor(10_000) }), 'account.otherCurrency');
    post({ currency: 'USD', amount: minor(10_000) });
    expect(shop.call('bankAccount.list', undefined).rows[0]).toMatchObject({ ledgerBalance: 10_000, homeBalance: 71_000 });
    refused(() => shop.call('bankAccount.add', { name: 'x', currency: 'EUR' }), 'bankAccount.foreignNeedsOwn');
    shop.check();
    shop.close();
  });
});
