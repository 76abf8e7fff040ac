import { likelyRate, type TaxFact } from '../tax/tax-fact.rules.ts';
import { allocate } from '../units/allocate.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import type { RatePpm } from '../units/rate-ppm.ts';
import type { CreditGiven } from './cancellation.rules.ts';
import type { Figures, TaxBy } from './order-totals.rules.ts';
import type { RefundPart } from './refund.rules.ts';

/** A part of a line as tax sees it. */
export interface SoldPart {
  taxClassId: number | null;
  taxRate: RatePpm | null;
  net: Minor;
  tax: Minor;
}

/** Where a sale is taxed: left out, in the shop's own country. */
export interface SaleTaxPlace {
  country?: string;
  region?: string;
}

const directionOf = (taxBy: TaxBy) => (taxBy === 'shop' ? ({ direction: 'output' } as const) : ({ direction: 'marketplace', treatment: 'marketplace' } as const));

/**
 * What the parts of a sale say about tax: goods by class and rate, charges at the rate of the goods that makes their tax. Tax a
 * marketplace keeps is told apart and is none of ours. Source: DOMAIN §5 "tax collected and remitted by the marketplace".
 */
export function saleTax(goods: readonly SoldPart[], charges: readonly Pick<Figures, 'net' | 'tax'>[], taxBy: TaxBy, place: SaleTaxPlace = {}): TaxFact[] {
  const known = goods.flatMap(({ taxRate }) => (taxRate === null ? [] : [taxRate]));
  const side = { ...directionOf(taxBy), ...place };
  return [
    ...goods.map(({ taxClassId, taxRate, net, tax }) => ({ ...side, taxClassId, rate: taxRate ?? likelyRate({ net, tax }, known), base: net, tax })),
    ...charges.map(({ net, tax }) => ({ ...side, rate: likelyRate({ net, tax }, known), base: net, tax })),
  ];
}

export interface RefundedLine extends SoldPart {
  id: number;
}

/**
 * What a refund takes back: parts of a line at that line's class and rate, the rest (goodwill, an amount) in the proportions of
 * the order. `settled` is what of it lessens sales; the rest was money held, on which no tax was owed yet.
 */
export function refundTax(parts: readonly RefundPart[], settled: CreditGiven, lines: readonly RefundedLine[], taxBy: TaxBy, place: SaleTaxPlace = {}): TaxFact[] {
  const known = lines.flatMap(({ taxRate }) => (taxRate === null ? [] : [taxRate]));
  const exact = parts.flatMap((part): SoldPart[] => {
    const line = part.kind === 'returned' || part.kind === 'goodsKept' ? lines.find(({ id }) => id === part.orderLineId) : undefined;
    return line ? [{ taxClassId: line.taxClassId, taxRate: line.taxRate, net: minor(-part.net), tax: minor(-part.tax) }] : [];
  });
  const left = {
    net: minor(settled.returns.net + sumMinor(exact.map(({ net }) => net))),
    tax: minor(settled.returns.tax + sumMinor(exact.map(({ tax }) => tax))),
  };
  const facts = saleTax([...exact, ...spread(left, lines)], [], taxBy, place);
  const { net, tax } = settled.shipping;
  const shipping = { ...directionOf(taxBy), ...place, rate: likelyRate({ net, tax }, known), base: minor(-net), tax: minor(-tax) };
  return keptTax([...facts, shipping], lines, taxBy);
}

/** Goodwill given back or taken again, in the proportions of the order. `sign` −1 lessens the sale. */
export function goodwillTax({ returns, shipping }: CreditGiven, lines: readonly RefundedLine[], taxBy: TaxBy, place: SaleTaxPlace = {}): TaxFact[] {
  return refundTax([], { returns: negative(returns), shipping: negative(shipping) }, lines, taxBy, place);
}

const negative = ({ net, tax, gross }: Figures): Figures => ({ net: minor(-net), tax: minor(-tax), gross: minor(-gross) });

/** An amount taken back over the lines of an order: tax by their tax, the rest by their net. */
function spread({ net, tax }: { net: Minor; tax: Minor }, lines: readonly RefundedLine[]): SoldPart[] {
  if (net === 0 && tax === 0) return [];
  if (lines.length === 0) return [{ taxClassId: null, taxRate: null, net: minor(-net), tax: minor(-tax) }];
  const size = (of: (line: RefundedLine) => number): number[] => lines.map((line) => Math.max(0, of(line)));
  const taxes = size(({ tax: own }) => own).every((own) => own === 0) ? null : allocate(tax, size(({ tax: own }) => own));
  const nets = allocate(net, size(({ net: own }) => own));
  const rows = lines.map(({ taxClassId, taxRate }, index) => ({ taxClassId, taxRate, net: minor(-(nets[index] ?? 0)), tax: minor(-(taxes?.[index] ?? 0)) }));
  // Tax on an order whose lines had none: it is told, and belongs to no rate.
  return taxes || tax === 0 ? rows : [...rows, { taxClassId: null, taxRate: null, net: minor(0), tax: minor(-tax) }];
}

/** What a marketplace gives back of its tax is not told with the refund: its share of what it kept on the line. */
function keptTax(facts: readonly TaxFact[], lines: readonly RefundedLine[], taxBy: TaxBy): TaxFact[] {
  if (taxBy === 'shop') return [...facts];
  return facts.map((fact) => {
    const own = lines.filter(({ taxClassId, taxRate }) => taxClassId === fact.taxClassId && taxRate === fact.rate);
    const [net, tax] = [sumMinor(own.map((line) => line.net)), sumMinor(own.map((line) => line.tax))];
    return net <= 0 ? fact : { ...fact, tax: minor(mulDiv(tax, fact.base, net)) };
  });
}
