import { cashFlowDirect, cashFlowIndirect } from './common.ts';
import { heading, type Layouts, line, type LineDef, sum, total } from './layout.rules.ts';

/** French statements by the plan comptable général, abridged (système abrégé): bilan and compte de résultat by classes of accounts. */
const profitAndLoss: readonly LineDef[] = [
  line('goodsSold', ['Sales of goods', '商品销售', '商品銷售', 'Ventes de marchandises'], { codes: ['707', '709'] }, { credit: true }),
  line('services', ['Services and products sold', '服务及产品销售', '服務及產品銷售', 'Production vendue'], { codes: ['70'] }, { credit: true }),
  sum('turnover', ['Net turnover', '营业收入净额', '營業收入淨額', "Chiffre d'affaires net"], ['goodsSold', 'services'], { credit: true }),
  line('otherIncome', ['Other income', '其他收入', '其他收入', 'Autres produits'], { codes: ['71', '72', '74', '75', '78', '79'], rest: ['income'] }, { credit: true }),
  line('purchases', ['Purchases of goods', '商品成本', '商品成本', 'Achats de marchandises'], { codes: ['607'] }),
  line('stockChange', ['Change in stocks', '存货变动', '存貨變動', 'Variation de stocks'], { codes: ['603'] }),
  line('external', ['Other purchases and external charges', '其他采购及外部费用', '其他採購及外部費用', 'Autres achats et charges externes'], { codes: ['60', '61', '62'] }),
  line('taxes', ['Taxes', '税费', '稅費', 'Impôts, taxes et versements assimilés'], { codes: ['63'] }),
  line('wages', ['Wages and social security', '工资及社保', '薪資及社會保險', 'Salaires et charges sociales'], { codes: ['64'] }),
  line('depreciation', ['Depreciation and write-downs', '折旧与跌价', '折舊與跌價', 'Dotations aux amortissements et dépréciations'], { codes: ['681'] }),
  line('otherCharges', ['Other charges', '其他费用', '其他費用', 'Autres charges'], { codes: ['65'], rest: ['expense'] }),
  sum('operating', ['Operating result', '营业利润', '營業利益', "Résultat d'exploitation"], ['turnover', 'otherIncome', 'purchases', 'stockChange', 'external', 'taxes', 'wages', 'depreciation', 'otherCharges'], { credit: true }),
  line('financialIncome', ['Financial income', '财务收入', '財務收入', 'Produits financiers'], { codes: ['76'] }, { credit: true }),
  line('financialCharges', ['Financial charges', '财务费用', '財務費用', 'Charges financières'], { codes: ['66', '686'] }),
  line('exceptional', ['Exceptional result', '营业外损益', '非常損益', 'Résultat exceptionnel'], { codes: ['67', '77', '687'] }, { credit: true }),
  line('incomeTax', ['Income tax', '所得税', '所得稅', 'Impôts sur les bénéfices'], { codes: ['69'] }),
  total('profit', ['Profit or loss', '净利润', '本期淨利', 'Bénéfice ou perte'], ['operating', 'financialIncome', 'financialCharges', 'exceptional', 'incomeTax'], { credit: true }),
];

const balanceSheet: readonly LineDef[] = [
  heading('assets', ['Assets', '资产', '資產', 'Actif']),
  line('fixedAssets', ['Fixed assets, net', '固定资产净值', '固定資產淨額', 'Actif immobilisé'], { codes: ['2'] }),
  line('inventory', ['Inventories', '存货', '存貨', 'Stocks et en-cours'], { codes: ['3'] }),
  line('prepaid', ['Advances on orders', '预付货款', '預付貨款', 'Avances et acomptes versés sur commandes'], { codes: ['4091'] }),
  line('receivables', ['Customers', '应收账款', '應收帳款', 'Clients et comptes rattachés'], { codes: ['411', '413', '416', '418', '491'] }),
  line('otherReceivables', ['Other receivables', '其他应收款', '其他應收款', 'Autres créances'], { rest: ['asset'] }),
  line('money', ['Cash and bank', '货币资金', '現金及銀行存款', 'Disponibilités'], { roles: ['bank', 'till', 'payoutInTransit'], codes: ['51', '53', '54'] }, { money: true }),
  line('prepaidExpenses', ['Prepaid expenses', '待摊费用', '預付費用', "Charges constatées d'avance"], { codes: ['486'] }),
  total('totalAssets', ['Total assets', '资产总计', '資產總計', 'Total actif'], ['fixedAssets', 'inventory', 'prepaid', 'receivables', 'otherReceivables', 'money', 'prepaidExpenses']),
  heading('sources', ['Equity and liabilities', '权益与负债', '權益與負債', 'Passif']),
  line('capital', ['Capital', '资本', '資本', 'Capital'], { codes: ['101', '108'], rest: ['equity'] }, { credit: true }),
  line('reserves', ['Reserves', '储备', '公積', 'Réserves'], { codes: ['106'] }, { credit: true }),
  line('retained', ['Retained earnings', '未分配利润', '保留盈餘', 'Report à nouveau'], { codes: ['11'] }, { credit: true, result: 'earlier' }),
  line('yearProfit', ['Result of the year', '本年利润', '本期損益', "Résultat de l'exercice"], { codes: ['12'] }, { credit: true, result: 'year' }),
  sum('totalEquity', ['Equity', '所有者权益合计', '權益合計', 'Capitaux propres'], ['capital', 'reserves', 'retained', 'yearProfit'], { credit: true }),
  line('provisions', ['Provisions', '预计负债', '負債準備', 'Provisions'], { codes: ['15'] }, { credit: true }),
  line('loans', ['Loans', '借款', '借款', 'Emprunts et dettes assimilées'], { codes: ['16'] }, { credit: true }),
  line('deposits', ['Advances from customers', '预收账款', '預收貨款', 'Avances et acomptes reçus sur commandes'], { codes: ['4191'] }, { credit: true }),
  line('payables', ['Suppliers', '应付账款', '應付帳款', 'Fournisseurs et comptes rattachés'], { codes: ['401', '403', '408'] }, { credit: true }),
  line('otherDebts', ['Other debts, taxes included', '其他负债（含税）', '其他負債（含稅）', 'Dettes fiscales, sociales et autres dettes'], { rest: ['liability'] }, { credit: true }),
  line('deferred', ['Deferred income', '递延收益', '遞延收入', "Produits constatés d'avance"], { codes: ['487'] }, { credit: true }),
  sum('totalLiabilities', ['Total liabilities', '负债合计', '負債合計', 'Dettes'], ['provisions', 'loans', 'deposits', 'payables', 'otherDebts', 'deferred'], { credit: true }),
  total('totalSources', ['Total equity and liabilities', '权益和负债总计', '權益及負債總計', 'Total passif'], ['totalEquity', 'totalLiabilities'], { credit: true }),
];

const groups = { fixed: ['20', '21', '23', '26'], depreciated: ['28'], loans: ['16'], wages: ['42', '43', '64'], interest: ['661'], incomeTax: ['444', '695'] };

export const pcgLayouts: Layouts = { profitAndLoss, balanceSheet, cashFlowDirect: cashFlowDirect(groups), cashFlowIndirect: cashFlowIndirect(groups) };
