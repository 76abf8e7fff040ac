import type { Language } from '../units/language.ts';
import type { CashGroup, CashItemKind } from './cash-forecast.rules.ts';

/** What the cash forecast calls its figures, on the screen and in a file alike. */
interface CashForecastWords {
  title: string;
  week: string;
  opening: string;
  moneyIn: string;
  moneyOut: string;
  closing: string;
  assumed: string;
  groups: Record<CashGroup, string>;
  kinds: Record<CashItemKind, string>;
  backTest: string;
  forecast: string;
  actual: string;
  missed: string;
}

export const cashForecastWords: Record<Language, CashForecastWords> = {
  en: {
    title: 'Cash forecast', week: 'Week', opening: 'At its start', moneyIn: 'In', moneyOut: 'Out', closing: 'At its end', assumed: 'Assumed, as usual',
    groups: { customers: 'Customers', payouts: 'Payouts', suppliers: 'Suppliers', refunds: 'Refunds', taxes: 'Tax', running: 'Running costs', other: 'Other' },
    kinds: { receivable: 'Owed by customers', payout: 'Payouts of channels', payable: 'Supplier bills', received: 'Goods here, bill to come', ordered: 'Goods ordered', refund: 'Refunds owed', tax: 'Tax owed', recurring: 'Entries that come again' },
    backTest: 'The forecast of thirteen weeks ago', forecast: 'Forecast', actual: 'Came', missed: 'Missed by',
  },
  'zh-Hans': {
    title: '现金预测', week: '周', opening: '周初', moneyIn: '流入', moneyOut: '流出', closing: '周末', assumed: '按往常估计',
    groups: { customers: '客户', payouts: '平台回款', suppliers: '供应商', refunds: '退款', taxes: '税款', running: '日常费用', other: '其他' },
    kinds: { receivable: '客户应付', payout: '平台回款', payable: '供应商账单', received: '货到票未到', ordered: '已订未到', refund: '应退款', tax: '应交税', recurring: '定期凭证' },
    backTest: '十三周前的预测', forecast: '预测', actual: '实际', missed: '误差',
  },
  'zh-Hant': {
    title: '現金預測', week: '週', opening: '週初', moneyIn: '流入', moneyOut: '流出', closing: '週末', assumed: '按往常估計',
    groups: { customers: '客戶', payouts: '平台撥款', suppliers: '供應商', refunds: '退款', taxes: '稅款', running: '日常費用', other: '其他' },
    kinds: { receivable: '客戶應付', payout: '平台撥款', payable: '供應商帳單', received: '貨到票未到', ordered: '已訂未到', refund: '應退款', tax: '應繳稅', recurring: '定期憑證' },
    backTest: '十三週前的預測', forecast: '預測', actual: '實際', missed: '誤差',
  },
};
