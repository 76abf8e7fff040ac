/** The cycle plan of counts, and pictures of what a counter saw. */
export const countCycle = {
  atMost: '最多多少行',
  atMostHint: '类别高的在前，等得最久的在前',
  classes: '类别',
  classesHint: '按一年销售成本划分',
  supplierHint: '与其约定过的全部商品',
  recountValue: '或价值',
  title: '循环盘点计划',
  every_other: '每 {{count}} 天',
  due: '{{lines}} 行中 {{due}} 行到期',
  next: '下次 {{day}}',
  never: '{{never}} 行从未盘过',
  allDone: '没有到期的',
  count: '盘到期的',
  change: '改周期',
  dialogTitle: '每类多久盘一次',
  days: '{{valueClass}} 类，天数',
  save: '保存',
  saved: '周期已改',
  none: '没有行',
};

export const countPhoto = {
  take: '拍下破损',
  title: '{{name}} 的照片',
  choose: '选择或拍一张照片',
  note: '哪里破损',
  add: '留下照片',
  added: '照片已记到 {{name}}',
  none: '先扫破损的商品',
  photos: '照片',
  by: '{{by}}，{{when}}',
  remove: '移开照片',
  removed: '照片已移开',
  noFile: '还没有选照片',
  drop: '也可按 Ctrl V 粘贴',
};

/** The count on paper. */
export const countSheet = {
  print: '打印盘点表',
  printed: '{{when}} 打印',
  by: '盘点人 ____________',
  rule: '期间出库的货从已盘的拿，入库的货放到未盘的一边。',
  counted: '实盘数',
  damaged: '破损',
  controls: { 'SW-UNDO': '撤销上一扫', 'SW-EMPTY': '这里没有其他货', 'SW-NEXT': '下一货位' },
};
