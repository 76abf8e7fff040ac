import { streamXlsxRows } from 'hucre';
import type { CellValue } from 'hucre';
import { Refusal } from '../../../shared/refusal/refusal.ts';
import { sheetLimits } from './limits.ts';
import type { ReadRow } from './sheet-reader.ts';

/**
 * The rows of one sheet of a guarded workbook, as texts. A formula is its last value; a formula nobody calculated is empty.
 * @throws Refusal `sheet.damaged`, `sheet.tooManyColumns`, `sheet.tooManyRows`
 */
export async function* xlsxRows(file: Buffer, tab: string | undefined): AsyncGenerator<ReadRow> {
  let lines = 0;
  try {
    for await (const { index, values } of streamXlsxRows(file, tab === undefined ? {} : { sheet: tab })) {
      lines += 1;
      if (lines > sheetLimits.lines || index >= sheetLimits.lines) throw new Refusal('sheet.tooManyRows', { most: sheetLimits.lines });
      const cells = trimmed(values.map(cellText));
      if (cells.length > sheetLimits.columns) throw new Refusal('sheet.tooManyColumns', { most: sheetLimits.columns });
      yield { number: index + 1, cells };
    }
  } catch (error) {
    if (error instanceof Refusal) throw error;
    throw new Refusal('sheet.damaged', { part: 'sheet' });
  }
}

/** Dates as ISO days, or with their time when they have one; numbers with at most the fifteen digits Excel keeps. */
function cellText(value: CellValue): string {
  if (value === null || value === undefined) return '';
  if (value instanceof Date) return value.toISOString().replace(/T00:00:00\.000Z$/, '').replace(/\.000Z$/, 'Z');
  if (typeof value === 'number') return numberText(value);
  return typeof value === 'boolean' ? (value ? 'TRUE' : 'FALSE') : String(value);
}

function numberText(value: number): string {
  const short = Number(value.toPrecision(15));
  return Math.abs(short) < 1e21 && Math.abs(short) >= 1e-6 ? String(short) : short === 0 ? '0' : short.toLocaleString('en-US', { useGrouping: false, maximumFractionDigits: 20 });
}

/** Formats reach further right than texts do. */
function trimmed(cells: string[]): string[] {
  const last = cells.findLastIndex((cell) => cell.trim() !== '');
  return cells.slice(0, last + 1);
}
