import fs from 'node:fs';
import type { DayOrder } from '../../shared/banking/dates.rules.ts';
import { bankFormatOf, readBankFile } from '../../shared/banking/bank-file.rules.ts';
import type { CsvField } from '../../shared/banking/csv-profiles.ts';
import { type CsvStatement, readCsv, understandCsv } from '../../shared/banking/csv-statement.rules.ts';
import { type BankFormat, mostLines, requireNoGap, type Statement } from '../../shared/banking/statement.rules.ts';
import { type Delimiter, delimiters } from '../../shared/company/delimiter.rules.ts';
import { type Encoding, encodingEvidence } from '../../shared/company/encoding.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { openSheet, type ReadChoice } from '../company/sheets/sheet-reader.ts';

/** A year of a busy wallet is five mebibytes; the file lies in memory several times while it is read. */
const largestFile = 32 * 1024 * 1024;

export interface FileChoice {
  currency: string;
  dayOrder: DayOrder;
  /** How a sheet with these headings is to be understood; undefined where nobody has said. */
  mappingFor: (headings: readonly string[]) => readonly (CsvField | null)[] | undefined;
}

export interface ReadFile {
  format: BankFormat;
  profile: string;
  headings: string[];
  mapping: (CsvField | null)[];
  statements: Statement[];
  skipped: CsvStatement['skipped'];
}

/** What a file of a bank or wallet holds; what it is called does not matter. @throws Refusal bankFile.…, sheet.… */
export async function readStatementFile(file: string, choice: FileChoice): Promise<ReadFile> {
  const { size } = fs.statSync(file);
  if (size === 0) throw new Refusal('bankFile.empty', {});
  if (size > largestFile) throw new Refusal('bankFile.tooLarge', { most: largestFile });
  const bytes = fs.readFileSync(file);
  const text = bytes.subarray(0, 4).toString('latin1') === 'PK\u0003\u0004' ? null : textOf(bytes);
  const format = text === null ? null : bankFormatOf(text);
  if (text !== null && format !== null) return { format, profile: '', headings: [], mapping: [], statements: readBankFile(format, text, choice), skipped: [] };
  return readSheetFile(file, choice);
}

/** The encoding a file names itself, where its bytes leave a choice; otherwise what its bytes say. */
function textOf(bytes: Buffer): string {
  const evidence = encodingEvidence();
  evidence.add(bytes);
  if (evidence.isBinary) throw new Refusal('sheet.notASheet', {});
  const guess = evidence.guess();
  const encoding = guess === 'utf-8' || guess.startsWith('utf-16') ? guess : (named(bytes.subarray(0, 400).toString('latin1')) ?? guess);
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    // The decoder says only that it met a byte that is no character.
    throw new Refusal('sheet.wrongEncoding', { encoding });
  }
}

function named(head: string): Encoding | undefined {
  const [, name = ''] = /(?:encoding=["']|CHARSET:)([\w-]+)/i.exec(head) ?? [];
  if (/^(1252|iso-?8859-?15?|windows-1252|latin1)$/i.test(name)) return 'windows-1252';
  if (/^(gbk?|gb2312|gb18030)$/i.test(name)) return 'gb18030';
  return /^big5$/i.test(name) ? 'big5' : undefined;
}

async function readSheetFile(file: string, choice: FileChoice): Promise<ReadFile> {
  const { rows, understood } = await understoodSheet(file, found);
  const mapping = [...(choice.mappingFor(understood.headings) ?? understood.mapping)];
  const { skipped, ...statement } = readCsv(rows, understood, { ...choice, mapping });
  if (statement.lines.length === 0) throw new Refusal('bankFile.empty', {});
  requireNoGap(statement);
  return { format: 'csv', profile: understood.profile, headings: understood.headings, mapping, statements: [statement], skipped };
}

/**
 * The rows of a sheet and how they are understood. A preamble hides from the first look what stands between the cells, so each
 * sign is tried. @throws Refusal bankFile.noTable where nobody understands it, bankFile.empty, bankFile.tooLarge, sheet.…
 */
export async function understoodSheet<Found>(file: string, understand: (rows: readonly string[][]) => Found | undefined): Promise<{ rows: string[][]; understood: Found }> {
  const { size } = fs.statSync(file);
  if (size === 0) throw new Refusal('bankFile.empty', {});
  if (size > largestFile) throw new Refusal('bankFile.tooLarge', { most: largestFile });
  for (const delimiter of [undefined, ...delimiters]) {
    const rows = await rowsOf(file, delimiter === undefined ? {} : { delimiter });
    const understood = understand(rows);
    if (understood !== undefined) return { rows, understood };
  }
  throw new Refusal('bankFile.noTable', {});
}

function found(rows: readonly string[][]) {
  try {
    return understandCsv(rows);
  } catch (error) {
    if (error instanceof Refusal && error.code === 'bankFile.noTable') return undefined;
    throw error;
  }
}

async function rowsOf(file: string, choice: ReadChoice & { delimiter?: Delimiter }): Promise<string[][]> {
  const rows: string[][] = [];
  for await (const { cells } of (await openSheet(file, choice)).rows) {
    rows.push(cells);
    if (rows.length > mostLines + 200) throw new Refusal('bankFile.tooManyLines', { most: mostLines });
  }
  return rows;
}
