import { describe, expect, test } from 'vitest';
import { crossRate, homeWorth, impliedRate, parseRateText, rateText } from '../../shared/accounting/exchange-rate.rules.ts';
import { foreignMove, homeRows, homeShare } from '../../shared/accounting/foreign-item.rules.ts';
import { readRateSheet } from '../../shared/accounting/rate-sheet.rules.ts';
import { revalued } from '../../shared/accounting/revaluation.rules.ts';
import { day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { newShop, type TestShop } from '../support/shop.ts';
import { refused } from '../support/refused.ts';

const rate = (text: string, per = 1) => parseRateText(text, per)!;

describe('what an amount is worth, with the digits of both currencies', () => {
  test.each([
    ['100.00 USD at 7.1234 are 712.34 CNY', 10_000, 'USD', 'CNY', rate('7.1234'), 71_234],
    ['1,000 JPY, which has no cents, at 4.85 for a hundred are 48.50 CNY', 1000, 'JPY', 'CNY', rate('4.85', 100), 4850],
    ['12.345 KWD, in thousandths, at 23.2 are 286.404 CNY, a fen being the smallest', 12_345, 'KWD', 'CNY', rate('23.2'), 28_640],
    ['19.99 EUR at 163.27 are 3,263.7673 yen: 3,264', 1999, 'EUR', 'JPY', rate('163.27'), 3264],
    ['1,000,000 VND at 0.0000393 are 39.30 USD: two digits of a rate in millionths would be left', 1_000_000, 'VND', 'USD', rate('0.0000393'), 3930],
    ['1.00 CNY at 0.0432 is 0.043 KWD', 100, 'CNY', 'KWD', rate('0.0432'), 43],
    ['half a fen goes away from zero, above it and below', 1, 'USD', 'CNY', rate('0.5'), 1],
    ['and so does the minus', -1, 'USD', 'CNY', rate('0.5'), -1],
  ])('%s', (_says, amount, currency, home, at, worth) => expect(homeWorth(minor(amount), at, currency, home)).toBe(worth));

  test('a rate keeps its two whole numbers, and is read with the digits that mean something', () => {
    expect(rate('7.10')).toEqual({ numerator: 71, denominator: 10 });
    expect(rate('4.85', 100)).toEqual({ numerator: 97, denominator: 2000 });
    expect([rate('7.1234'), rate('4.85', 100), rate('0.0000393'), rate('163.2'), { numerator: 1, denominator: 3 }].map(rateText)).toEqual(['7.1234', '0.0485', '0.0000393', '163.20', '0.3333333']);
    expect([parseRateText('0'), parseRateText('-7'), parseRateText('7,1'), parseRateText('')]).toEqual([undefined, undefined, undefined, undefined]);
  });

  test('through the euro: 7.8 CNY and 1.04 USD for one are 7.5 CNY for a dollar', () => expect(crossRate(rate('7.8'), rate('1.04'))).toEqual({ numerator: 15, denominator: 2 }));

  test('what the books say for what is open implies a rate, in major units of both', () => {
    expect(impliedRate(minor(71_234), minor(10_000), 'CNY', 'USD')).toEqual({ numerator: 35_617, denominator: 5000 });
    expect(impliedRate(minor(-485), minor(-100), 'CNY', 'JPY')).toEqual({ numerator: 97, denominator: 2000 });
    expect(impliedRate(minor(5), minor(0), 'CNY', 'JPY')).toBeUndefined();
  });
});

describe('a document that is open in two currencies', () => {
  const total = { home: minor(1000), foreign: minor(300) };

  test('thirds of 3.00 take thirds of 10.00 and the last what is left', () => {
    let open = total;
    const shares = [100, 100, 100].map((paid) => {
      const share = homeShare(minor(paid), open, total)!;
      open = { home: minor(open.home - share), foreign: minor(open.foreign - paid) };
      return share;
    });
    expect(shares).toEqual([333, 334, 333]);
    expect(open).toEqual({ home: 0, foreign: 0 });
  });

  test('a part worth less than a fen waits for the rest', () => {
    expect(homeShare(minor(1), { home: minor(1), foreign: minor(300) }, total)).toBeUndefined();
    expect(homeShare(minor(300), { home: minor(1), foreign: minor(300) }, total)).toBe(1);
  });

  test('moved in the base currency it follows its own totals; what closes the one closes the other', () => {
    expect(foreignMove(minor(1000), { home: minor(0), foreign: minor(0) }, total)).toBe(300);
    expect(foreignMove(minor(-333), total, total)).toBe(-100);
    expect(foreignMove(minor(-667), { home: minor(667), foreign: minor(201) }, total)).toBe(-201);
    expect(foreignMove(minor(-999), total, total)).toBe(-299);
  });

  test('rows share the converted whole to the last fen, a rebate too', () => {
    expect(homeRows([minor(100), minor(100), minor(100)], minor(300), minor(1000))).toEqual([334, 333, 333]);
    expect(homeRows([minor(400), minor(-100)], minor(300), minor(1000))).toEqual([1333, -333]);
  });
});

test('a revaluation shows old and new worth of each balance, and what has nothing left is worth nothing', () => {
  const at = { exchangeRateId: 1, currency: 'USD', onDay: day('2026-03-31'), numerator: 73, denominator: 10 };
  const rows = [[10_000, 71_000], [-5000, -36_000], [0, 12]].map(([foreign, home]) => ({ ledgerAccountId: 1, item: null, currency: 'USD', foreign: minor(foreign!), home: minor(home!) }));
  expect(revalued(rows, () => at, 'CNY').map(({ worth, difference }) => [worth, difference])).toEqual([[73_000, 2000], [-36_500, -500], [0, -12]]);
});

describe('a sheet of rates', () => {
  const history = 'Date,USD,JPY,CNY,BGN,\n2026-03-03,1.05,163.2,7.63,N/A,\n2026-03-02,1.04,163.0,7.8,,\n';

  test('the reference rates of the European Central Bank become rates of the base currency, the oldest first', () => {
    const { rates, currencies } = readRateSheet(history, 'CNY');
    expect(currencies).toEqual(['EUR', 'JPY', 'USD']);
    expect(rates.slice(0, 3).map(({ currency, onDay, ...at }) => [currency, onDay, rateText(at)])).toEqual([['EUR', '2026-03-02', '7.80'], ['USD', '2026-03-02', '7.50'], ['JPY', '2026-03-02', '0.04785276']]);
    expect(readRateSheet(history, 'EUR').rates[0]).toEqual({ currency: 'USD', onDay: '2026-03-02', numerator: 25, denominator: 26 });
  });

  test('its daily file writes the day in words', () => {
    expect(readRateSheet('Date, USD, JPY, \n27 November 2026, 1.0543, 163.27, \n', 'EUR').rates.map(({ currency, onDay }) => [currency, onDay])).toEqual([['USD', '2026-11-27'], ['JPY', '2026-11-27']]);
  });

  test('a list says date, currency, rate and for how many units', () => {
    expect(readRateSheet('日期;币种;汇率;单位\n2026/03/02;JPY;4,85;100\n2026-03-02;usd;7,1;\n', 'CNY').rates).toEqual([
      { currency: 'JPY', onDay: '2026-03-02', numerator: 97, denominator: 2000 },
      { currency: 'USD', onDay: '2026-03-02', numerator: 71, denominator: 10 },
    ]);
  });

  test.each([
    ['no sheet of rates', 'a,b\n1,2\n', 'CNY', 'rateSheet.unknown'],
    ['a sheet without the base currency', history, 'KWD', 'rateSheet.noHome'],
    ['a day that is none', 'Date,USD\n2026-02-30,1.04\n', 'EUR', 'rateSheet.line'],
    ['a rate that is none', 'date,currency,rate\n2026-03-02,USD,seven\n', 'CNY', 'rateSheet.line'],
    ['a currency that is none', 'date,currency,rate\n2026-03-02,XYZ,7\n', 'CNY', 'rateSheet.line'],
  ] as const)('%s is refused', (_says, text, home, code) => {
    refused(() => readRateSheet(text, home), code);
  });
});

describe('rates in the file', () => {
  const add = (shop: TestShop, onDay: string, numerator: number, denominator = 100) =>
    shop.call('exchangeRate.add', { currency: 'USD', onDay: day(onDay), numerator, denominator }).exchangeRateId;
  const at = (shop: TestShop, on: string) => shop.call('exchangeRate.find', { currency: 'USD', on: day(on) }).rate?.rate;

  test('the last one on or before a day holds, a correction takes its place, and taking it back brings the first again', () => {
    const shop = newShop();
    add(shop, '2026-03-02', 710);
    add(shop, '2026-03-05', 720);
    expect([at(shop, '2026-03-01'), at(shop, '2026-03-04'), at(shop, '2026-03-31')]).toEqual([undefined, '7.10', '7.20']);
    const corrected = add(shop, '2026-03-05', 721);
    expect(at(shop, '2026-03-05')).toBe('7.21');
    shop.call('exchangeRate.withdraw', { exchangeRateId: corrected });
    expect(at(shop, '2026-03-05')).toBe('7.20');
    shop.call('exchangeRate.restore', { exchangeRateId: corrected });
    expect(at(shop, '2026-03-05')).toBe('7.21');
    expect(shop.call('exchangeRate.list', {}).rows.map(({ rate: text }) => text)).toEqual(['7.21', '7.20', '7.10']);
    shop.check();
    shop.close();
  });

  test('a sheet may come twice, and is undone whole', () => {
    const shop = newShop();
    const { rates } = readRateSheet('Date,USD,CNY\n2026-03-02,1.04,7.8\n2026-03-03,1.05,7.8\n', 'CNY');
    const first = shop.call('exchangeRate.bringIn', { rates, sourceName: 'eurofxref-hist.csv' });
    expect([first.exchangeRateIds.length, shop.call('exchangeRate.bringIn', { rates, sourceName: 'eurofxref-hist.csv' })]).toEqual([4, { exchangeRateIds: [], known: 4 }]);
    shop.call('exchangeRate.withdrawMany', { exchangeRateIds: first.exchangeRateIds });
    expect(at(shop, '2026-03-31')).toBeUndefined();
    shop.call('exchangeRate.restoreMany', { exchangeRateIds: first.exchangeRateIds });
    expect(at(shop, '2026-03-31')).toBe('7.428571');
    shop.check();
    shop.close();
  });

  test('the currency of the books has no rate, and a rate is never edited', () => {
    const shop = newShop();
    refused(() => shop.call('exchangeRate.add', { currency: 'CNY', onDay: day('2026-03-02'), numerator: 1, denominator: 1 }), 'rate.home');
    add(shop, '2026-03-02', 710);
    expect(() => shop.raw.exec('update exchangeRate set numerator = 1')).toThrow('withdrawn, never edited');
    expect(() => shop.raw.exec('delete from exchangeRate')).toThrow('never removed');
    shop.close();
  });
});

