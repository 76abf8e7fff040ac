import { evaluate, type NumberMarks, Unreadable, type UnreadableReason } from './arithmetic.ts';
import { minorDigits } from './currency.ts';
import { decimalText, percentPlaces, quantityPlaces, unitPricePlaces } from './decimal.ts';
import { numberFormat } from './format.ts';
import { type Minor, minor } from './minor.ts';
import { type Quantity, quantity } from './quantity.ts';
import { type RatePpm, ratePpm } from './rate-ppm.ts';
import { type UnitPrice, unitPrice } from './unit-price.ts';

/** What a person typed, or why it cannot be read; `hint` is a text that can, for "did you mean …", when there is one. */
export type Parsed<Unit> = { ok: true; value: Unit } | { ok: false; reason: UnreadableReason; hint: string | null };

/** Money as typed: `1,234.50`, `$12`, `１２３`, `1.5k`, `12*3+4`. More decimals than the currency has are refused. */
export function parseMinor(text: string, currency: string, locale: string): Parsed<Minor> {
  return parsed(text, { locale, places: minorDigits(currency), widen: 1, affixes: currencyAffixes(currency, locale) }, minor);
}

/** A price per unit as typed, with up to four decimals in any currency. */
export function parseUnitPrice(text: string, currency: string, locale: string): Parsed<UnitPrice> {
  return parsed(text, { locale, places: unitPricePlaces, widen: 1, affixes: currencyAffixes(currency, locale) }, unitPrice);
}

/** A quantity as typed; `decimals` are those of the variant's unit of measure (pieces 0, kilograms 3). */
export function parseQuantity(text: string, locale: string, decimals: number = quantityPlaces): Parsed<Quantity> {
  return parsed(text, { locale, places: decimals, widen: 10 ** (quantityPlaces - decimals), affixes: [] }, quantity);
}

/** A rate in percent as typed, with or without its sign: `8.875` and `8.875 %` are both 88,750 ppm. */
export function parseRate(text: string, locale: string): Parsed<RatePpm> {
  return parsed(text, { locale, places: percentPlaces, widen: 1, affixes: ['%'] }, ratePpm);
}

interface Reading {
  locale: string;
  places: number;
  /** From `places` to the unit's own: whole pieces × 1,000. */
  widen: number;
  affixes: readonly string[];
}

function parsed<Unit>(text: string, reading: Reading, unit: (value: number) => Unit): Parsed<Unit> {
  const bare = withoutAffix(tidied(text), reading.affixes);
  if (bare === '') return { ok: false, reason: 'empty', hint: null };
  const value = attempt(bare, reading);
  if (typeof value === 'string') return { ok: false, reason: value, hint: hintFor(value, bare, reading) };
  return { ok: true, value: unit(value) };
}

function attempt(bare: string, { locale, places, widen }: Reading): number | UnreadableReason {
  try {
    const value = evaluate(bare, marksOf(locale), places) * widen;
    return Number.isSafeInteger(value) ? value : 'tooLarge';
  } catch (problem) {
    if (problem instanceof Unreadable) return problem.reason;
    throw problem;
  }
}

/** Full-width forms, typographic signs and spaces as a Chinese keyboard, a sheet or a bank statement writes them. */
function tidied(text: string): string {
  return text
    .replace(/[\uff01-\uff5e]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/[\u200e\u200f\u061c]/g, '')
    .replace(/\s/g, ' ')
    .replace(/[\u2212\u2013\ufe63]/g, '-')
    .replaceAll('\uffe5', '\u00a5')
    .replaceAll('\u3002', '.')
    .replaceAll('\u00d7', '*')
    .replaceAll('\u00f7', '/')
    .trim();
}

function withoutAffix(text: string, affixes: readonly string[]): string {
  const sign = /^[-+]/.exec(text)?.[0] ?? '';
  const size = text.slice(sign.length).trim();
  for (const affix of affixes) {
    if (size.startsWith(affix)) return sign + size.slice(affix.length).trim();
    // "1.5K" is fifteen hundred also where K is the kyat's symbol; with a space it is the symbol.
    if (size.endsWith(affix) && !(/\dk$/i.test(size) && affix.length === 1)) return sign + size.slice(0, -affix.length).trim();
  }
  return text;
}

const affixesOf = new Map<string, readonly string[]>();

/** Worked out once per currency and locale: a sheet asks for every row. */
function currencyAffixes(currency: string, locale: string): readonly string[] {
  const key = `${currency} ${locale}`;
  const known = affixesOf.get(key) ?? allAffixes(currency, locale);
  affixesOf.set(key, known);
  return known;
}

function allAffixes(currency: string, locale: string): readonly string[] {
  const displays = ['code', 'symbol', 'narrowSymbol'] as const;
  const symbols = displays.map((currencyDisplay) => partsOf(locale, { style: 'currency', currency, currencyDisplay }).get('currency') ?? currency);
  // The longest first, so that "NT$" is not read as a stray "NT" before "$".
  return [...new Set(symbols.map(tidied))].sort((a, b) => b.length - a.length);
}

const knownMarks = new Map<string, NumberMarks>();

function marksOf(locale: string): NumberMarks {
  const known = knownMarks.get(locale) ?? readMarks(locale);
  knownMarks.set(locale, known);
  return known;
}

function readMarks(locale: string): NumberMarks {
  const parts = partsOf(locale, { useGrouping: true });
  return { group: tidied(parts.get('group') ?? ',') || ' ', decimal: parts.get('decimal') ?? '.' };
}

function partsOf(locale: string, options: Intl.NumberFormatOptions): Map<string, string> {
  return new Map(numberFormat(locale, options).formatToParts(1234567.8).map((part) => [part.type, part.value]));
}

function hintFor(reason: UnreadableReason, bare: string, reading: Reading): string | null {
  const { group, decimal } = marksOf(reading.locale);
  if (reason === 'tooManyDecimals') return roundedHint(bare, reading, decimal);
  const swapped = bare.replace(/[.,]/g, (mark) => (mark === decimal ? group : decimal));
  const digits = bare.replace(/[oO]/g, '0').replace(/[lI]/g, '1');
  const guess = reason === 'misplacedSeparator' ? swapped : reason === 'letterForDigit' ? digits : bare;
  return typeof attempt(guess, reading) === 'number' ? guess : null;
}

function roundedHint(bare: string, reading: Reading, decimal: string): string | null {
  // Adding zero makes it a calculation, and calculations are rounded.
  const value = attempt(`${bare}+0`, reading);
  return typeof value === 'number' ? decimalText(value / reading.widen, reading.places).replace('.', decimal) : null;
}
