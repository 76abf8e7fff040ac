import { sql } from 'kysely';
import type { ProductFilter } from '../../shared/catalog/facet.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
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
  const details = new Map(pageDetails.all(reader, { productIds: JSON.stringify(page.map(({ id }) => id)), now }).map(({ id, ...shown }) => [id, shown]));
  const rows = page.map(({ sortName: _sortName, ...product }) => ({ ...product, ...(details.get(product.id) ?? none) }));
  return { rows, next: found.length > limit && last ? { sortName: last.sortName, id: last.id } : null };
}

const none = { variantCount: 0, sku: '', priceFrom: null, priceTo: null, image: null };

/** What a list shows of one page beside the products themselves, in one question. */
const pageDetails = read((db, p: { productIds: string; now: Instant }) =>
  db
    .selectFrom('product as p')
    .leftJoin(
      (sub) =>
        sub
          .selectFrom('variant')
          .select(['productId', 'sku', 'position'])
          .select((eb) =>
            eb
              .selectFrom('price')
              .select('amount')
              .whereRef('price.variantId', '=', 'variant.id')
              .where('currency', '=', eb.selectFrom('shop').select('baseCurrency'))
              .where('validFromAt', '<=', p.now)
              .orderBy('validFromAt', 'desc')
              .orderBy('price.id', 'desc')
              .limit(1)
              .as('amount'),
          )
          .as('line'),
      (join) => join.onRef('line.productId', '=', 'p.id'),
    )
    .select((eb) => [
      'p.id',
      eb.fn.count<number>('line.productId').as('variantCount'),
      // The code of the first variant stands where its position sorts first; ten digits hold any position.
      sql<string>`ifnull(substr(min(printf('%010d', line.position) || line.sku), 11), '')`.as('sku'),
      eb.fn.min('line.amount').as('priceFrom'),
      eb.fn.max('line.amount').as('priceTo'),
      eb.selectFrom('productImage').select('hash').whereRef('productId', '=', 'p.id').orderBy('position').limit(1).as('image'),
    ])
    .where('p.id', 'in', sql<number>`(select value from json_each(${p.productIds}))`)
    .groupBy('p.id'),
);
