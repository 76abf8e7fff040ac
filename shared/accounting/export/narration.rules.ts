import type { Language } from '../../units/language.ts';
import { oneLine } from '../../units/one-line.ts';
import type { ExportEntry } from './book.rules.ts';

/** What kind of business an entry is, by how its memo key begins; the first that fits. */
const families: readonly [prefix: string, family: Family][] = [
  ['shipment', 'sale'], ['counterSale', 'sale'], ['depositTransfer', 'sale'], ['beforeGoLive', 'opening'], ['banking.opened', 'opening'], ['purchasing.opened', 'opening'], ['purchasing.prepaidBefore', 'opening'], ['payment', 'receipt'], ['refund', 'refund'],
  ['cancellation', 'cancellation'], ['reinstatement', 'cancellation'], ['goodsReturned', 'return'], ['returnInspect', 'return'], ['storeCredit', 'credit'],
  ['repair', 'repair'], ['purchasing.paid', 'payment'], ['purchasing', 'purchase'],
  ['banking.paid', 'payment'], ['banking.received', 'receipt'], ['banking.placed', 'bank'], ['payouts.settlement', 'settlement'], ['accounting.revaluation', 'revaluation'],
  ['closing', 'closing'], ['inventory.opened', 'opening'], ['inventory', 'stock'], ['counting', 'count'], ['till', 'till'],
  ['journal.reversal', 'reversal'], ['journal', 'manual'],
];

type Family = keyof (typeof words)['en'];

const words = {
  en: { sale: 'Sale', opening: 'Opening', receipt: 'Money received', refund: 'Refund', cancellation: 'Cancellation', return: 'Return', credit: 'Store credit', repair: 'Repair', payment: 'Payment', purchase: 'Purchase', stock: 'Stock', count: 'Count', till: 'Till', bank: 'Bank', settlement: 'Settlement', revaluation: 'Revaluation', closing: 'Closing', reversal: 'Reversal', manual: 'Entry', other: 'Entry' },
  'zh-Hans': { sale: '销售', opening: '期初', receipt: '收款', refund: '退款', cancellation: '取消订单', return: '退货', credit: '储值', repair: '维修', payment: '付款', purchase: '采购', stock: '库存', count: '盘点', till: '收银', bank: '银行', settlement: '平台结算', revaluation: '汇兑重估', closing: '结转', reversal: '冲销', manual: '记账', other: '记账' },
  'zh-Hant': { sale: '銷售', opening: '期初', receipt: '收款', refund: '退款', cancellation: '取消訂單', return: '退貨', credit: '購物金', repair: '維修', payment: '付款', purchase: '採購', stock: '庫存', count: '盤點', till: '收銀', bank: '銀行', settlement: '平台結算', revaluation: '匯兌重估', closing: '結轉', reversal: '沖銷', manual: '記帳', other: '記帳' },
} as const satisfies Record<Language, Record<string, string>>;

/** One line about an entry for people who read it elsewhere: what it is, and the numbers and words of its memo. */
export function narration({ memo }: Pick<ExportEntry, 'memo'>, language: Language, most = 200): string {
  const said = Object.values(memo.values).filter((value) => value !== '');
  return oneLine([words[language][familyOf(memo.key)], ...said].join(' '), most);
}

/** The family of a memo key; `other` is none of ours. */
export const familyOf = (key: string): Family => families.find(([prefix]) => key.startsWith(prefix))?.[1] ?? 'other';
