import { type Minor, minor, sumMinor } from '../../units/minor.ts';
import { mulDiv } from '../../units/mul-div.ts';
import type { RatePpm } from '../../units/rate-ppm.ts';
import type { TaxDirection, TaxFact } from '../tax-fact.rules.ts';

/** Tax lines of a period alike in everything a paper asks for. `key` finds the lines again. */
export interface TaxGroup {
  readonly key: string;
  readonly direction: TaxDirection;
  readonly treatment: NonNullable<TaxFact['treatment']>;
  readonly country: string;
  readonly region: string;
  readonly rate: RatePpm | null;
  readonly base: Minor;
  readonly tax: Minor;
  readonly lines: number;
}

/** Which groups a figure takes; what is left out does not matter. */
export interface Take {
  readonly direction: readonly TaxDirection[];
  readonly treatment?: readonly TaxGroup['treatment'][];
  readonly rates?: readonly number[];
  readonly notRates?: readonly number[];
  /** Only with tax, or only without: a reverse charge owed by us, or by our customer. */
  readonly withTax?: boolean;
}

/** A figure of a box: net amounts, tax, or a rate of net amounts (a reduction shown on a line of its own). */
export type Term = { readonly of: 'base' | 'tax' | { readonly rateOf: number }; readonly take: Take; readonly minus?: true };

/** What a box holds, in words a screen translates. */
export type BoxMeaning =
  | 'salesAtRate' | 'taxAtRate' | 'salesOtherRates' | 'taxOtherRates' | 'salesTaxed' | 'salesAll' | 'salesZero' | 'salesExempt' | 'salesOutOfScope' | 'salesReverse'
  | 'salesMarketplace' | 'reverseBought' | 'reverseTax' | 'taxOnSales' | 'inputTax' | 'reverseInput' | 'purchases' | 'reduction' | 'total' | 'due' | 'notKept' | 'placeSales' | 'placeTax';

export interface BoxSpec {
  readonly code: string;
  /** As the form itself calls it, in its own language. */
  readonly official: string;
  readonly meaning: BoxMeaning;
  readonly rate?: number;
  readonly terms?: readonly Term[];
  /** Boxes above that are added, or taken off. */
  readonly sum?: { readonly plus: readonly string[]; readonly minus?: readonly string[] };
}

export interface Paper {
  /** The form as its country knows it. */
  readonly official: string;
  readonly boxes: readonly BoxSpec[];
  /** The box that says what is to be paid, or comes back where it is negative. */
  readonly due: string;
  /** Rows that are made as they occur: one for each rate, or for each jurisdiction's part of a rate. */
  readonly rows?: 'rates' | 'places';
}

export interface Box {
  readonly code: string;
  readonly official: string;
  readonly meaning: BoxMeaning;
  readonly rate: RatePpm | null;
  readonly figure: Minor;
  readonly groups: readonly string[];
}

const takes = (take: Take, group: TaxGroup): boolean =>
  take.direction.includes(group.direction) &&
  (take.treatment?.includes(group.treatment) ?? true) &&
  (take.rates === undefined || (group.rate !== null && take.rates.includes(group.rate))) &&
  !(take.notRates !== undefined && group.rate !== null && take.notRates.includes(group.rate)) &&
  (take.withTax === undefined || take.withTax === (group.tax !== 0));

/** Tax owed to another country stands on another country's return: one-stop shops, sales abroad. */
const elsewhere = (group: TaxGroup, home: string): boolean => group.country !== home && group.tax !== 0 && group.direction === 'output';

/** The boxes of a paper over the groups of a period. Every sum is of groups, so each opens its lines. */
export function boxesOf(paper: Paper, groups: readonly TaxGroup[], home: string): Box[] {
  const own = groups.filter((group) => !elsewhere(group, home));
  const boxes = new Map<string, Box>();
  for (const spec of paper.boxes) boxes.set(spec.code, boxOf(spec, own, boxes));
  return [...boxes.values()];
}

function boxOf(spec: BoxSpec, groups: readonly TaxGroup[], above: ReadonlyMap<string, Box>): Box {
  const { code, official, meaning, rate } = spec;
  const head = { code, official, meaning, rate: rate === undefined ? null : (rate as RatePpm) };
  if (spec.sum) {
    const [plus, minus] = [spec.sum.plus, spec.sum.minus ?? []].map((codes) => codes.flatMap((one) => above.get(one) ?? []));
    const figure = minor(sumMinor((plus ?? []).map((box) => box.figure)) - sumMinor((minus ?? []).map((box) => box.figure)));
    return { ...head, figure, groups: [...new Set([...(plus ?? []), ...(minus ?? [])].flatMap((box) => box.groups))] };
  }
  const terms = (spec.terms ?? []).map((term) => ({ term, taken: groups.filter((group) => takes(term.take, group)) }));
  const figure = minor(terms.reduce((sum, { term, taken }) => sum + (term.minus ? -1 : 1) * termOf(term, taken), 0));
  return { ...head, figure, groups: [...new Set(terms.flatMap(({ taken }) => taken.map((group) => group.key)))] };
}

function termOf({ of }: Term, taken: readonly TaxGroup[]): Minor {
  if (typeof of === 'object') return minor(mulDiv(sumMinor(taken.map((group) => group.base)), of.rateOf, 1_000_000));
  return sumMinor(taken.map((group) => group[of]));
}

export interface Tie {
  /** What the box says is to be paid. */
  readonly due: Minor;
  /** Tax of the period that this paper has no box for: another country's, or input tax of somebody who gets none back. */
  readonly apart: Minor;
  readonly apartGroups: readonly string[];
  /** Output less input tax of all lines: what the tax accounts moved by. due + apart = ledger. */
  readonly ledger: Minor;
}

/** How a paper ties to the tax accounts; what it leaves out is named by its groups. */
export function tieOf(paper: Paper, boxes: readonly Box[], groups: readonly TaxGroup[]): Tie {
  const due = boxes.find((box) => box.code === paper.due);
  const taken = new Set(due?.groups);
  const left = groups.filter((group) => !taken.has(group.key));
  return { due: due?.figure ?? minor(0), apart: owed(left), apartGroups: left.filter((group) => group.tax !== 0 && posted(group)).map((group) => group.key), ledger: owed(groups) };
}

const posted = ({ direction }: TaxGroup): boolean => direction === 'output' || direction === 'input';

/** Output less input tax. */
export const owed = (groups: readonly TaxGroup[]): Minor =>
  minor(groups.reduce((sum, { direction, tax }) => sum + (direction === 'output' ? tax : direction === 'input' ? -tax : 0), 0));
