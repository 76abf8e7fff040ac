import type { Language } from '../units/language.ts';
import type { CentreKind } from '../accounting/centre.rules.ts';
import type { Day } from '../units/day.ts';
import type { Basis } from './cash-basis.rules.ts';

export const reportNames = ['profitAndLoss', 'balanceSheet', 'cashFlow', 'trialBalance', 'generalLedger', 'vouchers', 'chartOfAccounts', 'payouts', 'clearing', 'monthClose', 'budget', 'cashForecast'] as const;
export type ReportName = (typeof reportNames)[number];

/** What a report says in its reader's language, on the screen and in a file alike. */
export interface ReportWords {
  titles: Record<ReportName, string>;
  /** A statement that can be read on either basis says on which. */
  onBasis: Record<Basis, (title: string) => string>;
  direct: string;
  indirect: string;
  number: string;
  line: string;
  account: string;
  name: string;
  type: string;
  roles: string;
  blocked: string;
  types: Record<'asset' | 'liability' | 'equity' | 'income' | 'expense', string>;
  date: string;
  entry: string;
  voucher: string;
  writtenBy: string;
  reviewedBy: string;
  papers: string;
  about: string;
  opening: string;
  debit: string;
  credit: string;
  balance: string;
  change: string;
  total: string;
  noCentre: Record<CentreKind, string>;
  yearToDate: string;
  controls: Record<'balance' | 'profit' | 'money' | 'stock' | 'debits' | 'accounts' | 'ledger' | 'payouts' | 'transit' | 'clearing' | 'centres' | 'books' | 'openingMoney' | 'forecast', string>;
  budget: Record<'budget' | 'actual' | 'difference' | 'rate' | 'income' | 'costs' | 'bought' | 'result', string>;
  payouts: Record<'channel' | 'payout' | 'state' | 'sales' | 'refunds' | 'fees' | 'reserve' | 'other' | 'sent' | 'inTransit' | 'open' | 'onTheWay' | 'arrived' | 'order' | 'since' | 'days' | 'held', string>;
  period: (from: Day | null, to: Day) => string;
  control: string;
  left: string;
  right: string;
  currency: string;
  page: string;
}

const en: ReportWords = {
  titles: { profitAndLoss: 'Profit and loss', balanceSheet: 'Balance sheet', cashFlow: 'Cash flow', trialBalance: 'Trial balance', generalLedger: 'General ledger', vouchers: 'Journal vouchers', chartOfAccounts: 'Chart of accounts', payouts: 'Payout reconciliation', clearing: 'Clearing by order', monthClose: 'Month end', budget: 'Budget and actual', cashForecast: 'Cash forecast' },
  onBasis: { accrual: (title) => `${title}, accrual basis`, cash: (title) => `${title}, cash basis` },
  direct: 'Cash flow, direct',
  indirect: 'Cash flow, indirect',
  number: 'No.',
  line: 'Line',
  account: 'Account',
  name: 'Name',
  type: 'Type',
  roles: 'Roles',
  blocked: 'Blocked',
  types: { asset: 'Asset', liability: 'Liability', equity: 'Equity', income: 'Income', expense: 'Expense' },
  date: 'Date',
  entry: 'Entry',
  voucher: 'Voucher',
  writtenBy: 'Written by',
  reviewedBy: 'Reviewed by',
  papers: 'Papers attached',
  about: 'About',
  opening: 'Opening',
  debit: 'Debit',
  credit: 'Credit',
  balance: 'Balance',
  change: 'Change',
  total: 'Total',
  noCentre: { channel: 'No channel', location: 'No location', campaign: 'No campaign' },
  yearToDate: 'Year to date',
  controls: {
    balance: 'Assets equal liabilities and equity',
    profit: 'Profit equals the growth of equity',
    money: 'Cash flow ends in the balance sheet’s money',
    stock: 'Inventory equals its cost layers',
    debits: 'Debits equal credits',
    accounts: 'Every account has one place',
    ledger: 'Postings end in the kept balance',
    payouts: 'Payouts are what their lines come to',
    transit: 'What is on its way is its account',
    clearing: 'Orders are the clearing account',
    centres: 'Centres and what has none make the whole profit',
    books: 'The result is that of profit and loss',
    openingMoney: 'The money at its start is the balance sheet’s',
    forecast: 'Opening and every week make the closing',
  },
  budget: { budget: 'Budget', actual: 'Actual', difference: 'Difference', rate: 'of budget', income: 'Income', costs: 'Costs', bought: 'Goods bought', result: 'Result' },
  payouts: {
    channel: 'Channel', payout: 'Payout', state: 'State', sales: 'Sales', refunds: 'Refunds', fees: 'Fees', reserve: 'Reserve', other: 'Other', sent: 'Sent', inTransit: 'On its way',
    open: 'To reconcile', onTheWay: 'On its way', arrived: 'On the bank', order: 'Order', since: 'Since', days: 'Days', held: 'Held',
  },
  period: (from, to) => (from === null ? `As of ${to}` : `${from} to ${to}`),
  control: 'Control',
  left: 'One side',
  right: 'Other side',
  currency: 'Currency',
  page: 'Page',
};

