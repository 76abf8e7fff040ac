import { cashReleaseWords } from '../../../../shared/purchasing/cash-release-words.rules.ts';

export const cashRelease = {
  ...cashReleaseWords['zh-Hans'],
  views: { top: '前 20', all: '全部' },
  neededFor: '备货',
  boundInAll: '超出需要的占用资金',
  listed_other: '所列 {{count, number}} 种',
  listedOf: '{{variants}} 种中的 {{listed}} 种',
  inBooks: '账簿存货：{{value}}',
  openNeed: '查看需要量',
  because: {
    onOrder: '还有 {{coming}} 已下单或在草稿中：先取消这些。',
    stopOrdering: '在卖，但多出的够卖 {{days}} 天：卖下去之前不再订货。',
    returnToSupplier: '最近 60 天到货的 {{returnable}} 可以退回，最近一次来自 {{supplier}}。',
    markdown: '90 天没有卖出：降价收回资金。',
    bundle: '按现在的速度，多出的要卖 {{days}} 天：与好卖的商品搭配销售。',
  },
  valueTerm: '现有 {{onHand}}，按成本',
  neededTerm: '到货期、{{days}} 天销量与安全库存',
  excessTerm: '现有 − 冻结 − 已占用 − 需要',
  soldTerm: '90 天卖出 {{sold}}',
  noneTitle: '没有闲置的资金',
  noneText: '在所选天数内，没有商品超出需要。',
};
