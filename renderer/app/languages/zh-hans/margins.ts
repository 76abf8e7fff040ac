export const margins = {
  title: '毛利规则',
  shopFloor: '全店最低毛利率',
  shopFloorHint: '按扣除单件全部成本后的净价计算。低于它的价格被拒绝；不填即没有。',
  categoryFloors: '类目最低毛利率',
  addFloor: '添加',
  fees: '渠道从售价中抽取',
  noChannels: '还没有接入渠道。',
  saved: '毛利规则已更改',
};
