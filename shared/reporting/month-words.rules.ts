import type { Language } from '../units/language.ts';
import type { MonthItem, MonthState } from './month-close.rules.ts';

/** What a month's checklist says, on the screen, in a terminal and on paper alike. */
export interface MonthWords {
  items: Record<MonthItem, string>;
  states: Record<MonthState, string>;
  number: string;
  item: string;
  state: string;
  open: string;
  checked: string;
  who: string;
  when: string;
  locks: string;
  lock: (on: string, reason: string) => string;
  reopen: (on: string, reason: string) => string;
  never: string;
  head: (id: number, head: string) => string;
  scan: string;
}

const en: MonthWords = {
  items: {
    payouts: 'Payouts and channel clearing',
    bank: 'Bank lines reconciled',
    unbilled: 'Goods received, not billed',
    deposits: 'Paid orders not shipped',
    returns: 'Returns and refunds on their way',
    counts: 'Counts posted',
    stock: 'Stock value = ledger',
    ageing: 'Ageing = control accounts',
    credit: 'Store credit and points',
    accruals: 'Commission and freight accrued',
    currencies: 'Foreign currencies revalued',
    tax: 'Tax returns and their lines',
    recurring: 'Recurring entries posted',
    platforms: 'Platform-reported income',
    drawers: 'Drawers counted',
    result: 'Result closed',
    statements: 'Statements tie',
    exporting: 'Books handed over',
    numbers: 'Numbers without a gap',
    record: 'Books and record prove',
  },
  states: { off: 'None here', done: 'Done', look: 'To do', stop: 'Does not hold', wait: 'Not proved yet' },
  number: 'No.',
  item: 'Item',
  state: 'State',
  open: 'Count',
  checked: 'Rows checked',
  who: 'Looked at by',
  when: 'On',
  locks: 'Locked and reopened',
  lock: (on, reason) => `Locked through ${on}: ${reason}`,
  reopen: (on, reason) => `Reopened after ${on}: ${reason}`,
  never: 'Not locked',
  head: (id, head) => `Head of the record ${id}: ${head}`,
  scan: 'Scan to compare the head of the record',
};

const hans: MonthWords = {
  items: {
    payouts: '平台回款与待结算',
    bank: '银行流水对账',
    unbilled: '货到票未到',
    deposits: '已收款未发货',
    returns: '退货与退款在途',
    counts: '盘点已过账',
    stock: '库存价值 = 总账',
    ageing: '账龄 = 统制科目',
    credit: '储值与积分负债',
    accruals: '佣金与运费计提',
    currencies: '外币重估',
    tax: '税表与税务明细',
    recurring: '周期凭证已过账',
    platforms: '平台报送收入核对',
    drawers: '钱箱已清点',
    result: '损益已结转',
    statements: '报表勾稽',
    exporting: '账册已交付',
    numbers: '编号不断号',
    record: '账目与记录链可证',
  },
  states: { off: '无此项', done: '已了', look: '未了', stop: '不成立', wait: '尚未核验' },
  number: '序',
  item: '事项',
  state: '状态',
  open: '数量',
  checked: '检查行数',
  who: '核对人',
  when: '日期',
  locks: '锁定与重开',
  lock: (on, reason) => `锁定至 ${on}：${reason}`,
  reopen: (on, reason) => `重开，${on} 之后开放：${reason}`,
  never: '未锁定',
  head: (id, head) => `记录链头 ${id}：${head}`,
  scan: '扫码核对记录链头',
};

const hant: MonthWords = {
  items: {
    payouts: '平台撥款與待清算',
    bank: '銀行明細對帳',
    unbilled: '貨到發票未到',
    deposits: '已收款未出貨',
    returns: '退貨與退款處理中',
    counts: '盤點已過帳',
    stock: '庫存價值 = 總帳',
    ageing: '帳齡 = 統制科目',
    credit: '購物金與點數負債',
    accruals: '佣金與運費估列',
    currencies: '外幣重評價',
    tax: '稅表與稅務明細',
    recurring: '週期傳票已過帳',
    platforms: '平台申報收入核對',
    drawers: '錢櫃已清點',
    result: '損益已結轉',
    statements: '報表勾稽',
    exporting: '帳冊已交付',
    numbers: '編號無跳號',
    record: '帳目與紀錄鏈可證',
  },
  states: { off: '無此項', done: '已完成', look: '未完成', stop: '不成立', wait: '尚未核驗' },
  number: '序',
  item: '事項',
  state: '狀態',
  open: '數量',
  checked: '檢查列數',
  who: '核對人',
  when: '日期',
  locks: '鎖定與重開',
  lock: (on, reason) => `鎖定至 ${on}：${reason}`,
  reopen: (on, reason) => `重開，${on} 之後開放：${reason}`,
  never: '未鎖定',
  head: (id, head) => `紀錄鏈頭 ${id}：${head}`,
  scan: '掃碼核對紀錄鏈頭',
};

export const monthWords: Record<Language, MonthWords> = { en, 'zh-Hans': hans, 'zh-Hant': hant };
