import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { NewOpeningRow } from '../../shared/banking/opening.contract.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { refused } from '../support/refused.ts';
import { deskOf } from '../support/sheets.ts';
import { type BankShop, bringLines, held, lineOf, newBankShop } from './support.ts';

const on = day('2026-03-02');

/** The stock of the shop was imported for 1,380.00; the old books closed with these. */
const trialBalance = [
  ['1010', 500_000], ['1012', 20_000], ['1100', 35_000], ['1200', 138_000], ['2000', -43_000], ['3100', -650_000],
] as const;

const balances = (more: readonly (readonly [string, number])[] = trialBalance) => more.map(([account, home]) => ({ list: 'balance' as const, account, home: minor(home) }));
const items = [
  { list: 'receivable' as const, party: '渔友之家', number: 'INV-1', issuedOn: day('2026-01-10'), dueOn: day('2026-02-10'), home: minor(20_000) },
  { list: 'receivable' as const, party: '海风渔具', number: 'INV-2', issuedOn: day('2026-02-20'), dueOn: day('2026-03-20'), home: minor(15_000) },
  { list: 'payable' as const, party: '威海钓具厂', number: 'B-77', issuedOn: day('2026-02-15'), home: minor(43_000) },
];

describe('a shop moves in', () => {
  let shop: BankShop;
  beforeEach(() => {
    shop = newBankShop();
  });
  afterEach(() => {
    shop.check();
    shop.close();
  });

  const write = (rows: NewOpeningRow[] = [...balances(), ...items]) => shop.call('opening.addRows', { rows });
  const post = (more: object = {}) => shop.call('opening.post', { openingOn: on, ...more });
  const check = () => shop.call('opening.check', { openingOn: on });
  const faults = () => check().proofs.flatMap(({ id, faults: found }) => found.map(({ why, name }) => `${id} ${why} ${name}`));
  const balance = (role: string): number => shop.balance(role);

  test('with its balances in one entry and each open item as a document that ages and is paid like any other', () => {
    write();
    expect(check()).toMatchObject({ ready: true, remainder: 0 });
    expect(check().rows.filter(({ isNewParty }) => isNewParty).map(({ party }) => party)).toEqual(['渔友之家', '海风渔具']);
    expect(post()).toMatchObject({ invoices: 2, bills: 1, remainder: 0 });
    expect([balance('openingEquity'), balance('accountsReceivable'), balance('accountsPayable'), balance('inventory'), held(shop, '1010'), held(shop, '3100')]).toEqual([0, 35_000, -43_000, 138_000, 500_000, -650_000]);
    const ageing = shop.call('receivable.ageing', { on: day('2026-04-01') });
    expect(ageing).toMatchObject({ total: 35_000, control: 35_000, days60: 20_000, days30: 15_000 });
    // A supplier's bill without a due day is due after the supplier's terms.
    expect(shop.call('payable.items', { on: day('2026-04-01') }).rows).toMatchObject([{ number: 'B-77', open: 43_000, dueOn: '2026-03-17', party: '威海钓具厂' }]);
    const [debtor] = ageing.rows;
    const customerId = debtor!.partyId!;
    expect(shop.call('receivable.statement', { customerId }).closing).toBe(20_000);
    expect(shop.call('receivable.receive', { customerId, amount: minor(12_000) })).toMatchObject({ over: 0 });
    expect(shop.call('receivable.receive', { customerId, amount: minor(8_000) })).toMatchObject({ over: 0 });
    expect(shop.call('payable.pay', { supplierId: shop.supplierId, amount: minor(43_000) })).toMatchObject({ over: 0 });
    expect([balance('accountsReceivable'), balance('accountsPayable')]).toEqual([15_000, 0]);
    expect(check().rows).toEqual([]);
    expect(shop.call('opening.list', undefined).rows).toMatchObject([{ openingOn: on, balances: 6, receivables: 2, receivable: 35_000, payables: 1, payable: 43_000, takenBack: false }]);
  });

  test('and a line of the bank is met by the opening invoice it pays', async () => {
    write();
    post();
    await bringLines(shop, shop.bankId, [{ id: 'T1', on: '2026-03-20', amount: 15_000, payee: '海风渔具', memo: 'INV-2' }]);
    const orderId = shop.call('receivable.items', {}).rows.find(({ number }) => number === 'INV-2')!.itemId;
    shop.call('bankLine.accept', { bankLineId: lineOf(shop, 'T1'), parts: [{ kind: 'order', orderId, amount: minor(15_000) }] });
    expect(balance('accountsReceivable')).toBe(20_000);
  });

  describe('with what was paid ahead', () => {
    const ahead = [
      { list: 'receivable' as const, party: '海风渔具', number: 'ADV-5', issuedOn: day('2026-02-25'), home: minor(-6_000) },
      { list: 'payable' as const, party: '威海钓具厂', number: 'PRE-9', issuedOn: day('2026-02-26'), home: minor(-8_000) },
    ];
    /** The old books kept it among the open items, or on accounts of its own. */
    const netted = [['1010', 500_000], ['1012', 20_000], ['1100', 29_000], ['1200', 138_000], ['2000', -35_000], ['3100', -652_000]] as const;
    const apart = [['1010', 500_000], ['1012', 20_000], ['1100', 35_000], ['1120', 8_000], ['1200', 138_000], ['2000', -43_000], ['2100', -6_000], ['3100', -652_000]] as const;

    test.each([['among the open items', netted], ['on accounts of its own', apart]])('%s: it stands with its customer and its supplier, and meets what they owe next', (_where, old) => {
      write([...balances(old), ...items, ...ahead]);
      expect(faults()).toEqual([]);
      expect(post()).toMatchObject({ invoices: 2, bills: 1, remainder: 0 });
      expect(['openingEquity', 'accountsReceivable', 'customerDeposits', 'accountsPayable', 'supplierPrepayments'].map(balance)).toEqual([0, 35_000, -6_000, -43_000, 8_000]);
      shop.check();
      const supplierBillId = shop.call('payable.items', {}).rows[0]!.itemId;
      shop.call('supplierBill.usePrepayment', { supplierBillId, amount: minor(8_000) });
      expect([balance('accountsPayable'), balance('supplierPrepayments')]).toEqual([-35_000, 0]);
      const orderId = shop.raw.prepare("select id from salesOrder where shownNumber = 'ADV-5'").pluck().get() as number;
      expect(shop.call('order.get', { orderId })).toMatchObject({ payment: 'paid', fulfilment: 'open', total: 6_000 });
      // The customer wants the money instead.
      shop.call('order.cancel', { orderId, reason: 'not wanted' });
      shop.call('refund.record', { orderId, parts: [{ kind: 'cancelled', orderLineId: shop.call('order.get', { orderId }).lines[0]!.id, amount: minor(6_000) }] });
      expect([balance('customerDeposits'), balance('refundsPayable')]).toEqual([0, 0]);
    });

    test('it is taken back with the whole, and not once it was used', () => {
      write([...balances(netted), ...items, ...ahead]);
      const { openingId } = post();
      const supplierBillId = shop.call('payable.items', {}).rows[0]!.itemId;
      shop.call('supplierBill.usePrepayment', { supplierBillId, amount: minor(1) });
      refused(() => shop.call('opening.takeBack', { openingId, reason: 'x' }), 'opening.builtUpon');
      shop.call('supplierBill.releasePrepayment', { supplierBillId, amount: minor(1) });
      shop.call('opening.takeBack', { openingId, reason: 'x' });
      expect(['accountsReceivable', 'customerDeposits', 'accountsPayable', 'supplierPrepayments'].map(balance)).toEqual([0, 0, 0, 0]);
      shop.check();
      expect(check()).toMatchObject({ ready: true, remainder: 0 });
      expect(post()).toMatchObject({ invoices: 2, bills: 1 });
    });

    test('is refused where its account says otherwise, where it is nothing, in another currency, and a second time', () => {
      shop.call('exchangeRate.add', { currency: 'USD', onDay: day('2026-01-01'), numerator: 7, denominator: 1 });
      write([...balances(apart.map(([code, home]) => [code, code === '2100' ? -5_000 : code === '3100' ? -653_000 : home] as const)), ...items, ...ahead, { ...ahead[0]!, number: 'NIL', home: minor(0) }, { ...ahead[0]!, number: 'USD-1', home: null, currency: 'USD', foreignAmount: minor(-100) }]);
      expect(faults()).toEqual(['items notPositive 海风渔具 NIL', 'items foreignCredit 海风渔具 USD-1', 'receivable differs 1100', 'zero differs ']);
      shop.call('opening.removeRows', { openingRowIds: check().rows.map(({ openingRowId }) => openingRowId) });
      write([...balances(apart), ...items, ...ahead]);
      post();
      write([ahead[0]!, ahead[1]!]);
      expect(faults().filter((fault) => fault.startsWith('items'))).toEqual(['items numberTaken 海风渔具 ADV-5', 'items numberTaken 威海钓具厂 PRE-9']);
    });
  });

  test('is refused, with the rows at fault, until every promise holds', () => {
    write([...balances([['1010', 500_000], ['1100', 36_000], ['1200', 130_000], ['2000', -43_000], ['4711', -5_000], ['2100', -9_000]]), ...items]);
    expect(faults()).toEqual([
      'balanced notBalanced ',
      'accounts unknownAccount 4711',
      'receivable differs 1100',
      'inventory differs 1200',
      'documents needsDocuments 2100',
      'zero differs ',
    ]);
    refused(() => post(), 'opening.notProved');
    expect(balance('accountsReceivable')).toBe(0);
  });

  test('what opening equity would keep is named, and goes to the owner only where somebody says so', () => {
    // A vase the owner brought in was booked by hand before and is in no trial balance.
    const accounts = shop.call('account.list', undefined);
    const account = (code: string): number => accounts.find((one) => one.code === code)!.ledgerAccountId;
    shop.call('journal.post', { postedOn: on, text: 'Vase', lines: [{ ledgerAccountId: account('1030'), amount: minor(2_500) }, { ledgerAccountId: account('3000'), amount: minor(-2_500) }] });
    write();
    expect(faults()).toEqual([`zero notInTrialBalance 1030 ${accounts.find(({ code }) => code === '1030')!.name}`]);
    expect(check()).toMatchObject({ ready: true, remainder: -2_500 });
    refused(() => post(), 'opening.remainder');
    refused(() => post({ remainderTo: account('1010') }), 'opening.notEquity');
    refused(() => post({ remainderTo: account('3000') }), 'opening.notEquity');
    expect(post({ remainderTo: account('3100') })).toMatchObject({ remainder: -2_500 });
    expect([balance('openingEquity'), held(shop, '3100')]).toEqual([0, -652_500]);
  });

  test('is taken back whole, its rows wait again, and can be posted anew', () => {
    write();
    const { openingId } = post();
    shop.call('opening.takeBack', { openingId, reason: 'wrong year' });
    expect([balance('accountsReceivable'), balance('accountsPayable'), held(shop, '1010'), balance('openingEquity')]).toEqual([0, 0, 0, -138_000]);
    refused(() => shop.call('opening.takeBack', { openingId, reason: 'again' }), 'opening.takenBack');
    shop.check();
    expect(check()).toMatchObject({ ready: true, remainder: 0 });
    expect(post()).toMatchObject({ invoices: 2, bills: 1 });
    expect(balance('openingEquity')).toBe(0);
  });

  test('is not taken back once something stands on it, nor in a closed period', () => {
    write();
    const { openingId } = post();
    const back = () => shop.call('opening.takeBack', { openingId, reason: 'x' });
    const { payments } = shop.call('receivable.receive', { customerId: shop.call('receivable.ageing', {}).rows[0]!.partyId!, amount: minor(100) });
    refused(back, 'opening.builtUpon');
    shop.call('payment.void', { paymentId: payments[0]!.paymentId, reason: 'x' });
    const { supplierPaymentId } = shop.call('payable.pay', { supplierId: shop.supplierId, amount: minor(100) });
    refused(back, 'opening.builtUpon');
    shop.call('supplierPayment.cancel', { supplierPaymentId, reason: 'x' });
    shop.call('period.lock', { throughOn: day('2026-03-05'), reason: 'x' });
    refused(back, 'period.locked');
    shop.call('period.reopen', { from: day('2026-03-01'), reason: 'x' });
    expect(back()).toEqual({ openingId });
  });

  test('not into a closed period, not ahead, and no account a second time', () => {
    write();
    refused(() => shop.call('opening.post', { openingOn: day('2026-05-01') }), 'opening.notProved');
    shop.call('period.lock', { throughOn: on, reason: 'x' });
    refused(() => post(), 'period.locked');
    shop.call('period.reopen', { from: day('2026-01-01'), reason: 'x' });
    post();
    write(balances([['1010', 100], ['3100', -100]]));
    expect(faults()).toEqual(['accounts openedBefore 1010', 'accounts openedBefore 3100', 'zero differs ']);
    refused(() => post(), 'opening.notProved');
    // What the first one did not have can still come.
    shop.call('opening.removeRows', { openingRowIds: check().rows.map(({ openingRowId }) => openingRowId) });
    write(balances([['1290', -400], ['3200', 400]]));
    expect(post()).toMatchObject({ remainder: 0 });
    expect(balance('openingEquity')).toBe(0);
  });

  test('another currency keeps both amounts, at the worth the old books had', () => {
    shop.call('exchangeRate.add', { currency: 'USD', onDay: day('2026-02-27'), numerator: 7, denominator: 1, sourceName: '' });
    shop.call('bankAccount.add', { name: 'BOC USD', currency: 'USD', newAccount: { code: '1015', name: 'Dollars' } });
    write([
      ...balances([['1100', 71_100], ['1200', 138_000], ['2000', -7_000], ['3100', -273_200]]),
      { list: 'balance', account: '1015', home: minor(71_100), currency: 'USD', foreignAmount: minor(10_000) },
      { list: 'bank', account: 'BOC USD', home: null, currency: 'USD', foreignAmount: minor(10_000) },
      { list: 'receivable', party: 'Reel Inc', number: 'US-1', issuedOn: day('2026-02-01'), home: minor(71_100), currency: 'USD', foreignAmount: minor(10_000) },
      // Without a worth: by the rate of the day.
      { list: 'payable', party: 'Hook Ltd', number: '9', issuedOn: day('2026-02-01'), home: null, currency: 'USD', foreignAmount: minor(1_000) },
    ]);
    expect(faults()).toEqual([]);
    const { openingId } = post();
    expect(shop.call('receivable.items', {}).rows).toMatchObject([{ number: 'US-1', open: 71_100, currency: 'USD', foreignOpen: 10_000 }]);
    expect(shop.call('bankAccount.list', undefined).rows.find(({ name }) => name === 'BOC USD')).toMatchObject({ openedOn: on, openingBalance: 10_000, ledgerBalance: 10_000, homeBalance: 71_100 });
    shop.check();
    shop.call('opening.takeBack', { openingId, reason: 'x' });
    expect(shop.call('bankAccount.list', undefined).rows.find(({ name }) => name === 'BOC USD')).toMatchObject({ openedOn: null, openingBalance: 0, ledgerBalance: 0 });
    shop.check();
    post();
    const customerId = shop.call('receivable.ageing', {}).rows[0]!.partyId!;
    shop.call('receivable.receive', { customerId, amount: minor(10_000), currency: 'USD' });
    expect(shop.call('receivable.items', {}).rows).toEqual([]);
  });

  test('rows are typed, changed, taken out and put back; what is posted stays', () => {
    const { openingRowIds } = write(balances([['1010', 100]]));
    const changed = shop.call('opening.addRows', { rows: balances([['1010', 200]]), replaces: openingRowIds });
    expect(check().rows).toMatchObject([{ home: 200 }]);
    shop.call('opening.removeRows', { openingRowIds: changed.openingRowIds, restores: openingRowIds });
    expect(check().rows).toMatchObject([{ home: 100 }]);
    shop.call('opening.removeRows', { openingRowIds });
    shop.call('opening.restoreRows', { openingRowIds });
    shop.call('opening.removeRows', { openingRowIds });
    const all = write();
    post();
    refused(() => shop.call('opening.removeRows', { openingRowIds: all.openingRowIds }), 'opening.rowPosted');
  });

  test('a name two customers have is a question, and a number answers it', () => {
    const [first] = ['渔友之家', '渔友之家'].map((name) => shop.call('customer.create', { name }));
    write();
    expect(faults()).toEqual(['items severalParties 渔友之家 INV-1']);
    const [row] = check().rows.filter(({ number }) => number === 'INV-1');
    shop.call('opening.addRows', { rows: [{ ...items[0]!, party: first!.number }], replaces: [row!.openingRowId] });
    post();
    expect(shop.call('receivable.items', { customerId: first!.customerId }).rows).toMatchObject([{ number: 'INV-1' }]);
  });

  test('only the owner and the accountant open books', () => {
    write();
    refused(() => shop.as('manager').call('opening.post', { openingOn: on }), 'permission.denied');
    expect(shop.as('accountant').call('opening.post', { openingOn: on })).toMatchObject({ invoices: 2 });
  });

  test('a sheet brings rows after a dry run that says why a row stays out, and can be taken back', async () => {
    const desk = deskOf(shop);
    const { importId, counts } = await desk.tryOut('科目代码,科目名称,借方,贷方\n1010,银行存款,"5,000.00",\n3100,业主投入,,5000\n,合计,5000,5000\n1100,应收账款,abc,\n', 'opening');
    expect(counts).toEqual({ new: 2, change: 0, same: 0, rejected: 2 });
    const rejected = desk.rows({ importId, result: 'rejected', limit: 10 }).rows.flatMap(({ problems }) => problems.map(({ column, reason }) => `${column} ${reason}`));
    expect(rejected).toEqual(['account empty', 'debit unreadable']);
    const { sheetImportId } = shop.as('accountant').call('sheet.bringIn', { importId });
    expect(check().rows).toMatchObject([{ account: '1010', home: 500_000 }, { account: '3100', home: -500_000 }]);
    expect(shop.call('sheet.takeBack', { sheetImportId })).toMatchObject({ removed: 2, kept: [] });
    expect(check().rows).toEqual([]);
  });

  test('an accountant brings in no products, and a manager no opening', async () => {
    const { importId } = await deskOf(shop).tryOut('account,debit,credit\n1010,5,\n', 'opening');
    refused(() => shop.as('manager').call('sheet.bringIn', { importId }), 'permission.denied');
    const products = await deskOf(shop).tryOut('sku,name\nX-1,Reel\n');
    refused(() => shop.as('accountant').call('sheet.bringIn', { importId: products.importId }), 'permission.denied');
  });
});

