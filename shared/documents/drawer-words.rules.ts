import type { DrawerCause, DrawerReason } from '../till/drawer.rules.ts';
import type { Language } from '../units/language.ts';

export interface DrawerWords {
  report: Record<'x' | 'z', string>;
  drawer: string;
  who: string;
  opened: string;
  closed: string;
  float: string;
  causes: Record<DrawerCause, string>;
  expected: string;
  counted: string;
  difference: string;
  reasons: Record<DrawerReason, string>;
  into: string;
  out: string;
  sales(count: string): string;
  taxOf(rate: string, net: string): string;
  untaxed(net: string): string;
  refunds(count: string): string;
  signature: string;
}

/** What a drawer's report says on paper; the words of its screen, written out for a printer that knows no other language. */
export const drawerWords: Record<Language, DrawerWords> = {
  en: {
    report: { x: 'X report', z: 'Z report' },
    drawer: 'Drawer',
    who: 'Who',
    opened: 'Opened',
    closed: 'Closed',
    float: 'Float',
    causes: { sales: 'Cash sales', payments: 'Payments of orders', refunds: 'Paid back', paidIn: 'Put in', paidOut: 'Taken out', other: 'Other postings' },
    expected: 'Should be in it',
    counted: 'Counted',
    difference: 'Over or short',
    reasons: { box: 'Cash box', bank: 'Bank', expense: 'Expense' },
    into: 'In',
    out: 'Out',
    sales: (count) => `Sales (${count})`,
    taxOf: (rate, net) => `Tax ${rate} on ${net}`,
    untaxed: (net) => `Without tax on ${net}`,
    refunds: (count) => `Refunds (${count})`,
    signature: 'Signature',
  },
  'zh-Hans': {
    report: { x: 'X 报表', z: 'Z 报表' },
    drawer: '钱箱',
    who: '经手人',
    opened: '打开',
    closed: '关闭',
    float: '备用金',
    causes: { sales: '现金销售', payments: '订单收款', refunds: '退款', paidIn: '存入', paidOut: '取出', other: '其他分录' },
    expected: '应有',
    counted: '实点',
    difference: '长短款',
    reasons: { box: '保险箱', bank: '银行', expense: '费用' },
    into: '存入',
    out: '取出',
    sales: (count) => `销售（${count} 笔）`,
    taxOf: (rate, net) => `税额 ${rate}（${net}）`,
    untaxed: (net) => `免税（${net}）`,
    refunds: (count) => `退款（${count} 笔）`,
    signature: '签名',
  },
  'zh-Hant': {
    report: { x: 'X 報表', z: 'Z 報表' },
    drawer: '錢櫃',
    who: '經手人',
    opened: '開啟',
    closed: '關閉',
    float: '零用金',
    causes: { sales: '現金銷售', payments: '訂單收款', refunds: '退款', paidIn: '存入', paidOut: '取出', other: '其他分錄' },
    expected: '應有',
    counted: '實點',
    difference: '短溢',
    reasons: { box: '保險箱', bank: '銀行', expense: '費用' },
    into: '存入',
    out: '取出',
    sales: (count) => `銷售（${count} 筆）`,
    taxOf: (rate, net) => `稅額 ${rate}（${net}）`,
    untaxed: (net) => `免稅（${net}）`,
    refunds: (count) => `退款（${count} 筆）`,
    signature: '簽名',
  },
};
