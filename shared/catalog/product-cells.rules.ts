import { cellText, parsedCell, readCell, SheetProblem, type SheetRow, type SheetSettings } from '../contract/sheet.ts';
import { isCurrency } from '../units/currency.ts';
import { parseQuantity, parseUnitPrice } from '../units/parse.ts';
import { pieces, type Quantity } from '../units/quantity.ts';
import type { VariantInput } from './fields.ts';

/** One row as a variant; its options are told by the whole group. @throws SheetProblem naming the column and what is wrong with it */
export function variantOfRow(row: SheetRow, settings: SheetSettings): VariantInput {
  const [price, unit, barcodes] = [cellText(row, 'price'), cellText(row, 'unit'), barcodesOf(row, settings)];
  const weightGrams = gramsOf(row, settings);
  return {
    sku: limited('sku', readCell(row, 'sku'), 100),
    ...(barcodes.length > 0 && { barcodes }),
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

type Barcodes = NonNullable<VariantInput['barcodes']>;

function barcodesOf(row: SheetRow, settings: SheetSettings): Barcodes {
  const code = cellText(row, 'barcode');
  const first = code ? [{ code: limited('barcode', code, 100), packQuantity: packOf(row, settings) }] : [];
  return [...first, ...partsOf(row, 'moreBarcodes').map((part) => barcodeOf(part, settings))];
}

/** `16901234567899=12`: a code, and how many one scan of it means; one where nothing is said. */
function barcodeOf(part: string, { locale }: SheetSettings): Barcodes[number] {
  const at = part.lastIndexOf('=');
  const code = limited('moreBarcodes', (at === -1 ? part : part.slice(0, at)).trim(), 100);
  if (code === '') throw new SheetProblem('moreBarcodes', 'empty');
  const packQuantity = at === -1 ? pieces(1) : parsedCell('moreBarcodes', parseQuantity(part.slice(at + 1), locale));
  if (packQuantity <= 0) throw new SheetProblem('moreBarcodes', 'notPositive');
  return { code, packQuantity };
}

/** What a cell lists, one behind another. */
const partsOf = (row: SheetRow, column: string): string[] => (cellText(row, column)?.split(/[;；\n]/) ?? []).map((part) => part.trim()).filter((part) => part !== '');

/** `Length=2.1; Colour=Olive`: what is said of a product, by the names of its attributes. @throws SheetProblem where a name has no value */
export function attributesOfRow(row: SheetRow): { name: string; value: string }[] {
  return partsOf(row, 'attributes').map((part) => {
    const at = part.indexOf('=');
    const [name, value] = [part.slice(0, Math.max(at, 0)).trim(), part.slice(at + 1).trim()];
    if (name === '' || value === '') throw new SheetProblem('attributes', 'unknown', part.slice(0, 60));
    return { name: limited('attributes', name, 60), value: limited('attributes', value, 200) };
  });
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
