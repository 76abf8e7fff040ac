import type { Paper } from './paper.rules.ts';
import { allOutput, base, inputTax, marketplaceSales, purchases, tax } from './takes.ts';

/**
 * VAT100, boxes 1 to 9. Source: VAT Notice 700/12. Boxes 2, 8 and 9 are about goods between Northern Ireland and the EU, which
 * these books do not tell from others. Boxes 6 to 9 go to HMRC in whole pounds.
 */
export const unitedKingdomVat100: Paper = {
  official: 'VAT Return (VAT100)',
  due: '5',
  boxes: [
    { code: '1', official: 'VAT due in the period on sales and other outputs', meaning: 'taxOnSales', terms: [tax(allOutput)] },
    { code: '2', official: 'VAT due in the period on acquisitions of goods made in Northern Ireland from EU Member States', meaning: 'notKept' },
    { code: '3', official: 'Total VAT due', meaning: 'total', sum: { plus: ['1', '2'] } },
    { code: '4', official: 'VAT reclaimed in the period on purchases and other inputs', meaning: 'inputTax', terms: [tax(inputTax)] },
    { code: '5', official: 'Net VAT to pay to HMRC or reclaim', meaning: 'due', sum: { plus: ['3'], minus: ['4'] } },
    { code: '6', official: 'Total value of sales and all other outputs excluding any VAT', meaning: 'salesAll', terms: [base({ direction: ['output'], treatment: ['taxed', 'zero', 'exempt', 'reverseCharge', 'adjustment', 'unsorted'] }), base(marketplaceSales)] },
    { code: '7', official: 'Total value of purchases and all other inputs excluding any VAT', meaning: 'purchases', terms: [base(purchases)] },
    { code: '8', official: 'Total value of dispatches of goods from Northern Ireland to EU Member States', meaning: 'notKept' },
    { code: '9', official: 'Total value of acquisitions of goods made in Northern Ireland from EU Member States', meaning: 'notKept' },
  ],
};
