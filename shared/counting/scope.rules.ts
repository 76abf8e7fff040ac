/** A place in the book: a variant in a bin, or in none. */
export interface ScopePlace {
  readonly variantId: number;
  readonly binId: number | null;
}

/** Numbers between 0 and 1 that a seed decides (mulberry32): the same plan draws the same sample, and anybody can draw it again. */
function drawing(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** `count` variants of a list by lot, with every place they lie in. The list is sorted first, so its order does not matter. */
export function drawVariants(places: readonly ScopePlace[], count: number, seed: number): ScopePlace[] {
  const variants = [...new Set(places.map(({ variantId }) => variantId))].sort((a, b) => a - b);
  const next = drawing(seed);
  for (let left = variants.length; left > 1; left -= 1) {
    const drawn = Math.floor(next() * left);
    [variants[left - 1], variants[drawn]] = [variants[drawn]!, variants[left - 1]!];
  }
  const chosen = new Set(variants.slice(-count));
  return places.filter(({ variantId }) => chosen.has(variantId));
}
