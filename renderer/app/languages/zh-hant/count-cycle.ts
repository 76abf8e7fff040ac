/** The cycle plan of counts, and pictures of what a counter saw. */
export const countCycle = {
  atMost: '最多多少行',
  atMostHint: '類別高的在前，等得最久的在前',
  classes: '類別',
  classesHint: '按一年銷售成本劃分',
  supplierHint: '與其約定過的全部商品',
  recountValue: '或價值',
  title: '循環盤點計畫',
  every_other: '每 {{count}} 天',
  due: '{{lines}} 行中 {{due}} 行到期',
  next: '下次 {{day}}',
  never: '{{never}} 行從未盤過',
  allDone: '沒有到期的',
  count: '盤到期的',
  change: '改週期',
  dialogTitle: '每類多久盤一次',
  days: '{{valueClass}} 類，天數',
  save: '儲存',
  saved: '週期已改',
  none: '沒有行',
};

export const countPhoto = {
  take: '拍下破損',
  title: '{{name}} 的照片',
  choose: '選擇或拍一張照片',
  note: '哪裡破損',
  add: '留下照片',
  added: '照片已記到 {{name}}',
  none: '先掃破損的商品',
  photos: '照片',
  by: '{{by}}，{{when}}',
  remove: '移開照片',
  removed: '照片已移開',
  noFile: '還沒有選照片',
  drop: '也可按 Ctrl V 貼上',
};

/** The count on paper. */
export const countSheet = {
  print: '列印盤點表',
  printed: '{{when}} 列印',
  by: '盤點人 ____________',
  rule: '期間出庫的貨從已盤的拿，入庫的貨放到未盤的一邊。',
  counted: '實盤數',
  damaged: '破損',
  controls: { 'SW-UNDO': '撤銷上一掃', 'SW-EMPTY': '這裡沒有其他貨', 'SW-NEXT': '下一儲位' },
};
