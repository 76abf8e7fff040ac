import fs from 'node:fs';
import type { SheetRow } from '../../../shared/contract/sheet.ts';
import { openSheet } from '../../company/sheets/sheet-reader.ts';
import { UsageError } from './usage.ts';

/** @throws UsageError when there is no such file */
export function requireFile(file: string): void {
  if (!fs.statSync(file, { throwIfNoEntry: false })?.isFile()) throw new UsageError(`There is no file ${file}.`);
}

/** The rows of a sheet by the headings of its first one, in small letters. @throws Refusal `sheet.…`; UsageError when there is no such file */
export async function readSheet(file: string): Promise<SheetRow[]> {
  requireFile(file);
  const rows: SheetRow[] = [];
  let headings: string[] | undefined;
  for await (const { cells } of (await openSheet(file, {})).rows) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (headings) rows.push(Object.fromEntries(headings.map((heading, index) => [heading, cells[index]])));
    else headings = cells.map((cell) => cell.trim().toLowerCase());
  }
  return rows;
}
