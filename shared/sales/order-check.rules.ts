/** What a fact is measured in; it decides how its threshold is typed and shown. */
export type FactUnit = 'money' | 'count' | 'quantity' | 'rate' | 'yesNo' | 'text';

/**
 * What a rule may ask about an order: a closed list, so that a rule is data and can be tried out, explained and moved to
 * another shop. Yes is 1 and no is 0.
 */
export const orderFacts = {
  total: 'money',
  timesUsual: 'rate',
  lines: 'count',
  units: 'quantity',
  missing: 'quantity',
  unknownLines: 'count',
  discountShare: 'rate',
  linesUnderFloor: 'count',
  paidShort: 'money',
  paidOver: 'money',
  isPaid: 'yesNo',
  isOfChannel: 'yesNo',
  addressGaps: 'count',
  addressDisputed: 'yesNo',
  country: 'text',
  postcode: 'text',
  nameDiffers: 'yesNo',
  isFirstOrder: 'yesNo',
  earlierOrders: 'count',
  ordersInDay: 'count',
  refundedShare: 'rate',
  isBlocked: 'yesNo',
  duplicateScore: 'count',
} as const satisfies Record<string, FactUnit>;

export type OrderFact = keyof typeof orderFacts;
export const orderFactNames = Object.keys(orderFacts) as OrderFact[];

export const operators = ['is', 'isNot', 'moreThan', 'atLeast', 'lessThan', 'atMost', 'beginsWith'] as const;
export type Operator = (typeof operators)[number];

/** What may be asked of a fact: words are compared as words, the rest as numbers. */
export const operatorsOf = (fact: OrderFact): readonly Operator[] => {
  const unit = orderFacts[fact];
  if (unit === 'text') return ['is', 'isNot', 'beginsWith'];
  return unit === 'yesNo' ? ['is'] : ['moreThan', 'atLeast', 'lessThan', 'atMost', 'is', 'isNot'];
};

/** What the program proposes to do about an order a rule caught. */
export const checkFixes = ['waitOrSplit', 'compareOrders', 'reprice', 'completeAddress', 'askForRest', 'askCustomer', 'mapLine', 'look'] as const;
export type CheckFix = (typeof checkFixes)[number];

export type FactValue = number | string;
export type OrderFactValues = { [Fact in OrderFact]: (typeof orderFacts)[Fact] extends 'text' ? string : number };

export interface Condition {
  fact: OrderFact;
  operator: Operator;
  value: FactValue;
}

/** A rule as it stands in its row: an order is caught when all of its conditions hold. */
export interface CheckRule {
  conditions: readonly Condition[];
}

/** One reason why a rule fired: what it asked, and what it found. */
export interface CheckTerm extends Condition {
  was: FactValue;
}

const comparisons: Record<Operator, (was: FactValue, value: FactValue) => boolean> = {
  is: (was, value) => was === value,
  isNot: (was, value) => was !== value,
  moreThan: (was, value) => was > value,
  atLeast: (was, value) => was >= value,
  lessThan: (was, value) => was < value,
  atMost: (was, value) => was <= value,
  beginsWith: (was, value) => String(was).startsWith(String(value)),
};

const sameCase = (value: FactValue): FactValue => (typeof value === 'string' ? value.trim().toUpperCase() : value);

/** Why a rule catches an order, term by term; undefined when it does not. A rule without conditions catches nothing. */
export function caughtBy(rule: CheckRule, facts: OrderFactValues): CheckTerm[] | undefined {
  const terms = rule.conditions.map((condition) => ({ ...condition, was: facts[condition.fact] }));
  const holds = terms.length > 0 && terms.every(({ operator, was, value }) => comparisons[operator](sameCase(was), sameCase(value)));
  return holds ? terms : undefined;
}

/** Whether a condition asks something sensible: a word of a word, a number of a number. */
export const isAskable = ({ fact, operator, value }: Condition): boolean =>
  operatorsOf(fact).includes(operator) && (orderFacts[fact] === 'text') === (typeof value === 'string');
