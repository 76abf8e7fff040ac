import { sql } from 'kysely';
import { productsOfSet, sizeOfSet } from '../../shared/catalog/bits.rules.ts';
import type { ProductFilter } from '../../shared/catalog/facet.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Builder } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { countFacets, productsOfFilter } from './facet.queries.ts';

const row = read((db, p: { collectionId: number }) => db.selectFrom('collection').selectAll().where('id', '=', p.collectionId));

const rows = read((db) => db.selectFrom('collection').selectAll().orderBy('name'));

const byName = read((db, p: { name: string }) => db.selectFrom('collection').select('id').where('name', '=', p.name));

/** From the products to their variants: else SQLite walks every variant there is, to have them in order. */
const variantsIn = (db: Builder, productIds: string) =>
  db
    .selectFrom(sql<{ value: number }>`json_each(${productIds})`.as('one'))
    .crossJoin('variant')
    .select('variant.id')
    .whereRef('variant.productId', '=', 'one.value');
const variantsOf = read((db, p: { productIds: string }) => variantsIn(db, p.productIds));
const activeVariants = read((db, p: { productIds: string }) => variantsIn(db, p.productIds).where('variant.state', '=', 'active'));

const allActiveVariants = read((db, p: { most: number }) => db.selectFrom('variant').select('id').where('state', '=', 'active').orderBy('id').limit(p.most));

/** A row as the contract speaks of it. */
const asCollection = ({ filter, ...collection }: { id: number; name: string; filter: string }) => {
  // Filters are written by this room after the contract parsed them.
  return { ...collection, filter: JSON.parse(filter) as ProductFilter };
};

/** @throws Refusal `record.missing` */
export function requireCollection(reader: Reader, collectionId: number) {
  const collection = row.get(reader, { collectionId });
  if (!collection) throw new Refusal('record.missing', { kind: 'collection', id: collectionId });
  return asCollection(collection);
}

export const findCollection = (reader: Reader, name: string) => byName.get(reader, { name });

/** Every variant of the products in a collection, also those that are no longer sold; nothing where it asks for all products. @throws Refusal `record.missing` */
export function variantsOfCollection(reader: Reader, collectionId: number): number[] | undefined {
  const products = productsOfFilter(reader, requireCollection(reader, collectionId).filter);
  return products && variantsOf.all(reader, { productIds: JSON.stringify(productsOfSet(products)) }).map(({ id }) => id);
}

/** The active variants of the products that fit a filter, by product: at most so many, and no more are read for them. */
export function activeVariantsOf(reader: Reader, filter: ProductFilter, most: number): number[] {
  const products = productsOfFilter(reader, filter);
  if (!products) return allActiveVariants.all(reader, { most }).map(({ id }) => id);
  // As many products as variants asked for: more are looked at only where some have none that is active.
  for (let looked = most; ; looked *= 2) {
    const productIds = productsOfSet(products, looked);
    const found = activeVariants.all(reader, { productIds: JSON.stringify(productIds) });
    if (found.length < most && productIds.length === looked) continue;
    return found.slice(0, most).map(({ id }) => id).sort((one, other) => one - other);
  }
}

export function listCollections(reader: Reader) {
  const sizeOf = (filter: ProductFilter): number => {
    const products = productsOfFilter(reader, filter);
    return products ? sizeOfSet(products) : countFacets(reader, { filter: {} }).total;
  };
  return { collections: rows.all(reader, {}).map(asCollection).map((collection) => ({ ...collection, products: sizeOf(collection.filter) })) };
}
