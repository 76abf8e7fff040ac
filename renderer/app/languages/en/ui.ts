export const ui = {
  close: 'Close',
  next: 'Next',
  previous: 'Previous',
  fullPage: 'Open full page',
  remove: 'Remove',
  undo: 'Undo',
  notUndone: 'Not undone.',
  selectAll: 'Select all rows read so far',
  selectRow: 'Select',
  filter: 'Filter',
  findField: 'Find a condition',
  save: 'Save',
  reset: 'Reset',
  showTable: 'Show as table',
  showChart: 'Show as chart',
  explains: 'why',
  rows: 'rows',
  loading: 'Still reading from the shop’s file',
  stop: 'Stop',
  tryAgain: 'Try again',
  shortcuts: 'Shortcuts',
  nothingFound: 'Nothing has this name',
  findOrDo: 'Find or do',
  move: 'move',
  open: 'open',
  copyReport: 'Copy report',
  copied: 'Copied',
  optional: 'optional',
  notNow: 'Not now',
  list: { group: 'Lists', next: 'Next', previous: 'Previous', select: 'Select', extend: 'Select and go on', selectAll: 'Select all', open: 'Open', peek: 'Open beside the list' },
};

/** Why a typed number cannot be read; the hint is a text that can. */
export const unreadable = {
  letterForDigit: 'A letter stands where a digit should.',
  misplacedSeparator: 'The comma or point stands in an unusual place.',
  tooManyDecimals: 'There are more decimals than this can have.',
  divideByZero: 'Nothing can be divided by zero.',
  tooLarge: 'This is larger than the books can hold.',
  unreadable: 'This is not a number.',
  didYouMean: 'Did you mean {{hint}}?',
};

export const keys = {
  here: 'On this screen',
  everywhere: 'Everywhere',
  goTo: 'Go to',
  fullPage: 'Open full page',
  back: 'Back one step',
  filter: 'Filter',
  search: 'Search',
  view: 'View {{name}}',
  sheet: 'All shortcuts',
  palette: 'Find or do',
  why: 'Why this number',
};

export const ages = { now: 'now', minutes: 'min', hours: 'h', days: 'd' };
