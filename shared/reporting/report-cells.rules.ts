import { minorDigits } from '../units/currency.ts';
import { decimalText, quantityPlaces } from '../units/decimal.ts';
import { holds, type Report, type ReportColumn, type ReportRow } from './report.rules.ts';

/** Places after the decimal mark of what a column holds; null where it holds no number. */
export function placesOf({ unit }: Pick<ReportColumn, 'unit'>, currency: string): number | null {
  if (unit === 'money') return minorDigits(currency);
  if (unit === 'quantity') return quantityPlaces;
  if (unit === 'rate') return 6;
  if (unit === 'percent') return 4;
  return unit === 'count' ? 0 : null;
}

/** A cell as plain text that a machine reads: exact decimals with a point, days as YYYY-MM-DD, nothing for what is not there. */
export function cellText(cell: string | number | null | undefined, column: ReportColumn, currency: string): string {
  if (cell === null || cell === undefined) return '';
  const places = placesOf(column, currency);
  return typeof cell === 'number' && places !== null ? decimalText(cell, places) : String(cell);
}

/** The rows a file holds: all, or without the accounts under their lines. */
export const rowsFor = (report: Report, withAccounts: boolean): ReportRow[] => (withAccounts ? report.rows : report.rows.filter(({ kind }) => kind !== 'account'));

/** A report as objects under its columns' names, amounts as decimal text: nothing is lost on the way. */
export function reportJson(report: Report, withAccounts: boolean) {
  const { name, title, shop, currency, from, to, columns } = report;
  const amount = (value: number): string => decimalText(value, minorDigits(currency));
  return {
    name, title, shop, currency, from, to,
    columns: columns.map(({ id, heading, unit, from: begin, to: end }) => ({ id, heading, unit, from: begin, to: end })),
    rows: rowsFor(report, withAccounts).map((row) => ({ kind: row.kind, level: row.level, ...Object.fromEntries(columns.map((column, index) => [column.id, jsonCell(row.cells[index], column, currency)])) })),
    controls: report.controls.map(({ label, left, right }) => ({ label, left: amount(left), right: amount(right), holds: left === right })),
    holds: holds(report),
  };
}

const jsonCell = (cell: string | number | null | undefined, column: ReportColumn, currency: string): string | number | null =>
  cell === null || cell === undefined ? null : column.unit === 'count' || placesOf(column, currency) === null ? cell : cellText(cell, column, currency);

/** A report as rows of text: headings, rows, and its control totals under a blank row. */
export function reportTexts(report: Report, words: { control: string; left: string; right: string }, withAccounts: boolean): string[][] {
  const { columns, currency, controls } = report;
  const amount = (value: number): string => decimalText(value, minorDigits(currency));
  return [
    columns.map(({ heading, unit }) => (unit === 'money' ? `${heading} ${currency}` : heading)),
    ...rowsFor(report, withAccounts).map((row) => columns.map((column, index) => cellText(row.cells[index], column, currency))),
    ...(controls.length === 0 ? [] : [[''], [words.control, words.left, words.right], ...controls.map(({ label, left, right }) => [label, amount(left), amount(right)])]),
  ];
}