const hans: ReportWords = {
  titles: { profitAndLoss: '利润表', balanceSheet: '资产负债表', cashFlow: '现金流量表', trialBalance: '试算平衡表', generalLedger: '总账', vouchers: '记账凭证', chartOfAccounts: '会计科目表', payouts: '回款核对表', clearing: '平台待结算明细表', monthClose: '月末结账', budget: '预算与实际', cashForecast: '现金预测' },
  onBasis: { accrual: (title) => `${title}（权责发生制）`, cash: (title) => `${title}（收付实现制）` },
  direct: '现金流量表（直接法）',
  indirect: '现金流量表（间接法）',
  number: '行次',
  line: '项目',
  account: '科目',
  name: '名称',
  type: '类别',
  roles: '用途',
  blocked: '停用',
  types: { asset: '资产', liability: '负债', equity: '所有者权益', income: '收入', expense: '费用' },
  date: '日期',
  entry: '凭证',
  voucher: '凭证字号',
  writtenBy: '制单',
  reviewedBy: '审核',
  papers: '附件张数',
  about: '摘要',
  opening: '期初余额',
  debit: '借方',
  credit: '贷方',
  balance: '余额',
  change: '增减',
  total: '合计',
  noCentre: { channel: '无渠道', location: '无地点', campaign: '无营销活动' },
  yearToDate: '本年累计',
  controls: {
    balance: '资产等于负债加所有者权益',
    profit: '利润等于所有者权益的增加',
    money: '现金流量的期末数等于货币资金',
    stock: '存货科目等于成本层',
    debits: '借方等于贷方',
    accounts: '每个科目各有归属',
    ledger: '分录累计等于账面余额',
    payouts: '打款等于各明细之和',
    transit: '在途回款等于其科目余额',
    clearing: '各单待结算之和等于其科目余额',
    centres: '各项与未归属之和等于全部利润',
    books: '损益等于利润表',
    openingMoney: '期初资金等于资产负债表货币资金',
    forecast: '期初加各周收支等于期末',
  },
  budget: { budget: '预算', actual: '实际', difference: '差异', rate: '差异率', income: '收入', costs: '成本与费用', bought: '采购货品', result: '损益' },
  payouts: {
    channel: '渠道', payout: '回款', state: '状态', sales: '销售', refunds: '退款', fees: '费用', reserve: '保证金', other: '其他', sent: '打款', inTransit: '在途',
    open: '待核对', onTheWay: '在途', arrived: '已到账', order: '订单', since: '起始日', days: '天数', held: '待结算',
  },
  period: (from, to) => (from === null ? `截至 ${to}` : `${from} 至 ${to}`),
  control: '勾稽关系',
  left: '左边',
  right: '右边',
  currency: '币种',
  page: '页',
};

const hant: ReportWords = {
  titles: { profitAndLoss: '損益表', balanceSheet: '資產負債表', cashFlow: '現金流量表', trialBalance: '試算表', generalLedger: '總分類帳', vouchers: '記帳傳票', chartOfAccounts: '會計科目表', payouts: '撥款核對表', clearing: '平台待結算明細表', monthClose: '月底結帳', budget: '預算與實際', cashForecast: '現金預測' },
  onBasis: { accrual: (title) => `${title}（權責發生制）`, cash: (title) => `${title}（現金收付制）` },
  direct: '現金流量表（直接法）',
  indirect: '現金流量表（間接法）',
  number: '行次',
  line: '項目',
  account: '科目',
  name: '名稱',
  type: '類別',
  roles: '用途',
  blocked: '停用',
  types: { asset: '資產', liability: '負債', equity: '權益', income: '收入', expense: '費用' },
  date: '日期',
  entry: '傳票',
  voucher: '傳票字號',
  writtenBy: '製單',
  reviewedBy: '審核',
  papers: '附件張數',
  about: '摘要',
  opening: '期初餘額',
  debit: '借方',
  credit: '貸方',
  balance: '餘額',
  change: '增減',
  total: '合計',
  noCentre: { channel: '無通路', location: '無地點', campaign: '無行銷活動' },
  yearToDate: '本年累計',
  controls: {
    balance: '資產等於負債加權益',
    profit: '淨利等於權益的增加',
    money: '現金流量的期末數等於現金及銀行存款',
    stock: '存貨科目等於成本層',
    debits: '借方等於貸方',
    accounts: '每個科目各有歸屬',
    ledger: '分錄累計等於帳面餘額',
    payouts: '撥款等於各明細之和',
    transit: '在途撥款等於其科目餘額',
    clearing: '各單待結算之和等於其科目餘額',
    centres: '各項與未歸屬之和等於全部利潤',
    books: '損益等於損益表',
    openingMoney: '期初資金等於資產負債表貨幣資金',
    forecast: '期初加各週收支等於期末',
  },
  budget: { budget: '預算', actual: '實際', difference: '差異', rate: '差異率', income: '收入', costs: '成本與費用', bought: '採購貨品', result: '損益' },
  payouts: {
    channel: '通路', payout: '撥款', state: '狀態', sales: '銷售', refunds: '退款', fees: '費用', reserve: '保證金', other: '其他', sent: '撥出', inTransit: '在途',
    open: '待核對', onTheWay: '在途', arrived: '已入帳', order: '訂單', since: '起始日', days: '天數', held: '待結算',
  },
  period: (from, to) => (from === null ? `截至 ${to}` : `${from} 至 ${to}`),
  control: '勾稽',
  left: '左邊',
  right: '右邊',
  currency: '幣別',
  page: '頁',
};

export const reportWords: Record<Language, ReportWords> = { en, 'zh-Hans': hans, 'zh-Hant': hant };
