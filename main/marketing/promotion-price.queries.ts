import { priceOfRow } from '../../shared/pricing/price-list.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { RatePpm } from '../../shared/units/rate-ppm.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { lowestPriceOf, type SoldAt } from '../catalog/margin.queries.ts';
import { priceAt } from '../catalog/price.queries.ts';
import type { Reader } from '../database/handles.ts';

export interface Off {
  percentOff: RatePpm | null;
  amount: UnitPrice | null;
}

/** Where a promotion's price is taken: each of its channels, or wherever the goods are on sale. */
export const soldAt = (channelIds: readonly number[]): readonly SoldAt[] => (channelIds.length === 0 ? ['anywhere'] : channelIds);

/** What a promotion asks for a variant at an instant; no price where a percentage has nothing to come off. */
export function promotionPrice(reader: Reader, variantId: number, { percentOff, amount }: Off, currency: string, at: Instant): { base: UnitPrice | null; price: UnitPrice | null } {
  const base = priceAt(reader, variantId, currency, at);
  return { base, price: amount ?? (percentOff === null ? null : priceOfRow({ price: { percentOff } }, base)) };
}

/** The least a price may be in every place it holds; null where no floor holds, undefined where no price is enough. */
export function lowestIn(reader: Reader, variantId: number, channelIds: readonly number[], at: Instant): UnitPrice | null | undefined {
  let lowest: UnitPrice | null = null;
  for (const place of soldAt(channelIds)) {
    const wanted = lowestPriceOf(reader, variantId, place, at);
    if (!wanted) continue;
    if (wanted.lowest === undefined) return undefined;
    if (lowest === null || wanted.lowest > lowest) lowest = wanted.lowest;
  }
  return lowest;
}
