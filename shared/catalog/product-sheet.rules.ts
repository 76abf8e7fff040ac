import { isCurrency } from '../units/currency.ts';
import { parseQuantity, parseUnitPrice } from '../units/parse.ts';
import { readCell, type SheetRow, SheetProblem } from '../contract/sheet.ts';
import type { ProductImport } from './product.contract.ts';

type Variant = ProductImport['variants'][number];

/** The columns of a product sheet; `name` and `sku` must be there. Rows of the same name are variants of one product. */
export const productColumns = ['name', 'sku', 'barcode', 'pack', 'price', 'currency', 'category', 'option', 'unit', 'weight', 'description'] as const;

/** One row as one variant of a product. @throws SheetProblem naming the column and what is wrong with it */
export function productOfRow(row: SheetRow, baseCurrency: string): ProductImport {
  const category = row['category']?.trim();
  const description = row['description']?.trim();
  return {
    name: readCell(row, 'name'),
    ...(category ? { categoryPath: category.split('>').map((part) => part.trim()) } : {}),
    ...(description ? { description } : {}),
    variants: [variantOfRow(row, baseCurrency)],
  };
}

function variantOfRow(row: SheetRow, baseCurrency: string): Variant {
  const [barcode, price, option, unit, weight] = ['barcode', 'price', 'option', 'unit', 'weight'].map((name) => row[name]?.trim());
  return {
    sku: readCell(row, 'sku'),
    ...(barcode ? { barcodes: [{ code: barcode, packQuantity: packOf(row) }] } : {}),
    ...(price ? { prices: [priceOf(price, row['currency']?.trim() || baseCurrency)] } : {}),
    ...(option ? { optionValues: optionsOf(option) } : {}),
    ...(unit ? { unitOfMeasure: unit } : {}),
    ...(weight ? { weightGrams: gramsOf(weight) } : {}),
  };
}

function packOf(row: SheetRow): NonNullable<NonNullable<Variant['barcodes']>[number]['packQuantity']> {
  const parsed = parseQuantity(row['pack']?.trim() || '1', 'en-US');
  if (!parsed.ok) throw new SheetProblem('pack', parsed.reason);
  return parsed.value;
}

function priceOf(text: string, currency: string): NonNullable<Variant['prices']>[number] {
  if (!isCurrency(currency)) throw new SheetProblem('currency', 'unknown');
  const parsed = parseUnitPrice(text, currency, 'en-US');
  if (!parsed.ok) throw new SheetProblem('price', parsed.reason);
  return { currency, amount: parsed.value };
}

/** `Size=M; Colour=Olive`, or a single value without a name. */
function optionsOf(text: string): Record<string, string> {
  const parts = text.split(';').map((part) => part.split('=').map((side) => side.trim()));
  return Object.fromEntries(parts.map(([name, value]) => (value === undefined ? ['Option', name ?? ''] : [name ?? '', value])));
}

function gramsOf(text: string): number {
  if (!/^\d{1,7}$/.test(text)) throw new SheetProblem('weight', 'unknown');
  return Number(text);
}

/** Rows of one name become one product with all their variants, in the order of their first rows. */
export function joinVariants(rows: readonly ProductImport[]): ProductImport[] {
  const byName = new Map<string, ProductImport>();
  for (const row of rows) {
    const known = byName.get(row.name);
    if (known) known.variants.push(...row.variants);
    else byName.set(row.name, { ...row, variants: [...row.variants] });
  }
  return [...byName.values()];
}
