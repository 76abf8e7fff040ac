import type { Day } from '../units/day.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import type { Treatment } from './treatment.rules.ts';

/** One jurisdiction's share of a tax: of the price, or of the price and the parts before it (`onTop`). */
export interface TaxPart {
  readonly name: string;
  readonly rate: RatePpm;
  readonly onTop: boolean;
}

/** What is due on something sold: which parts, and whether their sum is rounded (`together`) or `each` of them. */
export interface TaxRule {
  readonly treatment: Treatment;
  readonly parts: readonly TaxPart[];
  readonly rounded: 'together' | 'each';
}

export interface DatedTaxRule extends TaxRule {
  /** Country, then what lies in it: `GB`, `US-NY-New York City`. */
  readonly place: string;
  readonly taxClass: string;
  readonly validFromOn: Day;
}

/** What holds in a place on a day: the latest line of the place itself, else of what it lies in; undefined where none was ever written. */
export function taxRuleOn<Rule extends DatedTaxRule>(rules: readonly Rule[], asked: { place: string; taxClass: string; on: Day }): Rule | undefined {
  const here = rules.filter((rule) => rule.place === asked.place && rule.taxClass === asked.taxClass && rule.validFromOn <= asked.on);
  const latest = here.reduce<Rule | undefined>((best, rule) => (best && best.validFromOn >= rule.validFromOn ? best : rule), undefined);
  const around = asked.place.lastIndexOf('-');
  return latest ?? (around < 0 ? undefined : taxRuleOn(rules, { ...asked, place: asked.place.slice(0, around) }));
}

const million = 1_000_000n;

/** A part as a fraction of the price, those before it counted in where it stands on top of them. */
export interface Share {
  readonly top: bigint;
  readonly bottom: bigint;
}

/** Each part as an exact fraction of the price without tax; all have one denominator, so they add up. */
export function sharesOf(parts: readonly TaxPart[]): Share[] {
  const bottom = million ** BigInt(parts.filter((part) => part.onTop).length + 1);
  const tops: bigint[] = [];
  for (const part of parts) {
    const before = part.onTop ? tops.reduce((sum, top) => sum + top, bottom) : bottom;
    tops.push((before * BigInt(part.rate)) / million);
  }
  return tops.map((top) => ({ top, bottom }));
}

/** All parts as one fraction of the price without tax. */
export const wholeShare = (shares: readonly Share[]): Share => ({ top: shares.reduce((sum, share) => sum + share.top, 0n), bottom: shares[0]?.bottom ?? 1n });

/** The rule of one rate, as orders know it: a class has a rate, and that is all. */
export function plainTax(rate: RatePpm): TaxRule {
  return { treatment: rate === 0 ? 'zero' : 'taxed', parts: [{ name: '', rate, onTop: false }], rounded: 'together' };
}
