import type { Quantity } from '../units/quantity.ts';
import { pieces } from '../units/quantity.ts';
import type { UnitPrice } from '../units/unit-price.ts';
import { normaliseCode } from './gtin.rules.ts';
import { readScan, scannedQuantity, usualScalePatterns } from './scan.rules.ts';

/** Goods with every code they answer to, as a device keeps them for when nobody can be asked. */
export interface KeptGoods {
  readonly sku: string;
  readonly unitOfMeasure: string;
  readonly pricePerUnit: UnitPrice | null;
  readonly codes: readonly { readonly code: string; readonly packQuantity: Quantity }[];
}

/**
 * What a scan means among these goods: the same reading as in the shop (a barcode before a SKU, the code as it stands before
 * what a scale's label leaves), only that goods which are not among them are unknown here.
 * @throws Refusal `gs1.unreadable`
 */
export function resolveKept<Goods extends KeptGoods>(goods: readonly Goods[], text: string, yearNow: number) {
  const { alternatives, ...reading } = readScan(text, { scalePatterns: usualScalePatterns, yearNow });
  const meant = [reading.code, ...alternatives].map((code) => keptMeaning(goods, code)).find((found) => found !== undefined);
  if (!meant) return { reading, found: null };
  const { codes: _codes, pricePerUnit, ...shown } = meant.goods;
  const quantity = scannedQuantity({ ...reading, alternatives }, { packQuantity: meant.packQuantity, unitOfMeasure: meant.goods.unitOfMeasure, pricePerUnit });
  return { reading, found: { ...shown, quantity } };
}

function keptMeaning<Goods extends KeptGoods>(goods: readonly Goods[], code: string): { goods: Goods; packQuantity: Quantity } | undefined {
  const normal = normaliseCode(code).code;
  for (const one of goods) {
    const known = one.codes.find((other) => other.code === normal);
    if (known) return { goods: one, packQuantity: known.packQuantity };
  }
  const loose = goods.filter(({ sku }) => sku.toLowerCase() === code.toLowerCase());
  const named = goods.find(({ sku }) => sku === code) ?? (loose.length === 1 ? loose[0] : undefined);
  return named && { goods: named, packQuantity: pieces(1) };
}
