import type { Paper } from './paper.rules.ts';
import { allOutput, base, exemptSales, inputTax, marketplaceSales, outOfScopeSales, purchases, reverseSales, tax, taxedSales, zeroSales } from './takes.ts';

/** A tax return anywhere: what was sold and bought, taxed how, and what is to be paid. */
export const genericPaper: Paper = {
  official: 'Tax return',
  due: 'due',
  rows: 'rates',
  boxes: [
    { code: 'taxed', official: 'Taxed sales, net', meaning: 'salesTaxed', terms: [base(taxedSales)] },
    { code: 'zero', official: 'Zero-rated sales', meaning: 'salesZero', terms: [base(zeroSales)] },
    { code: 'exempt', official: 'Exempt sales', meaning: 'salesExempt', terms: [base(exemptSales), base(outOfScopeSales)] },
    { code: 'reverse', official: 'Sales whose tax the buyer owes', meaning: 'salesReverse', terms: [base(reverseSales)] },
    { code: 'marketplace', official: 'Sales taxed by marketplaces', meaning: 'salesMarketplace', terms: [base(marketplaceSales)] },
    { code: 'purchases', official: 'Purchases, net', meaning: 'purchases', terms: [base(purchases)] },
    { code: 'output', official: 'Tax on sales', meaning: 'taxOnSales', terms: [tax(allOutput)] },
    { code: 'input', official: 'Tax on purchases', meaning: 'inputTax', terms: [tax(inputTax)] },
    { code: 'due', official: 'Tax to pay', meaning: 'due', sum: { plus: ['output'], minus: ['input'] } },
  ],
};
