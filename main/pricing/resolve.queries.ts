import { sql } from 'kysely';
import { holds, type ProductSet } from '../../shared/catalog/bits.rules.ts';
import { type ListFacts, type ListRow, type PromotionFacts, type ResolvedPrice, resolvePrice, type RowTarget } from '../../shared/pricing/price-list.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { requireCollection } from '../catalog/collection.queries.ts';
import { productsOfFilter } from '../catalog/facet.queries.ts';
import { lowestPriceOf } from '../catalog/margin.queries.ts';
import { priceAt } from '../catalog/price.queries.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { groupsOfCustomer } from './customer-group.queries.ts';

const liveLists = read((db) =>
  db.selectFrom('priceList').select(['id', 'name', 'currency', 'channelId', 'customerGroupId', 'priority', 'validFromOn', 'validThroughOn']).where('blocked', '=', 0),
);

interface FoundRow {
  priceListId: number;
  forVariantId: number;
  of: RowTarget;
  minQuantity: Quantity;
  amount: UnitPrice | null;
  percentOff: RatePpm | null;
}

/** The rows that name a variant or a category it is in or inside of. */
const rowsFor = read((db, p: { variantIds: string }) =>
  db
    .selectFrom(
      sql<FoundRow>`(
        with recursive asked (variantId, productId) as (select id, productId from variant where id in (select value from json_each(${p.variantIds}))),
        above (variantId, categoryId) as (
          select variantId, categoryId from asked join productCategory using (productId)
          union select variantId, parentId from above join category on category.id = above.categoryId where parentId is not null)
        select row.priceListId, asked.variantId as forVariantId, 'variant' as "of", row.minQuantity, row.amount, row.percentOff
        from asked join priceListRow row on row.variantId = asked.variantId
        union all
        select row.priceListId, above.variantId, 'category', row.minQuantity, row.amount, row.percentOff
        from above join priceListRow row on row.categoryId = above.categoryId)`.as('found'),
    )
    .selectAll(),
);

const collectionRows = read((db) =>
  db.selectFrom('priceListRow').select(['priceListId', 'collectionId', 'minQuantity', 'amount', 'percentOff']).where('collectionId', 'is not', null),
);

/** Armed promotions about some variants that are not over, in the base currency. */
const livePromotions = read((db, p: { variantIds: string; on: Day }) =>
  db
    .selectFrom('promotion')
    .innerJoin('promotionArming as arming', 'arming.promotionId', 'promotion.id')
    .innerJoin('promotionVariant as part', 'part.promotionId', 'promotion.id')
    .select(['part.variantId', 'promotion.id', 'promotion.name', 'promotion.firstOn', 'promotion.lastOn', 'promotion.percentOff', 'promotion.amount'])
    .select(sql<string>`(select json_group_array(channelId) from promotionChannel where promotionId = promotion.id)`.as('channelIds'))
    .where('promotion.lastOn', '>=', p.on)
    .where('arming.disarmedAt', 'is', null)
    .where('part.variantId', 'in', sql<number>`(select value from json_each(${p.variantIds}))`),
);

function promotionsByVariant(reader: Reader, asked: readonly AskedOffer[], on: Day): Map<number, PromotionFacts[]> {
  const found = livePromotions.all(reader, { variantIds: JSON.stringify(asked.map(({ variantId }) => variantId)), on });
  if (found.length === 0) return new Map();
  const currency = getShop(reader).baseCurrency;
  const facts = new Map<number, PromotionFacts[]>();
  for (const { variantId, channelIds, percentOff, amount, ...promotion } of found) {
    // The table holds exactly one of the two, and a list of ids as json_group_array writes it.
    const price = amount !== null ? { amount } : { percentOff: percentOff as RatePpm };
    facts.set(variantId, [...(facts.get(variantId) ?? []), { ...promotion, currency, price, channelIds: JSON.parse(channelIds) as number[] }]);
  }
  return facts;
}

export interface AskedOffer {
  variantId: number;
  quantity: Quantity;
  /** The variant's own price where the asker has just read it. */
  base?: UnitPrice | null;
}

