import type { Paper } from './paper.rules.ts';
import { allOutput, base, exemptSales, inputTax, marketplaceSales, outOfScopeSales, salesAt, salesNotAt, tax, taxedSales, zeroSales } from './takes.ts';

const [reducedLevy, propertyLevy] = [10_000, 50_000];
/** 3 % levied at 1 %: what is not levied is a line of its own. Source: Announcements 1 and 19 of 2023. */
const notLevied = { of: { rateOf: 20_000 }, take: salesAt(reducedLevy) } as const;

/** 增值税及附加税费申报表（小规模纳税人适用）, the main rows. Source: SAT Announcement 9 of 2021, notes on filling it in. Surcharges are not worked out. */
export const chinaSmallScale: Paper = {
  official: '增值税及附加税费申报表（小规模纳税人适用）',
  due: '20',
  boxes: [
    { code: '1', official: '应征增值税不含税销售额（3%征收率）', meaning: 'salesTaxed', terms: [base(salesNotAt(propertyLevy))] },
    { code: '4', official: '应征增值税不含税销售额（5%征收率）', meaning: 'salesAtRate', rate: propertyLevy, terms: [base(salesAt(propertyLevy))] },
    { code: '9', official: '免税销售额', meaning: 'salesExempt', terms: [base(exemptSales), base(outOfScopeSales)] },
    { code: '13', official: '出口免税销售额', meaning: 'salesZero', terms: [base(zeroSales), base(marketplaceSales)] },
    { code: '15', official: '本期应纳税额', meaning: 'taxOnSales', terms: [tax(allOutput), notLevied] },
    { code: '16', official: '本期应纳税额减征额', meaning: 'reduction', rate: reducedLevy, terms: [notLevied] },
    { code: '20', official: '应纳税额合计', meaning: 'due', sum: { plus: ['15'], minus: ['16'] } },
  ],
};

/** 增值税及附加税费申报表（一般纳税人适用）, the main rows. The rows of a year's form were not verified. */
export const chinaGeneral: Paper = {
  official: '增值税及附加税费申报表（一般纳税人适用）',
  due: '19',
  boxes: [
    { code: '1', official: '按适用税率计税销售额', meaning: 'salesTaxed', terms: [base(taxedSales)] },
    { code: '7', official: '免、抵、退办法出口销售额', meaning: 'salesZero', terms: [base(zeroSales), base(marketplaceSales)] },
    { code: '8', official: '免税销售额', meaning: 'salesExempt', terms: [base(exemptSales), base(outOfScopeSales)] },
    { code: '11', official: '销项税额', meaning: 'taxOnSales', terms: [tax(allOutput)] },
    { code: '12', official: '进项税额', meaning: 'inputTax', terms: [tax(inputTax)] },
    { code: '19', official: '应纳税额（为负时是期末留抵税额）', meaning: 'due', sum: { plus: ['11'], minus: ['12'] } },
  ],
};
