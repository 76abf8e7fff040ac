import { sql } from 'kysely';
import { normaliseCode } from '../../shared/catalog/gtin.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { pieces, type Quantity } from '../../shared/units/quantity.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { pricesNow } from './price.queries.ts';

const byId = read((db, p: { variantId: number }) => db.selectFrom('variant').selectAll().where('id', '=', p.variantId));

const ofProduct = read((db, p: { productId: number }) =>
  db.selectFrom('variant').selectAll().where('productId', '=', p.productId).orderBy('position').orderBy('id'),
);

const bySku = read((db, p: { sku: string }) => db.selectFrom('variant').selectAll().where('sku', '=', p.sku));

const bySkuAnyCase = read((db, p: { sku: string }) =>
  db.selectFrom('variant').selectAll().where(sql<boolean>`sku = ${p.sku} collate nocase`).limit(2),
);

const byCode = read((db, p: { code: string }) => db.selectFrom('barcode').select(['variantId', 'packQuantity']).where('code', '=', p.code));

const barcodeRows = read((db, p: { variantId: number }) =>
  db.selectFrom('barcode').select(['id', 'code', 'kind', 'packQuantity', 'supplierId']).where('variantId', '=', p.variantId).orderBy('id'),
);

export type VariantRow = NonNullable<ReturnType<typeof findVariant>>;

export const findVariant = (reader: Reader, variantId: number) => byId.get(reader, { variantId });

/** By its SKU exactly as written; channels tell `a` from `A`. */
export const findVariantBySku = (reader: Reader, sku: string) => bySku.get(reader, { sku });

export const variantsOfProduct = (reader: Reader, productId: number) => ofProduct.all(reader, { productId });

export const barcodesOfVariant = (reader: Reader, variantId: number) => barcodeRows.all(reader, { variantId });

export const findBarcode = (reader: Reader, code: string) => byCode.get(reader, { code });

/** @throws Refusal `record.missing` */
export function getVariant(reader: Reader, variantId: number): VariantRow {
  const variant = findVariant(reader, variantId);
  if (!variant) throw new Refusal('record.missing', { kind: 'variant', id: variantId });
  return variant;
}

/** A row as the contract speaks of it. */
export function asVariant({ position: _position, optionValues, ...variant }: VariantRow) {
  // Options are written by this room as an object of texts.
  return { ...variant, optionValues: JSON.parse(optionValues) as Record<string, string> };
}

export const productOfVariant = read((db, p: { productId: number }) =>
  db.selectFrom('product').select(['name as productName', 'state as productState', 'taxClassId']).where('id', '=', p.productId),
);

/** What a scan or a typed code means: a barcode first, then a SKU as written, then a SKU in any case if only one fits. */
export function findByCode(reader: Reader, { code }: { code: string }, _actor: Actor, now: Instant) {
  const meant = meantBy(reader, code);
  const product = meant && productOfVariant.get(reader, { productId: meant.variant.productId });
  if (!meant || !product) return { found: null };
  const { variant, packQuantity } = meant;
  return { found: { ...asVariant(variant), ...product, packQuantity, prices: pricesNow(reader, variant.id, now) } };
}

/** The variant and pack a code means, or undefined: it is a text of nobody's. */
export function meantBy(reader: Reader, code: string): { variant: VariantRow; packQuantity: Quantity } | undefined {
  const barcode = findBarcode(reader, normaliseCode(code).code);
  if (barcode) return { variant: getVariant(reader, barcode.variantId), packQuantity: barcode.packQuantity };
  const [loose, ...more] = bySkuAnyCase.all(reader, { sku: code });
  const variant = findVariantBySku(reader, code) ?? (more.length === 0 ? loose : undefined);
  return variant && { variant, packQuantity: pieces(1) };
}
