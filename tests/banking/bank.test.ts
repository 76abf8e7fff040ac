import { writeXlsx } from 'hucre';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { gb18030 } from '../../main/documents/gb18030.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { percent } from '../../shared/units/rate-ppm.ts';
import { refused } from '../support/refused.ts';
import { accept, accountId, type BankShop, bringIn, bringLines, expenseBill, held, lineOf, newBankShop, ofxFile, openLines, orderOf, readFile } from './support.ts';

let shop: BankShop;
beforeEach(() => {
  shop = newBankShop();
});
afterEach(() => {
  shop.check();
  shop.close();
});

const balance = (bankAccountId: number) => shop.call('bankAccount.list', undefined).rows.find(({ id }) => id === bankAccountId);

describe('statements', () => {
  const first = [{ id: 'a', on: '2026-03-02', amount: 10_000 }, { id: 'b', on: '2026-03-03', amount: -2_500 }];
  const second = [...first.slice(1), { id: 'c', on: '2026-03-04', amount: 700 }];

  test('overlapping files in any order and twice give the same lines', async () => {
    expect(await bringIn(shop, shop.bankId, ofxFile(first, 7_500))).toMatchObject({ added: 2, known: 0 });
    expect(await bringIn(shop, shop.bankId, ofxFile(second, 8_200))).toMatchObject({ added: 1, known: 1 });
    expect(await bringIn(shop, shop.bankId, ofxFile(first, 7_500))).toMatchObject({ added: 0, known: 2, bankStatementIds: [] });
    expect(balance(shop.bankId)).toMatchObject({ statementBalance: 8_200, openLines: 3 });
  });

  test('a statement that says another balance is read and says what is missing', async () => {
    await bringIn(shop, shop.bankId, ofxFile(first, 7_500));
    const { read } = await readFile(shop, shop.bankId, ofxFile([{ id: 'd', on: '2026-03-09', amount: 100 }], 9_600));
    expect(read).toMatchObject({ added: 1, statements: [{ gap: 2_000 }] });
  });

  test('the first file of an account sets what it began with, computed back from its end', async () => {
    const { bankAccountId } = shop.call('bankAccount.add', { name: '建行', newAccount: { code: '1013', name: '建行' } });
    await bringIn(shop, bankAccountId, ofxFile(first, 107_500));
    expect(balance(bankAccountId)).toMatchObject({ openedOn: '2026-03-01', openingBalance: 100_000, statementBalance: 107_500 });
  });

  test('taken back, a file can come in again; with a matched line it stays', async () => {
    const { bankStatementIds } = await bringIn(shop, shop.bankId, ofxFile(first));
    shop.call('bankStatement.takeBack', { bankStatementIds });
    expect(openLines(shop, shop.bankId)).toEqual([]);
    const again = await bringIn(shop, shop.bankId, ofxFile(first));
    expect(again).toMatchObject({ added: 2 });
    accept(shop, lineOf(shop, 'b'), [{ kind: 'account', ledgerAccountId: accountId(shop, '6000'), amount: minor(-2_500) }]);
    refused(() => shop.call('bankStatement.takeBack', { bankStatementIds: again.bankStatementIds }), 'bankStatement.matched');
  });

  test('what is no statement, another account’s or another currency’s changes nothing', async () => {
    const before = shop.raw.prepare('select count(*) from command').pluck().get();
    const refusal = async (content: string | Uint8Array) => readFile(shop, shop.bankId, content).then(() => 'read', (error: { code: string }) => error.code);
    expect(await refusal('')).toBe('bankFile.empty');
    expect(await refusal('Name,Colour\nRod,red\n')).toBe('bankFile.noTable');
    expect(await refusal(new Uint8Array([0x25, 0x50, 0x44, 0x46, 0, 1, 2, 3]))).toBe('sheet.notASheet');
    expect(await refusal(ofxFile(first).replace('CNY', 'USD'))).toBe('bankFile.otherCurrency');
    expect(await refusal(ofxFile(first).replace('<BANKTRANLIST>', '<BANKACCTFROM><ACCTID>99998888</ACCTID></BANKACCTFROM><BANKTRANLIST>'))).toBe('bankFile.otherAccount');
    expect(await refusal(new TextEncoder().encode(ofxFile(first)).slice(0, 200))).toBe('bankFile.cutOff');
    expect(await refusal(Buffer.concat([Buffer.from('Date,Amount,Name\n2026-03-02,1.00,'), Buffer.from([0xff, 0xfe, 0x80, 0x20, 0x0a])]))).toMatch(/^(sheet\.|read)/);
    expect(shop.raw.prepare('select count(*) from command').pluck().get()).toBe(before);
    expect(openLines(shop, shop.bankId)).toEqual([]);
  });

  test('支付宝 in its own encoding below a preamble, 微信支付 as a workbook', async () => {
    const alipay = `支付宝（中国）网络技术有限公司\r\n起始时间：[2026-03-01]\r\n------\r\n交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注\r\n2026-03-02 10:00:00,日用,王小明,w@x,订单 1001,收入,128.00,余额,交易成功,2026030222001\t,1001\t,\r\n`;
    expect((await readFile(shop, shop.walletId, Uint8Array.from(gb18030(alipay)))).read).toMatchObject({ format: 'csv', profile: 'alipay', added: 1, preview: [{ bookedOn: '2026-03-02', amount: 12_800, payee: '王小明', text: '订单 1001' }] });
    const rows = [['微信支付账单明细'], ['交易时间', '交易类型', '交易对方', '商品', '收/支', '金额(元)', '支付方式', '当前状态', '交易单号', '商户单号', '备注'], ['2026-03-03 09:00:00', '商户消费', '李四', '订单 1002', '收入', '¥60.00', '零钱', '已存入零钱', '4200001', '1002', '/']];
    expect((await readFile(shop, shop.walletId, await writeXlsx({ sheets: [{ name: 'Sheet1', rows }] }))).read).toMatchObject({ profile: 'wechat', added: 1, preview: [{ bookedOn: '2026-03-03', amount: 6_000, payee: '李四' }] });
  });

  test('a sheet is understood the same way the next time', async () => {
    const rows = 'When,What,How much\n2026-03-02,rent,-5.00\n';
    expect(await readFile(shop, shop.bankId, rows).then(() => 'read', (error: { code: string }) => error.code)).toBe('bankFile.noTable');
    const named = 'Date,What,Amount,Other\n2026-03-02,rent,-5.00,3.00\n';
    const { importId } = await readFile(shop, shop.bankId, named, { mapping: ['date', 'payee', null, 'amount'] });
    shop.call('bankStatement.bringIn', { importId });
    const { read } = await readFile(shop, shop.bankId, 'Date,What,Amount,Other\n2026-03-03,gas,-6.00,4.00\n');
    expect(read).toMatchObject({ mapping: ['date', 'payee', null, 'amount'], preview: [{ amount: 400, payee: 'gas' }] });
  });
});

