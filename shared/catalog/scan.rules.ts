import { Refusal } from '../refusal/refusal.ts';
import type { Day } from '../units/day.ts';
import { type Quantity, quantity } from '../units/quantity.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type UnitPrice, unitPrice } from '../units/unit-price.ts';
import { type Gs1Element, groupSeparator, gs1Day, parseGs1, withoutPrefix } from './gs1.rules.ts';
import { gtinCheckDigit, isGtin, normaliseCode } from './gtin.rules.ts';

/**
 * What a shop's scales print under one prefix of 20–29: prefix, item, weight or price, check digit. Thirteen digits
 * together, so the measure has ten digits less the item's.
 */
export interface ScalePattern {
  readonly prefix: string;
  readonly itemDigits: number;
  readonly measure: 'weight' | 'price';
  /** Of a kilogram or of the currency's major unit. */
  readonly decimals: number;
}

const scalePrefixes = ['20', '21', '22', '23', '24', '25', '26', '27', '28', '29'];

/** Until a shop says what its scales print: 20–24 carry grams, 25–29 a price with two decimals. */
export const usualScalePatterns: readonly ScalePattern[] = scalePrefixes.map((prefix) =>
  prefix < '25' ? { prefix, itemDigits: 5, measure: 'weight', decimals: 3 } : { prefix, itemDigits: 5, measure: 'price', decimals: 2 },
);

/** What one scan says by itself, before anybody looks into the shop. `code` is what a barcode of ours would be stored as. */
export interface Reading {
  readonly kind: 'gtin' | 'gs1' | 'scale' | 'text';
  readonly code: string;
  /** Tried in turn where `code` names nothing: a scale's item with its measure empty, then its bare number. */
  readonly alternatives: readonly string[];
  /** How many of what `code` names. */
  readonly count?: number;
  readonly lot?: string;
  readonly serial?: string;
  readonly madeOn?: Day;
  readonly bestBeforeOn?: Day;
  readonly expiresOn?: Day;
  /** Kilograms in thousandths: grams. */
  readonly weight?: Quantity;
  /** Of the whole piece, in ten-thousandths of the major unit. */
  readonly price?: UnitPrice;
  readonly currency?: string;
  /** Of a pallet or parcel (SSCC), where the code names one. */
  readonly parcel?: string;
}

export interface ReadingRules {
  readonly scalePatterns: readonly ScalePattern[];
  /** For two-digit years. */
  readonly yearNow: number;
}

/**
 * Reads whatever a scanner or a person gave: a GTIN in any printed form, a GS1 element string, a scale's label, or a text of
 * the shop's own. A text is never refused; a code that says it is GS1 and is not, is.
 * @throws Refusal `gs1.unreadable`
 */
export function readScan(scanned: string, { scalePatterns, yearNow }: ReadingRules): Reading {
  const { text, promisesGs1 } = withoutPrefix(scanned.trim());
  if (promisesGs1 || text.includes(groupSeparator) || /^\(\d{2,4}\)/.test(text)) return gs1Reading(parseGs1(text, yearNow), yearNow);
  const { code, kind } = normaliseCode(text);
  if (kind === 'gtin') return scaleReading(code, scalePatterns) ?? { kind, code, alternatives: [] };
  return (looksLikeGs1(code) && guessedGs1(code, yearNow)) || { kind, code, alternatives: [] };
}

/** Nobody promised GS1 here, so what does not read as such is a text of its own. */
function guessedGs1(text: string, yearNow: number): Reading | undefined {
  try {
    return gs1Reading(parseGs1(text, yearNow), yearNow);
  } catch (error) {
    if (error instanceof Refusal) return undefined;
    throw error;
  }
}

/** A scanner that sends no prefix: only a right check digit behind `01`, `02` or `00` says that this is GS1. */
function looksLikeGs1(text: string): boolean {
  if (/^0[12]\d{14}/.test(text)) return isGtin(text.slice(2, 16));
  return /^00\d{18}$/.test(text) && gtinCheckDigit(text.slice(2, -1)) === Number(text.at(-1));
}

function scaleReading(gtin: string, patterns: readonly ScalePattern[]): Reading | undefined {
  const pattern = patterns.find(({ prefix }) => gtin.startsWith(`0${prefix}`));
  if (!pattern) return undefined;
  const printed = gtin.slice(1);
  const item = printed.slice(0, 2 + pattern.itemDigits);
  const measured = Number(printed.slice(item.length, 12));
  const empty = item.padEnd(12, '0');
  const alternatives = [`0${empty}${gtinCheckDigit(empty)}`, item.slice(2)];
  const measure = pattern.measure === 'weight' ? { weight: kilograms(measured, pattern.decimals) } : { price: majors(measured, pattern.decimals) };
  return { kind: 'scale', code: gtin, alternatives, ...measure };
}

