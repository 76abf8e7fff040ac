import { describe, expect, test } from 'vitest';
import { bankFormatOf, readBankFile } from '../../shared/banking/bank-file.rules.ts';
import { readCsv, understandCsv } from '../../shared/banking/csv-statement.rules.ts';
import { contentOf, numbered } from '../../shared/banking/line-key.rules.ts';
import { day } from '../../shared/units/day.ts';
import { refused } from '../support/refused.ts';
import { camt, mt940, ofx1, ofx2, qif } from './files.ts';

const choice = { currency: 'EUR', dayOrder: 'dmy' } as const;
const read = (text: string, currency = 'EUR') => {
  const format = bankFormatOf(text);
  if (format === null) throw new Error('no format');
  return { format, statements: readBankFile(format, text, { ...choice, currency }) };
};
const short = (text: string, currency?: string) => read(text, currency).statements.flatMap(({ lines }) => lines.map((line) => [line.bookedOn, line.amount, line.payee, line.text, line.reference]));

test('OFX 1 is read with its leaves left open, entities and an empty memo', () => {
  const { format, statements } = read(ofx1, 'USD');
  expect(format).toBe('ofx');
  expect(statements).toMatchObject([{ account: '0001234', currency: 'USD', opening: null, closing: 88_750, fromOn: '2026-03-01', throughOn: '2026-03-31' }]);
  expect(statements[0]?.lines.map((line) => [line.externalId, line.amount])).toEqual([['F1', 10_000], ['F2', -1_250], ['F3', 80_000]]);
  expect(short(ofx1, 'USD')).toEqual([
    [day('2026-03-02'), 10_000, 'Smith & Sons', 'Order 1001', ''],
    [day('2026-03-03'), -1_250, 'City Parking', '', '204'],
    [day('2026-03-04'), 80_000, 'STRIPE', 'PAYOUT', ''],
  ]);
});

test('OFX 2 is the same in XML, Chinese payees included', () => {
  expect(read(ofx2, 'CNY').statements).toMatchObject([{ account: '6222', currency: 'CNY', closing: 5_000 }]);
  expect(short(ofx2, 'CNY')).toEqual([[day('2026-03-02'), 5_000, '上海渔具 & 公司', '货款 <尾款>', '']]);
});

test('QIF is read day first or month first as its dates allow, and its opening balance is no line', () => {
  expect(read(qif('13/02/2026')).statements).toMatchObject([{ opening: 100_000, closing: null, lines: [{ bookedOn: '2026-02-13', amount: -123_456, payee: 'Landlord', text: 'Rent', reference: '12' }] }]);
  expect(read(qif("2/13'26")).statements[0]?.lines[0]?.bookedOn).toBe('2026-02-13');
  // Nothing in the file decides: the shop's own custom does.
  expect(read(qif('03/02/2026')).statements[0]?.lines[0]?.bookedOn).toBe('2026-02-03');
});

test('MT940 is read in German and Dutch dialect, reversals and the turn of a year included', () => {
  expect(read(mt940).statements).toMatchObject([{ account: 'DE02120300000000202051', currency: 'EUR', number: '00001/001', opening: 100_000, closing: 94_999, fromOn: '2025-12-30', throughOn: '2026-01-02' }]);
  expect(short(mt940)).toEqual([
    [day('2025-12-31'), -10_000, 'Weihai Tackle GmbH', 'Rechnung R-77', 'E2E-77'],
    [day('2026-01-02'), 5_099, 'A. Bakker', 'order 1002', 'E2E-9'],
    [day('2026-01-02'), -100, '', 'Gebuehr', 'B3'],
  ]);
});

test('CAMT.053 is read in every version from 02 to 08, a batch by its parts', () => {
  for (const version of ['02', '04', '06', '08']) {
    expect(read(camt(version)).statements, version).toMatchObject([{ account: 'DE02120300000000202051', currency: 'EUR', opening: 100_000, closing: 112_000, number: '7' }]);
    expect(short(camt(version)), version).toEqual([
      [day('2026-03-02'), 4_000, 'Anna & Co', 'Order 1001', 'RF18539007547034'],
      [day('2026-03-02'), 9_000, 'Bob', 'Order 1002', 'E-2'],
      [day('2026-03-03'), -1_000, 'Weihai Tackle', 'R-77 <final>', 'E-3'],
    ]);
  }
});

