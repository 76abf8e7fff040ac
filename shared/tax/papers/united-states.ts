import type { Paper } from './paper.rules.ts';
import { allOutput, base, exemptSales, inputTax, marketplaceSales, outOfScopeSales, reverseSales, tax, taxedSales, zeroSales } from './takes.ts';

/** What every state's sales tax return asks for; below it one row for each jurisdiction's part. Sales tax is never got back. */
export const unitedStatesSales: Paper = {
  official: 'Sales and use tax return',
  due: 'due',
  rows: 'places',
  boxes: [
    { code: 'gross', official: 'Gross sales', meaning: 'salesAll', terms: [base(allOutput), base(marketplaceSales)] },
    { code: 'marketplace', official: 'Sales through marketplace facilitators', meaning: 'salesMarketplace', terms: [base(marketplaceSales)] },
    { code: 'exempt', official: 'Exempt and nontaxable sales', meaning: 'salesExempt', terms: [base(zeroSales), base(exemptSales), base(outOfScopeSales), base(reverseSales)] },
    { code: 'taxable', official: 'Taxable sales', meaning: 'salesTaxed', terms: [base(taxedSales)] },
    { code: 'due', official: 'Tax collected', meaning: 'due', terms: [tax(allOutput), { ...tax(inputTax), minus: true }] },
  ],
};
