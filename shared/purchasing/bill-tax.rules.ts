import { tidyFacts, type TaxFact } from '../tax/tax-fact.rules.ts';
import { type Minor, minor, sumMinor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type RatePpm, ratePpm } from '../units/rate-ppm.ts';
import { shareOf } from '../units/share.ts';

/** What somebody charged us, with the tax on it; `inputTax` is what of the tax is got back. */
export interface ChargedTax {
  readonly net: Minor;
  readonly tax: Minor;
  readonly inputTax: Minor;
}

/** Suppliers print tax and seldom its rate: the rate to a tenth of a percent that makes it, else none. */
export function printedRate({ net, tax }: { net: Minor; tax: Minor }): RatePpm | null {
  if (tax === 0) return ratePpm(0);
  if (net === 0) return null;
  const rate = ratePpm(mulDiv(tax, 1000, net) * 1000);
  return rate > 0 && Math.abs(mulDiv(net, rate, 1_000_000) - tax) <= 1 ? rate : null;
}

/** Tax on a bill that says none: the buyer owes it at this rate and gets it back. */
export interface ReverseCharge {
  readonly rate: RatePpm;
  readonly tax: Minor;
}

/** The tax a buyer owes on the whole of a bill, rounded once. Source: Directive 2006/112/EC art. 196, § 13b UStG, VAT Notice 741A. */
export const reverseOn = (net: Minor, rate: RatePpm): ReverseCharge => ({ rate, tax: minor(mulDiv(net, rate, 1_000_000)) });

/** Both sides of the return: what is owed as on a sale, and the same got back. No rate where several bills charged several. */
export const reverseFacts = (net: Minor, { rate, tax }: { rate: RatePpm | null; tax: Minor }): TaxFact[] =>
  (['output', 'input'] as const).map((direction) => ({ direction, treatment: 'reverseCharge', rate, base: net, tax }));

/** A bill whose tax we owe, and what goods of it that went back or never came took of its net and of that tax so far. */
export interface ReverseBill {
  readonly supplierBillId: number;
  readonly rate: RatePpm;
  readonly net: Minor;
  readonly tax: Minor;
  readonly takenNet: Minor;
  readonly takenTax: Minor;
}

/** A part of such a bill that is no more: its net, and how much less is owed and got back. */
export interface ReversePart extends ReverseCharge {
  readonly supplierBillId: number;
  readonly net: Minor;
}

/**
 * The cumulative share of the bill's tax less what earlier parts took, so that parts of any size, by returns and claims alike,
 * add up to the bill's own tax and never to more; a negative net gives such a part back. Source: DOMAIN "A part"; Directive 2006/112/EC art. 90, 184 f.
 */
export function reversePart({ supplierBillId, rate, ...bill }: ReverseBill, net: Minor): ReversePart {
  const tax = bill.net === 0 ? minor(0) : shareOf(bill.tax, bill.takenNet + net, bill.net, bill.takenTax);
  return { supplierBillId, rate, net, tax };
}

/** Which bills a net of one received line is of, the oldest first; `open` is what of a bill's goods on that line did not go back yet. */
export function reverseParts(bills: readonly (ReverseBill & { readonly open: Minor })[], net: Minor): ReversePart[] {
  let left: number = net;
  return bills.flatMap((bill) => {
    const own = minor(Math.min(left, bill.open));
    left -= own;
    return own === 0 ? [] : [reversePart(bill, own)];
  });
}

/** The sum of parts; no rate where several bills charged several. */
export function sumOfParts(parts: readonly ReversePart[]) {
  const rates = new Set(parts.map(({ rate }) => rate));
  return {
    reverseRate: rates.size === 1 ? parts[0]!.rate : null,
    reverseNet: sumMinor(parts.map(({ net }) => net)),
    reverseTax: sumMinor(parts.map(({ tax }) => tax)),
  };
}

/** A part of goods that go back or never came, and what of its net somebody billed without the tax we owe on it. */
export interface ReturnedTax extends ChargedTax {
  readonly reverseRate: RatePpm | null;
  readonly reverseNet: Minor;
  readonly reverseTax: Minor;
}

/** What goods that go back or never came say about tax, signed as on their bills: what suppliers charged, and both sides of what we owe ourselves. */
export const returnedTax = (back: readonly ReturnedTax[]): TaxFact[] =>
  tidyFacts([
    ...purchaseTax(back.map(({ net, tax, inputTax, reverseNet }) => ({ net: minor(net - reverseNet), tax, inputTax }))),
    ...back.flatMap(({ reverseRate, reverseNet, reverseTax }) => reverseFacts(reverseNet, { rate: reverseRate, tax: reverseTax })),
  ]);

/** What purchases say about tax: what is got back is input tax, the rest is cost and told apart. */
export function purchaseTax(charged: readonly ChargedTax[]): TaxFact[] {
  return tidyFacts(charged.map(({ net, tax, inputTax }) => (tax === 0 || inputTax !== 0
    ? { direction: 'input', rate: printedRate({ net, tax }), base: net, tax: inputTax }
    : { direction: 'cost', rate: printedRate({ net, tax }), base: net, tax })));
}
