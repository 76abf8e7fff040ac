import { z } from 'zod';
import { pieces } from '../../../shared/units/quantity.ts';
import type { Cursor, ImportedProduct, ImportedVariant, ProductPage, StockKeeping } from '../connector.ts';
import { priceOf } from '../decimal.ts';
import { problemOf } from '../reading.ts';
import { type InventoryItem, type ProductAnswer, productAnswer, type VariantAnswer, variantAnswer } from './answers.ts';
import { pageOf, restOf } from './client.ts';
import { numberOf } from './gid.ts';
import type { LevelClient } from './places.ts';

const list = z.object({ products: pageOf(z.looseObject({ id: z.string() })) });
const more = z.object({ product: z.object({ variants: pageOf(z.unknown()) }) });

/** One page of the catalogue with all variants of its products. A product that cannot be read is named, not fatal. */
export async function pullProducts(client: LevelClient, cursor: Cursor | null): Promise<ProductPage> {
  const { products } = await client.askLevels('products', { after: cursor?.['after'] ?? null }, list);
  const found: ProductPage = { products: [], problems: [], cursor: { after: products.pageInfo.endCursor }, more: products.pageInfo.hasNextPage, ...(client.place !== null && { stockPlace: client.place }) };
  for (const row of products.nodes) {
    const product = productAnswer.safeParse(row);
    if (!product.success) found.problems.push({ externalId: numberOf(row.id), problem: problemOf(product.error) });
    // A gift card is money, not goods.
    else if (!product.data.isGiftCard) await addProduct(client, product.data, found);
  }
  return found;
}

async function addProduct(client: LevelClient, product: ProductAnswer, found: ProductPage): Promise<void> {
  const { id } = product;
  const rows = await restOf(product.variants, async (after) => (await client.askLevels('variants', { id, after }, more)).product.variants);
  const variants = z.array(variantAnswer).safeParse(rows);
  if (variants.success) found.products.push(productOf(product, variants.data, client.place));
  else found.problems.push({ externalId: numberOf(id), problem: problemOf(variants.error) });
}

const productOf = (product: ProductAnswer, variants: readonly VariantAnswer[], place: string | null): ImportedProduct => ({
  externalId: numberOf(product.id),
  name: product.title,
  description: product.descriptionHtml,
  offered: product.status === 'ACTIVE',
  // Shopify calls what has no variants a variant "Default Title" of an option "Title".
  options: product.hasOnlyDefaultVariant ? [] : product.options.map((option) => option.name),
  categories: product.productType === '' ? [] : [product.productType],
  tags: product.tags,
  variants: variants.map((variant) => variantOf(variant, place, product.hasOnlyDefaultVariant)),
});

function variantOf(variant: VariantAnswer, place: string | null, alone: boolean): ImportedVariant {
  const stockKeeping = keepingOf(variant.inventoryItem, place);
  const stands = standing(variant.inventoryItem);
  return {
    externalId: variant.id,
    sku: variant.sku || null,
    barcode: variant.barcode || null,
    optionValues: alone ? [] : variant.selectedOptions.map((option) => option.value),
    price: priceOf(variant.price),
    listPrice: variant.compareAtPrice === null ? null : priceOf(variant.compareAtPrice),
    stockKeeping,
    stock: stockKeeping !== 'own' || stands === null ? null : pieces(stands),
  };
}

/** A variant kept at several places has no one number we could set, until one of them is chosen. */
export function keepingOf({ tracked, levels }: InventoryItem, place: string | null): StockKeeping {
  if (!tracked) return 'none';
  if (levels.length === 0) return place === null ? 'none' : 'elsewhere';
  return levels.length === 1 ? 'own' : 'several';
}

/** What is available at the first of the levels that were asked for; null where that is not told. */
export const standing = ({ levels: [level] }: InventoryItem): number | null => level?.quantities[0]?.quantity ?? null;
