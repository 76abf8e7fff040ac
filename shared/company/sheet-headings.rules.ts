import type { SheetField } from '../contract/sheet.ts';

/** A program whose export is known by headings that only it writes. */
export interface SheetSource {
  id: string;
  headings: readonly string[];
}

/** One spelling of a heading: case, width, spaces, signs and what stands in brackets behind it do not count. */
export const headingKey = (heading: string): string =>
  heading
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_*.:：·/\\-]+/g, ' ')
    .trim();

/** The program a sheet comes from, or `other`: the first whose headings are all there. */
export function sourceOf(headings: readonly string[], sources: readonly SheetSource[]): string {
  const there = new Set(headings.map(headingKey));
  return sources.find((source) => source.headings.every((heading) => there.has(headingKey(heading))))?.id ?? 'other';
}

/**
 * Which of our fields each column means, or null. A heading is taken as written first, then without what stands in brackets;
 * a field is given to the first column that claims it, in the order of the field's own spellings.
 */
export function guessMapping(headings: readonly string[], fields: readonly SheetField[]): (string | null)[] {
  const mapping: (string | null)[] = headings.map(() => null);
  const keys = [headings.map(headingKey), headings.map((heading) => headingKey(heading.replace(/[(（[【].*$/, '')))];
  for (const field of fields) {
    const column = firstColumn(field, keys, mapping);
    if (column !== undefined) mapping[column] = field.name;
  }
  return mapping;
}

function firstColumn(field: SheetField, keys: readonly string[][], mapping: readonly (string | null)[]): number | undefined {
  for (const spelling of field.headings) {
    const key = headingKey(spelling);
    for (const columns of keys) {
      const found = columns.findIndex((column, index) => column === key && mapping[index] === null);
      if (found !== -1) return found;
    }
  }
  return undefined;
}

/** What a remembered mapping is remembered by: the same headings in the same order are the same source. */
export const headingsKey = (headings: readonly string[]): string => headings.map(headingKey).join('\u001f');
