import type { AccountRole } from '../../accounting/account-role.rules.ts';
import { heading, type Layouts, line, type LineDef, sum, total } from './layout.rules.ts';

/** Where a chart keeps accounts that have no role: the numbers of its groups. */
export interface Groups {
  money: readonly string[];
  fixed: readonly string[];
  depreciated: readonly string[];
  prepaid: readonly string[];
  loans: readonly string[];
  wages: readonly string[];
  /** Costs of owning equipment. */
  depreciation: readonly string[];
  interest: readonly string[];
  incomeTax: readonly string[];
}

const customers: readonly AccountRole[] = [
  'accountsReceivable', 'channelClearing', 'channelReserve', 'payoutInTransit', 'chargebacksReceivable', 'customerDeposits', 'refundsPayable', 'storeCredit', 'loyaltyPoints', 'outputTax',
  'salesRevenue', 'salesDiscounts', 'salesReturns', 'shippingIncome', 'repairIncome', 'breakageIncome', 'otherChannelIncome', 'badDebts', 'chargebackLoss',
];
const stockLosses: readonly AccountRole[] = ['stockLossScrap', 'stockLossCount', 'stockLossShrinkage', 'stockLossOwnUse', 'stockLossSample', 'stockLossPurchaseReturn'];
const suppliers: readonly AccountRole[] = [
  'accountsPayable', 'goodsReceivedNotInvoiced', 'accruedLandedCost', 'supplierPrepayments', 'supplierClaims', 'inputTax', 'inventory', 'inventoryAllowance', 'goodsInTransit', 'goodsInDelivery',
  'cogs', 'repairCost', 'purchasePriceVariance', 'freightIn', 'inventoryWriteDown', 'stockGain', ...stockLosses,
];

/** Whose money a leg beside money is, by role: every chart's cash flow begins with these. */
export const cashParties = { customers, suppliers } as const;

const profitAndLoss = (groups: Groups): LineDef[] => [
  line('sales', ['Sales', '销售收入', '銷貨收入'], { roles: ['salesRevenue'] }, { credit: true }),
  line('reductions', ['Returns and discounts', '销售退回与折扣', '銷貨退回與折讓'], { roles: ['salesReturns', 'salesDiscounts'] }, { credit: true }),
  line('services', ['Shipping and repairs', '运费及维修收入', '運費及維修收入'], { roles: ['shippingIncome', 'repairIncome'] }, { credit: true }),
  sum('netSales', ['Net sales', '营业收入', '營業收入'], ['sales', 'reductions', 'services'], { credit: true }),
  line('cogs', ['Cost of goods sold', '销售成本', '銷貨成本'], { roles: ['cogs', 'repairCost', 'purchasePriceVariance', 'freightIn'] }),
  line('stockLosses', ['Stock losses and write-downs', '盘亏及跌价损失', '存貨盤損及跌價損失'], { roles: [...stockLosses, 'inventoryWriteDown'] }),
  sum('grossProfit', ['Gross profit', '毛利', '毛利'], ['netSales', 'cogs', 'stockLosses'], { credit: true }),
  line('selling', ['Marketplace and payment fees', '平台及支付费用', '平台及金流費用'], { roles: ['channelFees', 'gatewayFees'] }),
  line('marketing', ['Advertising and marketing', '广告及营销', '廣告及行銷'], { roles: ['advertising', 'marketing'] }),
  line('wages', ['Wages and social security', '工资及社保', '薪資及社會保險'], { codes: groups.wages }),
  line('depreciation', ['Depreciation', '折旧', '折舊'], { codes: groups.depreciation }),
  line('general', ['General expenses', '管理费用', '管理費用'], { roles: ['generalExpense'], rest: ['expense'] }),
  line('losses', ['Bad debts and differences', '坏账与差异', '呆帳與差異'], { roles: ['badDebts', 'chargebackLoss', 'tillOverShort', 'roundingDifference'] }),
  line('otherIncome', ['Other income', '其他收入', '其他收入'], { roles: ['otherChannelIncome', 'breakageIncome', 'stockGain'], rest: ['income'] }, { credit: true }),
  sum('operatingProfit', ['Operating profit', '营业利润', '營業利益'], ['grossProfit', 'selling', 'marketing', 'wages', 'depreciation', 'general', 'losses', 'otherIncome'], { credit: true }),
  line('exchange', ['Exchange gains less losses', '汇兑净损益', '兌換淨損益'], { roles: ['fxGain', 'fxLoss'] }, { credit: true }),
  line('interest', ['Interest', '利息费用', '利息費用'], { codes: groups.interest }),
  sum('profitBeforeTax', ['Profit before tax', '利润总额', '稅前淨利'], ['operatingProfit', 'exchange', 'interest'], { credit: true }),
  line('incomeTax', ['Income tax', '所得税费用', '所得稅費用'], { codes: groups.incomeTax }),
  total('profit', ['Profit', '净利润', '本期淨利'], ['profitBeforeTax', 'incomeTax'], { credit: true }),
];

