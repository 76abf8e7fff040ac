import type { priceBlocks } from '../../shared/channels/listing-price.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { lowestPriceOf } from '../catalog/margin.queries.ts';
import { getShop } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { type ChannelRow, getChannel } from './channel.statements.ts';
import { type Linked, ourPrice, toldPrice } from './listing-price.service.ts';

/** One page of prices, listing by listing: ours, theirs, would become. @throws Refusal record.missing */
export function listPrices(reader: Reader, input: { channelId: number; differentOnly: boolean; afterId: number; limit: number }, _actor: Actor, now: Instant) {
  const channel = getChannel(reader, input.channelId);
  const rows = [];
  let afterId = input.afterId;
  for (let more = true; more && rows.length < input.limit;) {
    const page = reader.all(
      db.selectFrom('listing').selectAll().where('channelId', '=', channel.id).where('variantId', 'is not', null).where('goneAt', 'is', null).where('id', '>', afterId).orderBy('id').limit(input.limit).$narrowType<{ variantId: number }>(),
    );
    more = page.length === input.limit;
    for (const listing of page) {
      const row = priceRow(reader, channel, listing, now);
      afterId = listing.id;
      if (!input.differentOnly || row.blockedBy !== 'same') rows.push(row);
      if (rows.length === input.limit) break;
    }
    if (!more) return { currency: channel.currency, rows, nextId: null };
  }
  return { currency: channel.currency, rows, nextId: afterId };
}

function priceRow(reader: Reader, channel: ChannelRow, listing: Linked, now: Instant) {
  const ours = ourPrice(reader, channel, listing.variantId, now);
  const blockedBy = blockOf(reader, channel, listing, ours, now);
  return {
    listingId: listing.id,
    name: listing.name,
    sku: listing.sku,
    ourPrice: ours,
    theirPrice: listing.remotePrice,
    theirsSeenAt: listing.seenAt,
    newPrice: blockedBy === null ? ours : null,
    blockedBy,
  };
}

function blockOf(reader: Reader, channel: ChannelRow, listing: Linked, ours: UnitPrice | null, now: Instant): (typeof priceBlocks)[number] | null {
  if (ours === null) return 'noPrice';
  if (toldPrice(reader, listing) === ours) return listing.remotePrice === ours ? 'same' : 'underway';
  if (channel.currency !== getShop(reader).baseCurrency) return null;
  const wanted = lowestPriceOf(reader, listing.variantId, channel.id, now);
  return wanted && (wanted.lowest === undefined || ours < wanted.lowest) ? 'underFloor' : null;
}
