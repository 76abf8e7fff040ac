import { sql } from 'kysely';
import type { ProductFilter } from '../../shared/catalog/facet.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { attributesOfProduct } from './attribute.queries.ts';
import { categoriesOfProduct } from './category.queries.ts';
import { historyOfProduct } from './history.queries.ts';
import { imagesOfProduct } from './image.queries.ts';
import { priceRows, pricesNow } from './price.queries.ts';
import { findPage, type PageKey } from './product-page.queries.ts';
import { asVariant, barcodesOfVariant, variantsOfProduct } from './variant.queries.ts';

const productRow = read((db, p: { productId: number }) => db.selectFrom('product').selectAll().where('id', '=', p.productId));

const tagRows = read((db, p: { productId: number }) =>
  db
    .selectFrom('productTag')
    .innerJoin('tag', 'tag.id', 'productTag.tagId')
    .select('tag.name')
    .where('productTag.productId', '=', p.productId)
    .orderBy('tag.name'),
);

export const tagsOfProduct = (reader: Reader, productId: number): string[] => tagRows.all(reader, { productId }).map(({ name }) => name);

/** @throws Refusal `record.missing` */
export function requireProduct(reader: Reader, productId: number) {
  const product = productRow.get(reader, { productId });
  if (!product) throw new Refusal('record.missing', { kind: 'product', id: productId });
  return product;
}

/** @throws Refusal `record.missing` */
export function getProduct(reader: Reader, { productId }: { productId: number }, _actor: Actor, now: Instant) {
  const { sortName: _sortName, ...product } = requireProduct(reader, productId);
  const variants = variantsOfProduct(reader, productId).map((row) => ({
    ...asVariant(row),
    barcodes: barcodesOfVariant(reader, row.id),
    prices: pricesNow(reader, row.id, now),
    priceHistory: priceRows(reader, row.id),
  }));
  return {
    ...product,
    categoryIds: categoriesOfProduct(reader, productId),
    tags: tagsOfProduct(reader, productId),
    attributes: attributesOfProduct(reader, productId),
    images: imagesOfProduct(reader, productId),
    variants,
    history: historyOfProduct(reader, productId),
  };
}

type ListFilter = ProductFilter & { after?: PageKey; limit?: number };

/** One page by name, then id; keyset paging, so the thousandth page costs what the first does. */
export function listProducts(reader: Reader, { after, limit = 50, ...filter }: ListFilter, _actor: Actor, now: Instant) {
  const found = findPage(reader, filter, after, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const details = detailsOf(reader, page.map(({ id }) => id), now);
  const images = new Map(firstImages.all(reader, { productIds: JSON.stringify(page.map(({ id }) => id)) }).map(({ productId, hash }) => [productId, hash]));
  const none = { variantCount: 0, sku: '', priceFrom: null, priceTo: null };
  const rows = page.map(({ sortName: _sortName, ...product }) => ({ ...product, ...(details.get(product.id) ?? none), image: images.get(product.id) ?? null }));
  return { rows, next: found.length > limit && last ? { sortName: last.sortName, id: last.id } : null };
}

const firstImages = read((db, p: { productIds: string }) =>
  db
    .selectFrom('productImage')
    // With a bare column beside it, min() answers the row it was found in.
    .select(['productId', 'hash', sql<number>`min(position)`.as('position')])
    .where('productId', 'in', sql<number>`(select value from json_each(${p.productIds}))`)
    .groupBy('productId'),
);

/** What a list shows of the variants of one page, in one question. */
function detailsOf(reader: Reader, productIds: number[], now: Instant) {
  const rows = pageDetails.all(reader, { productIds: JSON.stringify(productIds), currency: getShop(reader).baseCurrency, now });
  return new Map(rows.map(({ productId, ...details }) => [productId, details]));
}

const pageDetails = read((db, p: { productIds: string; currency: string; now: Instant }) =>
  db
    .selectFrom((sub) =>
      sub
        .selectFrom('variant')
        .select(['productId', 'sku', 'position'])
        .select((eb) =>
          eb
            .selectFrom('price')
            .select('amount')
            .whereRef('price.variantId', '=', 'variant.id')
            .where('currency', '=', p.currency)
            .where('validFromAt', '<=', p.now)
            .orderBy('validFromAt', 'desc')
            .orderBy('price.id', 'desc')
            .limit(1)
            .as('amount'),
        )
        .where('productId', 'in', sql<number>`(select value from json_each(${p.productIds}))`)
        .as('line'),
    )
    .select((eb) => [
      'productId',
      eb.fn.countAll<number>().as('variantCount'),
      // The code of the first variant stands where its position sorts first; ten digits hold any position.
      sql<string>`substr(min(printf('%010d', position) || sku), 11)`.as('sku'),
      eb.fn.min('amount').as('priceFrom'),
      eb.fn.max('amount').as('priceTo'),
    ])
    .groupBy('productId'),
);