describe('what is not whole, or made to hurt, is refused with where', () => {
  test.each([
    ['OFX cut off', ofx1.slice(0, -20), 'bankFile.cutOff', 'USD'],
    ['OFX that defines entities', `<?OFX OFXHEADER="200"?><!DOCTYPE OFX [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${ofx2}`, 'bankFile.entities', 'CNY'],
    ['OFX nested without end', `OFXHEADER:100\n<OFX>${'<A>'.repeat(500)}${'</A>'.repeat(500)}</OFX>`, 'bankFile.damaged', 'USD'],
    ['an OFX day that is none', ofx1.replace('20260303', '20260231'), 'bankFile.badDate', 'USD'],
    ['an OFX amount in words', ofx1.replace('-12.50', 'twelve'), 'bankFile.badAmount', 'USD'],
    ['an amount with a third decimal', ofx1.replace('-12.50', '-12.505'), 'bankFile.badAmount', 'USD'],
    ['QIF without its last end', qif('13/02/2026').trimEnd().slice(0, -1), 'bankFile.cutOff', 'EUR'],
    ['MT940 without its closing balance', mt940.slice(0, mt940.indexOf(':62F:')), 'bankFile.cutOff', 'EUR'],
    ['MT940 whose lines do not add up', mt940.replace('C260102EUR949,99', 'C260102EUR950,00'), 'bankFile.gap', 'EUR'],
    ['CAMT cut off', camt('08').slice(0, -30), 'bankFile.cutOff', 'EUR'],
    ['CAMT with a billion laughs', camt('02').replace('<n:Document', '<!DOCTYPE lolz [<!ENTITY lol "lol">]><n:Document'), 'bankFile.entities', 'EUR'],
    ['CAMT with an entity nobody knows', camt('02').replace('Anna &amp; Co', 'Anna &lol; Co'), 'bankFile.cutOff', 'EUR'],
    ['CAMT nested without end', `<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02">${'<a>'.repeat(200)}${'</a>'.repeat(200)}</Document>`, 'bankFile.damaged', 'EUR'],
    ['CAMT whose lines do not add up', camt('02').replace('>10.00<', '>11.00<'), 'bankFile.gap', 'EUR'],
  ] as const)('%s', (_what, text, code, currency) => {
    refused(() => read(text, currency), code);
  });
});

