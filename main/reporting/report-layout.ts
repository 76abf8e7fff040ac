import { placesOf, rowsFor } from '../../shared/reporting/report-cells.rules.ts';
import { reportWords } from '../../shared/reporting/report-words.rules.ts';
import type { Report, ReportColumn, ReportRow } from '../../shared/reporting/report.rules.ts';
import { decimalText } from '../../shared/units/decimal.ts';
import { numberFormat } from '../../shared/units/format.ts';
import { localeOf } from '../../shared/units/language.ts';

const millimetre = 72 / 25.4;
const grey = '#5B574E';
/** More than an upright page has room for. */
const manyColumns = 10;
type Block = { [name: string]: unknown };

/** A report for pdfmake: A4, upright or across as its columns need, headings on every page, control totals at its end. */
export function reportLayout(report: Report, withAccounts: boolean): Block {
  const words = reportWords[report.language];
  const wide = report.columns.filter(({ unit }) => unit === 'money').length > 4 || report.columns.length > manyColumns;
  return {
    pageSize: 'A4',
    pageOrientation: wide ? 'landscape' : 'portrait',
    pageMargins: [16 * millimetre, 16 * millimetre, 16 * millimetre, 18 * millimetre],
    defaultStyle: { font: 'Paper', fontSize: report.columns.length > manyColumns ? 6 : wide ? 7.5 : 9, lineHeight: 1.15 },
    info: { title: report.title },
    content: [
      { text: report.title, fontSize: 16, bold: true },
      { text: `${report.shop} · ${words.period(report.from, report.to)} · ${report.currency}`, color: grey, margin: [0, 2, 0, 8] },
      table(report, rowsFor(report, withAccounts)),
      ...(report.controls.length === 0 ? [] : [controls(report)]),
      ...(report.seal ? [sealed(report.seal)] : []),
    ],
    footer: (page: number, pages: number) => ({ text: `${report.title} · ${words.page} ${page} / ${pages}`, fontSize: 7.5, color: grey, alignment: 'right', margin: [0, 4, 16 * millimetre, 0] }),
  };
}

const isNumber = (column: ReportColumn, currency: string): boolean => placesOf(column, currency) !== null;

function table({ columns, currency, language }: Report, rows: readonly ReportRow[]): Block {
  const write = writerOf(currency, language);
  const head = columns.map((column) => ({ text: column.heading, bold: true, alignment: isNumber(column, currency) ? 'right' : 'left' }));
  const body = rows.map((row) => columns.map((column, at) => cellOf(row, column, write(row.cells[at], column), isNumber(column, currency))));
  return {
    layout: 'lightHorizontalLines',
    table: { headerRows: 1, dontBreakRows: true, widths: columns.map(({ unit }) => (unit === 'text' ? '*' : 'auto')), body: [head, ...body] },
  };
}

const cellOf = ({ kind, level }: ReportRow, { unit }: ReportColumn, text: string, numeric: boolean): Block => ({
  text,
  alignment: numeric ? 'right' : 'left',
  noWrap: unit !== 'text',
  bold: kind === 'sum' || kind === 'total' || kind === 'heading',
  ...(kind === 'account' && { color: grey }),
  ...(unit === 'text' && { margin: [level * 8, 0, 0, 0] }),
});

/** Figures as the reader writes them; a zero in a column of figures is a dash. */
function writerOf(currency: string, language: Report['language']): (cell: string | number | null | undefined, column: ReportColumn) => string {
  const locale = localeOf(language, '');
  return (cell, column) => {
    if (cell === null || cell === undefined) return '';
    const places = placesOf(column, currency);
    if (typeof cell !== 'number' || places === null) return String(cell);
    if (cell === 0) return '—';
    return numberFormat(locale, { minimumFractionDigits: places, maximumFractionDigits: places }).format(decimalText(cell, places) as Intl.StringNumericLiteral).replace('-', '\u2212');
  };
}

function controls({ controls: all, currency, language }: Report): Block {
  const words = reportWords[language];
  const write = writerOf(currency, language);
  const money: ReportColumn = { id: '', heading: '', unit: 'money', from: null, to: null, centreId: null };
  const figure = (value: number): Block => ({ text: write(value, money), alignment: 'right' });
  return {
    margin: [0, 12, 0, 0],
    layout: 'lightHorizontalLines',
    table: {
      headerRows: 1,
      widths: ['*', 'auto', 'auto', 12],
      body: [[{ text: words.control, bold: true }, { text: words.left, bold: true }, { text: words.right, bold: true }, ''], ...all.map(({ label, left, right }) => [label, figure(left), figure(right), left === right ? '=' : '≠'])],
    },
  };
}

/** The head of the record as a square code with its text, on one page together. */
const sealed = ({ code, text }: NonNullable<Report['seal']>): Block => ({
  margin: [0, 16, 0, 0],
  unbreakable: true,
  columnGap: 12,
  columns: [{ qr: code, fit: 96, eccLevel: 'M', width: 'auto' }, { width: '*', text, color: grey, margin: [0, 4, 0, 0] }],
});
