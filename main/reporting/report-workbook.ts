import type { CellStyle, CellValue } from 'hucre';
import { placesOf, rowsFor } from '../../shared/reporting/report-cells.rules.ts';
import { reportWords } from '../../shared/reporting/report-words.rules.ts';
import type { Report, ReportColumn, ReportRow } from '../../shared/reporting/report.rules.ts';

/** Title, days and a blank row stand over the headings; everything to there stays in sight. */
const headRows = 4;

/** A report as a workbook: numbers and days are real ones, the head is frozen, sums are bold, control totals stand below. */
export async function reportWorkbook(report: Report, withAccounts: boolean): Promise<Uint8Array> {
  // Large, and read only when somebody saves.
  const { writeXlsx } = await import('hucre');
  const words = reportWords[report.language];
  const rows = rowsFor(report, withAccounts);
  const money = numberFormat(placesOf({ unit: 'money' }, report.currency) ?? 2);
  const controls = report.controls.map(({ label, left, right }): CellValue[] => [label, numberOf(left, 'money', report), numberOf(right, 'money', report)]);
  const below = headRows + rows.length + 1;
  const styled = new Map<string, { style: CellStyle }>();
  const style = (row: number, column: number, of: CellStyle): void => void styled.set(`${row},${column}`, { style: of });
  style(0, 0, { font: { bold: true, size: 14 } });
  report.columns.forEach((column, index) => style(headRows - 1, index, { font: { bold: true }, ...(placesOf(column, report.currency) !== null && { alignment: { horizontal: 'right' } }) }));
  rows.forEach((row, index) => report.columns.forEach((column, at) => style(headRows + index, at, styleOf(row, column, report.currency))));
  controls.forEach((_control, index) => [1, 2].forEach((at) => style(below + 1 + index, at, { numFmt: money })));
  const sheet = {
    name: report.title.replaceAll(/[\\/?*[\]:]/g, ' ').slice(0, 31),
    columns: report.columns.map(({ unit }) => ({ width: unit === 'text' ? 42 : unit === 'code' ? 14 : 18 })),
    rows: [
      [report.title],
      [`${report.shop} · ${words.period(report.from, report.to)} · ${report.currency}`],
      [],
      report.columns.map(({ heading }) => heading),
      ...rows.map((row) => report.columns.map((column, at) => valueOf(row.cells[at], column, report))),
      ...(controls.length === 0 ? [] : [[], [words.control, words.left, words.right], ...controls]),
    ],
    cells: styled,
    freezePane: { rows: headRows, columns: 2 },
  };
  return writeXlsx({ sheets: [sheet] });
}

const numberFormat = (places: number): string => (places === 0 ? '#,##0' : `#,##0.${'0'.repeat(places)}`);

const numberOf = (value: number, unit: ReportColumn['unit'], { currency }: Report): number => value / 10 ** (placesOf({ unit }, currency) ?? 0);

function valueOf(cell: string | number | null | undefined, column: ReportColumn, report: Report): CellValue {
  if (cell === null || cell === undefined) return null;
  if (typeof cell === 'number') return numberOf(cell, column.unit, report);
  return column.unit === 'day' ? new Date(`${cell}T00:00:00Z`) : cell;
}

function styleOf(row: ReportRow, column: ReportColumn, currency: string): CellStyle {
  const places = placesOf(column, currency);
  return {
    ...(row.kind === 'sum' || row.kind === 'total' || row.kind === 'heading' ? { font: { bold: true } } : {}),
    ...(column.unit === 'text' && row.level > 0 && { alignment: { indent: row.level } }),
    ...(places !== null && { numFmt: numberFormat(places) }),
    ...(column.unit === 'day' && { numFmt: 'yyyy-mm-dd' }),
  };
}
