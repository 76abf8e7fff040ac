import { exportRow } from '../../shared/catalog/product-export.rules.ts';
import type { ProductFilter } from '../../shared/catalog/facet.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { attributesOfProduct, namedAttributes } from './attribute.queries.ts';
import { categoriesOfProduct, requireCategory } from './category.queries.ts';
import { requireCollection } from './collection.queries.ts';
import { priceAt } from './price.queries.ts';
import { findPage, type PageKey } from './product-page.queries.ts';
import { requireProduct, tagsOfProduct } from './product.queries.ts';
import { asVariant, barcodesOfVariant, variantsOfProduct } from './variant.queries.ts';

interface Asked {
  filter: ProductFilter;
  collectionId?: number;
  after?: PageKey;
  limit: number;
}

/** Products of a filter, or of a collection, by name, as the rows a sheet of them has: one for each variant in use. @throws Refusal `record.missing` */
export function exportProducts(reader: Reader, { filter, collectionId, after, limit }: Asked, _actor: Actor, now: Instant) {
  const asked = collectionId === undefined ? filter : requireCollection(reader, collectionId).filter;
  const { baseCurrency } = getShop(reader);
  const found = findPage(reader, asked, after, limit + 1);
  const page = found.slice(0, limit);
  const last = page.at(-1);
  const rows = page.flatMap(({ id }) => {
    const product = { ...requireProduct(reader, id), tags: tagsOfProduct(reader, id), attributes: namedAttributes(reader, attributesOfProduct(reader, id)), categoryPath: pathOf(reader, categoriesOfProduct(reader, id)[0]) };
    return variantsOfProduct(reader, id)
      .filter(({ state }) => state === 'active')
      .map((row) => exportRow(product, { ...asVariant(row), barcodes: barcodesOfVariant(reader, row.id), price: priceAt(reader, row.id, baseCurrency, now) }, baseCurrency));
  });
  return { rows, products: page.length, next: found.length > limit && last ? { sortName: last.sortName, id: last.id } : null };
}

function pathOf(reader: Reader, categoryId: number | null | undefined): string[] {
  if (categoryId === null || categoryId === undefined) return [];
  const { name, parentId } = requireCategory(reader, categoryId);
  return [...pathOf(reader, parentId), name];
}
