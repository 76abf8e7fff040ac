import { readCell, SheetProblem, type SheetRow } from '../contract/sheet.ts';
import { minorDigits } from '../units/currency.ts';
import type { Minor } from '../units/minor.ts';
import { type Parsed, parseMinor, parseQuantity, parseUnitPrice } from '../units/parse.ts';
import type { Quantity } from '../units/quantity.ts';
import { lineAmount } from '../units/share.ts';
import type { OpeningStock } from './stock.contract.ts';

/** The columns of an opening-stock sheet; `sku`, `quantity` and one of `value` (of all of it) and `cost` (of one) must be there. */
export const openingColumns = ['sku', 'quantity', 'value', 'cost', 'location'] as const;

/** One row as one line of opening stock. @throws SheetProblem naming the column and what is wrong with it */
export function openingOfRow(row: SheetRow, currency: string): OpeningStock {
  const quantity = read('quantity', parseQuantity(readCell(row, 'quantity'), 'en-US'));
  const location = row['location']?.trim();
  return { sku: readCell(row, 'sku'), quantity, value: valueOf(row, quantity, currency), ...(location ? { location } : {}) };
}

function valueOf(row: SheetRow, quantity: Quantity, currency: string): Minor {
  const value = row['value']?.trim();
  if (value) return read('value', parseMinor(value, currency, 'en-US'));
  const cost = read('cost', parseUnitPrice(readCell(row, 'cost'), currency, 'en-US'));
  return lineAmount(cost, quantity, minorDigits(currency));
}

function read<Unit>(column: string, parsed: Parsed<Unit>): Unit {
  if (!parsed.ok) throw new SheetProblem(column, parsed.reason);
  return parsed.value;
}
