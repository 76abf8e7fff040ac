import { readCell, SheetProblem, type SheetRow } from '../contract/sheet.ts';
import { type Instant, instant } from '../units/instant.ts';
import { parseQuantity, parseUnitPrice } from '../units/parse.ts';
import type { Quantity } from '../units/quantity.ts';
import type { UnitPrice } from '../units/unit-price.ts';

/** An order of a sheet: the rows of one number. Its number makes importing the same sheet again change nothing. */
export interface SheetOrder {
  number: string;
  orderedAt: Instant;
  customer: string;
  note: string;
  lines: { sku: string; quantity: Quantity; unitPrice: UnitPrice }[];
}

/** Columns: number, date (YYYY-MM-DD, with a time if known), sku, quantity, price; customer and note are optional. @throws SheetProblem */
export function orderOfRow(row: SheetRow, currency: string): SheetOrder {
  const quantity = parseQuantity(readCell(row, 'quantity'), 'en-US');
  if (!quantity.ok) throw new SheetProblem('quantity', quantity.reason);
  if (quantity.value <= 0) throw new SheetProblem('quantity', 'notPositive');
  const price = parseUnitPrice(readCell(row, 'price'), currency, 'en-US');
  if (!price.ok) throw new SheetProblem('price', price.reason);
  if (price.value < 0) throw new SheetProblem('price', 'negative');
  return {
    number: readCell(row, 'number'),
    orderedAt: instantOf(readCell(row, 'date')),
    customer: row['customer']?.trim() ?? '',
    note: row['note']?.trim() ?? '',
    lines: [{ sku: readCell(row, 'sku'), quantity: quantity.value, unitPrice: price.value }],
  };
}

/** ISO only: 1/2/2026 is January in one country and February in another, so it is asked for again. */
function instantOf(text: string): Instant {
  const iso = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2})?(Z|[+-]\d{2}:\d{2})?)?$/.test(text) ? Date.parse(text.replace(' ', 'T')) : Number.NaN;
  if (Number.isNaN(iso)) throw new SheetProblem('date', 'notIso');
  return instant(iso);
}

/** Rows of one number become one order, in the order of their first rows. */
export function joinOrderLines(rows: readonly SheetOrder[]): SheetOrder[] {
  const byNumber = new Map<string, SheetOrder>();
  for (const row of rows) {
    const known = byNumber.get(row.number);
    if (known) known.lines.push(...row.lines);
    else byNumber.set(row.number, { ...row, lines: [...row.lines] });
  }
  return [...byNumber.values()];
}
