import { describe, expect, test } from 'vitest';
import { currencyCodes, isCurrency, minorDigits } from '../../shared/units/currency.ts';

const digitsOfIntl = (currency: string): number | undefined =>
  new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits;

describe('currencies', () => {
  test('each keeps the digits of ISO 4217', () => {
    const digits = ['USD', 'EUR', 'CNY', 'JPY', 'KRW', 'VND', 'KWD', 'TND', 'CLF', 'HUF', 'TWD'].map((code) => [code, minorDigits(code)]);
    const listed = { USD: 2, EUR: 2, CNY: 2, JPY: 0, KRW: 0, VND: 0, KWD: 3, TND: 3, CLF: 4, HUF: 2, TWD: 2 };
    expect(Object.fromEntries(digits)).toEqual(listed);
  });

  test('every code is three capital letters, and none is listed twice', () => {
    expect(currencyCodes.filter((code) => !/^[A-Z]{3}$/.test(code))).toEqual([]);
    expect(new Set(currencyCodes).size).toBe(currencyCodes.length);
    expect(currencyCodes).toHaveLength(167);
  });

  test('a made-up code is no currency', () => {
    expect(isCurrency('XYZ')).toBe(false);
    expect(isCurrency('usd')).toBe(false);
    expect(() => minorDigits('XYZ')).toThrow(RangeError);
  });

  test('Intl shows other digits than ISO 4217 for these, so it is never asked', () => {
    const differing = currencyCodes.filter((code) => digitsOfIntl(code) !== minorDigits(code));
    expect(differing).toEqual('AFN ALL COP HUF IDR IQD IRR KPW LAK LBP MGA MMK PKR SOS SYP YER'.split(' '));
  });
});
