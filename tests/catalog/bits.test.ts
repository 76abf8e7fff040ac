import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addStored, both, changePage, countInside, holds, pageOf, pageSize, type ProductSet, productsOfSet, setOf, sizeOfSet } from '../../shared/catalog/bits.rules.ts';

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 300_000 }), { maxLength: 60 });
/** So many on one page that it is written as bits. */
const crowd = fc.integer({ min: 0, max: 60_000 }).map((from) => Array.from({ length: 10_000 }, (_, index) => from + index * 2 + 1));
const products = fc.tuple(ids, fc.oneof(fc.constant<number[]>([]), crowd)).map(([some, many]) => [...new Set([...some, ...many])]);
const sorted = (list: Iterable<number>) => [...list].sort((one, other) => one - other);

function storedPages(list: readonly number[]): Map<number, Uint8Array> {
  const pages = new Map<number, Uint8Array>();
  const few = list.slice(0, 60);
  for (const id of few) pages.set(pageOf(id), changePage(pages.get(pageOf(id)), [[id, true]])!);
  for (const [page, many] of Map.groupBy(list.slice(60), pageOf)) pages.set(page, changePage(pages.get(page), many.map((id) => [id, true] as const))!);
  return pages;
}

const readAll = (pages: Map<number, Uint8Array>): ProductSet => {
  const set: ProductSet = new Map();
  for (const [page, stored] of pages) addStored(set, page, stored);
  return set;
};

test('products put in one by one are the set, and each taken out is gone', () => {
  fc.assert(
    fc.property(products, fc.infiniteStream(fc.boolean()), (list, coins) => {
      const pages = storedPages(list);
      expect(productsOfSet(readAll(pages))).toEqual(sorted(list));
      expect(productsOfSet(readAll(pages), 33)).toEqual(sorted(list).slice(0, 33));
      expect([...pages.values()].reduce((sum, page) => sum + pageSize(page), 0)).toBe(list.length);
      const stay = list.filter((id) => {
        if (coins.next().value) return true;
        const rest = changePage(pages.get(pageOf(id)), [[id, false]]);
        if (rest) pages.set(pageOf(id), rest);
        else pages.delete(pageOf(id));
        return false;
      });
      expect(productsOfSet(readAll(pages))).toEqual(sorted(stay));
    }),
    { numRuns: 40, seed: 7 },
  );
});

test('what is in two sets, and how many, is what a search of two lists finds', () => {
  fc.assert(
    fc.property(products, products, (one, other) => {
      const searched = new Set(other);
      const common = sorted(one.filter((id) => searched.has(id)));
      const [first, second] = [setOf(one), setOf(other)];
      expect(productsOfSet(both(first, second))).toEqual(common);
      expect([...storedPages(one)].reduce((sum, [page, stored]) => sum + countInside(second, page, stored), 0)).toBe(common.length);
      expect(sizeOfSet(first)).toBe(one.length);
      expect(one.every((id) => holds(first, id))).toBe(true);
      expect(other.filter((id) => holds(first, id)).length).toBe(common.length);
    }),
    { numRuns: 40, seed: 7 },
  );
});

test('a page never grows past its 8,192 bytes', () => {
  const [page] = storedPages(Array.from({ length: 65_000 }, (_, index) => index + 1)).values();
  expect(page?.length).toBe(8192);
});
