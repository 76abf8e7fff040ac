import { writeXlsx } from 'hucre';
import { compareSheet, type SheetColumn, sheetColumns, type SheetDifference, type SheetLine, type SheetRow } from '../../shared/purchasing/order-sheet.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Day } from '../../shared/units/day.ts';
import { decimalText, quantityPlaces, unitPricePlaces } from '../../shared/units/decimal.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { guardWorkbook } from '../company/sheets/xlsx-guard.ts';
import { xlsxRows } from '../company/sheets/xlsx-rows.ts';

export interface SheetOrder<Price extends UnitPrice | null = UnitPrice> {
  readonly number: string;
  readonly expectedOn: Day;
  readonly currency: string;
  readonly lines: readonly SheetLine<Price>[];
}

/** An order as a workbook: numbers as numbers, so that a supplier can add them up; a price nobody told yet is an empty cell. */
export async function writeOrderSheet(order: SheetOrder<UnitPrice | null>): Promise<{ fileName: string; data: string }> {
  const headings = Object.values(sheetColumns);
  const rows = order.lines.map((line) => [
    line.sku,
    line.supplierSku,
    line.name,
    Number(decimalText(line.quantity, quantityPlaces)),
    line.price === null ? '' : Number(decimalText(line.price, unitPricePlaces)),
    order.expectedOn,
  ]);
  const bytes = await writeXlsx({ sheets: [{ name: order.number, rows: [headings, ...rows] }] });
  return { fileName: `${order.number}.xlsx`, data: Buffer.from(bytes).toString('base64') };
}

/** What a workbook that came back would change. @throws Refusal `sheet.…` as reading any sheet; `orderSheet.columnMissing` */
export async function compareOrderSheet<Price extends UnitPrice | null>(order: SheetOrder<Price>, data: string): Promise<SheetDifference<Price>> {
  return compareSheet(order, await rowsOf(Buffer.from(data, 'base64')));
}

async function rowsOf(file: Buffer): Promise<SheetRow[]> {
  const [tab] = await guardWorkbook(file);
  let places: Record<SheetColumn, number> | undefined;
  const rows: SheetRow[] = [];
  for await (const { number, cells } of xlsxRows(file, tab)) {
    if (cells.every((cell) => cell.trim() === '')) continue;
    if (!places) {
      places = placesOf(cells);
      continue;
    }
    const at = places;
    const text = (column: SheetColumn): string => cells[at[column]]?.trim() ?? '';
    rows.push({ number, sku: text('sku'), supplierSku: text('supplierSku'), name: text('name'), quantity: text('quantity'), price: text('price'), day: text('day') });
  }
  if (!places) throw new Refusal('sheet.empty', {});
  return rows;
}

/** Where each column stands. Without a code, a quantity or a price nothing could be said of a row. @throws Refusal `orderSheet.columnMissing` */
function placesOf(headings: readonly string[]): Record<SheetColumn, number> {
  const found = headings.map((heading) => heading.trim().toLowerCase());
  const place = (column: SheetColumn): number => found.indexOf(sheetColumns[column].toLowerCase());
  for (const column of ['sku', 'quantity', 'price'] as const) {
    if (place(column) === -1) throw new Refusal('orderSheet.columnMissing', { column: sheetColumns[column] });
  }
  return { sku: place('sku'), supplierSku: place('supplierSku'), name: place('name'), quantity: place('quantity'), price: place('price'), day: place('day') };
}
