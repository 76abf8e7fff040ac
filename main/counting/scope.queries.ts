import { sql } from 'kysely';
import { drawVariants, type ScopePlace } from '../../shared/counting/scope.rules.ts';
import type { Scope } from '../../shared/counting/stocktake.contract.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { jsonList } from '../inventory/json-list.ts';

/** Every place of a location where the book has something, below nothing included; without a bin what lies in none. */
const placesIn = read((db, p: { locationId: number }) =>
  db.selectFrom(
    sql<ScopePlace>`(
      select level.variantId, level.binId from bin join binLevel level on level.binId = bin.id where bin.locationId = ${p.locationId} and level.onHand <> 0
      union all
      select level.variantId, null from stockLevel level where level.locationId = ${p.locationId} and level.onHand <> coalesce((
        select sum(inBin.onHand) from binLevel inBin join bin on bin.id = inBin.binId where inBin.variantId = level.variantId and bin.locationId = ${p.locationId}), 0))`.as('place'),
  ).select(['place.variantId', 'place.binId']),
);

const variantsInCategory = read((db, p: { categoryId: number }) =>
  db
    .withRecursive('inside', (cte) =>
      cte
        .selectFrom('category')
        .select('id')
        .where('id', '=', p.categoryId)
        .unionAll(cte.selectFrom('category').innerJoin('inside', 'inside.id', 'category.parentId').select('category.id')),
    )
    .selectFrom('inside')
    .innerJoin('productCategory', 'productCategory.categoryId', 'inside.id')
    .innerJoin('variant', 'variant.productId', 'productCategory.productId')
    .select('variant.id'),
);

/** What a plan counts: each variant in each bin the book has it in. Given variants are counted also where the book has none. */
export function placesOf(reader: Reader, locationId: number, scope: Scope): ScopePlace[] {
  const places = placesIn.all(reader, { locationId });
  switch (scope.kind) {
    case 'location':
      return places;
    case 'bins':
      return places.filter(inBins(new Set(scope.binIds)));
    case 'category':
      return ofVariants(places, variantsInCategory.all(reader, { categoryId: scope.categoryId }).map(({ id }) => id));
    case 'variants':
      return withMissing(ofVariants(places, scope.variantIds), scope.variantIds);
    case 'random':
      return drawVariants(places, scope.count, scope.seed);
  }
}

const inBins = (bins: ReadonlySet<number>) => ({ binId }: ScopePlace): boolean => binId !== null && bins.has(binId);

function ofVariants(places: readonly ScopePlace[], variantIds: readonly number[]): ScopePlace[] {
  const wanted = new Set(variantIds);
  return places.filter(({ variantId }) => wanted.has(variantId));
}

function withMissing(places: readonly ScopePlace[], variantIds: readonly number[]): ScopePlace[] {
  const known = new Set(places.map(({ variantId }) => variantId));
  return [...places, ...[...new Set(variantIds)].filter((id) => !known.has(id)).map((variantId) => ({ variantId, binId: null }))];
}

/** Another open count that has some of these lines: one book cannot be corrected by two counts at once. */
export const overlapping = read((db, p: { locationId: number; places: string }) =>
  db
    .selectFrom('stocktake')
    .innerJoin('stocktakeLine as line', 'line.stocktakeId', 'stocktake.id')
    .select((eb) => ['stocktake.number', eb.fn.countAll<number>().as('lines')])
    .where('stocktake.state', 'not in', ['posted', 'abandoned'])
    .where('stocktake.locationId', '=', p.locationId)
    .where(sql<boolean>`line.variantId || ' ' || coalesce(line.binId, 0) in ${jsonList(p.places)}`)
    .groupBy('stocktake.id')
    .limit(1),
);
