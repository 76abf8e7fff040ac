import { minor } from '../../shared/units/minor.ts';

/** Tax by fractions, written from the law's own words and knowing nothing of the engine: `top ÷ bottom` in minor units. */
export interface Fraction {
  top: bigint;
  bottom: bigint;
}

export const fraction = (top: number | bigint, bottom: number | bigint = 1n): Fraction => ({ top: BigInt(top), bottom: BigInt(bottom) });
export const plus = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.bottom + b.top * a.bottom, bottom: a.bottom * b.bottom });
export const times = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.top, bottom: a.bottom * b.bottom });
export const over = (a: Fraction, b: Fraction): Fraction => ({ top: a.top * b.bottom, bottom: a.bottom * b.top });

/** Half away from zero. */
export function rounded({ top, bottom }: Fraction): number {
  const negative = top < 0n;
  const size = negative ? -top : top;
  const whole = Number((2n * size + bottom) / (2n * bottom));
  return minor(negative ? -whole : whole);
}

/** Whether a whole number is less than one away from the exact value. */
export function near(value: number, exact: Fraction): boolean {
  const gap = plus(exact, fraction(-value));
  return (gap.top < 0n ? -gap.top : gap.top) < gap.bottom;
}

export interface OraclePart {
  rate: number;
  onTop: boolean;
}

/** Each part of the price without tax: a plain one of the price, one on top of everything before it as well. */
export function exactParts(parts: readonly OraclePart[]): Fraction[] {
  const found: Fraction[] = [];
  for (const { rate, onTop } of parts) {
    const base = onTop ? found.reduce(plus, fraction(1)) : fraction(1);
    found.push(times(base, fraction(rate, 1_000_000)));
  }
  return found;
}

export const exactWhole = (parts: readonly OraclePart[]): Fraction => exactParts(parts).reduce(plus, fraction(0));

/** The tax of an amount before rounding, added to it or taken out of it. */
export function exactTax(amount: number, parts: readonly OraclePart[], inclusive: boolean): Fraction {
  const whole = exactWhole(parts);
  return times(fraction(amount), inclusive ? over(whole, plus(whole, fraction(1))) : whole);
}
