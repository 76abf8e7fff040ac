export const groups = {
  title: '客户组',
  named_other: '{{name}} · {{count}} 位客户',
  takeIn: '加入客户',
  takenIn: '{{name}} 已加入',
  dropped: '{{name}} 已移出',
  remove: '删除客户组 {{name}}',
  removed: '客户组 {{name}} 已删除',
  more: '还有更多',
  add: '新建客户组',
};
