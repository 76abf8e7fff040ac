import type { Language } from '../units/language.ts';
import type { Suggestion } from './figures.rules.ts';

/** What the stock analysis calls its figures, on the screen and in a file alike. */
interface AnalysisWords {
  stock: string;
  sku: string;
  name: string;
  classOf: string;
  rank: string;
  cumulative: string;
  sold: string;
  cogs: string;
  onHand: string;
  value: string;
  averageValue: string;
  turnover: string;
  lasts: string;
  sellThrough: string;
  outDays: string;
  lastSold: string;
  holding: string;
  advice: string;
  suggestions: Record<Suggestion, string>;
}

export const analysisWords: Record<Language, AnalysisWords> = {
  en: {
    stock: 'Stock analysis', sku: 'SKU', name: 'Name', classOf: 'Class', rank: 'Rank', cumulative: 'Running %', sold: 'Sold', cogs: 'Cost of sales', onHand: 'On hand', value: 'Stock', averageValue: 'Average stock',
    turnover: 'Turnover', lasts: 'Lasts days', sellThrough: 'Sold %', outDays: 'Days out', lastSold: 'Last sold', holding: 'Cost of holding it', advice: 'What to do',
    suggestions: { none: '—', reorder: 'Buy again', discount: 'Lower the price', clear: 'Clear it' },
  },
  'zh-Hans': {
    stock: '库存分析', sku: 'SKU', name: '名称', classOf: 'ABC 分类', rank: '名次', cumulative: '累计 %', sold: '销量', cogs: '销售成本', onHand: '现有库存', value: '库存', averageValue: '平均库存',
    turnover: '周转次数', lasts: '可售天数', sellThrough: '售出 %', outDays: '断货天数', lastSold: '最近售出', holding: '持有成本', advice: '建议',
    suggestions: { none: '—', reorder: '补货', discount: '降价', clear: '清仓' },
  },
  'zh-Hant': {
    stock: '庫存分析', sku: 'SKU', name: '名稱', classOf: 'ABC 分類', rank: '名次', cumulative: '累計 %', sold: '銷量', cogs: '銷貨成本', onHand: '現有庫存', value: '庫存', averageValue: '平均庫存',
    turnover: '週轉次數', lasts: '可售天數', sellThrough: '售出 %', outDays: '斷貨天數', lastSold: '最近售出', holding: '持有成本', advice: '建議',
    suggestions: { none: '—', reorder: '補貨', discount: '降價', clear: '出清' },
  },
};
