/**
 * Sets of products as bits, 65,536 to a page: which products have a value of a facet. A page with few of them is stored as
 * their offsets (two bytes each), any other as its bits; both say the same (the idea of Roaring bitmaps, Lemire et al. 2016).
 * Words are little-endian, as on every machine the program runs on.
 */
export const productsPerPage = 65_536;
const pageBytes = productsPerPage / 8;
const pageWords = productsPerPage / 32;

type Page = Uint32Array<ArrayBuffer>;

/** The products of a set, page by page; a page that is not there is empty. */
export type ProductSet = Map<number, Page>;

export const pageOf = (productId: number): number => Math.floor(productId / productsPerPage);
const offsetOf = (productId: number): number => productId % productsPerPage;

const isDense = (stored: Uint8Array): boolean => stored.length === pageBytes;

/** A stored page as bits of its own. */
function readPage(stored: Uint8Array): Page {
  // A new array: what a database hands over may lie anywhere in its buffer.
  if (isDense(stored)) return new Uint32Array(new Uint8Array(stored).buffer);
  const page = new Uint32Array(pageWords);
  for (let at = 0; at < stored.length; at += 2) setBit(page, offsetAt(stored, at));
  return page;
}

/** A dense page's words for reading only: where they lie, if they lie on a word's bounds. */
const wordsOf = (stored: Uint8Array): Uint32Array => (stored.byteOffset % 4 === 0 ? new Uint32Array(stored.buffer, stored.byteOffset, pageWords) : readPage(stored));

/** A page as it is stored: in whichever of the two forms is shorter. */
function writePage(page: Page): Uint8Array {
  const size = countBits(page);
  if (size * 2 >= pageBytes) return new Uint8Array(page.buffer);
  return new Uint8Array(Uint16Array.from(bitsOf(page)).buffer);
}

/** A stored page after products came (true) and went; undefined is the empty page. */
export function changePage(stored: Uint8Array | undefined, moves: Iterable<readonly [productId: number, isIn: boolean]>): Uint8Array | undefined {
  const page = stored ? readPage(stored) : new Uint32Array(pageWords);
  for (const [productId, isIn] of moves) {
    const offset = offsetOf(productId);
    if (isIn) setBit(page, offset);
    else page[offset >> 5] = wordAt(page, offset) & ~(1 << (offset & 31));
  }
  return countBits(page) === 0 ? undefined : writePage(page);
}

export const pageSize = (stored: Uint8Array): number => (isDense(stored) ? countBits(readPage(stored)) : stored.length / 2);

/** How many products of a stored page are in a set. */
export function countInside(set: ProductSet, pageNumber: number, stored: Uint8Array): number {
  const within = set.get(pageNumber);
  if (!within) return 0;
  if (isDense(stored)) return countCommon(within, wordsOf(stored));
  let count = 0;
  for (let at = 0; at < stored.length; at += 2) if (hasBit(within, offsetAt(stored, at))) count += 1;
  return count;
}

/** Puts a stored page into a set. */
export const addStored = (set: ProductSet, pageNumber: number, stored: Uint8Array): void => addPage(set, pageNumber, readPage(stored));

/** Puts all of one set into another. */
export function addSet(set: ProductSet, more: ProductSet): void {
  for (const [pageNumber, page] of more) addPage(set, pageNumber, page.slice());
}

function addPage(set: ProductSet, pageNumber: number, page: Page): void {
  const known = set.get(pageNumber);
  if (!known) set.set(pageNumber, page);
  else for (let word = 0; word < pageWords; word += 1) known[word] = (known[word] ?? 0) | (page[word] ?? 0);
}

export function setOf(productIds: Iterable<number>): ProductSet {
  const set: ProductSet = new Map();
  for (const id of productIds) {
    const page = set.get(pageOf(id)) ?? new Uint32Array(pageWords);
    setBit(page, offsetOf(id));
    set.set(pageOf(id), page);
  }
  return set;
}

/** The products that are in both. */
export function both(one: ProductSet, other: ProductSet): ProductSet {
  const set: ProductSet = new Map();
  for (const [pageNumber, page] of one) {
    const match = other.get(pageNumber);
    if (!match) continue;
    const common = page.slice();
    for (let word = 0; word < pageWords; word += 1) common[word] = (common[word] ?? 0) & (match[word] ?? 0);
    set.set(pageNumber, common);
  }
  return set;
}

export function holds(set: ProductSet, productId: number): boolean {
  const page = set.get(pageOf(productId));
  return page !== undefined && hasBit(page, offsetOf(productId));
}

export function sizeOfSet(set: ProductSet): number {
  let size = 0;
  for (const page of set.values()) size += countBits(page);
  return size;
}

/** How many products are in both. */
export function sizeOfBoth(one: ProductSet, other: ProductSet): number {
  let size = 0;
  for (const [pageNumber, page] of one) {
    const match = other.get(pageNumber);
    if (match) size += countCommon(page, match);
  }
  return size;
}

/** The products of a set, in the order of their ids: all, or the first so many. */
export function productsOfSet(set: ProductSet, most = Infinity): number[] {
  const products: number[] = [];
  const pages = [...set].sort(([one], [other]) => one - other);
  for (const [pageNumber, page] of pages) addBits(products, page, pageNumber * productsPerPage, most);
  return products;
}

const wordAt = (page: Page, offset: number): number => page[offset >> 5] ?? 0;
const offsetAt = (stored: Uint8Array, at: number): number => (stored[at] ?? 0) | ((stored[at + 1] ?? 0) << 8);
const hasBit = (page: Page, offset: number): boolean => ((wordAt(page, offset) >>> (offset & 31)) & 1) === 1;

function setBit(page: Page, offset: number): void {
  page[offset >> 5] = wordAt(page, offset) | (1 << (offset & 31));
}

/** How many bits of a word are set, by adding neighbours (Warren, Hacker's Delight, 5-1). */
function countWord(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555);
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
}

function countBits(page: Page): number {
  let count = 0;
  for (let word = 0; word < pageWords; word += 1) count += countWord(page[word] ?? 0);
  return count;
}

function countCommon(one: Uint32Array, other: Uint32Array): number {
  let count = 0;
  for (let word = 0; word < pageWords; word += 1) count += countWord((one[word] ?? 0) & (other[word] ?? 0));
  return count;
}

function bitsOf(page: Page): number[] {
  const offsets: number[] = [];
  addBits(offsets, page, 0, Infinity);
  return offsets;
}

/** Adds what a page holds to a list, ascending, until that is long enough; an empty word, as most are, costs one look. */
function addBits(list: number[], page: Page, from: number, most: number): void {
  for (let word = 0; word < pageWords && list.length < most; word += 1) {
    for (let rest = page[word] ?? 0; rest !== 0 && list.length < most; rest &= rest - 1) list.push(from + word * 32 + 31 - Math.clz32(rest & -rest));
  }
}
