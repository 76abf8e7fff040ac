import { mulDiv } from '../units/mul-div.ts';
import type { RatePpm } from '../units/rate-ppm.ts';

/** What a scale says, or a person types: a weight in whole grams, or why there is none. */
export type Weighed = { kind: 'weight'; grams: number } | { kind: 'unstable' | 'overload' | 'notPositive' | 'unreadable' };

/** Grams of one unit as a fraction. The pound is 0.45359237 kg by the agreement of 1959, the ounce a sixteenth of it; 斤 is half a kilogram. */
const units: Readonly<Record<string, readonly [numerator: number, denominator: number]>> = {
  kg: [1000, 1],
  g: [1, 1],
  lb: [45_359_237, 100_000],
  oz: [45_359_237, 1_600_000],
  '千克': [1000, 1],
  '公斤': [1000, 1],
  '克': [1, 1],
  '斤': [500, 1],
};

/** A number, with its sign and its unit, at the end of what is said; a comma stands for the decimal point. */
const amount = /^(?:(?:S|N|G|GS|NT|NET|GROSS)\b[\s,:]*)*([+-]?)\s*(\d{1,7})(?:[.,](\d{1,6}))?\s*(kg|g|lbs?|oz|千克|公斤|克|斤)?$/i;
const heaviest = 1_000_000;

/**
 * Reads one line of a scale, however it came: from a serial line, or typed by the scale as a keyboard. It knows the line of
 * A&D, CAS and their like ("ST,GS,+  1.250kg": state, gross or net, weight), Mettler Toledo's ("S S      1.250 kg") and a bare number
 * with a unit. Without a unit a whole number is grams, as it is typed by hand. Only what stands still is a weight.
 */
export function readScale(text: string): Weighed {
  const said = text.normalize('NFKC').replaceAll('−', '-').trim();
  const state = /^(ST|US|OL|QT)\s*,\s*(.*)$/i.exec(said);
  const rest = (state?.[2] ?? said).replace(/^TR\b/i, '?');
  if (/^OL$/i.test(state?.[1] ?? '') || /^S\s+[+-]$/i.test(rest) || /^OL\b/i.test(rest)) return { kind: 'overload' };
  if (/^US$/i.test(state?.[1] ?? '') || /^S\s+D\b/i.test(rest) || /^S\s+I$/i.test(rest)) return { kind: 'unstable' };
  const [, sign = '', whole = '', decimals = '', unit] = amount.exec(rest.replace(/^S\s+S\b/i, 'S')) ?? [];
  if (whole === '' || (unit === undefined && decimals !== '')) return { kind: 'unreadable' };
  const [numerator, denominator] = units[(unit ?? 'g').toLowerCase().replace('lbs', 'lb')] ?? [1, 1];
  const grams = mulDiv(Number(`${whole}${decimals}`), numerator, denominator * 10 ** decimals.length);
  if (sign === '-' || grams <= 0) return { kind: 'notPositive' };
  return grams > heaviest ? { kind: 'overload' } : { kind: 'weight', grams };
}

/** Whether a text at the packing table is a scale's and not a code: it says a state, or a weight with its unit. */
export const isFromScale = (text: string): boolean => /^\s*(ST|US|OL)\s*,/i.test(text) || /^\s*S\s+[SDI+-](\s|$)/i.test(text) || (/(kg|g|lbs?|oz)\s*$/i.test(text) && readScale(text).kind === 'weight');

/** How far a parcel may weigh from what its goods weigh by the catalogue, in grams. */
export interface ParcelWeightRule {
  packagingGrams: number;
  /** Of the weight of the goods. */
  toleranceRate: RatePpm;
  /** Never less than this. */
  toleranceGrams: number;
}

export interface WeightRange {
  lightest: number;
  heaviest: number;
}

/**
 * Between which weights a parcel with the right goods lies: theirs, less the tolerance and with no packaging to speak of, up to theirs, the tolerance
 * and all of the packaging. Goods whose weight nobody knows (0) cannot be checked. Source: E3 "weight check if a scale is attached".
 */
export function weightRange(expectedGrams: number, { packagingGrams, toleranceRate, toleranceGrams }: ParcelWeightRule): WeightRange | undefined {
  if (expectedGrams <= 0) return undefined;
  const tolerance = Math.max(toleranceGrams, mulDiv(expectedGrams, toleranceRate, 1_000_000));
  return { lightest: Math.max(1, expectedGrams - tolerance), heaviest: expectedGrams + tolerance + packagingGrams };
}