describe('proposals and decisions', () => {
  test('an order is found by its amount and number, paid by its own document, and owes again after the undo', async () => {
    const { orderId, number } = orderOf(shop, 1);
    await bringLines(shop, shop.bankId, [{ id: 'a', on: '2026-03-05', amount: 11_300, payee: '王伟', memo: `订单 ${number}` }]);
    const [line] = openLines(shop, shop.bankId);
    expect(line?.proposal).toMatchObject({ kind: 'order', numbers: [number], amount: 11_300 });
    expect(line?.proposal?.reasons.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['amount', 'reference']));
    const { bankDecisionId, left } = accept(shop, line!.id, line!.proposal!.parts);
    expect(left).toBe(0);
    expect(shop.call('order.get', { orderId }).payment).toBe('paid');
    expect([held(shop, '1010'), held(shop, '1100')]).toEqual([11_300, 0]);
    shop.check();
    shop.call('bankLine.undo', { bankDecisionId });
    expect(shop.call('order.get', { orderId }).payment).toBe('unpaid');
    expect([held(shop, '1010'), held(shop, '1100'), openLines(shop, shop.bankId).length]).toEqual([0, 11_300, 1]);
    expect(shop.call('bankReconciliation.get', { bankAccountId: shop.bankId, throughOn: day('2026-04-01') })).toMatchObject({ postings: [], linesOpen: 11_300, unexplained: 0 });
  });

  test('on a wallet the money is placed where it is; a fee kept before it came is cost', async () => {
    const { orderId } = orderOf(shop, 1);
    await bringLines(shop, shop.walletId, [{ id: 'a', on: '2026-03-05', amount: 11_200 }]);
    const { bankDecisionId } = accept(shop, lineOf(shop, 'a'), [{ kind: 'order', orderId, amount: minor(11_300), fee: minor(100) }]);
    expect([held(shop, '1010'), held(shop, '1012'), held(shop, '6010')]).toEqual([0, 11_200, 100]);
    shop.check();
    const at = { throughOn: day('2026-04-01') };
    expect(shop.call('bankReconciliation.get', { bankAccountId: shop.bankId, ...at })).toMatchObject({ postings: [], unexplained: 0 });
    expect(shop.call('bankReconciliation.get', { bankAccountId: shop.walletId, ...at })).toMatchObject({ postings: [], lines: [], ledgerBalance: 11_200, unexplained: 0 });
    shop.call('bankLine.undo', { bankDecisionId });
    expect([held(shop, '1010'), held(shop, '1012'), held(shop, '6010')]).toEqual([0, 0, 0]);
    for (const bankAccountId of [shop.bankId, shop.walletId]) expect(shop.call('bankReconciliation.get', { bankAccountId, ...at })).toMatchObject({ postings: [], unexplained: 0 });
  });

  test('one line pays three bills of a supplier, three lines pay one, and a part is left open', async () => {
    const bills = [expenseBill(shop, 'F-1001', 1_000), expenseBill(shop, 'F-1002', 2_000), expenseBill(shop, 'F-1003', 4_000)];
    await bringLines(shop, shop.bankId, [
      { id: 'all', on: '2026-03-05', amount: -7_000, payee: '威海钓具厂' },
      ...[1, 2, 3].map((nth) => ({ id: `p${nth}`, on: '2026-03-06', amount: -1_000 * nth, memo: 'F-2001' })),
    ]);
    const line = openLines(shop, shop.bankId).find(({ amount }) => amount === -7_000)!;
    expect(line.proposal).toMatchObject({ kind: 'bills', amount: -7_000, parts: bills.map((supplierBillId) => ({ supplierBillId })) });
    accept(shop, line.id, line.proposal!.parts);
    expect(held(shop, '2000')).toBe(0);
    const big = expenseBill(shop, 'F-2001', 6_500);
    for (const id of ['p1', 'p2', 'p3']) {
      const { proposals } = shop.call('bankLine.get', { bankLineId: lineOf(shop, id) });
      expect(proposals[0]).toMatchObject({ kind: 'bill', parts: [{ supplierBillId: big }] });
      accept(shop, lineOf(shop, id), proposals[0]!.parts);
    }
    expect(held(shop, '2000')).toBe(-500);
    expect(held(shop, '1010')).toBe(-13_000);
  });

  test('an expense is booked with its tax, learned, proposed for the next line of that payee, and forgotten when told', async () => {
    await bringLines(shop, shop.bankId, [{ id: 'a', on: '2026-03-05', amount: -11_300, payee: '中国电信 0305' }, { id: 'b', on: '2026-03-25', amount: -22_600, payee: '中国电信 0325' }]);
    const general = accountId(shop, '6000');
    const { bankDecisionId } = accept(shop, lineOf(shop, 'a'), [{ kind: 'account', ledgerAccountId: general, amount: minor(-11_300), taxRate: percent(13) }]);
    expect([held(shop, '6000'), held(shop, '1300'), held(shop, '1010')]).toEqual([10_000, 1_300, -11_300]);
    const [next] = openLines(shop, shop.bankId);
    expect(next?.proposal).toMatchObject({ kind: 'account', parts: [{ ledgerAccountId: general, amount: -22_600, taxRate: percent(13) }], reasons: [{ kind: 'learned', value: 1 }] });
    const [rule] = shop.call('bankRule.list', undefined).rows;
    shop.call('bankRule.remove', { bankRuleId: rule!.id });
    expect(openLines(shop, shop.bankId)[0]?.proposal).toBeNull();
    shop.call('bankRule.restore', { bankRuleId: rule!.id });
    shop.call('bankLine.undo', { bankDecisionId });
    expect(shop.call('bankRule.list', undefined).rows).toEqual([]);
    expect([held(shop, '6000'), held(shop, '1300'), held(shop, '1010')]).toEqual([0, 0, 0]);
  });

  test('an expense keeps its tax as cost from the day the shop may not deduct it', async () => {
    await bringLines(shop, shop.bankId, [{ id: 'a', on: '2026-03-05', amount: -11_300 }, { id: 'b', on: '2026-03-25', amount: -11_300 }]);
    shop.call('taxSetting.setStatus', { validFromOn: day('2026-03-20'), status: 'smallScale' });
    const part = { kind: 'account' as const, ledgerAccountId: accountId(shop, '6000'), amount: minor(-11_300), taxRate: percent(13) };
    accept(shop, lineOf(shop, 'a'), [part]);
    expect([held(shop, '6000'), held(shop, '1300')]).toEqual([10_000, 1_300]);
    accept(shop, lineOf(shop, 'b'), [part]);
    expect([held(shop, '6000'), held(shop, '1300')]).toEqual([21_300, 1_300]);
  });

  test('a line is split over accounts of both directions, never beyond what it is', async () => {
    await bringLines(shop, shop.bankId, [{ id: 'a', on: '2026-03-05', amount: -9_700 }]);
    const line = lineOf(shop, 'a');
    const part = (code: string, amount: number) => ({ kind: 'account' as const, ledgerAccountId: accountId(shop, code), amount: minor(amount) });
    refused(() => accept(shop, line, [part('6000', -9_800)]), 'bank.tooMuch');
    refused(() => accept(shop, line, [part('6000', 100)]), 'bank.tooMuch');
    refused(() => accept(shop, line, [part('1100', -100)]), 'account.control');
    refused(() => accept(shop, line, [part('1010', -100)]), 'bank.sameAccount');
    accept(shop, line, [part('6000', -10_000), part('4200', 300)]);
    expect([held(shop, '6000'), held(shop, '4200'), held(shop, '1010')]).toEqual([10_000, -300, -9_700]);
  });

  test('a transfer is booked from one end and linked at the other', async () => {
    await bringLines(shop, shop.bankId, [{ id: 'out', on: '2026-03-05', amount: -5_000 }]);
    await bringLines(shop, shop.walletId, [{ id: 'in', on: '2026-03-06', amount: 5_000 }]);
    const [out] = openLines(shop, shop.bankId);
    expect(out?.proposal).toMatchObject({ kind: 'transfer', parts: [{ bankAccountId: shop.walletId }] });
    accept(shop, out!.id, out!.proposal!.parts);
    const [into] = openLines(shop, shop.walletId);
    expect(into?.proposal).toMatchObject({ kind: 'posting', amount: 5_000 });
    accept(shop, into!.id, into!.proposal!.parts);
    expect([held(shop, '1010'), held(shop, '1012'), openLines(shop, shop.walletId).length]).toEqual([-5_000, 5_000, 0]);
  });

  test('what the books have with the same amount and number is linked by itself, and can be undone', async () => {
    const { orderId, number } = orderOf(shop, 1);
    shop.call('payment.capture', { orderId, amount: minor(11_300), account: 'bank' });
    const done = await bringLines(shop, shop.bankId, [{ id: 'a', on: '2026-04-01', amount: 11_300, memo: `order ${number}` }, { id: 'b', on: '2026-04-01', amount: 11_300, memo: 'no number' }]);
    expect(done).toMatchObject({ added: 2, linked: 1 });
    const linked = shop.call('bankLine.get', { bankLineId: lineOf(shop, 'a') });
    expect(linked).toMatchObject({ matched: 11_300, decisions: [{ kind: 'auto', undone: false }] });
    expect(held(shop, '1010')).toBe(11_300);
    shop.call('bankLine.undo', { bankDecisionId: linked.decisions[0]!.bankDecisionId });
    // The payment itself was not the line's, so it stays.
    expect(held(shop, '1010')).toBe(11_300);
    expect(shop.call('bankLine.get', { bankLineId: lineOf(shop, 'a') }).proposals[0]).toMatchObject({ kind: 'posting' });
  });

  test('a payment linked to a wallet’s line is free again after the undo, and the wallet empty', async () => {
    const { orderId } = orderOf(shop, 1);
    shop.call('payment.capture', { orderId, amount: minor(11_300), account: 'bank' });
    await bringLines(shop, shop.walletId, [{ id: 'a', on: '2026-04-01', amount: 11_300 }]);
    const [line] = openLines(shop, shop.walletId);
    const { bankDecisionId } = accept(shop, line!.id, line!.proposal!.parts);
    expect([held(shop, '1010'), held(shop, '1012')]).toEqual([0, 11_300]);
    shop.check();
    shop.call('bankLine.undo', { bankDecisionId });
    expect([held(shop, '1010'), held(shop, '1012')]).toEqual([11_300, 0]);
    accept(shop, line!.id, line!.proposal!.parts);
    expect([held(shop, '1010'), held(shop, '1012')]).toEqual([0, 11_300]);
  });

  test('a cancelled order’s money goes back with its line, and what left stays when the line is undone', async () => {
    const { orderId } = orderOf(shop, 1, false);
    shop.call('payment.capture', { orderId, amount: minor(11_300), account: 'bank' });
    shop.call('order.cancel', { orderId, reason: 'customer' });
    await bringLines(shop, shop.bankId, [{ id: 'a', on: '2026-04-01', amount: -11_300 }]);
    const line = openLines(shop, shop.bankId).find(({ amount }) => amount < 0)!;
    expect(line.proposal).toMatchObject({ kind: 'refund' });
    const { bankDecisionId } = accept(shop, line.id, line.proposal!.parts);
    expect([held(shop, '1010'), held(shop, '2110')]).toEqual([0, 0]);
    expect(shop.call('bankLine.undo', { bankDecisionId })).toMatchObject({ kept: 1 });
    expect([held(shop, '1010'), held(shop, '2110')]).toEqual([0, 0]);
    expect(openLines(shop, shop.bankId).find(({ amount }) => amount < 0)?.proposal).toMatchObject({ kind: 'posting' });
  });
});

