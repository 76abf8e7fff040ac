import { Refusal } from '../refusal/refusal.ts';
import { minor } from '../units/minor.ts';
import { parseMinor } from '../units/parse.ts';
import { type DayOrder, dayOrderOf, writtenDay } from './dates.rules.ts';
import { requireFewLines, type Statement, type StatementLine, tidyText } from './statement.rules.ts';

type Fields = ReadonlyMap<string, string>;

const readable = /^!type:(bank|ccard|cash|oth a|oth l)\s*$/i;

/**
 * The movements of a QIF file. It has no ids, no currency and no closing balance; a record of an "Opening Balance" is one.
 * @throws Refusal bankFile.cutOff when its last record has no end, bankFile.badDate, bankFile.badAmount, bankFile.tooManyLines
 */
export function readQif(text: string, { currency, dayOrder }: { currency: string; dayOrder: DayOrder }): Statement[] {
  const records = recordsOf(text);
  requireFewLines(records.length);
  const order = dayOrderOf(records.map((record) => record.get('D') ?? ''), dayOrder);
  const opening = records.find(isOpening);
  const lines = records.filter((record) => !isOpening(record)).flatMap((record, index) => lineOf(record, currency, order, `record ${index + 1}`));
  return [{ account: null, currency: null, number: '', fromOn: null, throughOn: null, opening: opening ? amountOf(opening, currency, 'Opening Balance') : null, closing: null, lines }];
}

const isOpening = (record: Fields): boolean => /^opening balance$/i.test(record.get('P') ?? '');

/** Records of the sections that are statements: lines of one letter and a value, each record ended by ^. */
function recordsOf(text: string): Fields[] {
  const records: Fields[] = [];
  let [wanted, fields] = [false, new Map<string, string>()];
  for (const line of text.split(/\r\n|\n|\r/)) {
    if (line.startsWith('!')) wanted = readable.test(line);
    else if (line.startsWith('^')) {
      if (wanted && fields.size > 0) records.push(fields);
      fields = new Map();
    } else if (line.trim() !== '' && !fields.has(line[0] ?? '')) fields.set(line[0] ?? '', tidyText(line.slice(1)));
  }
  if (wanted && fields.size > 0) throw new Refusal('bankFile.cutOff', { format: 'QIF' });
  return records;
}

function lineOf(record: Fields, currency: string, order: DayOrder, where: string): StatementLine[] {
  const amount = amountOf(record, currency, where);
  if (amount === 0) return [];
  const base = { bookedOn: writtenDay(record.get('D') ?? '', order, where), amount, externalId: null, counterparty: '' };
  return [{ ...base, payee: record.get('P') ?? '', text: record.get('M') ?? '', reference: record.get('N') ?? '' }];
}

function amountOf(record: Fields, currency: string, where: string) {
  const written = record.get('T') ?? record.get('U') ?? '';
  // The last mark is the decimal one: 1.234,56 and 1,234.56.
  const german = /,\d{1,2}$/.test(written);
  const read = parseMinor(written, currency, german ? 'de-DE' : 'en-US');
  if (!read.ok) throw new Refusal('bankFile.badAmount', { where, text: written.slice(0, 40) });
  return minor(read.value);
}