function gs1Reading(elements: readonly Gs1Element[], yearNow: number): Reading {
  const values = new Map(elements.map(({ identifier, value }) => [identifier, value]));
  const of = (identifier: string): string | undefined => values.get(identifier);
  const on = (identifier: string): Day | undefined => gs1Day(of(identifier) ?? '', yearNow);
  const count = of('37') ?? of('30');
  const code = of('01') ?? of('02') ?? of('00') ?? elements.map(({ identifier, value }) => `(${identifier})${value}`).join('');
  return {
    kind: 'gs1',
    code,
    alternatives: [],
    ...known({ count: count === undefined ? undefined : Number(count), lot: of('10'), serial: of('21'), parcel: of('00') }),
    ...known({ madeOn: on('11'), bestBeforeOn: on('15'), expiresOn: on('17') }),
    ...known({ weight: weightOf(elements), ...priceOf(elements) }),
  };
}

/** Net weight: 310n in kilograms, 320n in pounds of 0.45359237 kg. */
function weightOf(elements: readonly Gs1Element[]): Quantity | undefined {
  const [digits, places] = impliedIn(elements, '310');
  if (digits !== undefined) return kilograms(digits, places);
  const [pounds, poundPlaces] = impliedIn(elements, '320');
  return pounds === undefined ? undefined : quantity(mulDiv(pounds, 45_359_237, 10 ** (5 + poundPlaces)));
}

/** 392n: in the shop's own currency; 393n: the ISO number of its currency stands before it. */
function priceOf(elements: readonly Gs1Element[]): { price?: UnitPrice; currency?: string } {
  const [own, places] = impliedIn(elements, '392');
  if (own !== undefined) return { price: majors(own, places) };
  const found = elements.find(({ identifier }) => identifier.startsWith('393'));
  if (!found) return {};
  return { price: majors(Number(found.value.slice(3)), Number(found.identifier.at(-1))), currency: found.value.slice(0, 3) };
}

function impliedIn(elements: readonly Gs1Element[], start: string): [digits: number | undefined, places: number] {
  const found = elements.find(({ identifier }) => identifier.length === 4 && identifier.startsWith(start));
  return found ? [Number(found.value), Number(found.identifier.at(-1))] : [undefined, 0];
}

const kilograms = (digits: number, places: number): Quantity => quantity(mulDiv(digits, 1000, 10 ** places));
const majors = (digits: number, places: number): UnitPrice => unitPrice(mulDiv(digits, 10_000, 10 ** places));

/** Grams in one unit of measure that weighs; any other unit counts pieces. */
const gramsIn: Readonly<Record<string, number>> = { kg: 1000, g: 1, lb: 453.592_37, 千克: 1000, 公斤: 1000, 克: 1, 斤: 500 };

/** Undefined for a unit that counts and does not weigh. */
export const gramsPerUnit = (unitOfMeasure: string): number | undefined => gramsIn[unitOfMeasure.toLowerCase()];

/**
 * How much of a variant one scan means: what the barcode says, times the count in the code; for goods sold by weight the
 * weight in the code, or what its price buys at today's price per unit.
 */
export function scannedQuantity(
  reading: Reading,
  variant: { packQuantity: Quantity; unitOfMeasure: string; pricePerUnit: UnitPrice | null },
): Quantity {
  const grams = gramsPerUnit(variant.unitOfMeasure);
  if (reading.count !== undefined) return quantity(variant.packQuantity * reading.count);
  if (grams === undefined) return variant.packQuantity;
  // The unit's grams may have five decimals (a pound), so both sides are taken in hundred-thousandths.
  if (reading.weight !== undefined) return quantity(mulDiv(reading.weight, 100_000_000, Math.round(grams * 100_000)));
  if (reading.price !== undefined && variant.pricePerUnit) return quantity(mulDiv(reading.price, 1000, variant.pricePerUnit));
  return variant.packQuantity;
}

/** An object without the fields nobody knows. */
const known = <Fields extends object>(fields: Fields): { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> } =>
  // Only undefined values are left out, so what stays has its type.
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as { [Name in keyof Fields]?: Exclude<Fields[Name], undefined> };
