import { sql } from 'kysely';
import { breakEven, comparedWeeks, type Replayed, replayedDays, replayedSum, replayLine } from '../../shared/pricing/promotion.rules.ts';
import { addDays, daysBetween, dayOf } from '../../shared/units/calendar.ts';
import { minorDigits } from '../../shared/units/currency.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { type RatePpm, ratePpm } from '../../shared/units/rate-ppm.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Builder } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { lowestIn, type Off, promotionPrice } from './promotion-price.queries.ts';
import { goodsNamed } from './promotion.queries.ts';
import { coveredOf } from './promotion.statements.ts';

interface Asked extends Off {
  promotionId: number | null;
  firstOn: Day;
  lastOn: Day;
  variantIds: number[];
  channelIds: number[];
  limit: number;
}

interface Window {
  variantIds: string;
  channelIds: string;
  from: Day;
  through: Day;
}

/** What left of some goods on some days in some channels: parcels taken back are not among it, returns are. */
const soldIn = (db: Builder, p: Window) =>
  db
    .selectFrom('stockMovement as movement')
    .crossJoin('shipmentLine as part')
    .innerJoin('shipment', 'shipment.id', 'part.shipmentId')
    .innerJoin('salesOrder', 'salesOrder.id', 'shipment.orderId')
    .where('movement.variantId', 'in', sql<number>`(select value from json_each(${p.variantIds}))`)
    .where('movement.postedOn', '>=', p.from)
    .where('movement.postedOn', '<=', p.through)
    .where('movement.kind', '=', 'shipment')
    .whereRef('part.movementId', '=', 'movement.id')
    .where('shipment.voidedAt', 'is', null)
    .where(sql<boolean>`(json_array_length(${p.channelIds}) = 0 or salesOrder.channelId in (select value from json_each(${p.channelIds})))`);

/** As it was booked, the newest first. */
const soldLines = read((db, p: Window) =>
  soldIn(db, p)
    .select(['part.id', 'movement.variantId', 'shipment.postedOn', 'shipment.orderId', 'salesOrder.shownNumber as number', 'salesOrder.currency', 'salesOrder.channelId', 'part.quantity', 'part.net', 'part.tax'])
    .select(
      sql<Minor>`-(
        (select coalesce(sum(value), 0) from layerChange where movementId = part.movementId and coalesce(drawId, movementId) = movementId)
        + (select coalesce(sum(value), 0) from layerChange where drawId = part.movementId and drawId <> movementId))`.as('cost'),
    )
    .orderBy('part.id', 'desc'),
);
type SoldRow = ReturnType<typeof soldLines.all>[number];

const soldSum = read((db, p: Window & { currency: string }) =>
  soldIn(db, p)
    .select([sql<Quantity>`coalesce(sum(part.quantity), 0)`.as('quantity'), sql<Minor>`coalesce(sum(part.net), 0)`.as('net')])
    .where('salesOrder.currency', '=', p.currency),
);

const feeRates = read((db) => db.selectFrom('channelFee').select(['channelId', 'rate']));

/** Other active goods of the categories these are in. */
const siblings = read((db, p: { variantIds: string; most: number }) =>
  db
    .selectFrom('variant')
    .innerJoin('productCategory as theirs', 'theirs.productId', 'variant.productId')
    .select('variant.id')
    .distinct()
    .where('theirs.categoryId', 'in', sql<number>`(select categoryId from variant mine join productCategory using (productId) where mine.id in (select value from json_each(${p.variantIds})))`)
    .where('variant.id', 'not in', sql<number>`(select value from json_each(${p.variantIds}))`)
    .where('variant.state', '=', 'active')
    .limit(p.most),
);

/**
 * The shop's own sales of the last 90 days through yesterday again, under a promotion's price: quantities as they were, goods at
 * what they were drawn at. Lines in other currencies are counted and left out. @throws Refusal `record.missing`
 */
