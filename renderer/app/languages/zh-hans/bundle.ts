export const bundle = {
  title: '由什么组成',
  add: '添加组件',
  none: '单品。添加组件即成套装：套装没有自己的库存，最缺的组件决定能卖几套。',
  each: '每套',
  enoughFor: '现有 {{available}}，够 {{buildable}} 套',
  buildable: '现在可卖：{{quantity}} 套',
  saved: '{{sku}} 的组成已更改',
};
