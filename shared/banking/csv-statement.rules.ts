import { guessMapping, headingKey } from '../company/sheet-headings.rules.ts';
import { Refusal } from '../refusal/refusal.ts';
import { type Minor, minor } from '../units/minor.ts';
import { parseMinor } from '../units/parse.ts';
import { type CsvField, csvFields, type CsvProfile, csvProfiles, genericHeadings } from './csv-profiles.ts';
import { type DayOrder, dayOrderOf, writtenDay } from './dates.rules.ts';
import { requireFewLines, type Statement, type StatementLine, tidyText } from './statement.rules.ts';

/** How a sheet is understood: which profile, where its headings stand, and what each column is. */
export interface CsvReading {
  profile: string;
  headingRow: number;
  headings: string[];
  mapping: (CsvField | null)[];
}

/** How far down a table may begin below what a program says about itself. */
const preambleAtMost = 60;

/** A cell without the marks programs put round it so that a sheet does not change it: `="1"`, a backtick, tabs. */
export const bare = (cell: string): string => tidyText(cell.replace(/^="(.*)"$/s, '$1').replace(/^[`']/, ''));

export const keyed = (cells: readonly string[]): string[] => cells.map((cell) => headingKey(bare(cell)));

/**
 * Which export a sheet is, by its headings; any other is read by what its headings usually mean.
 * @throws Refusal bankFile.noTable when no row has a date and an amount among its headings
 */
export function understandCsv(rows: readonly string[][]): CsvReading {
  const beginning = rows.slice(0, preambleAtMost);
  for (const profile of csvProfiles) {
    const headingRow = beginning.findIndex((row) => profile.headings.every((heading) => keyed(row).includes(headingKey(heading))));
    if (headingRow >= 0) return reading(profile.id, headingRow, rows[headingRow] ?? [], profile.fields);
  }
  const headingRow = beginning.findIndex((row) => isTable(guessed(row, genericHeadings)));
  if (headingRow < 0) throw new Refusal('bankFile.noTable', {});
  return reading('generic', headingRow, rows[headingRow] ?? [], genericHeadings);
}

function reading(profile: string, headingRow: number, row: readonly string[], fields: CsvProfile['fields']): CsvReading {
  const headings = row.map(bare);
  return { profile, headingRow, headings, mapping: guessed(headings, fields) };
}

// guessMapping answers the names it was given.
const guessed = (row: readonly string[], fields: CsvProfile['fields']): (CsvField | null)[] =>
  guessMapping(row.map(bare), csvFields.map((name) => ({ name, needed: false, headings: fields[name] ?? [] }))) as (CsvField | null)[];

const isTable = (mapping: readonly (CsvField | null)[]): boolean =>
  mapping.includes('date') && (mapping.includes('amount') || (mapping.includes('moneyIn') && mapping.includes('moneyOut')));

export interface CsvChoice {
  currency: string;
  dayOrder: DayOrder;
  /** Chosen by a person, or remembered from the last time. */
  mapping?: readonly (CsvField | null)[];
}

/** What was read, and how many rows moved no money of this account: other currencies, payments that failed, pots moved within. */
export interface CsvStatement extends Statement {
  skipped: { row: number; why: 'currency' | 'status' | 'direction' }[];
}

type Cells = Partial<Record<CsvField, string>>;

/**
 * The movements of a sheet. A row with a date and an amount that cannot be read refuses the file: half a statement is none.
 * @throws Refusal bankFile.noTable, bankFile.badDate, bankFile.badAmount, bankFile.tooManyLines
 */
export function readCsv(rows: readonly string[][], understood: CsvReading, choice: CsvChoice): CsvStatement {
  const mapping = choice.mapping ?? understood.mapping;
  if (!isTable(mapping)) throw new Refusal('bankFile.noTable', {});
  const profile = csvProfiles.find(({ id }) => id === understood.profile);
  const body = rows.slice(understood.headingRow + 1).map((row, index) => ({ row: understood.headingRow + 2 + index, cells: cellsOf(row, mapping) }));
  const told = body.filter(({ cells }) => /\d/.test(cells.date ?? '') && [cells.amount, cells.moneyIn, cells.moneyOut].some((cell) => /\d/.test(cell ?? '')));
  requireFewLines(told.length);
  const order = dayOrderOf(told.map(({ cells }) => cells.date ?? ''), choice.dayOrder);
  const locale = localeOf(told.map(({ cells }) => cells.amount ?? cells.moneyIn ?? cells.moneyOut ?? ''), profile);
  const lines: StatementLine[] = [];
  const balances: { amount: Minor; balance: Minor }[] = [];
  const skipped: CsvStatement['skipped'] = [];
  for (const { row, cells } of told) {
    const where = `${row}`;
    const size = amountIn(cells, profile, { currency: choice.currency, locale, where });
    if (typeof size === 'string') {
      skipped.push({ row, why: size });
      continue;
    }
    const base = { bookedOn: writtenDay(cells.date ?? '', order, where), payee: cells.payee ?? '', text: cells.text ?? '', reference: cells.reference ?? '', counterparty: cells.counterparty ?? '', externalId: cells.id || null };
    const fee = cells.fee && /[1-9]/.test(cells.fee) ? minor(-(profile?.feeSign ?? 1) * money(cells.fee, choice.currency, locale, where)) : minor(0);
    if (size !== 0) lines.push({ ...base, amount: size });
    if (fee !== 0) lines.push({ ...base, amount: fee, externalId: base.externalId && `${base.externalId}:fee`, text: tidyText(`${base.text} fee`) });
    if (cells.balance && /\d/.test(cells.balance)) balances.push({ amount: minor(size + fee), balance: money(cells.balance, choice.currency, locale, where) });
  }
  return { account: null, currency: null, number: '', fromOn: null, throughOn: null, ...ends(balances, told.length - skipped.length), lines, skipped };
}

function cellsOf(row: readonly string[], mapping: readonly (CsvField | null)[]): Cells {
  const cells: Cells = {};
  mapping.forEach((field, index) => {
    const cell = bare(row[index] ?? '');
    if (field !== null && cell !== '' && cell !== '/' && cells[field] === undefined) cells[field] = cell;
  });
  return cells;
}

const localeOf = (amounts: readonly string[], profile: CsvProfile | undefined): string => (profile === undefined ? numbersLocale(amounts) : 'en-US');

/** A comma before two last digits, and never a point there: numbers as they are written on the Continent. */
export const numbersLocale = (amounts: readonly string[]): string =>
  amounts.some((amount) => /,\d{2}(?!\d)\D*$/.test(amount)) && !amounts.some((amount) => /\.\d{2}(?!\d)\D*$/.test(amount)) ? 'de-DE' : 'en-US';

/** An amount of a sheet; brackets are a minus. @throws Refusal bankFile.badAmount */
export function money(text: string, currency: string, locale: string, where: string): Minor {
  const read = parseMinor(text.replace(/^\((.*)\)$/, '-$1'), currency, locale);
  if (!read.ok) throw new Refusal('bankFile.badAmount', { where, text: text.slice(0, 40) });
  return read.value;
}

const starts = (words: readonly string[] | undefined, text: string): boolean => words?.some((word) => text.startsWith(word)) ?? false;

/** Money in positive; a word where a row moved none of this account's money. */
function amountIn(cells: Cells, profile: CsvProfile | undefined, { currency, locale, where }: { currency: string; locale: string; where: string }): Minor | 'currency' | 'status' | 'direction' {
  if (cells.currency !== undefined && cells.currency.toUpperCase() !== currency) return 'currency';
  const status = cells.status ?? '';
  if (profile?.done && !starts(profile.done, status)) return 'status';
  if (cells.amount === undefined) {
    const [into, out] = [cells.moneyIn, cells.moneyOut].map((cell) => (cell === undefined || !/\d/.test(cell) ? 0 : Math.abs(money(cell, currency, locale, where))));
    return minor((into ?? 0) - (out ?? 0));
  }
  const amount = money(cells.amount, currency, locale, where);
  if (cells.direction === undefined) return profile?.moneyIn ? 'direction' : amount;
  const size = minor(Math.abs(amount));
  if (starts(profile?.moneyIn ?? inWords, cells.direction) || starts(profile?.givesBack, status)) return size;
  return starts(profile?.moneyOut ?? outWords, cells.direction) ? minor(-size) : 'direction';
}

const inWords = ['收', '贷', '貸', 'Credit', 'credit', 'CREDIT', 'CR', 'C', 'In', 'in', 'H', '+'];
const outWords = ['支', '借', 'Debit', 'debit', 'DEBIT', 'DR', 'D', 'Out', 'out', 'S', '-'];

/** Where every row says its balance and each follows from the one before, the sheet states its opening and closing. */
function ends(balances: readonly { amount: Minor; balance: Minor }[], rows: number): { opening: Minor | null; closing: Minor | null } {
  const [first, last] = [balances[0], balances.at(-1)];
  if (!first || !last || balances.length !== rows) return { opening: null, closing: null };
  const follows = (later: (typeof balances)[number] | undefined, earlier: (typeof balances)[number]): boolean => later === undefined || later.balance === earlier.balance + later.amount;
  if (balances.every((one, index) => follows(balances[index + 1], one))) return { opening: minor(first.balance - first.amount), closing: last.balance };
  if (balances.every((one, index) => index === 0 || follows(balances[index - 1], one))) return { opening: minor(last.balance - last.amount), closing: first.balance };
  return { opening: null, closing: null };
}
