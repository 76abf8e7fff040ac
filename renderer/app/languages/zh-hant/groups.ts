export const groups = {
  title: '客戶群組',
  named_other: '{{name}} · {{count}} 位客戶',
  takeIn: '加入客戶',
  takenIn: '{{name}} 已加入',
  dropped: '{{name}} 已移出',
  remove: '刪除群組 {{name}}',
  removed: '群組 {{name}} 已刪除',
  more: '還有更多',
  add: '新增群組',
};
