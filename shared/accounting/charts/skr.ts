import type { AccountRole, AccountType } from '../account-role.rules.ts';
import { type Chart, type ChartPolicies, officialAccount } from './chart.rules.ts';

/**
 * The German standard charts SKR03 (by process) and SKR04 (by statement): the same accounts under two numbers. Official
 * numbers and names except where a name carries a colon: those are places of the shop's own inside an official group.
 * HGB: freight and duty belong to the cost (§ 255 I), write-downs are due and reverse (§ 253 IV, V), a provision stands for
 * points (§ 249 I), gross margins stay apart from reductions (§ 277 I is shown by the statement, not by the account).
 * Goods are kept perpetually, so what is sold goes to class "Material- und Stoffverbrauch", never through "Wareneingang".
 */
type Row = [skr03: string, skr04: string, type: AccountType, de: string, en: string, hans: string, hant: string, ...roles: AccountRole[]];

const rows: readonly Row[] = [
  ['0420', '0650', 'asset', 'Büroeinrichtung', 'Office equipment', '办公设备', '辦公設備'],
  ['0490', '0690', 'asset', 'Sonstige Betriebs- und Geschäftsausstattung', 'Other equipment', '其他设备', '其他設備'],
  ['1000', '1600', 'asset', 'Kasse', 'Cash on hand', '库存现金', '庫存現金', 'till'],
  ['1200', '1800', 'asset', 'Bank', 'Bank', '银行存款', '銀行存款', 'bank'],
  ['1360', '1460', 'asset', 'Geldtransit', 'Money in transit', '在途回款', '在途撥款', 'payoutInTransit'],
  ['1400', '1200', 'asset', 'Forderungen aus Lieferungen und Leistungen', 'Trade receivables', '应收账款', '應收帳款', 'accountsReceivable'],
  ['1410', '1210', 'asset', 'Forderungen aus Lieferungen und Leistungen ohne Kontokorrent', 'Trade receivables: marketplaces', '平台待结算款', '平台待結算款', 'channelClearing'],
  ['1500', '1300', 'asset', 'Sonstige Vermögensgegenstände', 'Other assets: disputed payments', '应收拒付款', '應收爭議款', 'chargebacksReceivable'],
  ['1501', '1301', 'asset', 'Sonstige Vermögensgegenstände (Restlaufzeit bis 1 Jahr)', 'Other assets: claims on suppliers', '应收供应商索赔', '應收供應商索賠', 'supplierClaims'],
  ['1510', '1180', 'asset', 'Geleistete Anzahlungen auf Vorräte', 'Prepayments for goods', '预付供应商款', '預付供應商款', 'supplierPrepayments'],
  ['1525', '1350', 'asset', 'Kautionen', 'Securities held by others', '平台保留金', '平台保留款', 'channelReserve'],
  ['1570', '1400', 'asset', 'Abziehbare Vorsteuer', 'Input tax', '进项税额', '進項稅額', 'inputTax'],
  ['3980', '1140', 'asset', 'Bestand Waren', 'Merchandise', '库存商品', '商品存貨', 'inventory'],
  ['3981', '1141', 'asset', 'Bestand Waren: unterwegs zu uns', 'Merchandise in transit', '在途物资', '在途存貨', 'goodsInTransit'],
  ['3982', '1142', 'asset', 'Bestand Waren: unterwegs zum Kunden', 'Merchandise in delivery', '发出商品', '發出商品', 'goodsInDelivery'],
  ['3989', '1149', 'asset', 'Bestand Waren: Wertberichtigung', 'Allowance for merchandise', '存货跌价准备', '備抵存貨跌價', 'inventoryAllowance'],
  ['0980', '1900', 'asset', 'Aktive Rechnungsabgrenzung', 'Prepaid expenses', '待摊费用', '預付費用'],
  ['0630', '3150', 'liability', 'Verbindlichkeiten gegenüber Kreditinstituten', 'Bank loans', '银行借款', '銀行借款'],
  ['0970', '3070', 'liability', 'Sonstige Rückstellungen', 'Other provisions: points', '积分负债', '點數負債', 'loyaltyPoints'],
  ['1600', '3300', 'liability', 'Verbindlichkeiten aus Lieferungen und Leistungen', 'Trade payables', '应付账款', '應付帳款', 'accountsPayable'],
  ['1610', '3310', 'liability', 'Verbindlichkeiten aus Lieferungen und Leistungen ohne Kontokorrent', 'Trade payables: not invoiced', '暂估应付款', '暫估應付款', 'goodsReceivedNotInvoiced'],
  ['1611', '3311', 'liability', 'Verbindlichkeiten aus Lieferungen und Leistungen ohne Kontokorrent: Bezugskosten', 'Trade payables: landed cost', '应计到岸成本', '應計到岸成本', 'accruedLandedCost'],
  ['1700', '3500', 'liability', 'Sonstige Verbindlichkeiten', 'Other liabilities: refunds', '应付退款', '應付退款', 'refundsPayable'],
  ['1701', '3501', 'liability', 'Sonstige Verbindlichkeiten (Restlaufzeit bis 1 Jahr)', 'Other liabilities: store credit', '储值余额', '購物金', 'storeCredit'],
  ['1710', '3250', 'liability', 'Erhaltene Anzahlungen auf Bestellungen (Verbindlichkeiten)', 'Customer deposits', '预收账款', '預收貨款', 'customerDeposits'],
  ['1740', '3720', 'liability', 'Verbindlichkeiten aus Lohn und Gehalt', 'Wages payable', '应付工资', '應付薪資'],
  ['1770', '3800', 'liability', 'Umsatzsteuer', 'VAT on sales', '销项税额', '銷項稅額', 'outputTax'],
  ['1789', '3840', 'liability', 'Umsatzsteuer laufendes Jahr', 'VAT of the year', '应交增值税', '應付加值稅', 'taxPayable'],
  ['0800', '2900', 'equity', 'Gezeichnetes Kapital', 'Subscribed capital', '实收资本', '實收資本'],
  ['0860', '2970', 'equity', 'Gewinnvortrag vor Verwendung', 'Profit carried forward', '未分配利润', '保留盈餘', 'retainedEarnings'],
  ['0869', '2979', 'equity', 'Vortrag auf neue Rechnung (Bilanz)', 'Carried to new account', '本年利润', '本期損益', 'currentYearProfit'],
  ['1800', '2100', 'equity', 'Privatentnahmen allgemein', "Owner's draws", '业主提取', '業主提取'],
  ['1890', '2180', 'equity', 'Privateinlagen', "Owner's contributions", '业主投入', '業主投入'],
  ['9000', '9000', 'equity', 'Saldenvorträge, Sachkonten', 'Opening balances', '期初建账', '期初開帳', 'openingEquity'],
  ['8200', '4200', 'income', 'Erlöse', 'Revenue', '销售收入', '銷貨收入', 'salesRevenue'],
  ['8205', '4205', 'income', 'Erlöse: Versand', 'Revenue: shipping', '运费收入', '運費收入', 'shippingIncome'],
  ['8206', '4206', 'income', 'Erlöse: Reparaturen', 'Revenue: repairs', '维修收入', '維修收入', 'repairIncome'],
  ['8700', '4700', 'income', 'Erlösschmälerungen', 'Revenue reductions: returns', '销售退回', '銷貨退回', 'salesReturns'],
  ['8770', '4770', 'income', 'Gewährte Rabatte', 'Discounts allowed', '销售折扣', '銷貨折讓', 'salesDiscounts'],
  ['2660', '4840', 'income', 'Erträge aus der Währungsumrechnung', 'Exchange gains', '汇兑收益', '兌換利益', 'fxGain'],
  ['2700', '4830', 'income', 'Sonstige betriebliche Erträge', 'Other operating income', '其他收入', '其他收入', 'otherChannelIncome', 'breakageIncome'],
  ['2709', '4839', 'income', 'Sonstige Erträge unregelmäßig', 'Irregular income: stock gains', '盘盈收益', '存貨盤盈', 'stockGain'],
  ['4000', '5000', 'expense', 'Material- und Stoffverbrauch', 'Cost of goods sold', '销售成本', '銷貨成本', 'cogs', 'purchasePriceVariance', 'repairCost'],
  ['3800', '5800', 'expense', 'Bezugsnebenkosten', 'Freight in', '进货运费', '進貨運費', 'freightIn'],
  ['3960', '5880', 'expense', 'Bestandsveränderungen Roh-, Hilfs- und Betriebsstoffe sowie bezogene Waren', 'Stock losses and write-downs', '盘亏及跌价损失', '存貨盤損及跌價損失',
    'stockLossScrap', 'stockLossCount', 'stockLossShrinkage', 'stockLossOwnUse', 'stockLossPurchaseReturn', 'inventoryWriteDown'],
  ['4120', '6020', 'expense', 'Gehälter', 'Salaries', '工资', '薪資'],
  ['4130', '6110', 'expense', 'Gesetzliche soziale Aufwendungen', 'Social security', '社会保险费', '社會保險費'],
  ['4210', '6310', 'expense', 'Miete (unbewegliche Wirtschaftsgüter)', 'Rent', '房租', '租金'],
  ['4320', '7610', 'expense', 'Gewerbesteuer', 'Trade tax', '营业税（工商税）', '營業稅（工商稅）'],
  ['4360', '6400', 'expense', 'Versicherungen', 'Insurance', '保险费', '保險費'],
  ['4610', '6600', 'expense', 'Werbekosten', 'Advertising', '广告及营销', '廣告及行銷', 'advertising', 'marketing', 'stockLossSample'],
  ['4760', '6770', 'expense', 'Verkaufsprovisionen', 'Marketplace fees', '平台费用', '平台費用', 'channelFees'],
  ['4830', '6220', 'expense', 'Abschreibungen auf Sachanlagen (ohne AfA auf Kfz und Gebäude)', 'Depreciation', '折旧费', '折舊費'],
  ['4900', '6300', 'expense', 'Sonstige betriebliche Aufwendungen', 'Other operating expenses', '其他经营费用', '其他營業費用', 'generalExpense'],
  ['4910', '6800', 'expense', 'Porto', 'Postage', '邮寄费', '郵資'],
  ['4920', '6805', 'expense', 'Telefon', 'Telephone', '电话费', '電話費'],
  ['4930', '6815', 'expense', 'Bürobedarf', 'Office supplies', '办公用品', '辦公用品'],
  ['4955', '6830', 'expense', 'Buchführungskosten', 'Bookkeeping', '记账费', '記帳費'],
  ['4970', '6855', 'expense', 'Nebenkosten des Geldverkehrs', 'Payment fees', '支付手续费', '金流手續費', 'gatewayFees'],
  ['2100', '7300', 'expense', 'Zinsen und ähnliche Aufwendungen', 'Interest', '利息费用', '利息費用'],
  ['2150', '6880', 'expense', 'Aufwendungen aus der Währungsumrechnung', 'Exchange losses', '汇兑损失', '兌換損失', 'fxLoss'],
  ['2200', '7600', 'expense', 'Körperschaftsteuer', 'Corporation tax', '企业所得税', '營利事業所得稅'],
  ['2309', '6969', 'expense', 'Sonstige Aufwendungen unregelmäßig', 'Till and rounding differences', '收银及尾差', '收銀及尾差', 'tillOverShort', 'roundingDifference'],
  ['2400', '6930', 'expense', 'Forderungsverluste (übliche Höhe)', 'Bad debts and chargebacks', '坏账及拒付损失', '呆帳及爭議款損失', 'badDebts', 'chargebackLoss'],
];

const policies: ChartPolicies = {
  landedCost: 'capitalise',
  writeDown: 'reversible',
  revenueAt: 'shipment',
  taxPoint: 'shipment',
  points: 'deferred',
  returnsAndDiscounts: 'ownAccounts',
  inputTax: 'deductible',
  expectedReturns: 'off',
};

function skrChart(number: '03' | '04'): Chart {
  const codeOf = ([skr03, skr04]: Row): string => (number === '03' ? skr03 : skr04);
  const accounts = rows.map((row) => {
    const [, , type, de, en, hans, hant, ...roles] = row;
    return officialAccount(codeOf(row), type, de, en, hans, hant, ...roles);
  });
  return { names: { en: `Germany SKR${number}`, 'zh-Hans': `德国 SKR${number}`, 'zh-Hant': `德國 SKR${number}` }, policies, closing: 'yearly', accounts };
}

export const skr03Chart = skrChart('03');
export const skr04Chart = skrChart('04');
