import type { Take, Term } from './paper.rules.ts';

/** The figures several papers take. */

export const base = (take: Take): Term => ({ of: 'base', take });
export const tax = (take: Take): Term => ({ of: 'tax', take });

/** Sales with tax; what was written by hand or says no more than its tax is among them. */
export const taxedSales: Take = { direction: ['output'], treatment: ['taxed', 'adjustment', 'unsorted'] };
export const salesAt = (...rates: number[]): Take => ({ ...taxedSales, rates });
export const salesNotAt = (...notRates: number[]): Take => ({ ...taxedSales, notRates });
export const zeroSales: Take = { direction: ['output'], treatment: ['zero'] };
export const exemptSales: Take = { direction: ['output'], treatment: ['exempt'] };
export const outOfScopeSales: Take = { direction: ['output'], treatment: ['outOfScope'] };
/** Sold to somebody who owes the tax. */
export const reverseSales: Take = { direction: ['output'], treatment: ['reverseCharge'], withTax: false };
/** Bought, and the tax is ours to declare. */
export const reverseBought: Take = { direction: ['output'], treatment: ['reverseCharge'], withTax: true };
export const marketplaceSales: Take = { direction: ['marketplace'] };
export const allOutput: Take = { direction: ['output'] };
export const inputTax: Take = { direction: ['input'] };
export const purchases: Take = { direction: ['input', 'cost'] };
