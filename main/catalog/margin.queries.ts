import { sql } from 'kysely';
import { type BuildUp, buildUp, type CostBasis, type CostPart, floorOf, lowestPrice } from '../../shared/catalog/margin.rules.ts';
import { fieldReaders } from '../../shared/contract/role.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import { quantityPlaces, unitPricePlaces } from '../../shared/units/decimal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { type RatePpm, ratePpm } from '../../shared/units/rate-ppm.ts';
import { type UnitPrice, unitPrice } from '../../shared/units/unit-price.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader, Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type ComponentRow, componentsOf } from './bundle.queries.ts';
import { requireProduct } from './product.queries.ts';
import { taxRateOn } from './tax-class.queries.ts';
import { getVariant } from './variant.queries.ts';

const anyFloor = read((db) => db.selectFrom('marginFloor').select('id').limit(1));

/** The floors over a variant: its own, those of its categories and of all these are inside of, and the shop's. */
const floorsOver = read((db, p: { variantId: number; productId: number }) =>
  db
    .withRecursive('above(id)', (from) =>
      from
        .selectFrom('productCategory')
        .select('categoryId as id')
        .where('productId', '=', p.productId)
        .union(from.selectFrom('category').innerJoin('above', 'above.id', 'category.id').select('category.parentId as id').where('category.parentId', 'is not', null).$narrowType<{ id: number }>()))
    .selectFrom('marginFloor')
    .select(['rate', sql<'variant' | 'category' | 'shop'>`case when variantId is not null then 'variant' when categoryId is not null then 'category' else 'shop' end`.as('of')])
    .where(sql<boolean>`(variantId = ${p.variantId} or categoryId in (select id from above) or (variantId is null and categoryId is null))`),
);

const typedParts = read((db, p: { variantId: number }) =>
  db.selectFrom('costPart').select(['kind', 'amount']).where('variantId', '=', p.variantId).orderBy(sql`instr('freight ads packaging other', kind)`),
);

/** Goods on the shelf at the cost of the newest layer; a pool is one layer. */
const newestLayer = read((db, p: { variantId: number }) =>
  db
    .selectFrom('costLayer')
    .select(['quantity', 'value'])
    .where('variantId', '=', p.variantId)
    // The words of the partial index.
    .where(sql<boolean>`(quantity <> 0 or kind = 'pool')`)
    .where('quantity', '>', quantity(0))
    .orderBy('movementId', 'desc')
    .limit(1),
);