export interface Buyer {
  customerId: number | null;
  channelId: number | null;
  currency: string;
  at: Instant;
  /** Whose day it is. */
  timeZone: string;
}

/** The price of each variant for a buyer, with the rules that were considered. @throws Refusal `record.missing` */
export function resolvePrices(reader: Reader, asked: readonly AskedOffer[], buyer: Buyer): ResolvedPrice[] {
  const lists = liveLists.all(reader, {});
  const rows = lists.length === 0 ? new Map<number, FoundRow[]>() : rowsByVariant(reader, asked);
  const on = dayOf(buyer.at, buyer.timeZone);
  const promotions = promotionsByVariant(reader, asked, on);
  const asking = {
    currency: buyer.currency,
    channelId: buyer.channelId,
    customerGroupIds: buyer.customerId === null || lists.length === 0 ? [] : groupsOfCustomer(reader, buyer.customerId),
    on,
  };
  return asked.map(({ variantId, quantity: amount, base = priceAt(reader, variantId, buyer.currency, buyer.at) }) => {
    const facts = lists.map((list): ListFacts => ({ ...list, rows: (rows.get(variantId) ?? []).filter((row) => row.priceListId === list.id).map(asRow) }));
    const offers = promotions.get(variantId) ?? [];
    const lowest = lists.length + offers.length === 0 ? null : lowestFor(reader, variantId, buyer);
    return resolvePrice({ base, lists: facts, promotions: offers, lowest }, { ...asking, quantity: amount });
  });
}

const asRow = ({ of, minQuantity, amount, percentOff }: FoundRow): ListRow => ({
  of,
  minQuantity,
  // The table holds exactly one of them.
  price: amount !== null ? { amount } : { percentOff: percentOff as RatePpm },
});

function lowestFor(reader: Reader, variantId: number, { channelId, currency, at }: Buyer): UnitPrice | null | undefined {
  if (currency !== getShop(reader).baseCurrency) return null;
  const wanted = lowestPriceOf(reader, variantId, channelId ?? 'hand', at);
  return wanted ? wanted.lowest : null;
}

function rowsByVariant(reader: Reader, asked: readonly AskedOffer[]): Map<number, FoundRow[]> {
  const named = rowsFor.all(reader, { variantIds: JSON.stringify(asked.map(({ variantId }) => variantId)) });
  return Map.groupBy([...named, ...collectedRows(reader, asked)], (row) => row.forVariantId);
}

/** The rows about collections a variant's product is in now. */
function collectedRows(reader: Reader, asked: readonly AskedOffer[]): FoundRow[] {
  const rows = collectionRows.all(reader, {});
  const sets = new Map<number, ProductSet | undefined>();
  for (const { collectionId } of rows) {
    if (collectionId !== null && !sets.has(collectionId)) sets.set(collectionId, productsOfFilter(reader, requireCollection(reader, collectionId).filter));
  }
  if (rows.length === 0) return [];
  return asked.flatMap(({ variantId }) => {
    const { productId } = getVariant(reader, variantId);
    return rows.flatMap(({ collectionId, ...row }) => {
      const set = collectionId === null ? undefined : sets.get(collectionId);
      // A question without a filter is about every product.
      return set === undefined || holds(set, productId) ? [{ ...row, forVariantId: variantId, of: 'collection' as const }] : [];
    });
  });
}

interface ExplainedAsk {
  variantId: number;
  quantity: Quantity;
  customerId: number | null;
  channelId: number | null;
}

/** Why a price: every rule that was considered. @throws Refusal `record.missing` */
export function explainPrice(reader: Reader, { variantId, quantity: amount, ...who }: ExplainedAsk, _actor: Actor, now: Instant) {
  getVariant(reader, variantId);
  const { baseCurrency: currency, timeZone } = getShop(reader);
  const [resolved = { price: null, steps: [] }] = resolvePrices(reader, [{ variantId, quantity: quantity(amount) }], { ...who, currency, timeZone, at: now });
  return { ...resolved, currency };
}
