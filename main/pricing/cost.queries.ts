import { sql } from 'kysely';
import { buildUp, lowestPrice } from '../../shared/catalog/margin.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { costBasisOf, marginFloorOf } from '../catalog/margin.queries.ts';
import { priceAt } from '../catalog/price.queries.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

/** The cost of a unit part by part, and what its price, or another one, would leave. @throws Refusal `record.missing` */
export function getCost(reader: Reader, input: { variantId: number; channelId?: number; price?: UnitPrice }, _actor: Actor, now: Instant) {
  const { variantId } = input;
  const { sku } = getVariant(reader, variantId);
  const price = input.price ?? priceAt(reader, variantId, getShop(reader).baseCurrency, now);
  const basis = costBasisOf(reader, variantId, input.channelId ?? 'anywhere', now);
  const floor = marginFloorOf(reader, variantId) ?? null;
  const lowest = floor === null || basis.parts.length === 0 ? null : lowestPrice(basis, floor);
  return {
    variantId,
    sku,
    price,
    buildUp: price === null ? null : buildUp(price, basis),
    parts: [...basis.parts],
    floor,
    lowest: lowest ?? null,
    isUnderFloor: price !== null && lowest !== null && (lowest === undefined || price < lowest),
  };
}

const floorRows = read((db) =>
  db
    .selectFrom('marginFloor')
    .leftJoin('variant', 'variant.id', 'marginFloor.variantId')
    .leftJoin('category', 'category.id', 'marginFloor.categoryId')
    .select(['marginFloor.id', 'marginFloor.variantId', 'marginFloor.categoryId', 'marginFloor.rate', sql<string | null>`coalesce(variant.sku, category.name)`.as('name')])
    .orderBy('marginFloor.id'),
);

const feeRows = read((db) => db.selectFrom('channelFee').select(['channelId', 'rate']).orderBy('channelId'));

export const costSettings = (reader: Reader) => ({ floors: floorRows.all(reader, {}), fees: feeRows.all(reader, {}) });
