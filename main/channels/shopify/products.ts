import { z } from 'zod';
import { pieces } from '../../../shared/units/quantity.ts';
import type { Cursor, ImportedProduct, ImportedVariant, ProductPage, StockKeeping } from '../connector.ts';
import { priceOf } from '../decimal.ts';
import { problemOf } from '../reading.ts';
import { type InventoryItem, type ProductAnswer, productAnswer, type VariantAnswer, variantAnswer } from './answers.ts';
import { pageOf, restOf, type ShopifyClient } from './client.ts';
import { numberOf } from './gid.ts';

const list = z.object({ products: pageOf(z.looseObject({ id: z.string() })) });
const more = z.object({ product: z.object({ variants: pageOf(z.unknown()) }) });

/** One page of the catalogue with all variants of its products. A product that cannot be read is named, not fatal. */
export async function pullProducts(client: ShopifyClient, cursor: Cursor | null): Promise<ProductPage> {
  const { products } = await client.ask('products', { after: cursor?.['after'] ?? null }, list);
  const found: ProductPage = { products: [], problems: [], cursor: { after: products.pageInfo.endCursor }, more: products.pageInfo.hasNextPage };
  for (const row of products.nodes) {
    const product = productAnswer.safeParse(row);
    if (!product.success) found.problems.push({ externalId: numberOf(row.id), problem: problemOf(product.error) });
    // A gift card is money, not goods.
    else if (!product.data.isGiftCard) await addProduct(client, product.data, found);
  }
  return found;
}

async function addProduct(client: ShopifyClient, product: ProductAnswer, found: ProductPage): Promise<void> {
  const { id } = product;
  const rows = await restOf(product.variants, async (after) => (await client.ask('variants', { id, after }, more)).product.variants);
  const variants = z.array(variantAnswer).safeParse(rows);
  if (variants.success) found.products.push(productOf(product, variants.data));
  else found.problems.push({ externalId: numberOf(id), problem: problemOf(variants.error) });
}

const productOf = (product: ProductAnswer, variants: readonly VariantAnswer[]): ImportedProduct => ({
  externalId: numberOf(product.id),
  name: product.title,
  description: product.descriptionHtml,
  offered: product.status === 'ACTIVE',
  // Shopify calls what has no variants a variant "Default Title" of an option "Title".
  options: product.hasOnlyDefaultVariant ? [] : product.options.map((option) => option.name),
  categories: product.productType === '' ? [] : [product.productType],
  tags: product.tags,
  variants: variants.map((variant) => variantOf(variant, product.hasOnlyDefaultVariant)),
});

function variantOf(variant: VariantAnswer, alone: boolean): ImportedVariant {
  const [level] = variant.inventoryItem.inventoryLevels.nodes;
  return {
    externalId: variant.id,
    sku: variant.sku || null,
    barcode: variant.barcode || null,
    optionValues: alone ? [] : variant.selectedOptions.map((option) => option.value),
    price: priceOf(variant.price),
    listPrice: variant.compareAtPrice === null ? null : priceOf(variant.compareAtPrice),
    stockKeeping: keepingOf(variant.inventoryItem),
    stock: level?.quantities[0] ? pieces(level.quantities[0].quantity) : null,
  };
}

/** A variant kept at several places has no one number we could set. */
export function keepingOf({ tracked, inventoryLevels: { nodes } }: InventoryItem): StockKeeping {
  if (!tracked || nodes.length === 0) return 'none';
  return nodes.length === 1 ? 'own' : 'shared';
}