describe('sheets are known by their headings', () => {
  const sheet = (text: string) => text.trim().split('\n').map((row) => row.split(',').map((cell) => cell.trim()));
  const csv = (text: string, currency = 'CNY') => {
    const rows = sheet(text);
    const understood = understandCsv(rows);
    return { profile: understood.profile, ...readCsv(rows, understood, { currency, dayOrder: 'dmy' }) };
  };

  test('支付宝: a preamble, tabs behind the ids, a refund that comes back, and what moved nothing is named', () => {
    const found = csv(`
支付宝交易记录明细查询
------
交易时间,交易分类,交易对方,对方账号,商品说明,收/支,金额,收/付款方式,交易状态,交易订单号,商家订单号,备注
2026-03-02 10:00:00,日用,王小明,wang@,订单 1001,收入,128.00,余额,交易成功,2026030222001\t,1001\t,
2026-03-03 11:00:00,日用,顺丰速运,sf,运费,支出,18.50,余额,交易成功,2026030322002\t,,
2026-03-03 12:00:00,日用,顺丰速运,sf,退运费,不计收支,8.50,余额,退款成功,2026030322003\t,,
2026-03-04 12:00:00,理财,余额宝,,转入,不计收支,100.00,余额,交易成功,2026030422004\t,,
2026-03-04 13:00:00,日用,店铺,,未付,支出,9.00,余额,交易关闭,2026030422005\t,,
共5笔记录`);
    expect(found.profile).toBe('alipay');
    expect(found.lines.map((line) => [line.bookedOn, line.amount, line.payee, line.text, line.reference, line.externalId])).toEqual([
      ['2026-03-02', 12_800, '王小明', '订单 1001', '1001', '2026030222001'],
      ['2026-03-03', -1_850, '顺丰速运', '运费', '', '2026030322002'],
      ['2026-03-03', 850, '顺丰速运', '退运费', '', '2026030322003'],
    ]);
    expect(found.skipped).toEqual([{ row: 7, why: 'direction' }, { row: 8, why: 'status' }]);
  });

  test('微信支付: amounts with their sign of currency, and a slash for nothing', () => {
    const found = csv(`
微信支付账单明细
交易时间,交易类型,交易对方,商品,收/支,金额(元),支付方式,当前状态,交易单号,商户单号,备注
2026-03-02 09:00:00,商户消费,李四,订单 1002,收入,¥60.00,零钱,已存入零钱,"4200001",1002,/
2026-03-02 09:30:00,扫二维码付款,早餐店,/,支出,¥6.00,零钱,对方已收钱,"4200002",/,/`.replaceAll('"', ''));
    expect(found.profile).toBe('wechat');
    expect(found.lines.map((line) => [line.amount, line.payee, line.text])).toEqual([[6_000, '李四', '订单 1002'], [-600, '早餐店', '']]);
  });

  test('PayPal and Stripe: the fee is a line of its own, other currencies stay out', () => {
    const paypal = csv(`
Date,Time,TimeZone,Name,Type,Status,Currency,Gross,Fee,Net,From Email Address,Transaction ID,Invoice Number,Balance
13/02/2026,10:00:00,CET,Anna,Website Payment,Completed,EUR,100.00,-3.25,96.75,a@x,P1,1001,96.75
14/02/2026,10:00:00,CET,Bob,Website Payment,Completed,USD,10.00,-0.50,9.50,b@x,P2,,9.50
15/02/2026,10:00:00,CET,Carl,Website Payment,Pending,EUR,10.00,0.00,10.00,c@x,P3,,`, 'EUR');
    expect(paypal.profile).toBe('paypal');
    expect(paypal.lines.map((line) => [line.amount, line.externalId])).toEqual([[10_000, 'P1'], [-325, 'P1:fee']]);
    expect(paypal.skipped).toEqual([{ row: 3, why: 'currency' }, { row: 4, why: 'status' }]);
    expect([paypal.opening, paypal.closing]).toEqual([0, 9_675]);
    const stripe = csv(`
id,Type,Source,Amount,Fee,Net,Currency,Created (UTC),Available On (UTC),Description
txn_1,charge,ch_1,20.00,0.88,19.12,eur,2026-02-13 10:00,2026-02-15 00:00,Order 1003
txn_2,payout,po_1,-19.12,0.00,-19.12,eur,2026-02-16 10:00,2026-02-16 00:00,STRIPE PAYOUT`, 'EUR');
    expect(stripe.profile).toBe('stripe');
    expect(stripe.lines.map((line) => line.amount)).toEqual([2_000, -88, -1_912]);
  });

  test('any other bank: two columns of money, German numbers, and a balance that proves the rows', () => {
    const rows = `Buchungstag;Auftraggeber/Empfänger;Verwendungszweck;Soll;Haben;Saldo
04.03.2026;Stadtwerke;Strom;1.000,50;;-0,50
03.03.2026;Anna;Order 1001;;1.000,00;1.000,00`.split('\n').map((row) => row.split(';'));
    const found = readCsv(rows, understandCsv(rows), { currency: 'EUR', dayOrder: 'mdy' });
    expect(found.lines.map((line) => [line.bookedOn, line.amount])).toEqual([['2026-03-04', -100_050], ['2026-03-03', 100_000]]);
    expect([found.opening, found.closing]).toEqual([0, -50]);
  });

  test('a sheet without a date or an amount is none; a row with an amount and no day refuses the whole', () => {
    refused(() => csv('Name,Colour\nRod,red'), 'bankFile.noTable');
    refused(() => csv('Date,Amount\n2026-02-31,5.00'), 'bankFile.badDate');
    refused(() => csv('Date,Amount\n2026-02-28,5.0.0'), 'bankFile.badAmount');
  });
});

test('equal lines of one day are told apart by their number, and the same in every file', () => {
  const coffee = { bookedOn: day('2026-03-02'), amount: -350 as never, externalId: null, payee: 'Café', text: '', reference: '', counterparty: '' };
  const keys = [coffee, coffee, { ...coffee, bookedOn: day('2026-03-03') }].map(contentOf);
  expect(new Set(numbered(keys)).size).toBe(3);
  expect(numbered(keys)).toEqual(numbered([...keys]));
  expect(contentOf({ ...coffee, externalId: 'F1' })).not.toBe(contentOf({ ...coffee, externalId: 'F2' }));
});