test.each([
  ['a bill worth something else', 'drop trigger billSettlementCounts; update supplierBill set total = 44000, net = 44000, open = 44000 where supplierNumber = \'B-77\'', /INV-X1 opening openingRow \d+: payable B-77 says 43000, its document 44000/],
  ['a row that says something else', 'drop trigger openingRowIsPostedOnce; update openingRow set posted = posted + 1 where account = \'1010\'', /INV-X1 opening journalEntry \d+: entry \S+ says 500000 where its document says 500001/],
  ['an opening without its entry', 'drop trigger journalEntryKeepsItself; drop trigger journalEntryIsFinal; update journalEntry set sourceId = 999 where sourceKind = \'opening\'', /INV-X1 opening opening \d+: the opening of 2026-03-02 has 0 entries/],
] as const)('check names %s', (_says, breaks, names) => {
  const shop = newBankShop();
  shop.call('opening.addRows', { rows: [...balances(), ...items] });
  shop.call('opening.post', { openingOn: on });
  shop.check();
  shop.raw.exec(breaks.replace('drop trigger billSettlementCounts; ', ''));
  expect(() => shop.check()).toThrow(names);
  shop.close();
});

test('check names money paid ahead that is worth something else', () => {
  const shop = newBankShop();
  shop.call('opening.addRows', { rows: [...balances([['1010', 500_000], ['1100', 20_000], ['1200', 138_000], ['3100', -658_000]]), { ...items[0]!, home: minor(26_000) }, { ...items[1]!, home: minor(-6_000) }] });
  shop.call('opening.post', { openingOn: on });
  shop.check();
  shop.raw.exec('drop trigger openingRowIsPostedOnce; update openingRow set posted = -5000 where posted = -6000');
  expect(() => shop.check()).toThrow(/INV-X1 opening openingRow \d+: receivable INV-2 says -5000, its document 6000/);
  shop.close();
});
