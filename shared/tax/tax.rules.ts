import { allocate } from '../units/allocate.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv, mulFraction } from '../units/mul-div.ts';
import { type Share, sharesOf, type TaxPart, type TaxRule, wholeShare } from './rate.rules.ts';
import { taxOwner } from './treatment.rules.ts';

/** One row as its price is written: with tax in it where prices include tax. */
export interface PricedRow {
  readonly amount: Minor;
  readonly tax: TaxRule;
}

export interface TaxTerms {
  readonly pricesIncludeTax: boolean;
  /** Tax rounded on every row, or once per rate and document and then shared out to its rows. */
  readonly taxPer: 'line' | 'document';
}

/** What a row is worth: gross = net + tax. `parts` follow the rule's parts and add up to `tax`. */
export interface TaxedRow {
  net: Minor;
  /** On the bill, whoever pays it to the state. */
  tax: Minor;
  gross: Minor;
  parts: Minor[];
  /** Not on the bill: what a buyer owes the state by reverse charge. */
  buyerOwes: Minor;
}

/**
 * The tax of a document's rows; half a minor unit is rounded away from zero. With tax per document the rows of one rule are
 * taxed together and the tax is shared out by largest remainder, so the rows add up to the document either way.
 * Source: DOMAIN "Rounding"; cases by country in docs/tax-cases.md.
 * @throws RangeError when tax per document meets a negative row.
 */
export function taxRows(rows: readonly PricedRow[], terms: TaxTerms): TaxedRow[] {
  const groups = terms.taxPer === 'line' ? rows.map((_row, index) => [index]) : sameRules(rows);
  const taxed: TaxedRow[] = [];
  for (const members of groups) {
    const [first] = members;
    const rule = first === undefined ? undefined : rows[first]?.tax;
    if (!rule) continue;
    const amounts = members.map((index) => rows[index]?.amount ?? minor(0));
    taxGroup(amounts, rule, terms.pricesIncludeTax).forEach((row, place) => (taxed[members[place] ?? 0] = row));
  }
  return taxed;
}

/** Which rows are taxed alike, in the order they first come. */
function sameRules(rows: readonly PricedRow[]): number[][] {
  const groups = new Map<string, number[]>();
  rows.forEach(({ tax }, index) => {
    const key = keyOf(tax);
    const group = groups.get(key);
    if (group) group.push(index);
    else groups.set(key, [index]);
  });
  return [...groups.values()];
}

const keyOf = ({ treatment, parts, rounded }: TaxRule): string => `${treatment} ${rounded} ${parts.map(({ name, rate, onTop }) => `${name}|${rate}|${onTop}`).join()}`;

/** Rows of one rule taxed together; each gets its share of every part. */
function taxGroup(amounts: readonly Minor[], rule: TaxRule, inclusive: boolean): TaxedRow[] {
  const owner = taxOwner[rule.treatment];
  // A buyer who owes the tax pays a price without it, however other prices are written.
  const parts = owner === 'nobody' ? rule.parts.map(() => minor(0)) : partsOf(sumMinor(amounts), rule, inclusive && owner !== 'buyer');
  const shares = amounts.length === 1 ? parts.map((part) => [part]) : parts.map((part) => allocate(part, amounts));
  return amounts.map((amount, index) => {
    const own = shares.map((share) => share[index] ?? minor(0));
    const tax = sumMinor(own);
    if (owner === 'buyer') return { net: amount, tax: minor(0), gross: amount, parts: own.map(() => minor(0)), buyerOwes: tax };
    return inclusive
      ? { net: minor(amount - tax), tax, gross: amount, parts: own, buyerOwes: minor(0) }
      : { net: amount, tax, gross: minor(amount + tax), parts: own, buyerOwes: minor(0) };
  });
}

/** The tax of an amount, part by part. Out of a price with tax the whole is rounded once, so that net and tax make the price. */
function partsOf(amount: Minor, rule: TaxRule, inclusive: boolean): Minor[] {
  const [only, ...others] = rule.parts;
  if (!only) return [];
  if (others.length === 0) return [plainPart(amount, only, inclusive)];
  if (rule.rounded === 'each' && !inclusive) return eachPart(amount, rule.parts);
  const shares = sharesOf(rule.parts);
  const { top, bottom } = wholeShare(shares);
  const whole = minor(mulFraction(amount, { top, bottom: inclusive ? bottom + top : bottom }));
  return allocate(whole, weightsOf(shares));
}

const plainPart = (amount: Minor, { rate }: TaxPart, inclusive: boolean): Minor => minor(mulDiv(amount, rate, inclusive ? 1_000_000 + rate : 1_000_000));

/** Each part rounded; one on top stands on what the parts before it are on the bill. */
function eachPart(amount: Minor, parts: readonly TaxPart[]): Minor[] {
  const taxes: Minor[] = [];
  for (const { rate, onTop } of parts) taxes.push(minor(mulDiv(onTop ? amount + sumMinor(taxes) : amount, rate, 1_000_000)));
  return taxes;
}

/** Shares as whole numbers that fit: in millionths of millionths where parts stand on each other. */
function weightsOf(shares: readonly Share[]): number[] {
  const scale = 1_000_000_000_000n;
  return shares.map(({ top, bottom }) => Number(bottom > scale ? (top * scale) / bottom : top));
}

/** A line of the tax table under a bill: all rows of one rule. */
export interface TaxSummary {
  readonly rule: TaxRule;
  readonly net: Minor;
  readonly tax: Minor;
  readonly buyerOwes: Minor;
}

/** The rows by rule, in the order they first come: exempt, zero-rated and each rate apart. They add up to the document. */
export function taxSummary(rows: readonly PricedRow[], taxed: readonly TaxedRow[]): TaxSummary[] {
  return sameRules(rows).flatMap((members) => {
    const rule = rows[members[0] ?? -1]?.tax;
    const own = members.flatMap((index) => taxed[index] ?? []);
    return rule ? [{ rule, net: sumMinor(own.map((row) => row.net)), tax: sumMinor(own.map((row) => row.tax)), buyerOwes: sumMinor(own.map((row) => row.buyerOwes)) }] : [];
  });
}