export function simulatePromotion(reader: Reader, asked: Asked, _actor: Actor, now: Instant) {
  const shop = getShop(reader);
  const { baseCurrency: currency } = shop;
  for (const variantId of asked.variantIds) getVariant(reader, variantId);
  const throughOn = addDays(dayOf(now, shop.timeZone), -1);
  const firstOn = addDays(throughOn, 1 - replayedDays);
  const days = { channelIds: JSON.stringify(asked.channelIds), from: firstOn, through: throughOn };
  const goods = goodsNamed(reader, asked.variantIds).map((one) => pricedGoods(reader, one, asked, currency, now));
  const prices = new Map(goods.map(({ variantId, price }) => [variantId, price]));
  const fees = new Map(feeRates.all(reader, {}).map(({ channelId, rate }) => [channelId, rate]));
  const sold = soldLines.all(reader, { ...days, variantIds: JSON.stringify(asked.variantIds) });
  const home = sold.filter((row) => row.currency === currency);
  const terms = { pricesIncludeTax: shop.pricesIncludeTax, digits: minorDigits(currency) };
  const replayed = home.map((row) => replayLine({ ...row, feeRate: feeOf(fees, row.channelId), price: prices.get(row.variantId) ?? null }, terms));
  const sum = replayedSum(replayed);
  const units = unitsOf(home);
  const skus = new Map(goods.map(({ variantId, sku }) => [variantId, sku]));
  return {
    currency,
    firstOn,
    throughOn,
    goods,
    lines: home.slice(0, asked.limit).flatMap((row, index) => {
      const figures = replayed[index];
      return figures ? [{ id: row.id, postedOn: row.postedOn, orderId: row.orderId, number: row.number, sku: skus.get(row.variantId) ?? '', quantity: row.quantity, ...told(figures) }] : [];
    }),
    lineCount: home.length,
    sum: { quantity: units, ...told(sum) },
    foreign: sold.length - home.length,
    breakEven: breakEven({ sold: units, weeks: weeksOf(home, throughOn), days: daysBetween(asked.firstOn, asked.lastOn) + 1, ...sum }),
    others: othersIn(reader, asked.variantIds, days, currency),
  };
}

const told = ({ netBefore, netAfter, ...left }: Replayed) => ({ netBefore, netAfter, left });

const feeOf = (fees: ReadonlyMap<number, RatePpm>, channelId: number | null): RatePpm => (channelId === null ? undefined : fees.get(channelId)) ?? ratePpm(0);

const unitsOf = (rows: readonly SoldRow[]): Quantity => quantity(rows.reduce((sum, row) => sum + row.quantity, 0));

function pricedGoods(reader: Reader, goods: ReturnType<typeof goodsNamed>[number], asked: Asked, currency: string, now: Instant) {
  const { variantId } = goods;
  const { base, price } = promotionPrice(reader, variantId, asked, currency, now);
  const lowest = lowestIn(reader, variantId, asked.channelIds, now);
  return { ...goods, base, price, lowest: lowest ?? null, isUnderFloor: price !== null && lowest !== null && (lowest === undefined || price < lowest), covered: coveredOf(reader, variantId, asked) };
}

/** Units of each whole week that ended with the last day, the newest first. */
function weeksOf(rows: readonly SoldRow[], throughOn: Day): Quantity[] {
  const weeks = Array.from({ length: comparedWeeks }, () => 0);
  for (const { postedOn, quantity: amount } of rows) {
    const week = Math.floor(daysBetween(postedOn, throughOn) / 7);
    if (week < weeks.length) weeks[week] = (weeks[week] ?? 0) + amount;
  }
  return weeks.map((units) => quantity(units));
}

/** Where a category holds more than that, what all of it sold says nothing of these goods, and is not added up. */
const mostOthers = 1_000;

function othersIn(reader: Reader, variantIds: readonly number[], days: Omit<Window, 'variantIds'>, currency: string) {
  const found = siblings.all(reader, { variantIds: JSON.stringify(variantIds), most: mostOthers + 1 }).map(({ id }) => id);
  if (found.length === 0) return null;
  if (found.length > mostOthers) return { goods: mostOthers, sold: null };
  const { quantity: units, net } = soldSum.get(reader, { ...days, variantIds: JSON.stringify(found), currency })!;
  return { goods: found.length, sold: { quantity: units, net } };
}
