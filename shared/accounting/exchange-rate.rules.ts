import { minorDigits } from '../units/currency.ts';
import { type Day } from '../units/day.ts';
import { decimalText } from '../units/decimal.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulFraction } from '../units/mul-div.ts';

/** So much of the base currency for one of another: numerator / denominator, both in major units. Source: DOMAIN §1 "exchange rate". */
export interface ExchangeRate {
  numerator: number;
  denominator: number;
}

/** A rate with its day: the last one on or before the day it is used for. */
export interface DatedRate extends ExchangeRate {
  exchangeRateId: number;
  currency: string;
  onDay: Day;
}

/**
 * What an amount of another currency is worth in the base currency, rounded once, half away from zero.
 * Each side has its own digits: 1,000 JPY (no digits) at 0.0065 are 6.50 USD.
 * @throws RangeError when the result leaves ±2⁵³.
 */
export function homeWorth(amount: Minor, { numerator, denominator }: ExchangeRate, currency: string, home: string): Minor {
  const top = BigInt(numerator) * 10n ** BigInt(minorDigits(home));
  const bottom = BigInt(denominator) * 10n ** BigInt(minorDigits(currency));
  return minor(mulFraction(amount, { top, bottom }));
}

/**
 * A rate from plain decimal text, such as a sheet writes it: `7.1234` for one unit, or for `per` units (712.34 for 100 JPY).
 * Undefined where the text is no positive number.
 */
export function parseRateText(text: string, per = 1): ExchangeRate | undefined {
  const match = /^(\d{1,12})(?:\.(\d{1,12}))?$/.exec(text.trim());
  if (!match) return undefined;
  const [, whole = '', decimals = ''] = match;
  return reduced(BigInt(whole + decimals), 10n ** BigInt(decimals.length) * BigInt(per));
}

/** From quotes of both against a third currency: how much of the base currency one of the other is. */
export function crossRate(homePerThird: ExchangeRate, foreignPerThird: ExchangeRate): ExchangeRate | undefined {
  return reduced(BigInt(homePerThird.numerator) * BigInt(foreignPerThird.denominator), BigInt(homePerThird.denominator) * BigInt(foreignPerThird.numerator));
}

/** Undefined where it is not above zero or no two exact whole numbers hold it. */
function reduced(top: bigint, bottom: bigint): ExchangeRate | undefined {
  if (top <= 0n || bottom <= 0n) return undefined;
  const common = greatestCommon(top, bottom);
  const [numerator, denominator] = [Number(top / common), Number(bottom / common)];
  return Number.isSafeInteger(numerator) && Number.isSafeInteger(denominator) ? { numerator, denominator } : undefined;
}

const greatestCommon = (a: bigint, b: bigint): bigint => (b === 0n ? a : greatestCommon(b, a % b));

/** A rate as it is read: seven digits that mean something, in plain decimals, rounded only for showing. */
export function rateText({ numerator, denominator }: ExchangeRate): string {
  const size = Math.floor(Math.log10(numerator / denominator));
  const places = Math.min(12, Math.max(2, 6 - size));
  const scaled = Number((BigInt(numerator) * 10n ** BigInt(places) * 2n + BigInt(denominator)) / (BigInt(denominator) * 2n));
  return decimalText(scaled, places).replace(/(\.\d{2}\d*?)0+$/, '$1');
}

/** The rate that two amounts imply: what stands in the books for what is open. Undefined where either is nothing or their signs differ. */
export function impliedRate(home: Minor, foreign: Minor, homeCurrency: string, currency: string): ExchangeRate | undefined {
  if (home === 0 || foreign === 0 || home > 0 !== foreign > 0) return undefined;
  return reduced(BigInt(Math.abs(home)) * 10n ** BigInt(minorDigits(currency)), BigInt(Math.abs(foreign)) * 10n ** BigInt(minorDigits(homeCurrency)));
}
