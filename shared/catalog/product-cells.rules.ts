import { cellText, parsedCell, readCell, SheetProblem, type SheetRow, type SheetSettings } from '../contract/sheet.ts';
import { isCurrency } from '../units/currency.ts';
import { parseQuantity, parseUnitPrice } from '../units/parse.ts';
import { pieces, type Quantity } from '../units/quantity.ts';
import type { VariantInput } from './fields.ts';

/** One row as a variant; its options are told by the whole group. @throws SheetProblem naming the column and what is wrong with it */
export function variantOfRow(row: SheetRow, settings: SheetSettings): VariantInput {
  const [barcode, price, unit] = [cellText(row, 'barcode'), cellText(row, 'price'), cellText(row, 'unit')];
  const weightGrams = gramsOf(row, settings);
  return {
    sku: limited('sku', readCell(row, 'sku'), 100),
    ...(barcode && { barcodes: [{ code: limited('barcode', barcode, 100), packQuantity: packOf(row, settings) }] }),
    ...(price && { prices: [priceOf(row, price, settings)] }),
    ...(unit && { unitOfMeasure: limited('unit', unitOf(unit), 20) }),
    ...(weightGrams !== undefined && { weightGrams }),
  };
}

/** @throws SheetProblem `tooLong` */
export function limited(column: string, text: string, most: number): string {
  if (text.length > most) throw new SheetProblem(column, 'tooLong', text.slice(0, most).trim());
  return text;
}

function packOf(row: SheetRow, { locale }: SheetSettings): Quantity {
  const text = cellText(row, 'pack');
  if (text === undefined) return pieces(1);
  const pack = parsedCell('pack', parseQuantity(text, locale));
  if (pack <= 0) throw new SheetProblem('pack', 'notPositive');
  return pack;
}

function priceOf(row: SheetRow, text: string, { currency: base, locale }: SheetSettings): NonNullable<VariantInput['prices']>[number] {
  const currency = cellText(row, 'currency') ?? base;
  if (!isCurrency(currency)) throw new SheetProblem('currency', 'unknown');
  const amount = parsedCell('price', parseUnitPrice(text, currency, locale));
  if (amount < 0) throw new SheetProblem('price', 'negative');
  return { currency, amount };
}

/** Words other programs have for a thing that is counted one by one. */
const pieceWords = new Set(['piece', 'pieces', 'unit', 'units', 'unit(s)', 'nos', 'pc', 'pcs', 'each', '件', '个', '個']);

const unitOf = (text: string): string => (pieceWords.has(text.toLowerCase()) ? 'piece' : text);

/** Kilograms have three decimals and so count grams; grams are rounded to whole ones. */
function gramsOf(row: SheetRow, { locale }: SheetSettings): number | undefined {
  const [kilograms, grams] = [cellText(row, 'weightKg'), cellText(row, 'weight')];
  const column = kilograms ? 'weightKg' : 'weight';
  const text = kilograms ?? grams;
  if (text === undefined) return undefined;
  const weight = parsedCell(column, parseQuantity(text, locale));
  if (weight < 0) throw new SheetProblem(column, 'negative');
  return kilograms ? weight : Math.round(weight / 1000);
}
