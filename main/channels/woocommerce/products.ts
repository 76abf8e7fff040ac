import type { Cursor, ImportedProduct, ImportedVariant, ProductPage } from '../connector.ts';
import { priceOf } from '../decimal.ts';
import { quantityOf } from './amounts.ts';
import { orderHead, type ProductAnswer, productAnswer, type VariationAnswer, variationAnswer } from './answers.ts';
import { problemOf, readAs } from '../reading.ts';
import { type WooClient } from './client.ts';
import { listingId } from './listing-id.ts';
import { z } from 'zod';

const perPage = 100;
const anything = z.array(z.unknown());
const productHead = orderHead.pick({ id: true });

/** One page of the catalogue with the variations of its products. A product that cannot be read is named, not fatal. */
export async function pullProducts(client: WooClient, cursor: Cursor | null): Promise<ProductPage> {
  const page = Number(cursor?.['page'] ?? 1);
  const query = { per_page: String(perPage), page: String(page), orderby: 'id', order: 'asc' };
  const rows = readAs(anything, (await client.get('products', query)).body);
  const found: ProductPage = { products: [], problems: [], cursor: { page: page + 1 }, more: rows.length === perPage };
  for (const row of rows) {
    const product = productAnswer.safeParse(row);
    if (!product.success) {
      found.problems.push({ externalId: productHead.safeParse(row).data?.id ?? '?', problem: problemOf(product.error) });
    } else if (sold.has(product.data.type)) {
      await addProduct(client, product.data, found);
    }
  }
  return found;
}

/** A product one of whose variations cannot be read is read in part only, which says nothing about the others. */
async function addProduct(client: WooClient, product: ProductAnswer, found: ProductPage): Promise<void> {
  const rows = product.type === 'variable' ? await variationsOf(client, product.id) : null;
  const variations = rows === null ? null : z.array(variationAnswer).safeParse(rows);
  if (variations?.success === false) found.problems.push({ externalId: product.id, problem: `variations.${problemOf(variations.error)}` });
  else found.products.push(productOf(product, variations === null ? null : variations.data));
}

/** A grouped product is a page of others, an external one is sold elsewhere: neither is goods of ours. */
const sold = new Set(['simple', 'variable']);

function productOf(product: ProductAnswer, variations: readonly VariationAnswer[] | null): ImportedProduct {
  const options = product.attributes.filter((attribute) => attribute.variation === true).map((attribute) => attribute.name);
  return {
    externalId: product.id,
    name: decoded(product.name),
    description: product.description,
    offered: product.status === 'publish',
    options: variations ? options : [],
    categories: product.categories.map((category) => decoded(category.name)),
    tags: product.tags.map((tag) => decoded(tag.name)),
    variants: variations ? variations.map((variation) => variationOf(variation, product, options)) : [simpleOf(product)],
  };
}

async function variationsOf(client: WooClient, productId: string): Promise<unknown[]> {
  const found: unknown[] = [];
  for (let page = 1; ; page += 1) {
    const query = { per_page: String(perPage), page: String(page), orderby: 'id', order: 'asc' };
    const rows = readAs(anything, (await client.get(`products/${productId}/variations`, query)).body);
    found.push(...rows);
    if (rows.length < perPage) return found;
  }
}

function simpleOf(product: ProductAnswer): ImportedVariant {
  return { externalId: product.id, optionValues: [], ...keptOf(product), sku: product.sku || null };
}

function variationOf(variation: VariationAnswer, product: ProductAnswer, options: string[]): ImportedVariant {
  const valueOf = (option: string) => variation.attributes.find((attribute) => attribute.name === option)?.option ?? '';
  const kept = keptOf(variation);
  // WooCommerce shows the parent's SKU where a variation has none of its own; it names no variant then.
  const sku = variation.sku === product.sku ? null : variation.sku || null;
  return { externalId: listingId(product.id, variation.id), optionValues: options.map(valueOf), ...kept, sku };
}

function keptOf(row: VariationAnswer | ProductAnswer): Omit<ImportedVariant, 'externalId' | 'optionValues' | 'sku'> {
  const stockKeeping = row.manage_stock === true ? 'own' : row.manage_stock === 'parent' ? 'shared' : 'none';
  return {
    barcode: row.global_unique_id || null,
    // An empty price means "not for sale yet", which is not the same as free.
    price: row.price === '' ? null : priceOf(row.price),
    listPrice: row.regular_price === '' ? null : priceOf(row.regular_price),
    stockKeeping,
    stock: row.stock_quantity === null ? null : quantityOf(row.stock_quantity),
  };
}

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  '#039': "'",
  '#8217': '’',
  nbsp: ' ',
};

/** WordPress answers names of categories and tags as HTML text (`Rods &amp; Reels`). */
export const decoded = (html: string): string => html.replace(/&(#?\w+);/g, (whole, name: string) => entities[name] ?? whole);
