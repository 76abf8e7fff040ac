/**
 * `a × b ÷ c`, rounded half away from zero, exact in between (BigInt): the one way to multiply and then divide.
 * Source: DOMAIN "Rounding". A layer of 10⁸ fen × 10⁸ thousandths overflows a plain product.
 * @throws RangeError when c is zero, an argument is not whole, or the result leaves ±2⁵³.
 */
export function mulDiv(a: number, b: number, c: number): number {
  if (c === 0) throw new RangeError('mulDiv divides by zero');
  if (!Number.isSafeInteger(a) || !Number.isSafeInteger(b) || !Number.isSafeInteger(c)) throw new RangeError('mulDiv takes whole numbers');
  const plain = a * b;
  const result = Number.isSafeInteger(plain * 2) ? divideHalfAway(plain, c) : Number(divideHalfAwayBig(BigInt(a) * BigInt(b), BigInt(c)));
  if (!Number.isSafeInteger(result)) throw new RangeError(`${a} × ${b} ÷ ${c} leaves ±2^53`);
  return result === 0 ? 0 : result;
}

/**
 * The same for a fraction no number holds (rates on top of rates): `a × top ÷ bottom`, rounded half away from zero.
 * @throws RangeError when `bottom` is zero or the result leaves ±2⁵³.
 */
export function mulFraction(a: number, { top, bottom }: { top: bigint; bottom: bigint }): number {
  if (bottom === 0n) throw new RangeError('mulFraction divides by zero');
  const result = Number(divideHalfAwayBig(BigInt(a) * top, bottom));
  if (!Number.isSafeInteger(result)) throw new RangeError(`${a} × ${top} ÷ ${bottom} leaves ±2^53`);
  return result === 0 ? 0 : result;
}

function divideHalfAway(dividend: number, divisor: number): number {
  const size = Math.abs(divisor);
  const remainder = Math.abs(dividend % size);
  const towardsZero = (Math.abs(dividend) - remainder) / size;
  const rounded = remainder * 2 >= size ? towardsZero + 1 : towardsZero;
  return dividend < 0 === divisor < 0 ? rounded : -rounded;
}

function divideHalfAwayBig(dividend: bigint, divisor: bigint): bigint {
  const negative = dividend < 0n !== divisor < 0n;
  const [top, size] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const rounded = (top * 2n + size) / (size * 2n);
  return negative ? -rounded : rounded;
}
