import { minorDigits } from '../../units/currency.ts';
import { decimalText } from '../../units/decimal.ts';
import type { ExportBook, ExportEntry } from './book.rules.ts';

const header =
  'number,date,accountCode,accountName,debit,credit,currency,channel,item,foreignAmount,foreignCurrency,memo,source,rule,reverses'.split(',');

/**
 * The journal as CSV, one row a posting, for spreadsheets in any language: UTF-8 with a byte order mark, CRLF, amounts as
 * plain decimals. The last row carries the control totals. Text a spreadsheet would run as a formula is made text.
 */
export function* csvJournal(book: ExportBook): Generator<string> {
  const digits = minorDigits(book.currency);
  const accounts = new Map(book.accounts.map((account) => [account.id, account]));
  let [debit, credit] = [0, 0];
  yield `\uFEFF${row(header)}`;
  for (const entry of book.entries) {
    const said = entryCells(entry);
    for (const leg of entry.postings) {
      const account = accounts.get(leg.ledgerAccountId);
      if (leg.amount >= 0) debit += leg.amount;
      else credit -= leg.amount;
      yield row([
        entry.number, entry.postedOn, account?.code ?? '', account?.name ?? '',
        ...sides(leg.amount, digits), book.currency,
        leg.channelId ?? '', leg.itemKind === null ? '' : `${leg.itemKind} ${leg.itemId}`,
        leg.currency === null ? '' : decimal(leg.foreignAmount ?? 0, minorDigits(leg.currency)), leg.currency ?? '',
        ...said,
      ]);
    }
  }
  const totals = ['total', '', '', '', decimal(debit, digits), decimal(credit, digits), book.currency];
  yield row(header.map((_name, index) => totals[index] ?? ''));
}

function entryCells(entry: ExportEntry): Cell[] {
  const values = Object.entries(entry.memo.values).map(([name, value]) => `${name}=${value}`);
  const { source, rule, memo } = entry;
  const words = [memo.key, ...values].join(' ');
  return [words, `${source.kind} ${source.id}`, `${rule.id} v${rule.version}`, entry.reversesNumber ?? ''];
}

/** A number is written as it is; only text can be a formula. */
interface Decimal {
  decimal: string;
}
export type Cell = string | number | Decimal;

const decimal = (value: number, places: number): Decimal => ({ decimal: decimalText(value, places) });
const sides = (amount: number, places: number): Cell[] =>
  (amount >= 0 ? [decimal(amount, places), ''] : ['', decimal(-amount, places)]);

/** One CSV row (RFC 4180). A text that begins like a formula gets an apostrophe, as OWASP advises. */
export function row(cells: readonly Cell[]): string {
  return `${cells.map(cellText).join(',')}\r\n`;
}

function cellText(cell: Cell): string {
  if (typeof cell === 'number') return String(cell);
  if (typeof cell === 'object') return cell.decimal;
  const safe = /^\s*[=+\-@|%\t\r＝＋－＠]/.test(cell) ? `'${cell}` : cell;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
