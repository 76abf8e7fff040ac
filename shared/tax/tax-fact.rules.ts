import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import type { Treatment } from './treatment.rules.ts';

/** `output` the shop owes, `input` it gets back, `cost` it pays and keeps paying, `marketplace` others collect and pay. */
export type TaxDirection = 'output' | 'input' | 'cost' | 'marketplace';

/** What a line is that no document sorted: written by hand, moved to Tax payable (on no paper), or no more than its tax. */
export type TaxByHand = 'adjustment' | 'settlement' | 'unsorted';

/**
 * What a document says about tax, beside its entry: output and input facts add up to the entry's postings on the tax
 * accounts, the others are told and not posted. Amounts are signed: a refund's are negative.
 */
export interface TaxFact {
  readonly direction: TaxDirection;
  /** Left out: what the class says, or taxed where there is a rate. */
  readonly treatment?: Treatment | TaxByHand;
  /** Left out: the shop's own country. */
  readonly country?: string;
  readonly region?: string;
  readonly taxClassId?: number | null;
  /** Null where the tax has no one rate. */
  readonly rate: RatePpm | null;
  readonly base: Minor;
  readonly tax: Minor;
}

/** Facts alike in all but their amounts become one; those worth nothing are dropped. */
export function tidyFacts(facts: readonly TaxFact[]): TaxFact[] {
  const merged = new Map<string, TaxFact>();
  for (const fact of facts) {
    const { direction, treatment = '', country = '', region = '', taxClassId = null, rate } = fact;
    const key = [direction, treatment, country, region, taxClassId, rate].join('|');
    const earlier = merged.get(key);
    merged.set(key, earlier ? { ...fact, base: minor(earlier.base + fact.base), tax: minor(earlier.tax + fact.tax) } : fact);
  }
  return [...merged.values()].filter(({ base, tax }) => base !== 0 || tax !== 0);
}

/** The facts of an entry's opposite. */
export const oppositeFacts = (facts: readonly TaxFact[]): TaxFact[] => facts.map((fact) => ({ ...fact, base: minor(-fact.base), tax: minor(-fact.tax) }));

/**
 * What the tax accounts hold beyond the facts a document gave: a document that says nothing of its tax still leaves a line, so
 * that the lines always add up to the books. `posted` is signed as facts are: what is owed, what is got back.
 */
export function withRest(facts: readonly TaxFact[], posted: { output: Minor; input: Minor }, treatment: TaxByHand): TaxFact[] {
  const rests = (['output', 'input'] as const).flatMap((direction): TaxFact[] => {
    const told = sumMinor(facts.filter((fact) => fact.direction === direction).map((fact) => fact.tax));
    return told === posted[direction] ? [] : [{ direction, treatment, rate: null, base: minor(0), tax: minor(posted[direction] - told) }];
  });
  return tidyFacts([...facts, ...rests]);
}

/**
 * The rate among those in use that makes this tax of this base, to one minor unit; null where none does. For rows that were
 * stored with their tax and without its rate.
 */
export function likelyRate({ net, tax }: { net: Minor; tax: Minor }, known: readonly RatePpm[]): RatePpm | null {
  if (tax === 0) return 0 as RatePpm;
  return [...new Set(known)].find((rate) => Math.abs(mulDiv(net, rate, 1_000_000) - tax) <= 1) ?? null;
}
