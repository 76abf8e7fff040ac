/** How a locale writes numbers: `1,234.5` has group ',' and decimal '.'. */
export interface NumberMarks {
  group: string;
  decimal: string;
}

export type UnreadableReason =
  | 'empty'
  | 'letterForDigit'
  | 'misplacedSeparator'
  | 'tooManyDecimals'
  | 'divideByZero'
  | 'tooLarge'
  | 'unreadable';

/** Thrown inside this folder only; parse.ts turns it into an answer. */
export class Unreadable extends Error {
  readonly reason: UnreadableReason;

  constructor(reason: UnreadableReason) {
    super(reason);
    this.reason = reason;
  }
}

interface Fraction {
  top: bigint;
  bottom: bigint;
}

/**
 * What `12*3+4` comes to, as a whole number of units with `places` decimals. Exact until the end. A single number with
 * more decimals than there are places is refused, because nobody knows which digit was meant; a calculation is rounded
 * half away from zero, because 10/3 is meant as it stands.
 * @throws Unreadable
 */
export function evaluate(text: string, marks: NumberMarks, places: number): number {
  const steps = stepsOf(text);
  const only = steps.length === 1 ? steps[0] : undefined;
  if (only && decimalsOf(only.operand, marks) > places) throw new Unreadable('tooManyDecimals');
  return rounded(total(steps, marks), places);
}

interface Step {
  operator: string;
  negative: boolean;
  operand: string;
}

function stepsOf(text: string): Step[] {
  const steps: Step[] = [];
  const pattern = /\s*([-+*/]?)\s*([-+]?)\s*([^-+*/]+)/y;
  // A leading plus makes the first number a step like all others, its own sign included.
  const rest = `+${text}`;
  while (pattern.lastIndex < rest.length) {
    const [, operator = '', sign, operand = ''] = pattern.exec(rest) ?? [];
    if (operator === '' || operand.trim() === '') throw new Unreadable('unreadable');
    steps.push({ operator, negative: sign === '-', operand: operand.trim() });
  }
  return steps;
}

function total(steps: Step[], marks: NumberMarks): Fraction {
  let sum: Fraction = { top: 0n, bottom: 1n };
  let product: Fraction = { top: 0n, bottom: 1n };
  for (const { operator, negative, operand } of steps) {
    const value = fractionOf(operand, marks);
    if (negative) value.top = -value.top;
    if (operator === '*') product = times(product, value);
    else if (operator === '/') product = times(product, inverse(value));
    else {
      sum = plus(sum, product);
      product = operator === '-' ? { top: -value.top, bottom: value.bottom } : value;
    }
  }
  return plus(sum, product);
}

function fractionOf(operand: string, marks: NumberMarks): Fraction {
  const thousands = /\dk$/i.test(operand);
  const digits = thousands ? operand.slice(0, -1) : operand;
  const [integer = '', decimals = '', ...more] = digits.split(marks.decimal);
  if (more.length > 0 || (digits.includes(marks.decimal) && !/^\d+$/.test(decimals))) throw separatorOr(digits);
  const top = BigInt(ungrouped(integer, marks) + decimals);
  return { top: thousands ? top * 1000n : top, bottom: 10n ** BigInt(decimals.length) };
}

function ungrouped(integer: string, { group }: NumberMarks): string {
  if (/^\d*$/.test(integer)) return integer;
  // Groups of two are India's (12,34,567); a space or an apostrophe between digits can only be meant as a group.
  const separator = [group, ' ', "'", '\u2019'].find((mark) => integer.includes(mark));
  const groups = separator === undefined ? [] : integer.split(separator);
  const fits = groups.every((part, index) => (index === 0 ? /^\d{1,3}$/ : index === groups.length - 1 ? /^\d{3}$/ : /^\d{2,3}$/).test(part));
  if (groups.length < 2 || !fits) throw separatorOr(integer);
  return groups.join('');
}

function decimalsOf(operand: string, marks: NumberMarks): number {
  const decimals = /\d*$/.exec(operand.replace(/k$/i, ''))?.[0].length ?? 0;
  return operand.includes(marks.decimal) ? decimals - (/k$/i.test(operand) ? 3 : 0) : 0;
}

function separatorOr(digits: string): Unreadable {
  if (/^[\d.,\s'\u2019]*\d[\d.,\s'\u2019]*$/.test(digits)) return new Unreadable('misplacedSeparator');
  return new Unreadable(/\d[oOlI]|[oOlI]\d/.test(digits) ? 'letterForDigit' : 'unreadable');
}

function rounded({ top, bottom }: Fraction, places: number): number {
  const [dividend, divisor] = bottom < 0n ? [-top, -bottom] : [top, bottom];
  const size = (dividend < 0n ? -dividend : dividend) * 10n ** BigInt(places);
  const value = Number((size * 2n + divisor) / (divisor * 2n));
  if (!Number.isSafeInteger(value)) throw new Unreadable('tooLarge');
  return dividend < 0n && value !== 0 ? -value : value;
}

const plus = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom });
const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });

function inverse({ top, bottom }: Fraction): Fraction {
  if (top === 0n) throw new Unreadable('divideByZero');
  return { top: bottom, bottom: top };
}
