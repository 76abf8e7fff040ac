import { cashReleaseWords } from '../../../../shared/purchasing/cash-release-words.rules.ts';

export const cashRelease = {
  ...cashReleaseWords['zh-Hant'],
  views: { top: '前 20', all: '全部' },
  neededFor: '備貨',
  boundInAll: '超出需要的占用資金',
  listed_other: '所列 {{count, number}} 種',
  listedOf: '{{variants}} 種中的 {{listed}} 種',
  inBooks: '帳簿存貨：{{value}}',
  openNeed: '查看需要量',
  because: {
    onOrder: '還有 {{coming}} 已下單或在草稿中：先取消這些。',
    stopOrdering: '有在賣，但多出的夠賣 {{days}} 天：賣下去之前不再訂貨。',
    returnToSupplier: '最近 60 天到貨的 {{returnable}} 可以退回，最近一次來自 {{supplier}}。',
    markdown: '90 天沒有賣出：降價收回資金。',
    bundle: '依現在的速度，多出的要賣 {{days}} 天：與好賣的商品搭售。',
  },
  valueTerm: '現有 {{onHand}}，按成本',
  neededTerm: '到貨期、{{days}} 天銷量與安全庫存',
  excessTerm: '現有 − 凍結 − 已占用 − 需要',
  soldTerm: '90 天賣出 {{sold}}',
  noneTitle: '沒有閒置的資金',
  noneText: '在所選天數內，沒有商品超出需要。',
};
