import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { currencyCodes, minorDigits } from '../../shared/units/currency.ts';
import { formatMinor, formatQuantity, formatRate, formatUnitPrice } from '../../shared/units/format.ts';
import { minor } from '../../shared/units/minor.ts';
import { parseMinor, parseQuantity, parseRate, parseUnitPrice } from '../../shared/units/parse.ts';
import { pieces, quantity } from '../../shared/units/quantity.ts';
import { percent, ratePpm } from '../../shared/units/rate-ppm.ts';
import { unitPrice } from '../../shared/units/unit-price.ts';
import { runs } from '../support/soak.ts';

const cases = { numRuns: runs(4_000, 200_000, 'random amounts written, per property'), seed: 20_260_103 };
const locales = ['en-US', 'en-GB', 'de-DE', 'zh-CN', 'zh-TW'];
const any = fc.record({
  value: fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -100_000, max: 100_000 })),
  currency: fc.constantFrom(...currencyCodes),
  locale: fc.constantFrom(...locales),
  display: fc.constantFrom('narrowSymbol' as const, 'code' as const),
});
/** What Intl puts between a number and a sign after it, so that the two are never broken apart. */
const nbsp = '\u00a0';

describe('writing numbers', () => {
  test('money is written as its reader writes it', () => {
    expect(formatMinor(minor(123_450), 'USD', 'en-US')).toBe('$1,234.50');
    expect(formatMinor(minor(123_450), 'EUR', 'de-DE')).toBe(`1.234,50${nbsp}€`);
    expect(formatMinor(minor(123_450), 'CNY', 'zh-CN')).toBe('¥1,234.50');
    expect(formatMinor(minor(1200), 'JPY', 'zh-TW')).toBe('¥1,200');
    expect(formatMinor(minor(1500), 'KWD', 'en-GB', 'code')).toBe(`KWD${nbsp}1.500`);
  });

  test('forints keep the digits of the bank statement', () => {
    expect(formatMinor(minor(123_456), 'HUF', 'en-US', 'code')).toBe(`HUF${nbsp}1,234.56`);
  });

  test('a minus is a minus sign and not a hyphen', () => {
    expect(formatMinor(minor(-5), 'USD', 'en-US')).toBe('\u2212$0.05');
    expect(formatQuantity(pieces(-3), 'de-DE')).toBe('\u22123');
  });

  test('the largest amount is written to the last cent', () => {
    expect(formatMinor(minor(Number.MAX_SAFE_INTEGER), 'USD', 'en-US')).toBe('$90,071,992,547,409.91');
  });

  test('a price per unit shows the digits of its currency, and more when it has them', () => {
    expect(formatUnitPrice(unitPrice(50_000), 'USD', 'en-US')).toBe('$5.00');
    expect(formatUnitPrice(unitPrice(125), 'USD', 'en-US')).toBe('$0.0125');
    expect(formatUnitPrice(unitPrice(12_000_000), 'JPY', 'en-US')).toBe('¥1,200');
  });

  test('quantities and rates show no needless places', () => {
    expect([pieces(1200), quantity(350)].map((amount) => formatQuantity(amount, 'en-US'))).toEqual(['1,200', '0.35']);
    expect([percent(13), ratePpm(88_750)].map((rate) => formatRate(rate, 'en-US'))).toEqual(['13%', '8.875%']);
    expect(formatRate(ratePpm(88_750), 'de-DE')).toBe(`8,875${nbsp}%`);
  });
});

describe('what is written can be read back', () => {
  test('money of every currency', () => {
    fc.assert(
      fc.property(any, ({ value, currency, locale, display }) => {
        const text = formatMinor(minor(value), currency, locale, display);
        expect(parseMinor(text, currency, locale), text).toEqual({ ok: true, value: minor(value) });
      }),
      cases,
    );
  });

  test('one amount of each currency in each language, both ways of naming it', () => {
    for (const currency of currencyCodes) {
      for (const locale of locales) {
        const amount = minor(-1_234_567 * 10 ** minorDigits(currency) - 1);
        const texts = [formatMinor(amount, currency, locale), formatMinor(amount, currency, locale, 'code')];
        expect(texts.map((text) => parseMinor(text, currency, locale)), texts[0]).toEqual(texts.map(() => ({ ok: true, value: amount })));
      }
    }
  });

  test('prices, quantities and rates', () => {
    fc.assert(
      fc.property(any, ({ value, currency, locale }) => {
        const price = formatUnitPrice(unitPrice(value), currency, locale);
        expect(parseUnitPrice(price, currency, locale), price).toEqual({ ok: true, value });
        expect(parseQuantity(formatQuantity(quantity(value), locale), locale)).toEqual({ ok: true, value });
        expect(parseRate(formatRate(ratePpm(value), locale), locale)).toEqual({ ok: true, value });
      }),
      cases,
    );
  });
});