describe('reconciliation', () => {
  const get = (on: string) => shop.call('bankReconciliation.get', { bankAccountId: shop.bankId, throughOn: day(on) });
  const record = (on: string, statementBalance: number) => shop.call('bankReconciliation.record', { bankAccountId: shop.bankId, throughOn: day(on), statementBalance: minor(statementBalance) });

  test('goes to zero line by line; what only the books have is outstanding; afterwards nothing under it moves', async () => {
    const { orderId } = orderOf(shop, 1);
    await bringLines(shop, shop.bankId, [{ id: 'a', on: '2026-03-05', amount: 11_300 }, { id: 'b', on: '2026-03-06', amount: -300, payee: 'Bank fee' }]);
    const { bankDecisionId } = accept(shop, lineOf(shop, 'a'), [{ kind: 'order', orderId, amount: minor(11_300) }]);
    expect(get('2026-03-31')).toMatchObject({ statementBalance: 11_000, ledgerBalance: 11_300, linesOpen: -300, postingsOpen: 0, unexplained: 0 });
    refused(() => record('2026-03-31', 11_000), 'reconciliation.lines');
    accept(shop, lineOf(shop, 'b'), [{ kind: 'account', ledgerAccountId: accountId(shop, '6010'), amount: minor(-300) }]);
    // A payment to a supplier that the bank has not carried out yet.
    shop.call('supplierPayment.pay', { supplierId: shop.supplierId, prepaid: minor(4_000) });
    refused(() => record('2026-04-01', 10_999), 'reconciliation.balance');
    expect(record('2026-04-01', 11_000)).toMatchObject({ outstanding: -4_000 });
    refused(() => shop.call('bankLine.undo', { bankDecisionId }), 'bank.reconciled');
    await expect(bringLines(shop, shop.bankId, [{ id: 'late', on: '2026-03-20', amount: 5 }])).rejects.toMatchObject({ code: 'bankFile.afterReconciliation' });
    refused(() => record('2026-03-31', 11_000), 'bank.reconciled');
    expect(get('2026-04-01').history).toMatchObject([{ throughOn: '2026-04-01', statementBalance: 11_000, ledgerBalance: 7_000, outstanding: -4_000, undone: false }]);
    const [{ bankReconciliationId }] = get('2026-04-01').history as unknown as [{ bankReconciliationId: number }];
    shop.call('bankReconciliation.undo', { bankReconciliationId });
    shop.call('bankLine.undo', { bankDecisionId });
  });

  test('an opening the books do not have is named', () => {
    shop.call('bankAccount.update', { bankAccountId: shop.bankId, changes: { openingBalance: minor(2_000) } });
    expect(get('2026-03-05')).toMatchObject({ statementBalance: 2_000, ledgerBalance: 0, openingDifference: -2_000, unexplained: 0 });
    refused(() => record('2026-03-05', 2_000), 'reconciliation.opening');
  });

  test('a payment that was voided on its own screen takes itself off', () => {
    const { orderId } = orderOf(shop, 1);
    const { paymentId } = shop.call('payment.capture', { orderId, amount: minor(11_300), account: 'bank' });
    shop.call('payment.void', { paymentId, reason: 'typed twice' });
    expect(record('2026-04-01', 0)).toMatchObject({ outstanding: 0 });
    expect(get('2026-04-01').postings).toEqual([]);
  });
});
