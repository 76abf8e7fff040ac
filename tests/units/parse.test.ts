import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minor } from '../../shared/units/minor.ts';
import { parseMinor, parseQuantity, parseRate, parseUnitPrice } from '../../shared/units/parse.ts';
import { runs } from '../support/soak.ts';

const dollars = (text: string) => parseMinor(text, 'USD', 'en-US');
const euros = (text: string) => parseMinor(text, 'EUR', 'de-DE');
const yuan = (text: string) => parseMinor(text, 'CNY', 'zh-CN');
const cents = (value: number) => ({ ok: true, value: minor(value) });
const refused = (reason: string, hint: string | null) => ({ ok: false, reason, hint });

describe('reading amounts', () => {
  test('grouping and the decimal mark are those of the language', () => {
    expect(dollars('1,234.50')).toEqual(cents(123_450));
    expect(euros('1.234,50')).toEqual(cents(123_450));
    expect(euros('1.234')).toEqual(cents(123_400));
    expect(dollars('12,34,567.5')).toEqual(cents(123_456_750));
    expect(euros("1 234 567,5")).toEqual(cents(123_456_750));
    expect(dollars('.5')).toEqual(cents(50));
  });

  test('what a Chinese keyboard types is read', () => {
    expect(yuan('１２３')).toEqual(cents(12_300));
    expect(yuan('１，２３４．５０')).toEqual(cents(123_450));
    expect(yuan('￥１２。５')).toEqual(cents(1250));
  });

  test('signs, symbols and codes around the number are read', () => {
    expect([dollars('\u221212.5'), dollars('-$12.5'), dollars('$ 12.50'), dollars('USD 12.5')]).toEqual([-1250, -1250, 1250, 1250].map(cents));
    expect([euros('12,5 €'), euros('12,5EUR')]).toEqual([1250, 1250].map(cents));
    expect(parseMinor('NT$1,200', 'TWD', 'zh-CN')).toEqual(cents(120_000));
  });

  test('k is a thousand, also where K is the kyat', () => {
    expect([dollars('1.5k'), dollars('2K'), dollars('1.2345k')]).toEqual([150_000, 200_000, 123_450].map(cents));
    expect(parseMinor('1,5K', 'MMK', 'de-DE')).toEqual(cents(150_000));
    expect(parseMinor('1,5 K', 'MMK', 'de-DE')).toEqual(cents(150));
  });

  test('a small calculation is done exactly and rounded once', () => {
    expect([dollars('12*3+4'), dollars('10 - 2 × 3'), dollars('100/3'), dollars('-5*-2'), dollars('0.1+0.2')]).toEqual(
      [4000, 400, 3333, 1000, 30].map(cents),
    );
    expect(dollars('2/3*3')).toEqual(cents(200));
    expect(euros('3*1,25')).toEqual(cents(375));
  });
});

describe('refusing to guess', () => {
  test('more decimals than the currency has', () => {
    expect(dollars('1.235')).toEqual(refused('tooManyDecimals', '1.24'));
    expect(dollars('1.500')).toEqual(refused('tooManyDecimals', '1.50'));
    expect(parseMinor('12.5', 'JPY', 'en-US')).toEqual(refused('tooManyDecimals', '13'));
    expect(parseMinor('1.234', 'KWD', 'en-US')).toEqual(cents(1234));
  });

  test("the other language's decimal mark", () => {
    expect(dollars('12,50')).toEqual(refused('misplacedSeparator', '12.50'));
    expect(dollars('1.234,50')).toEqual(refused('misplacedSeparator', '1,234.50'));
    expect(euros('12.50')).toEqual(refused('misplacedSeparator', '12,50'));
    expect(dollars('1,2345')).toEqual(refused('misplacedSeparator', null));
    expect(dollars('1.2.3')).toEqual(refused('misplacedSeparator', null));
  });

  test('the letter O for a zero', () => {
    expect(dollars('1O0')).toEqual(refused('letterForDigit', '100'));
    expect(dollars('l2.50')).toEqual(refused('letterForDigit', '12.50'));
  });

  test('nothing, words, half a calculation, a division by zero, and more than the books can hold', () => {
    expect([dollars(''), dollars(' '), dollars('$')].map((answer) => !answer.ok && answer.reason)).toEqual(['empty', 'empty', 'empty']);
    for (const text of ['free', '12*', '*3', '--5', '1e5', '12 €', '$5+$3', '0x10', '∞', '५', '½', '5²', '.']) {
      expect(dollars(text), text).toEqual(refused('unreadable', null));
    }
    expect(dollars('1/0')).toEqual(refused('divideByZero', null));
    expect(dollars('99,999,999,999,999,999')).toEqual(refused('tooLarge', null));
    expect(parseQuantity('9,007,199,254,740,992', 'en-US', 0)).toEqual(refused('tooLarge', null));
  });

  test('half a piece', () => {
    expect(parseQuantity('1.5', 'en-US', 0)).toEqual(refused('tooManyDecimals', '2'));
    expect(parseQuantity('1.5', 'en-US')).toEqual({ ok: true, value: 1500 });
    expect(parseQuantity('3', 'en-US', 0)).toEqual({ ok: true, value: 3000 });
  });

  test('whatever is typed, it is read or refused with a hint that can be read', () => {
    const typed = fc.string({ unit: fc.constantFrom(...Array.from('0123456789.,.,+-*/kKoOl $€％１，。 ')), maxLength: 12 });
    fc.assert(
      fc.property(typed, (text) => {
        const answer = dollars(text);
        return answer.ok ? Number.isSafeInteger(answer.value) : answer.hint === null || dollars(answer.hint).ok;
      }),
      { numRuns: runs(5_000, 500_000, 'random texts read as money'), seed: 20_260_104 },
    );
  });
});

describe('reading prices and rates', () => {
  test('a price has four decimals in every currency', () => {
    expect(parseUnitPrice('0.0125', 'USD', 'en-US')).toEqual({ ok: true, value: 125 });
    expect(parseUnitPrice('1,5', 'JPY', 'de-DE')).toEqual({ ok: true, value: 15_000 });
    expect(parseUnitPrice('0.00125', 'USD', 'en-US')).toEqual(refused('tooManyDecimals', '0.0013'));
  });

  test('a rate is read in percent, with or without its sign', () => {
    expect(['8.875', '8.875%', '８．８７５％', '8.875 %'].map((text) => parseRate(text, 'en-US'))).toEqual(
      [88_750, 88_750, 88_750, 88_750].map((value) => ({ ok: true, value })),
    );
  });
});
