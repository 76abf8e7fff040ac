import { decimalText, quantityPlaces, unitPricePlaces } from '../units/decimal.ts';
import type { Quantity } from '../units/quantity.ts';
import type { UnitPrice } from '../units/unit-price.ts';

/** The columns of a sheet of products: names the import knows, so that what was saved can be brought in again. */
export const exportColumns = [
  'sku', 'name', 'group', 'barcode', 'pack', 'price', 'currency', 'category', 'tags', 'state', 'unit', 'weight', 'description',
  'optionName1', 'optionValue1', 'optionName2', 'optionValue2', 'optionName3', 'optionValue3',
  'moreBarcodes', 'attributes',
] as const;
export type ExportColumn = (typeof exportColumns)[number];

/** Columns that hold a number; in a workbook they are numbers. */
export const numberColumns: ReadonlySet<ExportColumn> = new Set<ExportColumn>(['pack', 'price', 'weight']);

export interface ExportedProduct {
  readonly id: number;
  readonly name: string;
  readonly state: 'draft' | 'active' | 'archived';
  readonly description: string;
  /** From the outermost in; empty where it is in none. */
  readonly categoryPath: readonly string[];
  readonly tags: readonly string[];
  /** What is said of it, each by the name of its attribute. */
  readonly attributes: readonly { readonly name: string; readonly value: string }[];
}

/** `price` is that of now in `currency`, null where there is none; weight in whole grams. */
export interface ExportedVariant {
  readonly sku: string;
  readonly optionValues: Readonly<Record<string, string>>;
  readonly unitOfMeasure: string;
  readonly weightGrams: number;
  readonly barcodes: readonly { readonly code: string; readonly packQuantity: Quantity }[];
  readonly price: UnitPrice | null;
}

/** One variant as a row of the sheet; rows of one `group` are one product. A sheet has one category and three options; barcodes behind the first share a cell. */
export function exportRow(product: ExportedProduct, variant: ExportedVariant, currency: string): Record<ExportColumn, string> {
  const options = Object.entries(variant.optionValues);
  const { price, weightGrams } = variant;
  const [barcode, ...others] = variant.barcodes;
  const option = (slot: number, side: 0 | 1): string => options[slot]?.[side] ?? '';
  return {
    sku: variant.sku,
    name: product.name,
    group: String(product.id),
    barcode: barcode?.code ?? '',
    pack: barcode ? packText(barcode.packQuantity) : '',
    price: price === null ? '' : decimalText(price, unitPricePlaces),
    currency: price === null ? '' : currency,
    category: product.categoryPath.join(' > '),
    tags: product.tags.join('; '),
    state: product.state,
    unit: variant.unitOfMeasure,
    weight: weightGrams === 0 ? '' : String(weightGrams),
    description: product.description,
    optionName1: option(0, 0), optionValue1: option(0, 1),
    optionName2: option(1, 0), optionValue2: option(1, 1),
    optionName3: option(2, 0), optionValue3: option(2, 1),
    moreBarcodes: others.map(({ code, packQuantity }) => `${code}=${packText(packQuantity)}`).join('; '),
    attributes: attributesText(product.attributes),
  };
}

/** `Length=2.1; Colour=Olive`, as a cell says it. */
export const attributesText = (attributes: ExportedProduct['attributes']): string => attributes.map(({ name, value }) => `${name}=${value}`).join('; ');

const packText = (pack: Quantity): string => trimmed(decimalText(pack, quantityPlaces));

/** `12.000` as `12`, `0.350` as `0.35`. */
const trimmed = (decimals: string): string => decimals.replace(/\.?0+$/, '');
