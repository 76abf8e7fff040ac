import type { Instant } from '../../shared/units/instant.ts';
import { pieces } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { resolvePrices } from '../pricing/resolve.queries.ts';
import type { ChannelRow } from './channel.statements.ts';

type PricedChannel = Pick<ChannelRow, 'id' | 'currency'>;

/** What we ask for one piece there today; null where there is no price in its currency. */
export const ourPrice = (reader: Reader, channel: PricedChannel, variantId: number, at: Instant): UnitPrice | null => ourPrices(reader, channel, [variantId], at)[0] ?? null;

/** The same of several variants, in their order. */
export const ourPrices = (reader: Reader, { id: channelId, currency }: PricedChannel, variantIds: readonly number[], at: Instant): (UnitPrice | null)[] =>
  resolvePrices(reader, variantIds.map((variantId) => ({ variantId, quantity: pieces(1) })), { customerId: null, channelId, currency, at, timeZone: getShop(reader).timeZone }).map(({ price }) => price);
