import type { z } from 'zod';
import type { zProductImport } from '../../shared/catalog/product.contract.ts';
import type { ImportedProduct, ImportedVariant } from './connector.ts';
import type { SeenListing } from './listing.statements.ts';

/** A variant needs a code of its own; a shop's product without one gets this, made from the listing's id. */
export const substituteSku = (externalId: string): string => `LISTING-${externalId}`;

/** What a shop's product shows on sale, variant by variant. */
export function listingsOf(product: ImportedProduct): SeenListing[] {
  return product.variants.map((variant) => ({
    externalId: variant.externalId,
    name: [product.name, ...variant.optionValues.filter((value) => value !== '')].join(' · '),
    sku: variant.sku ?? '',
    barcode: variant.barcode ?? '',
    stockKeeping: variant.stockKeeping,
    remoteStock: variant.stock,
    remotePrice: variant.price,
    externalProductId: product.externalId,
    page: { name: product.name, description: product.description, offered: product.offered },
  }));
}

/** A shop's product as the catalogue takes it: prices and words, never stock. Null when it has nothing to sell. */
export function catalogueItem(product: ImportedProduct, currency: string): z.input<typeof zProductImport> | null {
  if (product.variants.length === 0 || product.name.trim() === '') return null;
  return {
    name: product.name.slice(0, 300),
    description: product.description.slice(0, 20_000),
    state: 'active',
    tags: product.tags.map((tag) => tag.slice(0, 60)),
    ...(product.categories[0] ? { categoryPath: [product.categories[0]] } : {}),
    variants: product.variants.map((variant) => variantItem(product, variant, currency)),
  };
}

function variantItem(product: ImportedProduct, variant: ImportedVariant, currency: string) {
  const options = product.options.map((option, index): [string, string] => [
    option.slice(0, 60),
    (variant.optionValues[index] ?? '').slice(0, 120),
  ]);
  return {
    sku: (variant.sku ?? substituteSku(variant.externalId)).slice(0, 100),
    optionValues: Object.fromEntries(options.filter(([, value]) => value !== '')),
    ...(variant.barcode === null ? {} : { barcodes: [{ code: variant.barcode }] }),
    ...(variant.price === null ? {} : { prices: [{ currency, amount: variant.price }] }),
  };
}
