import { sql } from 'kysely';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

const components = read((db, p: { bundleIds: string }) =>
  db
    .selectFrom('bundleComponent as component')
    .innerJoin('variant', 'variant.id', 'component.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['component.bundleVariantId', 'component.variantId', 'component.quantity', 'variant.sku', 'product.name'])
    .where('component.bundleVariantId', 'in', sql<number>`(select value from json_each(${p.bundleIds}))`)
    .orderBy('component.bundleVariantId')
    .orderBy('component.variantId'),
);

const partOfBundle = read((db, p: { variantId: number }) => db.selectFrom('bundleComponent').select('bundleVariantId').where('variantId', '=', p.variantId).limit(1));

export type ComponentRow = ReturnType<typeof components.all>[number];

/** What each of these variants consists of; goods that are no bundles are not in the answer. */
export const componentsOf = (reader: Reader, variantIds: readonly number[]): Map<number, ComponentRow[]> =>
  variantIds.length === 0 ? new Map() : Map.groupBy(components.all(reader, { bundleIds: JSON.stringify(variantIds) }), (row) => row.bundleVariantId);

export const isComponent = (reader: Reader, variantId: number): boolean => partOfBundle.get(reader, { variantId }) !== undefined;
