/** The cycle plan of counts, and pictures of what a counter saw. */
export const countCycle = {
  atMost: 'At most so many lines',
  atMostHint: 'The better class first, and what has waited longest',
  classes: 'Classes',
  classesHint: 'By what their sales of a year cost',
  supplierHint: 'Everything agreed with it',
  recountValue: 'or worth',
  title: 'Cycle plan',
  every_one: 'every day',
  every_other: 'every {{count}} days',
  due: '{{due}} of {{lines}} due',
  next: 'Next on {{day}}',
  never: '{{never}} never counted',
  allDone: 'Nothing due',
  count: 'Count what is due',
  change: 'Change cycles',
  dialogTitle: 'How often each class is counted',
  days: 'Class {{valueClass}}, days',
  save: 'Save',
  saved: 'Cycles changed',
  none: 'No lines',
};

export const countPhoto = {
  take: 'Photo of damage',
  title: 'Photo of {{name}}',
  choose: 'Choose or take a photo',
  note: 'What is damaged',
  add: 'Keep photo',
  added: 'Photo kept with {{name}}',
  none: 'Scan what is damaged first',
  photos: 'Photos',
  by: '{{by}}, {{when}}',
  remove: 'Set aside',
  removed: 'Photo set aside',
  noFile: 'No photo chosen yet',
  drop: 'or paste one with Ctrl V',
};

/** The count on paper. */
export const countSheet = {
  print: 'Print the sheet',
  printed: 'Printed {{when}}',
  by: 'Counted by ____________',
  rule: 'Goods that leave meanwhile are taken from the counted ones; goods that come are put with those still to count.',
  counted: 'Counted',
  damaged: 'Damaged',
  controls: { 'SW-UNDO': 'takes the last scan back', 'SW-EMPTY': 'nothing else stands here', 'SW-NEXT': 'next bin' },
};
