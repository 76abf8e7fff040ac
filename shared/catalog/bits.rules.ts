/**
 * Sets of products as bits, 8,192 to a page: which products have a value of a facet. A page with few of them is written as
 * their offsets (two bytes each), any other as its bits; both say the same (the idea of Roaring bitmaps, Lemire et al. 2016).
 */
export const productsPerPage = 8192;
const pageBytes = productsPerPage / 8;

/** The products of a set, page by page; a page that is not there is empty. */
export type ProductSet = Map<number, Uint8Array>;

export const pageOf = (productId: number): number => Math.floor(productId / productsPerPage);
const offsetOf = (productId: number): number => productId % productsPerPage;

/** A stored page as bits. */
export function readPage(stored: Uint8Array): Uint8Array {
  if (stored.length === pageBytes) return stored;
  const bits = new Uint8Array(pageBytes);
  for (const offset of offsetsOf(stored)) setBit(bits, offset);
  return bits;
}

/** A page of bits as it is stored: whichever of the two forms is shorter. */
export function writePage(bits: Uint8Array): Uint8Array {
  const size = countBits(bits);
  if (size * 2 >= pageBytes) return bits;
  const stored = new Uint8Array(size * 2);
  [...bitsOf(bits)].forEach((offset, index) => stored.set([offset & 0xff, offset >> 8], index * 2));
  return stored;
}

/** A stored page with one product more or less; undefined is the empty page. */
export function changePage(stored: Uint8Array | undefined, productId: number, isIn: boolean): Uint8Array | undefined {
  const bits = stored ? readPage(stored).slice() : new Uint8Array(pageBytes);
  const offset = offsetOf(productId);
  if (isIn) setBit(bits, offset);
  else bits[offset >> 3] = byteAt(bits, offset) & ~(1 << (offset & 7));
  return countBits(bits) === 0 ? undefined : writePage(bits);
}

export const pageSize = (stored: Uint8Array): number => (stored.length === pageBytes ? countBits(stored) : stored.length / 2);

/** How many products of a stored page are in a set. */
export function countInside(set: ProductSet, page: number, stored: Uint8Array): number {
  const within = set.get(page);
  if (!within) return 0;
  let count = 0;
  if (stored.length < pageBytes) for (const offset of offsetsOf(stored)) count += (byteAt(within, offset) >> (offset & 7)) & 1;
  else for (let byte = 0; byte < pageBytes; byte += 1) count += bitsIn[(stored[byte] ?? 0) & (within[byte] ?? 0)] ?? 0;
  return count;
}

/** Puts a stored page into a set. */
export function addPage(set: ProductSet, page: number, stored: Uint8Array): void {
  const known = set.get(page);
  const bits = readPage(stored);
  if (known) for (let byte = 0; byte < pageBytes; byte += 1) known[byte] = (known[byte] ?? 0) | (bits[byte] ?? 0);
  else set.set(page, bits.slice());
}

export function setOf(productIds: Iterable<number>): ProductSet {
  const set: ProductSet = new Map();
  for (const id of productIds) {
    const bits = set.get(pageOf(id)) ?? new Uint8Array(pageBytes);
    setBit(bits, offsetOf(id));
    set.set(pageOf(id), bits);
  }
  return set;
}

/** The products that are in both. */
export function both(one: ProductSet, other: ProductSet): ProductSet {
  const set: ProductSet = new Map();
  for (const [page, bits] of one) {
    const match = other.get(page);
    if (match) set.set(page, bits.map((byte, index) => byte & (match[index] ?? 0)));
  }
  return set;
}

export function holds(set: ProductSet, productId: number): boolean {
  const bits = set.get(pageOf(productId));
  return bits !== undefined && ((byteAt(bits, offsetOf(productId)) >> (productId & 7)) & 1) === 1;
}

export const sizeOfSet = (set: ProductSet): number => [...set.values()].reduce((sum, bits) => sum + countBits(bits), 0);

/** Every product of a set, in the order of their ids. */
export const productsOfSet = (set: ProductSet): number[] =>
  [...set].sort(([one], [other]) => one - other).flatMap(([page, bits]) => [...bitsOf(bits)].map((offset) => page * productsPerPage + offset));

const bitsIn = Uint8Array.from({ length: 256 }, (_, byte) => byte.toString(2).replaceAll('0', '').length);

const byteAt = (bits: Uint8Array, offset: number): number => bits[offset >> 3] ?? 0;

function setBit(bits: Uint8Array, offset: number): void {
  bits[offset >> 3] = byteAt(bits, offset) | (1 << (offset & 7));
}

const countBits = (bits: Uint8Array): number => bits.reduce((sum, byte) => sum + (bitsIn[byte] ?? 0), 0);

function* bitsOf(bits: Uint8Array): Generator<number> {
  for (let offset = 0; offset < productsPerPage; offset += 1) if ((byteAt(bits, offset) >> (offset & 7)) & 1) yield offset;
}

function* offsetsOf(stored: Uint8Array): Generator<number> {
  for (let at = 0; at < stored.length; at += 2) yield (stored[at] ?? 0) | ((stored[at + 1] ?? 0) << 8);
}
