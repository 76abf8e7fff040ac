import { type Minor, minor } from './minor.ts';

/**
 * Splits a total over weights by largest remainder: the parts add up to the total to the last minor unit, each is less
 * than one unit away from its exact share, and ties go to the earlier part. Negative totals mirror positive ones.
 * All weights zero (an order of free lines) falls back to equal weights.
 * @throws RangeError when there are no weights, or one is negative or not whole.
 */
export function allocate(total: Minor, weights: readonly number[]): Minor[] {
  if (weights.length === 0) throw new RangeError('allocate needs at least one weight');
  if (weights.some((weight) => !Number.isSafeInteger(weight) || weight < 0)) throw new RangeError('weights are whole and not negative');
  const shares = weights.some((weight) => weight > 0) ? weights.map(BigInt) : weights.map(() => 1n);
  const sum = shares.reduce((a, b) => a + b, 0n);
  const size = BigInt(Math.abs(total));
  const parts = shares.map((share) => (size * share) / sum);
  let left = size - parts.reduce((a, b) => a + b, 0n);
  const byRemainder = shares
    .map((share, index) => ({ index, remainder: (size * share) % sum }))
    .sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder < b.remainder ? 1 : -1));
  for (const { index } of byRemainder) {
    if (left === 0n) break;
    parts[index]! += 1n;
    left -= 1n;
  }
  return parts.map((part) => minor(total < 0 ? -Number(part) : Number(part)));
}
