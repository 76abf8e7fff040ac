import { cashFlowDirect, cashFlowIndirect } from './common.ts';
import { heading, type Layouts, line, type LineDef, sum, total } from './layout.rules.ts';

/**
 * German statements: the balance sheet by § 266 HGB and profit and loss by the total cost method of § 275 II HGB, both in
 * the short form of small companies with the lines a shop needs. SKR03 and SKR04 differ only in their numbers.
 */
interface Codes {
  intangible: readonly string[];
  tangible: readonly string[];
  money: readonly string[];
  prepaid: readonly string[];
  subscribed: readonly string[];
  provisions: readonly string[];
  banks: readonly string[];
  wagesDue: readonly string[];
  revenue: readonly string[];
  otherIncome: readonly string[];
  material: readonly string[];
  wages: readonly string[];
  depreciation: readonly string[];
  interestIncome: readonly string[];
  interest: readonly string[];
  incomeTax: readonly string[];
  otherTaxes: readonly string[];
}

const skr03: Codes = {
  intangible: ['00'], tangible: ['01', '02', '03', '04'], money: ['10', '11', '12'], prepaid: ['0980'], subscribed: ['080', '081', '082'], provisions: ['095', '096', '097'], banks: ['063', '064', '065'], wagesDue: ['174'],
  revenue: ['8'], otherIncome: ['25', '266', '27'], material: ['3', '40'], wages: ['41'], depreciation: ['482', '483', '485', '486', '487', '488'], interestIncome: ['265'], interest: ['210', '211', '212', '213'], incomeTax: ['220', '221', '432'], otherTaxes: ['2375', '2380', '4340', '4350'],
};

const skr04: Codes = {
  intangible: ['01'], tangible: ['02', '03', '04', '05', '06', '07'], money: ['16', '17', '18'], prepaid: ['19'], subscribed: ['290', '291', '292'], provisions: ['30'], banks: ['315', '316', '317'], wagesDue: ['372'],
  revenue: ['40', '41', '42', '43', '44', '45', '46', '47'], otherIncome: ['48', '49'], material: ['5'], wages: ['60', '61'], depreciation: ['62'], interestIncome: ['71'], interest: ['73'], incomeTax: ['760', '761', '762', '763', '764'], otherTaxes: ['765', '766', '767', '768'],
};

const profitAndLoss = (codes: Codes): LineDef[] => [
  line('revenue', ['Revenue', '营业收入', '營業收入', '1. Umsatzerlöse'], { codes: codes.revenue }, { credit: true }),
  line('otherIncome', ['Other operating income', '其他经营收入', '其他營業收入', '4. Sonstige betriebliche Erträge'], { codes: codes.otherIncome, rest: ['income'] }, { credit: true }),
  line('material', ['Cost of materials', '材料成本', '材料成本', '5. Materialaufwand'], { codes: codes.material }),
  sum('grossProfit', ['Gross result', '毛利', '毛利', 'Rohergebnis'], ['revenue', 'otherIncome', 'material'], { credit: true }),
  line('wages', ['Personnel expenses', '人工费用', '人事費用', '6. Personalaufwand'], { codes: codes.wages }),
  line('depreciation', ['Depreciation', '折旧', '折舊', '7. Abschreibungen'], { codes: codes.depreciation }),
  line('otherExpenses', ['Other operating expenses', '其他经营费用', '其他營業費用', '8. Sonstige betriebliche Aufwendungen'], { rest: ['expense'] }),
  line('interestIncome', ['Interest income', '利息收入', '利息收入', '11. Sonstige Zinsen und ähnliche Erträge'], { codes: codes.interestIncome }, { credit: true }),
  line('interest', ['Interest', '利息费用', '利息費用', '13. Zinsen und ähnliche Aufwendungen'], { codes: codes.interest }),
  line('incomeTax', ['Taxes on income', '所得税', '所得稅', '14. Steuern vom Einkommen und vom Ertrag'], { codes: codes.incomeTax }),
  sum('afterTax', ['Result after taxes', '税后利润', '稅後淨利', '15. Ergebnis nach Steuern'], ['grossProfit', 'wages', 'depreciation', 'otherExpenses', 'interestIncome', 'interest', 'incomeTax'], { credit: true }),
  line('otherTaxes', ['Other taxes', '其他税费', '其他稅款', '16. Sonstige Steuern'], { codes: codes.otherTaxes }),
  total('profit', ['Profit or loss of the year', '净利润', '本期淨利', '17. Jahresüberschuss/Jahresfehlbetrag'], ['afterTax', 'otherTaxes'], { credit: true }),
];

