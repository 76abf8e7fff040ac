import fs from 'node:fs';
import { parse } from 'csv-parse/sync';
import type { SheetRow } from '../../../shared/contract/sheet.ts';
import { UsageError } from './usage.ts';

/** No sheet a person made is larger; a larger one is a mistake or an attack. */
const mostBytes = 200 * 1024 * 1024;

/**
 * Reads a CSV file with a heading row. UTF-8 is believed when every byte of it is valid, else the file comes from a Chinese
 * Excel and is GB18030.
 * @throws UsageError when there is no such file, it is too large, or its quotes do not close
 */
export function readSheet(file: string): SheetRow[] {
  const size = fs.statSync(file, { throwIfNoEntry: false })?.size;
  if (size === undefined) throw new UsageError(`There is no file ${file}.`);
  if (size > mostBytes) throw new UsageError(`${file} is larger than 200 MiB.`);
  try {
    return parse(decode(fs.readFileSync(file)), { columns: headings, bom: true, skip_empty_lines: true, trim: true, relax_column_count: true }) as SheetRow[];
  } catch (error) {
    throw new UsageError(`${file} is not a readable sheet: ${error instanceof Error ? error.message : ''}`);
  }
}

function decode(bytes: Buffer): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

const headings = (names: string[]): string[] => names.map((name) => name.trim().toLowerCase());
