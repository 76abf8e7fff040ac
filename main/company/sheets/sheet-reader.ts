import fs from 'node:fs';
import type { Delimiter } from '../../../shared/company/delimiter.rules.ts';
import type { Encoding } from '../../../shared/company/encoding.rules.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import { csvManner, csvRows } from './csv-rows.ts';
import { sheetLimits } from './limits.ts';
import { guardWorkbook } from './xlsx-guard.ts';
import { xlsxRows } from './xlsx-rows.ts';

export interface ReadRow {
  /** As people count in their sheet: the first line is 1. */
  number: number;
  cells: string[];
}

/** What a person may choose instead of what was found. */
export interface ReadChoice {
  encoding?: Encoding;
  delimiter?: Delimiter;
  tab?: string;
}

/** How a file was found to be written. */
export type SheetManner =
  | { format: 'csv'; encoding: Encoding; delimiter: Delimiter }
  | { format: 'xlsx'; tabs: string[]; tab: string };

export interface OpenSheet {
  manner: SheetManner;
  rows: AsyncIterable<ReadRow>;
}

/**
 * Opens a sheet, whatever it is called: what it begins with says what it is.
 * @throws Refusal `sheet.empty`, `sheet.tooLarge`, `sheet.oldFormat`, `sheet.notASheet`, `sheet.damaged`, `sheet.cellTooLong`
 */
export async function openSheet(file: string, choice: ReadChoice): Promise<OpenSheet> {
  const { size } = fs.statSync(file);
  if (size === 0) throw new Refusal('sheet.empty', {});
  if (size > sheetLimits.fileBytes) throw new Refusal('sheet.tooLarge', { what: 'file', most: sheetLimits.fileBytes });
  const beginning = beginningOf(file);
  if (beginning.startsWith('504b0304') || beginning.startsWith('504b0506')) return openWorkbook(fs.readFileSync(file), choice);
  if (beginning.startsWith('d0cf11e0')) throw new Refusal('sheet.oldFormat', {});
  if (otherThings.some((thing) => beginning.startsWith(thing))) throw new Refusal('sheet.notASheet', {});
  const manner = await csvManner(file, choice);
  return { manner: { format: 'csv', encoding: manner.encoding, delimiter: manner.delimiter }, rows: csvRows(file, manner) };
}

/** A page, a picture, a program: what people drop here by mistake. */
const otherThings = ['25504446', '89504e47', 'ffd8ff', '47494638', '1f8b', '526172', '377abc', '4d5a', '7f454c46'];

async function openWorkbook(file: Buffer, choice: ReadChoice): Promise<OpenSheet> {
  const tabs = await guardWorkbook(file);
  const tab = choice.tab ?? tabs[0];
  if (tab === undefined || !tabs.includes(tab)) throw new Refusal('sheet.empty', {});
  return { manner: { format: 'xlsx', tabs, tab }, rows: xlsxRows(file, tab) };
}

function beginningOf(file: string): string {
  const handle = fs.openSync(file, 'r');
  try {
    const bytes = Buffer.alloc(8);
    fs.readSync(handle, bytes);
    return bytes.toString('hex');
  } finally {
    fs.closeSync(handle);
  }
}