/** Goods that are gone: what the last of them cost when they came. */
const lastArrival = read((db, p: { variantId: number }) =>
  db
    .selectFrom('stockMovement as movement')
    .select([
      'movement.quantity',
      sql<Minor | null>`(select sum(value) from layerChange where movementId = movement.id and drawId is null)`.as('value'),
    ])
    .where('variantId', '=', p.variantId)
    .where('kind', 'in', ['receipt', 'opening', 'gain'])
    .orderBy('postedOn', 'desc')
    .orderBy('occurredAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);

const feeOfChannel = read((db, p: { channelId: number }) => db.selectFrom('channelFee').select('rate').where('channelId', '=', p.channelId));

/** A price that is everybody's has to bear the dearest channel the variant is on sale at. */
const dearestFee = read((db, p: { variantId: number }) =>
  db
    .selectFrom('listing')
    .innerJoin('channelFee', 'channelFee.channelId', 'listing.channelId')
    .select(({ fn }) => fn.max('rate').as('rate'))
    .where('listing.variantId', '=', p.variantId)
    .where('listing.goneAt', 'is', null),
);

/** Where a price is taken: at one channel, by hand (no fee), or wherever the variant is on sale. */
export type SoldAt = number | 'hand' | 'anywhere';

/** What one unit of a variant costs in stock: the newest layer's value by its quantity, else the last arrival's. */
export function stockCostOf(reader: Reader, variantId: number, currency: string): UnitPrice | null {
  const components = componentsOf(reader, [variantId]).get(variantId);
  return components ? bundleCostOf(reader, components, currency) : ownCostOf(reader, variantId, currency);
}

/** A bundle costs what its components cost; unknown where one of them is. */
function bundleCostOf(reader: Reader, components: readonly ComponentRow[], currency: string): UnitPrice | null {
  let sum = 0;
  for (const { variantId, quantity: perBundle } of components) {
    const cost = ownCostOf(reader, variantId, currency);
    if (cost === null) return null;
    sum += mulDiv(cost, perBundle, 1000);
  }
  return unitPrice(sum);
}

function ownCostOf(reader: Reader, variantId: number, currency: string): UnitPrice | null {
  const layer = newestLayer.get(reader, { variantId }) ?? lastArrival.get(reader, { variantId });
  if (!layer || layer.value === null || layer.quantity <= 0) return null;
  return unitPrice(Math.max(0, mulDiv(layer.value, 10 ** (unitPricePlaces + quantityPlaces - minorDigits(currency)), layer.quantity)));
}

/** Every known cost of a unit, and what a price gives away. @throws Refusal `record.missing` */
export function costBasisOf(reader: Reader, variantId: number, soldAt: SoldAt, at: Instant): CostBasis {
  const shop = getShop(reader);
  const { taxClassId } = requireProduct(reader, getVariant(reader, variantId).productId);
  const stock = stockCostOf(reader, variantId, shop.baseCurrency);
  const place = { taxClassId, country: shop.country, region: '', on: dayOf(at, shop.timeZone) };
  return {
    parts: [...(stock === null ? [] : [{ kind: 'stock', amount: stock } satisfies CostPart]), ...typedParts.all(reader, { variantId })],
    feeRate: feeAt(reader, variantId, soldAt),
    taxRate: shop.pricesIncludeTax ? (taxRateOn(reader, place) ?? ratePpm(0)) : ratePpm(0),
  };
}

function feeAt(reader: Reader, variantId: number, soldAt: SoldAt): RatePpm {
  if (soldAt === 'hand') return ratePpm(0);
  const row = soldAt === 'anywhere' ? dearestFee.get(reader, { variantId }) : feeOfChannel.get(reader, { channelId: soldAt });
  return row?.rate ?? ratePpm(0);
}

/** The floor over a variant; undefined where nobody set one. */
export function marginFloorOf(reader: Reader, variantId: number): RatePpm | undefined {
  const { productId } = getVariant(reader, variantId);
  return floorOf(floorsOver.all(reader, { variantId, productId }));
}

export const floorsSet = (reader: Reader): boolean => anyFloor.get(reader, {}) !== undefined;

/** What a price has to come up to. */
export interface Lowest {
  floor: RatePpm;
  basis: CostBasis;
  /** Undefined where no price is high enough. */
  lowest: UnitPrice | undefined;
}

/** What the prices of a variant have to come up to, or undefined where no floor holds or nothing is known of its cost. */
export function lowestPriceOf(reader: Reader, variantId: number, soldAt: SoldAt, at: Instant): Lowest | undefined {
  const floor = floorsSet(reader) ? marginFloorOf(reader, variantId) : undefined;
  if (floor === undefined) return undefined;
  const basis = costBasisOf(reader, variantId, soldAt, at);
  return basis.parts.length === 0 ? undefined : { floor, basis, lowest: lowestPrice(basis, floor) };
}

export interface AskedPrice {
  variantId: number;
  currency: string;
  price: UnitPrice;
  soldAt: SoldAt;
}

/**
 * A price under the margin floor is refused with its arithmetic, and without a figure for whoever may not know costs. Costs are
 * known in the base currency, so prices in others are not held against them.
 * @throws Refusal `price.underFloor`
 */
export function requireAboveFloor(tx: Tx, { variantId, currency, price, soldAt }: AskedPrice): void {
  if (!floorsSet(tx) || currency !== getShop(tx).baseCurrency) return;
  const wanted = lowestPriceOf(tx, variantId, soldAt, tx.now);
  if (!wanted || (wanted.lowest !== undefined && price >= wanted.lowest)) return;
  const { sku } = getVariant(tx, variantId);
  throw new Refusal('price.underFloor', { sku, arithmetic: mayKnowCosts(tx.actor) ? arithmeticOf(buildUp(price, wanted.basis), wanted) : null });
}

const mayKnowCosts = ({ role }: Actor): boolean => fieldReaders.cost.includes(role);

const arithmeticOf = ({ price, tax, parts, landed, margin }: BuildUp, { floor, lowest }: Lowest) => ({ price, tax, parts, landed, margin, floor, lowest: lowest ?? null });