const balanceSheet = (groups: Groups): LineDef[] => [
  heading('assets', ['Assets', '资产', '資產']),
  line('money', ['Cash and bank', '货币资金', '現金及銀行存款'], { roles: ['bank', 'till', 'payoutInTransit'], codes: groups.money }, { money: true }),
  line('receivables', ['Receivables', '应收款项', '應收款項'], { roles: ['accountsReceivable', 'channelClearing', 'channelReserve', 'chargebacksReceivable', 'supplierClaims'] }),
  line('prepaid', ['Prepayments', '预付款项', '預付款項'], { roles: ['supplierPrepayments'], codes: groups.prepaid }),
  line('inputTax', ['Recoverable tax', '待抵扣税额', '可抵扣稅額'], { roles: ['inputTax'] }),
  line('inventory', ['Inventories', '存货', '存貨'], { roles: ['inventory', 'inventoryAllowance', 'goodsInTransit', 'goodsInDelivery'] }),
  line('otherAssets', ['Other assets', '其他资产', '其他資產'], { rest: ['asset'] }),
  line('fixedAssets', ['Equipment less depreciation', '固定资产净值', '固定資產淨額'], { codes: [...groups.fixed, ...groups.depreciated] }),
  total('totalAssets', ['Total assets', '资产总计', '資產總計'], ['money', 'receivables', 'prepaid', 'inputTax', 'inventory', 'otherAssets', 'fixedAssets']),
  heading('liabilities', ['Liabilities', '负债', '負債']),
  line('payables', ['Payables to suppliers', '应付款项', '應付款項'], { roles: ['accountsPayable', 'goodsReceivedNotInvoiced', 'accruedLandedCost'] }, { credit: true }),
  line('customers', ['Owed to customers', '对客户的负债', '對客戶的負債'], { roles: ['customerDeposits', 'refundsPayable', 'storeCredit', 'loyaltyPoints'] }, { credit: true }),
  line('taxes', ['Taxes payable', '应交税费', '應付稅款'], { roles: ['outputTax', 'taxPayable'] }, { credit: true }),
  line('otherLiabilities', ['Other liabilities', '其他负债', '其他負債'], { rest: ['liability'] }, { credit: true }),
  line('loans', ['Loans', '借款', '借款'], { codes: groups.loans }, { credit: true }),
  sum('totalLiabilities', ['Total liabilities', '负债合计', '負債合計'], ['payables', 'customers', 'taxes', 'otherLiabilities', 'loans'], { credit: true }),
  heading('equity', ['Equity', '所有者权益', '權益']),
  line('capital', ['Capital and owners', '投入资本', '投入資本'], { rest: ['equity'] }, { credit: true }),
  line('opening', ['Opening balances', '期初建账', '期初開帳'], { roles: ['openingEquity'] }, { credit: true }),
  line('retained', ['Retained earnings', '未分配利润', '保留盈餘'], { roles: ['retainedEarnings'] }, { credit: true, result: 'earlier' }),
  line('yearProfit', ['Profit of the year', '本年利润', '本期損益'], { roles: ['currentYearProfit'] }, { credit: true, result: 'year' }),
  sum('totalEquity', ['Total equity', '所有者权益合计', '權益合計'], ['capital', 'opening', 'retained', 'yearProfit'], { credit: true }),
  total('totalSources', ['Total liabilities and equity', '负债和所有者权益总计', '負債及權益總計'], ['totalLiabilities', 'totalEquity'], { credit: true }),
];

const moneyLines = (net: readonly string[]): LineDef[] => [
  sum('netChange', ['Change in cash and bank', '现金净增加额', '現金淨增減'], net, { credit: true }),
  line('openingMoney', ['Cash and bank at the start', '期初现金余额', '期初現金餘額'], {}, { level: 0, credit: true }),
  total('closingMoney', ['Cash and bank at the end', '期末现金余额', '期末現金餘額'], ['netChange', 'openingMoney'], { credit: true }),
];

