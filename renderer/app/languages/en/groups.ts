export const groups = {
  title: 'Customer groups',
  named_one: '{{name}} · {{count}} customer',
  named_other: '{{name}} · {{count}} customers',
  takeIn: 'Take in a customer',
  takenIn: '{{name}} is in the group',
  dropped: '{{name}} is out of the group',
  remove: 'Remove group {{name}}',
  removed: 'Group {{name}} removed',
  more: 'and more',
  add: 'Add group',
};
