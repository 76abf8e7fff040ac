import { sql } from 'kysely';
import type { ValueClass } from '../../shared/analysis/class.rules.ts';
import { dueFirst } from '../../shared/counting/cycle.rules.ts';
import { drawVariants, type ScopePlace } from '../../shared/counting/scope.rules.ts';
import type { Scope } from '../../shared/counting/stocktake.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { valueClassesNow } from '../analysis/analysis.queries.ts';
import { variantsOfCategory } from '../catalog/category.queries.ts';
import { variantsOfCollection } from '../catalog/collection.queries.ts';
import { variantsOfProduct } from '../catalog/variant.queries.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { jsonList } from '../inventory/json-list.ts';
import { requireLocation } from '../inventory/location.queries.ts';
import { cycleOf, cyclePlaces, today } from './cycle.queries.ts';
import { placesIn } from './place.queries.ts';

/** What only rooms further on know of a scope. */
export interface ScopeSources {
  variantsOfSupplier(reader: Reader, supplierId: number): number[];
}

interface Asked {
  locationId: number;
  scope: Scope;
  now: Instant;
}

/** What a plan counts: each variant in each bin the book has it in. Given variants are counted also where the book has none. */
export function placesOf(reader: Reader, { locationId, scope, now }: Asked, { variantsOfSupplier }: ScopeSources): ScopePlace[] {
  const places = placesIn.all(reader, { locationId });
  switch (scope.kind) {
    case 'location':
      return places;
    case 'bins':
      return places.filter(inBins(new Set(scope.binIds)));
    case 'category':
      return ofVariants(places, variantsOfCategory(reader, scope.categoryId).map(({ id }) => id));
    case 'product': {
      const variants = variantsOfProduct(reader, scope.productId);
      const all = ofVariants(places, variants.map(({ id }) => id));
      return withMissing(all, variants.filter(({ state }) => state === 'active').map(({ id }) => id));
    }
    case 'class':
      return ofClasses(places, valueClassesNow(reader, now), scope.classes);
    case 'collection': {
      const variants = variantsOfCollection(reader, scope.collectionId);
      return variants ? ofVariants(places, variants) : places;
    }
    case 'supplier':
      return ofVariants(places, variantsOfSupplier(reader, scope.supplierId));
    case 'due':
      return dueFirst(cyclePlaces(reader, locationId, now), cycleOf(reader), today(reader, now), scope.count);
    case 'variants':
      return withMissing(ofVariants(places, scope.variantIds), scope.variantIds);
    case 'random':
      return drawVariants(places, scope.count, scope.seed);
  }
}

/** The places of a scope, read by itself: they may be as many as there are goods. @throws Refusal `location.unknown` */
export function listPlaces(reader: Reader, asked: { locationId: number; scope: Scope }, now: Instant, sources: ScopeSources): { places: ScopePlace[] } {
  requireLocation(reader, asked.locationId);
  return { places: placesOf(reader, { ...asked, now }, sources).map(({ variantId, binId }) => ({ variantId, binId })) };
}

const inBins = (bins: ReadonlySet<number>) => ({ binId }: ScopePlace): boolean => binId !== null && bins.has(binId);

const ofClasses = (places: readonly ScopePlace[], classes: ReadonlyMap<number, ValueClass>, wanted: readonly ValueClass[]): ScopePlace[] =>
  places.filter(({ variantId }) => wanted.includes(classes.get(variantId) ?? 'C'));

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
