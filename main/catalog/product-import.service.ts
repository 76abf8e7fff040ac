import type { VariantInput } from '../../shared/catalog/fields.ts';
import type { NewProduct, ProductImport } from '../../shared/catalog/product.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { attributesWith } from './attribute.queries.ts';
import { categoriesOfProduct } from './category.queries.ts';
import { keepCategoryPath } from './category.service.ts';
import { requireProduct } from './product.queries.ts';
import { createProduct, reviseProduct } from './product.service.ts';
import { findVariantBySku } from './variant.queries.ts';
import { addVariant, refreshVariant } from './variant.service.ts';

/**
 * Brings products up to date from a sheet or a channel. SKUs are what tells a known product from a new one, so the same
 * batch again changes nothing; a refused item leaves the others as they are.
 */
export const importProducts = (tx: Tx, { items }: { items: ProductImport[] }) => ({
  results: items.map((item) => tx.attempt(() => importProduct(tx, item))),
});

/** @throws Refusal `product.severalForSkus`, `barcode.taken`, `sku.taken`, `attribute.unknown`, `attribute.valueWrong`, `record.missing` */
export function importProduct(tx: Tx, { categoryPath, namedAttributes, ...item }: ProductImport) {
  const productId = productWithSkus(tx, item.variants);
  const product = { ...item, ...(categoryPath && { categoryIds: withCategory(tx, productId, categoryPath) }), ...(namedAttributes && { attributes: attributesWith(tx, productId, namedAttributes) }) };
  if (productId === undefined) return { outcome: 'created' as const, ...createProduct(tx, product) };
  const fieldsChanged = refreshProduct(tx, productId, product);
  const refreshed = item.variants.map((variant) => refreshOrAdd(tx, productId, variant));
  const changed = fieldsChanged || refreshed.some((variant) => variant.changed);
  const variants = refreshed.map(({ id, sku }) => ({ id, sku }));
  return { outcome: changed ? ('updated' as const) : ('unchanged' as const), productId, variants };
}

/** A sheet names one category: a product that is in it already stays in its others too, any other one moves there. */
function withCategory(tx: Tx, productId: number | undefined, path: readonly string[]): number[] {
  const categoryId = keepCategoryPath(tx, path);
  const known = productId === undefined ? [] : categoriesOfProduct(tx, productId);
  return categoryId === null || known.includes(categoryId) ? known : [categoryId];
}

/** The one product these SKUs belong to; undefined when none is known. */
function productWithSkus(tx: Tx, variants: VariantInput[]): number | undefined {
  const known = variants.flatMap(({ sku }) => findVariantBySku(tx, sku) ?? []);
  const productIds = [...new Set(known.map(({ productId }) => productId))];
  if (productIds.length > 1) throw new Refusal('product.severalForSkus', { productIds, skus: known.map(({ sku }) => sku) });
  return productIds[0];
}

/** What the item says of the product itself. A sheet does not bring back what somebody archived on purpose. */
function refreshProduct(tx: Tx, productId: number, { variants: _variants, state, ...changes }: NewProduct): boolean {
  const archived = requireProduct(tx, productId).state === 'archived';
  return reviseProduct(tx, productId, { ...changes, ...(state && !archived && { state }) }).changed;
}

function refreshOrAdd(tx: Tx, productId: number, variant: VariantInput): { id: number; sku: string; changed: boolean } {
  const known = findVariantBySku(tx, variant.sku);
  if (known) return { id: known.id, sku: known.sku, changed: refreshVariant(tx, known, variant) };
  return { id: addVariant(tx, { productId, variant }).variantId, sku: variant.sku, changed: true };
}
