export const classes = {
  title: '分类界限',
  saved_other: '{{name}}：已保存 {{count, number}} 行',
  changed: '分类界限已更改',
  fields: { aShare: 'A 类至', bShare: 'B 类至', xVariation: 'X 类至', yVariation: 'Y 类至', holdingRate: '每年持有成本', deadDays: '滞销天数' },
  serviceLevels: '各类有货率',
  serviceLevelsHint: '一百次到货中有多少次赶在卖空之前。补货建议按它备安全库存。',
  hints: {
    aShare: '占全部销售成本，从大到小累计',
    bShare: '占全部销售成本，其余为 C 类',
    xVariation: '每周销量偏离平均值',
    yVariation: '每周销量偏离平均值，其余为 Z 类',
    holdingRate: '占货品成本：资金、场地、保险、损耗',
    deadDays: '有库存而这么久没有卖出',
  },
};
