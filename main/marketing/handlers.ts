import type { promotionCommands, promotionQueries } from '../../shared/marketing/promotion.contract.ts';
import type { CommandHandlers, QueryHandlers } from '../database/handlers.ts';
import { simulatePromotion } from './promotion-simulation.queries.ts';
import { getPromotion, goodsFor, listPromotions } from './promotion.queries.ts';
import { armPromotion, changePromotion, createPromotion, disarmPromotion, removePromotion } from './promotion.service.ts';

export const marketingCommands: CommandHandlers<{ promotion: typeof promotionCommands }> = {
  'promotion.create': createPromotion,
  'promotion.change': changePromotion,
  'promotion.remove': removePromotion,
  'promotion.arm': armPromotion,
  'promotion.disarm': disarmPromotion,
};

export const marketingQueries: QueryHandlers<{ promotion: typeof promotionQueries }> = {
  'promotion.list': listPromotions,
  'promotion.get': getPromotion,
  'promotion.goods': goodsFor,
  'promotion.simulate': simulatePromotion,
};
