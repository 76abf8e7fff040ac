import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { availableOf } from '../inventory/available.sql.ts';

export const findPromotion = read((db, p: { promotionId: number }) => db.selectFrom('promotion').selectAll().where('id', '=', p.promotionId));
export type PromotionRow = NonNullable<ReturnType<typeof findPromotion.get>>;

export const channelsOf = read((db, p: { promotionId: number }) => db.selectFrom('promotionChannel').select('channelId').where('promotionId', '=', p.promotionId).orderBy('channelId'));

export const goodsOf = read((db, p: { promotionId: number }) =>
  db
    .selectFrom('promotionVariant as part')
    .innerJoin('variant', 'variant.id', 'part.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['part.variantId', 'variant.sku', 'product.name'])
    .where('part.promotionId', '=', p.promotionId)
    .orderBy('part.variantId'),
);

export const addGoods = write((db, p: { promotionId: number; variantId: number }) => db.insertInto('promotionVariant').values({ promotionId: p.promotionId, variantId: p.variantId }));
export const dropGoods = write((db, p: { promotionId: number }) => db.deleteFrom('promotionVariant').where('promotionId', '=', p.promotionId));
export const addChannel = write((db, p: { promotionId: number; channelId: number }) => db.insertInto('promotionChannel').values({ promotionId: p.promotionId, channelId: p.channelId }));
export const dropChannels = write((db, p: { promotionId: number }) => db.deleteFrom('promotionChannel').where('promotionId', '=', p.promotionId));

export const standingArming = read((db, p: { promotionId: number }) =>
  db.selectFrom('promotionArming').select(['id', 'armedAt', 'reason']).where('promotionId', '=', p.promotionId).where('disarmedAt', 'is', null),
);
export const anyArming = read((db, p: { promotionId: number }) => db.selectFrom('promotionArming').select('id').where('promotionId', '=', p.promotionId).limit(1));

export const addArmingLine = write((db, p: { promotionArmingId: number; variantId: number; base: UnitPrice | null; price: UnitPrice; lowest: UnitPrice | null; covered: Quantity }) =>
  db.insertInto('promotionArmingLine').values({ promotionArmingId: p.promotionArmingId, variantId: p.variantId, base: p.base, price: p.price, lowest: p.lowest, covered: p.covered }),
);
export const endArming = write((db, p: { id: number; at: Instant; commandId: number }) =>
  db.updateTable('promotionArming').set({ disarmedAt: p.at, disarmCommandId: p.commandId }).where('id', '=', p.id),
);

interface Covering {
  promotionId: number | null;
  firstOn: Day;
  lastOn: Day;
  channelIds: readonly number[];
}

const available = read((db, p: { variantId: number }) => db.selectFrom('variant').select(availableOf('variant.id').as('available')).where('id', '=', p.variantId));

const keptFor = read((db, p: { variantId: number; channelIds: string; lastOn: Day }) =>
  db
    .selectFrom('stockFence')
    .select(sql<Quantity>`coalesce(sum(quantity), 0)`.as('kept'))
    .where('variantId', '=', p.variantId)
    .where('until', '>=', p.lastOn)
    .where('channelId', 'in', sql<number>`(select value from json_each(${p.channelIds}))`),
);

/** What other armed promotions promise of a variant on the same days where this one holds too. */
const promisedByOthers = read((db, p: { variantId: number; promotionId: number; firstOn: Day; lastOn: Day; channelIds: string }) =>
  db
    .selectFrom('promotionVariant as part')
    .innerJoin('promotion as other', 'other.id', 'part.promotionId')
    .innerJoin('promotionArming as arming', 'arming.promotionId', 'other.id')
    .select(sql<Quantity>`coalesce(sum(other.units), 0)`.as('units'))
    .where('part.variantId', '=', p.variantId)
    .where('arming.disarmedAt', 'is', null)
    .where('other.id', '<>', p.promotionId)
    .where('other.firstOn', '<=', p.lastOn)
    .where('other.lastOn', '>=', p.firstOn)
    .where(sql<boolean>`(json_array_length(${p.channelIds}) = 0 or not exists (select 1 from promotionChannel where promotionId = other.id)
      or exists (select 1 from promotionChannel where promotionId = other.id and channelId in (select value from json_each(${p.channelIds}))))`),
);

/**
 * What a promotion may promise of a variant: in named channels what is kept for these through its last day, as far as it is
 * there; everywhere, what is available; less what other armed promotions promise on the same days in the same places.
 */
export function coveredOf(reader: Reader, variantId: number, { promotionId, firstOn, lastOn, channelIds }: Covering): Quantity {
  const channels = JSON.stringify(channelIds);
  const there = Math.max(0, available.get(reader, { variantId })?.available ?? 0);
  const own = channelIds.length === 0 ? there : Math.min(there, keptFor.get(reader, { variantId, channelIds: channels, lastOn })?.kept ?? 0);
  const others = promisedByOthers.get(reader, { variantId, promotionId: promotionId ?? 0, firstOn, lastOn, channelIds: channels })?.units ?? 0;
  return quantity(Math.max(0, own - others));
}
