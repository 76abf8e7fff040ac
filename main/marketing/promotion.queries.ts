import { sql } from 'kysely';
import { mostGoods } from '../../shared/marketing/promotion.contract.ts';
import { promotionState } from '../../shared/pricing/promotion.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { requireCategory } from '../catalog/category.queries.ts';
import { activeVariantsOf, requireCollection } from '../catalog/collection.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { goodsOf } from './promotion.statements.ts';

/** So many are looked back at. */
const mostListed = 300;

const rows = read((db, p: { promotionId: number | null; limit: number }) =>
  db
    .selectFrom('promotion')
    .leftJoin('promotionArming as arming', (join) => join.onRef('arming.promotionId', '=', 'promotion.id').on('arming.disarmedAt', 'is', null))
    .select(['promotion.id', 'promotion.name', 'promotion.firstOn', 'promotion.lastOn', 'promotion.percentOff', 'promotion.amount', 'promotion.units', 'arming.armedAt', 'arming.reason'])
    .select(sql<string>`(select json_group_array(channelId) from promotionChannel where promotionId = promotion.id)`.as('channelIds'))
    .select(sql<number>`(select count(*) from promotionVariant where promotionId = promotion.id)`.as('goods'))
    .where(sql<boolean>`(${p.promotionId} is null or promotion.id = ${p.promotionId})`)
    .orderBy('promotion.lastOn', 'desc')
    .orderBy('promotion.id', 'desc')
    .limit(p.limit),
);

const asPromotion = ({ channelIds, reason, ...row }: ReturnType<typeof rows.all>[number], today: Day) => ({
  ...row,
  // Written by json_group_array from ids.
  channelIds: JSON.parse(channelIds) as number[],
  reason: reason ?? '',
  state: promotionState({ ...row, armed: row.armedAt !== null }, today),
});

const todayOf = (reader: Reader, now: Instant): Day => dayOf(now, getShop(reader).timeZone);

export const listPromotions = (reader: Reader, _input: unknown, _actor: Actor, now: Instant) => {
  const today = todayOf(reader, now);
  return { rows: rows.all(reader, { promotionId: null, limit: mostListed }).map((row) => asPromotion(row, today)) };
};

/** @throws Refusal `record.missing` */
export function getPromotion(reader: Reader, { promotionId }: { promotionId: number }, _actor: Actor, now: Instant) {
  const row = rows.get(reader, { promotionId, limit: 1 });
  if (!row) throw new Refusal('record.missing', { kind: 'promotion', id: promotionId });
  return { ...asPromotion(row, todayOf(reader, now)), goods: goodsOf.all(reader, { promotionId }) };
}

const called = read((db, p: { variantIds: string }) =>
  db
    .selectFrom('variant')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['variant.id as variantId', 'variant.sku', 'product.name'])
    .where('variant.id', 'in', sql<number>`(select value from json_each(${p.variantIds}))`)
    .orderBy('variant.id'),
);

export const goodsNamed = (reader: Reader, variantIds: readonly number[]) => called.all(reader, { variantIds: JSON.stringify(variantIds) });

/** The active variants of a category with what is inside it, or of a collection, as they are now: at most `mostGoods`. @throws Refusal `record.missing` */
export function goodsFor(reader: Reader, { of, id }: { of: 'category' | 'collection'; id: number }) {
  if (of === 'category') requireCategory(reader, id);
  const found = activeVariantsOf(reader, of === 'category' ? { categoryIds: [id] } : requireCollection(reader, id).filter, mostGoods + 1);
  return { goods: goodsNamed(reader, found.slice(0, mostGoods)), isCut: found.length > mostGoods };
}
