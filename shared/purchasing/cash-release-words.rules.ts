import type { Language } from '../units/language.ts';
import type { ReleaseAction } from './cash-release.rules.ts';

/** What the cash-release plan calls its figures, on the screen and in a file alike. */
interface CashReleaseWords {
  title: string;
  rank: string;
  classOf: string;
  onHand: string;
  needed: string;
  excess: string;
  value: string;
  bound: string;
  lasts: string;
  lastSold: string;
  action: string;
  actions: Record<ReleaseAction, string>;
}

export const cashReleaseWords: Record<Language, CashReleaseWords> = {
  en: {
    title: 'Cash to release', rank: 'Rank', classOf: 'Class', onHand: 'On hand', needed: 'Needed', excess: 'Above it', value: 'Stock', bound: 'Bound', lasts: 'Lasts days', lastSold: 'Last sold', action: 'What to do',
    actions: { stopOrdering: 'Stop ordering', returnToSupplier: 'Send back', markdown: 'Mark down', bundle: 'Bundle' },
  },
  'zh-Hans': {
    title: '可释放资金', rank: '名次', classOf: '分类', onHand: '现有库存', needed: '需要', excess: '多出', value: '库存', bound: '占用资金', lasts: '可售天数', lastSold: '最近售出', action: '建议',
    actions: { stopOrdering: '停止订货', returnToSupplier: '退供应商', markdown: '降价', bundle: '搭配销售' },
  },
  'zh-Hant': {
    title: '可釋放資金', rank: '名次', classOf: '分類', onHand: '現有庫存', needed: '需要', excess: '多出', value: '庫存', bound: '占用資金', lasts: '可售天數', lastSold: '最近售出', action: '建議',
    actions: { stopOrdering: '停止訂貨', returnToSupplier: '退供應商', markdown: '降價', bundle: '搭售' },
  },
};
