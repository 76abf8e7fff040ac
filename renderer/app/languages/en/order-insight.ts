/** What an order leaves, where its time went, what goes first, what ends unpaid, and the views one keeps. */
export const profit = {
  title: 'What it leaves',
  estimated: 'partly estimated',
  actual: 'all told',
  left: 'Left',
  about: '{{what}} (estimated)',
  unknownCost: 'The cost of some goods is not known, so less will be left.',
  why: 'Why {{amount}}?',
  whyLabel: 'Why does it leave {{amount}}?',
  asEstimated: 'As it was estimated',
  instead: '{{what}}: {{amount}} instead of {{estimate}}',
  proof: 'The differences add up',
  costs: 'What it cost…',
  costKind: 'For what',
  costNote: 'Note',
  costKeep: 'Keep',
  costKept: '{{what}}: {{amount}} kept',
  costWithdrawn: 'Taken back',
  costRestored: 'Counts again',
  costTakeBack: 'Take back',
  costsNone: 'Nobody has said yet what this order cost beside its goods.',
  costSources: { payout: 'from a payout', carrier: 'from the carrier', ads: 'from advertising', person: 'by hand' },
  kinds: { sales: 'Goods sold', shipping: 'Postage and fees charged', returns: 'Given back', goods: 'Cost of goods', gateway: 'Payment fees', fee: 'Channel fee', freight: 'Freight', packaging: 'Packaging', ads: 'Advertising', other: 'Other' },
};

export const clock = {
  title: 'Where its time went',
  soFar: 'So far',
  total: 'In all',
  phases: { held: 'On hold', toPay: 'Waiting for money', toApprove: 'Waiting to be approved', toShip: 'Being worked on' },
  risks: { inTime: 'In time', atRisk: 'Will soon be late', late: 'Late' },
};

export const priority = {
  title: 'What goes first',
  intro: 'Each order earns up to 100 points of each kind; times their weight, they make its rank.',
  why: 'Why it is here',
  rank: 'Rank',
  part: '{{term}}: {{points, number}} × {{weight, number}}',
  weightOf: 'Weight of {{term}}',
  saved: 'Weight changed',
  terms: { deadline: 'Deadline', waiting: 'Waiting time', value: 'Value', paid: 'Paid', complete: 'All goods there', regular: 'Regular customer' },
  hints: {
    deadline: '100 when it is due, none three days before',
    waiting: '100 after three days',
    value: '100 at five times the usual order',
    paid: '100 when paid, 50 in part',
    complete: '100 when all goods are set aside',
    regular: '100 after five orders',
  },
};

export const expiry = {
  title: 'Orders nobody pays',
  intro: 'Whoever paid nothing by then loses the goods set aside. It can be taken back.',
  none: 'Unpaid orders wait for ever. A rule ends them and frees their goods.',
  takenHere: 'Taken here',
  after: 'after {{age}}',
  reminds: 'reminds after {{age}}',
  acts: { cancel: 'is cancelled', free: 'goods are freed' },
  drop: 'Drop the rule',
  saved: 'Rule for unpaid orders changed',
  place: 'Orders',
  method: 'Paid by',
  anyMethod: 'Any way',
  minutes: 'Ends after',
  remindMinutes: 'Reminds after',
  unit: 'min',
  add: 'Set rule',
};

export const views = {
  keep: 'Keep as a view',
  drop: 'Drop this view',
  name: 'Name of the view',
  save: 'Keep',
  kept: 'View “{{name}}” kept',
  changed: 'View “{{name}}” changed',
  isChanged: 'View changed',
  dropped: 'View “{{name}}” dropped',
};