const balanceSheet = (codes: Codes): LineDef[] => [
  heading('assets', ['Assets', '资产', '資產', 'Aktiva']),
  line('intangible', ['Intangible assets', '无形资产', '無形資產', 'A. I. Immaterielle Vermögensgegenstände'], { codes: codes.intangible }),
  line('tangible', ['Tangible assets', '固定资产', '固定資產', 'A. II. Sachanlagen'], { codes: codes.tangible }),
  line('inventory', ['Inventories', '存货', '存貨', 'B. I. Vorräte'], { roles: ['inventory', 'inventoryAllowance', 'goodsInTransit', 'goodsInDelivery', 'supplierPrepayments'] }),
  line('receivables', ['Receivables and other assets', '应收款及其他资产', '應收款及其他資產', 'B. II. Forderungen und sonstige Vermögensgegenstände'], { rest: ['asset'] }),
  line('money', ['Cash and bank', '货币资金', '現金及銀行存款', 'B. IV. Kassenbestand, Guthaben bei Kreditinstituten'], { roles: ['bank', 'till', 'payoutInTransit'], codes: codes.money }, { money: true }),
  line('prepaid', ['Prepaid expenses', '待摊费用', '預付費用', 'C. Rechnungsabgrenzungsposten'], { codes: codes.prepaid }),
  total('totalAssets', ['Total assets', '资产总计', '資產總計', 'Summe Aktiva'], ['intangible', 'tangible', 'inventory', 'receivables', 'money', 'prepaid']),
  heading('sources', ['Equity and liabilities', '权益与负债', '權益與負債', 'Passiva']),
  line('subscribed', ['Subscribed capital', '实收资本', '實收資本', 'A. I. Gezeichnetes Kapital'], { codes: codes.subscribed }, { credit: true }),
  line('private', ['Owners and opening balances', '业主及期初', '業主及期初', 'A. Privatkonten und Eröffnung'], { rest: ['equity'] }, { credit: true }),
  line('retained', ['Profit carried forward', '未分配利润', '保留盈餘', 'A. IV. Gewinnvortrag/Verlustvortrag'], { roles: ['retainedEarnings'] }, { credit: true, result: 'earlier' }),
  line('yearProfit', ['Profit or loss of the year', '本年利润', '本期損益', 'A. V. Jahresüberschuss/Jahresfehlbetrag'], { roles: ['currentYearProfit'] }, { credit: true, result: 'year' }),
  sum('totalEquity', ['Equity', '所有者权益合计', '權益合計', 'A. Eigenkapital'], ['subscribed', 'private', 'retained', 'yearProfit'], { credit: true }),
  line('provisions', ['Provisions', '预计负债', '負債準備', 'B. Rückstellungen'], { roles: ['loyaltyPoints'], codes: codes.provisions }, { credit: true }),
  line('banks', ['Bank loans', '银行借款', '銀行借款', 'C. 2. Verbindlichkeiten gegenüber Kreditinstituten'], { codes: codes.banks }, { credit: true }),
  line('deposits', ['Customer deposits', '预收账款', '預收貨款', 'C. 3. Erhaltene Anzahlungen auf Bestellungen'], { roles: ['customerDeposits'] }, { credit: true }),
  line('payables', ['Trade payables', '应付账款', '應付帳款', 'C. 4. Verbindlichkeiten aus Lieferungen und Leistungen'], { roles: ['accountsPayable', 'goodsReceivedNotInvoiced', 'accruedLandedCost'] }, { credit: true }),
  line('otherLiabilities', ['Other liabilities, taxes included', '其他负债（含税）', '其他負債（含稅）', 'C. 8. Sonstige Verbindlichkeiten, davon aus Steuern'], { rest: ['liability'] }, { credit: true }),
  sum('totalLiabilities', ['Provisions and liabilities', '负债合计', '負債合計', 'B. bis C.'], ['provisions', 'banks', 'deposits', 'payables', 'otherLiabilities'], { credit: true }),
  total('totalSources', ['Total equity and liabilities', '权益和负债总计', '權益及負債總計', 'Summe Passiva'], ['totalEquity', 'totalLiabilities'], { credit: true }),
];

const hgbLayouts = (codes: Codes): Layouts => {
  const groups = { fixed: [...codes.intangible, ...codes.tangible], depreciated: [], loans: codes.banks, wages: [...codes.wages, ...codes.wagesDue], interest: codes.interest, incomeTax: codes.incomeTax };
  return { profitAndLoss: profitAndLoss(codes), balanceSheet: balanceSheet(codes), cashFlowDirect: cashFlowDirect(groups), cashFlowIndirect: cashFlowIndirect(groups) };
};

export const skr03Layouts = hgbLayouts(skr03);
export const skr04Layouts = hgbLayouts(skr04);
