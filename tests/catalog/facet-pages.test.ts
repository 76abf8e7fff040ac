import fs from 'node:fs';
import Database from 'better-sqlite3';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changePage, pageOf } from '../../shared/catalog/bits.rules.ts';

const migration = (name: string): string => fs.readFileSync(new URL(`../../migrations/${name}.sql`, import.meta.url), 'utf8');
const table = /create table facetPage \([^;]*;/.exec(migration('0002-catalog'))![0];

/** A page of 8,192 as it was kept before: offsets of two bytes, or bits where 512 products or more are on it. */
function smallPage(offsets: readonly number[]): Buffer {
  if (offsets.length < 512) return Buffer.from(Uint16Array.from(offsets).buffer);
  const bits = Buffer.alloc(1024);
  for (const offset of offsets) bits[offset >> 3] = (bits[offset >> 3] ?? 0) | (1 << (offset & 7));
  return bits;
}

const stretch = (from: number, count: number, step: number): number[] => Array.from({ length: count }, (_, index) => from + index * step);
const values = fc.array(
  fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 200_000 }), { maxLength: 30 }), fc.integer({ min: 1, max: 150_000 }), fc.constantFrom(0, 300, 511, 512, 4095, 4096, 9000), fc.constantFrom(1, 3))
    .map(([some, from, count, step]) => [...new Set([...some, ...stretch(from, count, step)])].sort((one, other) => one - other)),
  { minLength: 1, maxLength: 4 },
);

test('pages of 8,192 products become pages of 65,536 with the same products', () => {
  fc.assert(
    fc.property(values, (lists) => {
      const file = new Database(':memory:');
      file.exec(table);
      const insert = file.prepare('insert into facetPage (facet, value, page, size, bits) values (?, ?, ?, ?, ?)');
      const expected: unknown[] = [];
      for (const [index, list] of lists.entries()) {
        const place = [`facet ${index % 2}`, `value ${index}`];
        for (const [page, ids] of Map.groupBy(list, (id) => Math.floor(id / 8192))) insert.run(...place, page, ids.length, smallPage(ids.map((id) => id % 8192)));
        for (const [page, ids] of Map.groupBy(list, pageOf)) expected.push([...place, page, ids.length, Buffer.from(changePage(undefined, ids.map((id) => [id, true] as const))!)]);
      }
      file.exec(migration('0035-catalog-facet-pages'));
      const stored = file.prepare('select facet, value, page, size, bits from facetPage order by value, page').raw().all();
      expect(stored).toEqual(expected);
      expect(file.prepare("select name from sqlite_schema where type = 'table'").pluck().all()).toEqual(['facetPage']);
      file.close();
    }),
    { numRuns: 15, seed: 11 },
  );
});