/** Money by the accounts it was exchanged for. */
export const cashFlowDirect = (groups: Pick<Groups, 'fixed' | 'loans' | 'wages' | 'interest' | 'incomeTax'>): LineDef[] => [
  heading('operating', ['Operating', '经营活动', '營業活動']),
  line('fromCustomers', ['From customers, less refunds', '收自客户（扣退款）', '收自客戶（扣退款）'], { roles: customers }, { credit: true }),
  line('toSuppliers', ['To suppliers for goods', '付给供应商', '付給供應商'], { roles: suppliers }, { credit: true }),
  line('toStaff', ['To staff', '付给员工', '付給員工'], { codes: groups.wages }, { credit: true }),
  line('forExpenses', ['Fees and other expenses', '费用支出', '費用支出'], { roles: ['channelFees', 'gatewayFees', 'advertising', 'marketing', 'generalExpense', 'tillOverShort', 'roundingDifference'], rest: ['expense', 'liability', 'income'] }, { credit: true }),
  line('taxesPaid', ['Taxes', '税费', '稅款'], { roles: ['taxPayable'], codes: groups.incomeTax }, { credit: true }),
  sum('operatingFlow', ['From operating', '经营活动现金净额', '營業活動淨現金'], ['fromCustomers', 'toSuppliers', 'toStaff', 'forExpenses', 'taxesPaid'], { credit: true }),
  heading('investing', ['Investing', '投资活动', '投資活動']),
  line('forAssets', ['Equipment and other assets', '设备及其他资产', '設備及其他資產'], { codes: groups.fixed, rest: ['asset'] }, { credit: true }),
  heading('financing', ['Financing', '筹资活动', '籌資活動']),
  line('lent', ['Loans taken less repaid', '借款净额', '借款淨額'], { codes: groups.loans }, { credit: true }),
  line('interestPaid', ['Interest paid', '支付利息', '支付利息'], { codes: groups.interest }, { credit: true }),
  line('owners', ['Owners and opening balances', '所有者及期初', '業主及期初'], { roles: ['openingEquity', 'retainedEarnings', 'currentYearProfit'], rest: ['equity'] }, { credit: true }),
  line('exchangeFlow', ['Effect of exchange rates', '汇率影响', '匯率影響'], { roles: ['fxGain', 'fxLoss'] }, { credit: true }),
  ...moneyLines(['operatingFlow', 'forAssets', 'lent', 'interestPaid', 'owners', 'exchangeFlow']),
];

/** From the profit to the money, by what the other accounts of the balance sheet took or gave. */
export const cashFlowIndirect = (groups: Pick<Groups, 'fixed' | 'depreciated' | 'loans'>): LineDef[] => [
  line('profitFlow', ['Profit of the period', '本期净利润', '本期淨利'], { rest: ['income', 'expense'] }, { credit: true, level: 0 }),
  line('depreciationFlow', ['Depreciation', '折旧', '折舊'], { codes: groups.depreciated }, { credit: true }),
  line('receivablesFlow', ['Receivables', '应收款项变动', '應收款項變動'], { roles: ['accountsReceivable', 'channelClearing', 'channelReserve', 'payoutInTransit', 'chargebacksReceivable', 'supplierClaims', 'supplierPrepayments'] }, { credit: true }),
  line('inventoryFlow', ['Inventories', '存货变动', '存貨變動'], { roles: ['inventory', 'inventoryAllowance', 'goodsInTransit', 'goodsInDelivery'] }, { credit: true }),
  line('payablesFlow', ['Payables to suppliers', '应付款项变动', '應付款項變動'], { roles: ['accountsPayable', 'goodsReceivedNotInvoiced', 'accruedLandedCost'] }, { credit: true }),
  line('customersFlow', ['Owed to customers', '对客户负债变动', '對客戶負債變動'], { roles: ['customerDeposits', 'refundsPayable', 'storeCredit', 'loyaltyPoints'] }, { credit: true }),
  line('taxesFlow', ['Taxes', '税费变动', '稅款變動'], { roles: ['inputTax', 'outputTax', 'taxPayable'] }, { credit: true }),
  line('otherFlow', ['Other liabilities', '其他负债变动', '其他負債變動'], { rest: ['liability'] }, { credit: true }),
  sum('operatingFlow', ['From operating', '经营活动现金净额', '營業活動淨現金'], ['profitFlow', 'depreciationFlow', 'receivablesFlow', 'inventoryFlow', 'payablesFlow', 'customersFlow', 'taxesFlow', 'otherFlow'], { credit: true }),
  line('forAssets', ['Equipment and other assets', '设备及其他资产', '設備及其他資產'], { codes: groups.fixed, rest: ['asset'] }, { credit: true }),
  line('lent', ['Loans taken less repaid', '借款净额', '借款淨額'], { codes: groups.loans }, { credit: true }),
  line('owners', ['Owners and opening balances', '所有者及期初', '業主及期初'], { roles: ['openingEquity', 'retainedEarnings', 'currentYearProfit'], rest: ['equity'] }, { credit: true }),
  ...moneyLines(['operatingFlow', 'forAssets', 'lent', 'owners']),
];

/** Statements by what accounts are for, for charts whose country prints no form. */
export const commonLayouts = (groups: Groups): Layouts => ({
  profitAndLoss: profitAndLoss(groups),
  balanceSheet: balanceSheet(groups),
  cashFlowDirect: cashFlowDirect(groups),
  cashFlowIndirect: cashFlowIndirect(groups),
});
