import fs from 'node:fs';
import { Readable } from 'node:stream';
import { CsvError, parse } from 'csv-parse';
import { type Delimiter, delimiterOf } from '../../../shared/company/delimiter.rules.ts';
import { type Encoding, encodingEvidence } from '../../../shared/company/encoding.rules.ts';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import { sheetLimits } from './limits.ts';
import type { ReadRow } from './sheet-reader.ts';

/** How a text file was read, or is to be read. */
export interface CsvManner {
  encoding: Encoding;
  delimiter: Delimiter;
  /** How many characters of the file's beginning say only what the delimiter is. */
  announcedBy: number;
}

const piece = 256 * 1024;

const piecesOf = (file: string): AsyncIterable<Buffer> => fs.createReadStream(file, { highWaterMark: piece }) as AsyncIterable<Buffer>;

/** Tells how a text file is written; what is chosen stays chosen. @throws Refusal `sheet.notASheet` */
export async function csvManner(file: string, chosen: { encoding?: Encoding; delimiter?: Delimiter }): Promise<CsvManner> {
  const evidence = encodingEvidence();
  const beginning: Buffer[] = [];
  for await (const part of piecesOf(file)) {
    evidence.add(part);
    if (beginning.length < 1) beginning.push(part);
  }
  if (evidence.isBinary) throw new Refusal('sheet.notASheet', {});
  const encoding = chosen.encoding ?? evidence.guess();
  const text = new TextDecoder(encoding).decode(Buffer.concat(beginning));
  const { delimiter, announcedBy } = delimiterOf(text);
  return { encoding, delimiter: chosen.delimiter ?? delimiter, announcedBy };
}

/**
 * The rows of a text file. Nothing in it is ever calculated: a cell that begins with = is a text.
 * @throws Refusal `sheet.wrongEncoding`, `sheet.damaged` when quotes stand wrong, `sheet.cellTooLong`, `sheet.tooManyColumns`, `sheet.tooManyRows`
 */
export async function* csvRows(file: string, { encoding, delimiter, announcedBy }: CsvManner): AsyncGenerator<ReadRow> {
  const parser = parse({ delimiter, bom: true, info: true, relax_column_count: true, max_record_size: sheetLimits.cellCharacters * 4, skip_empty_lines: true });
  const text = Readable.from(decoded(file, encoding, announcedBy));
  text.on('error', (error) => parser.destroy(error));
  text.pipe(parser);
  try {
    for await (const { record, info } of parser as AsyncIterable<{ record: string[]; info: { empty_lines: number; records: number } }>) {
      const number = info.records + info.empty_lines + (announcedBy > 0 ? 1 : 0);
      if (number > sheetLimits.lines) throw new Refusal('sheet.tooManyRows', { most: sheetLimits.lines });
      if (record.length > sheetLimits.columns) throw new Refusal('sheet.tooManyColumns', { most: sheetLimits.columns });
      if (record.some((cell) => cell.length > sheetLimits.cellCharacters)) throw new Refusal('sheet.cellTooLong', { most: sheetLimits.cellCharacters });
      yield { number, cells: record };
    }
  } catch (error) {
    throw asRefusal(error, encoding);
  }
}

async function* decoded(file: string, encoding: Encoding, skip: number): AsyncGenerator<string> {
  // A byte that is no character of this encoding ends it: what was guessed wrongly is not imported as signs nobody wrote.
  const decoder = new TextDecoder(encoding, { fatal: true });
  let left = skip;
  for await (const part of piecesOf(file)) {
    const text = decoder.decode(part, { stream: true });
    yield text.slice(left);
    left = Math.max(0, left - text.length);
  }
  yield decoder.decode();
}

function asRefusal(error: unknown, encoding: Encoding): unknown {
  if (error instanceof TypeError && 'code' in error && error.code === 'ERR_ENCODING_INVALID_ENCODED_DATA') return new Refusal('sheet.wrongEncoding', { encoding });
  if (!(error instanceof CsvError)) return error;
  if (error.code === 'CSV_MAX_RECORD_SIZE') return new Refusal('sheet.cellTooLong', { most: sheetLimits.cellCharacters });
  return new Refusal('sheet.damaged', { part: error.code });
}
