import type { PromotionTerms } from '../../shared/marketing/promotion.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import { requireAboveFloor } from '../catalog/margin.queries.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import { shopOf } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Tx } from '../database/handles.ts';
import { requireChannel } from '../pricing/cost.service.ts';
import { lowestIn, promotionPrice, soldAt } from './promotion-price.queries.ts';
import { addArmingLine, addChannel, addGoods, anyArming, channelsOf, coveredOf, dropChannels, dropGoods, endArming, findPromotion, goodsOf, type PromotionRow, standingArming } from './promotion.statements.ts';

type Id = { promotionId: number };

/** Plans a promotion; it holds nowhere until it is armed. @throws Refusal `promotion.endsBeforeItBegins`, `record.missing` */
export function createPromotion(tx: Tx, terms: PromotionTerms): Id {
  requireSense(tx, terms);
  const { variantIds, channelIds, ...row } = terms;
  const { lastId } = tx.run(db.insertInto('promotion').values({ ...row, commandId: tx.commandId }));
  putParts(tx, lastId, { variantIds, channelIds });
  tx.changed('promotion', lastId);
  return { promotionId: lastId };
}

/** @throws Refusal `promotion.armed`, `promotion.endsBeforeItBegins`, `record.missing` */
export function changePromotion(tx: Tx, { promotionId, ...terms }: PromotionTerms & Id): { before: PromotionTerms } {
  const before = draftTerms(tx, promotionId);
  requireSense(tx, terms);
  const { variantIds, channelIds, ...row } = terms;
  tx.run(db.updateTable('promotion').set(row).where('id', '=', promotionId));
  putParts(tx, promotionId, { variantIds, channelIds });
  tx.changed('promotion', promotionId);
  return { before };
}

/** @throws Refusal `promotion.armed`, `promotion.wasArmed`, `record.missing` */
export function removePromotion(tx: Tx, { promotionId }: Id): { before: PromotionTerms } {
  const before = draftTerms(tx, promotionId);
  if (anyArming.get(tx, { promotionId })) throw new Refusal('promotion.wasArmed', { name: before.name });
  dropGoods.run(tx, { promotionId });
  dropChannels.run(tx, { promotionId });
  tx.run(db.deleteFrom('promotion').where('id', '=', promotionId));
  tx.changed('promotion', promotionId);
  return { before };
}

/**
 * Lets a promotion's prices hold on its days. No price under the margin floor is armed; more units than are covered need a
 * reason, which stays beside the arming. @throws Refusal `promotion.armed`, `promotion.over`, `price.missing`, `price.underFloor`, `promotion.short`, `record.missing`
 */
export function armPromotion(tx: Tx, { promotionId, reason }: Id & { reason: string }): Id {
  const terms = draftTerms(tx, promotionId);
  const { baseCurrency: currency, timeZone } = shopOf(tx);
  if (terms.lastOn < dayOf(tx.now, timeZone)) throw new Refusal('promotion.over', { name: terms.name, lastOn: terms.lastOn });
  const lines = terms.variantIds.map((variantId) => armingLine(tx, variantId, { ...terms, promotionId, currency }));
  const short = terms.units === null ? undefined : lines.find(({ covered }) => covered < (terms.units ?? 0));
  if (short && reason === '') {
    throw new Refusal('promotion.short', { sku: getVariant(tx, short.variantId).sku, promised: terms.units ?? 0, covered: short.covered, kept: terms.channelIds.length > 0 });
  }
  const { lastId } = tx.run(db.insertInto('promotionArming').values({ promotionId, armedAt: tx.now, reason: short ? reason : '', commandId: tx.commandId }));
  for (const line of lines) addArmingLine.run(tx, { promotionArmingId: lastId, ...line });
  tx.changed('promotion', promotionId);
  return { promotionId };
}

function armingLine(tx: Tx, variantId: number, terms: PromotionTerms & Id & { currency: string }) {
  const { currency, channelIds } = terms;
  const { base, price } = promotionPrice(tx, variantId, terms, currency, tx.now);
  if (price === null) throw new Refusal('price.missing', { variantId, currency });
  for (const place of soldAt(channelIds)) requireAboveFloor(tx, { variantId, currency, price, soldAt: place });
  return { variantId, base, price, lowest: lowestIn(tx, variantId, channelIds, tx.now) ?? null, covered: coveredOf(tx, variantId, terms) };
}

/** @throws Refusal `promotion.notArmed`, `record.missing` */
export function disarmPromotion(tx: Tx, { promotionId }: Id): { before: { reason: string } } {
  const { name } = requirePromotion(tx, promotionId);
  const arming = standingArming.get(tx, { promotionId });
  if (!arming) throw new Refusal('promotion.notArmed', { name });
  endArming.run(tx, { id: arming.id, at: tx.now, commandId: tx.commandId });
  tx.changed('promotion', promotionId);
  return { before: { reason: arming.reason } };
}

function putParts(tx: Tx, promotionId: number, { variantIds, channelIds }: Pick<PromotionTerms, 'variantIds' | 'channelIds'>): void {
  dropGoods.run(tx, { promotionId });
  dropChannels.run(tx, { promotionId });
  for (const variantId of new Set(variantIds)) addGoods.run(tx, { promotionId, variantId });
  for (const channelId of new Set(channelIds)) addChannel.run(tx, { promotionId, channelId });
}

/** @throws Refusal `record.missing` */
function requirePromotion(tx: Tx, promotionId: number): PromotionRow {
  const row = findPromotion.get(tx, { promotionId });
  if (!row) throw new Refusal('record.missing', { kind: 'promotion', id: promotionId });
  return row;
}

/** What a promotion that is not armed says. */
function draftTerms(tx: Tx, promotionId: number): PromotionTerms {
  const { id: _id, commandId: _command, ...row } = requirePromotion(tx, promotionId);
  if (standingArming.get(tx, { promotionId })) throw new Refusal('promotion.armed', { name: row.name });
  return {
    ...row,
    variantIds: goodsOf.all(tx, { promotionId }).map(({ variantId }) => variantId),
    channelIds: channelsOf.all(tx, { promotionId }).map(({ channelId }) => channelId),
  };
}

function requireSense(tx: Tx, { firstOn, lastOn, variantIds, channelIds }: PromotionTerms): void {
  if (lastOn < firstOn) throw new Refusal('promotion.endsBeforeItBegins', { from: firstOn, through: lastOn });
  for (const variantId of variantIds) getVariant(tx, variantId);
  for (const channelId of channelIds) requireChannel(tx, channelId);
}
