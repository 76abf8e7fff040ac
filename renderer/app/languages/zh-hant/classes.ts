export const classes = {
  title: '分類界限',
  saved_other: '{{name}}：已儲存 {{count, number}} 列',
  changed: '分類界限已變更',
  fields: { aShare: 'A 類至', bShare: 'B 類至', xVariation: 'X 類至', yVariation: 'Y 類至', holdingRate: '每年持有成本', deadDays: '滯銷天數' },
  serviceLevels: '各類有貨率',
  serviceLevelsHint: '一百次到貨中有多少次趕在賣完之前。補貨建議按它備安全庫存。',
  hints: {
    aShare: '占全部銷售成本，由大到小累計',
    bShare: '占全部銷售成本，其餘為 C 類',
    xVariation: '每週銷量偏離平均值',
    yVariation: '每週銷量偏離平均值，其餘為 Z 類',
    holdingRate: '占貨品成本：資金、場地、保險、損耗',
    deadDays: '有庫存而這麼久沒有賣出',
  },
};
