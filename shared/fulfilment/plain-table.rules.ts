import { parse } from 'csv-parse/browser/esm/sync';
import { delimiterOf } from '../company/delimiter.rules.ts';

/** The rows of a small table by our names for its columns; columns nobody knows are left out. Headings match without case, spaces and signs. */
export function tableOf(text: string, headings: Readonly<Record<string, readonly string[]>>): Record<string, string>[] {
  const { delimiter } = delimiterOf(text);
  const [first = [], ...rows] = parse(text, { delimiter, bom: true, skip_empty_lines: true, relax_column_count: true, trim: true }) as string[][];
  const fields = first.map((heading) => Object.entries(headings).find(([, names]) => names.includes(plain(heading)))?.[0]);
  return rows.map((cells) => Object.fromEntries(cells.flatMap((cell, index) => (fields[index] === undefined ? [] : [[fields[index], cell]]))));
}

const plain = (heading: string): string => heading.toLowerCase().replaceAll(/[\s_\-()（）./]/g, '');
