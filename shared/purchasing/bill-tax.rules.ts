import { tidyFacts, type TaxFact } from '../tax/tax-fact.rules.ts';
import { type Minor, minor } from '../units/minor.ts';
import { mulDiv } from '../units/mul-div.ts';
import { type RatePpm, ratePpm } from '../units/rate-ppm.ts';

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

/** A part of goods that go back, and what of its net somebody billed without the tax we owe on it. */
export interface ReturnedTax extends ChargedTax {
  readonly reverseRate: RatePpm | null;
  readonly reverseNet: Minor;
  readonly reverseTax: Minor;
}

/** What goods that go back say about tax, signed as on their bills: what suppliers charged, and both sides of what we owe ourselves. */
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
