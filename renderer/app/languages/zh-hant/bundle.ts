export const bundle = {
  title: '由什麼組成',
  add: '新增組件',
  none: '單品。加入組件即成組合商品：組合沒有自己的庫存，最缺的組件決定能賣幾組。',
  each: '每組',
  enoughFor: '現有 {{available}}，夠 {{buildable}} 組',
  buildable: '現在可賣：{{quantity}} 組',
  saved: '{{sku}} 的組成已變更',
};
