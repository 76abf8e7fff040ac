export const margins = {
  title: '毛利規則',
  shopFloor: '全店最低毛利率',
  shopFloorHint: '以扣除單件全部成本後的淨價計算。低於它的價格會被拒絕；不填即沒有。',
  categoryFloors: '類別最低毛利率',
  addFloor: '新增',
  fees: '通路從售價中抽取',
  noChannels: '還沒有連接通路。',
  saved: '毛利規則已變更',
};
