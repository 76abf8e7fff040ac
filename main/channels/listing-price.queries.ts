import { sql } from 'kysely';
import type { priceBlocks } from '../../shared/channels/listing-price.contract.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { lowestPriceOf } from '../catalog/margin.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type ChannelRow, getChannel } from './channel.statements.ts';
import type { ListingRow } from './listing.statements.ts';
import { newestConflict } from './conflict.statements.ts';
import { type Linked, toldPrice } from './listing-price.service.ts';
import { ourPrices } from './our-price.queries.ts';

/** Looked at by one question: a shop whose prices are all equal has nothing to list and must not be read whole for that. */
const lookMost = 1000;

const page = read((builder, p: { channelId: number; afterId: number; limit: number }) =>
  builder.selectFrom('listing').selectAll().where('channelId', '=', p.channelId).where('id', '>', p.afterId).orderBy('id').limit(p.limit),
);
const after = read((builder, p: { channelId: number; afterId: number }) =>
  builder.selectFrom('listing').select(sql<number>`count(*)`.as('count')).where('channelId', '=', p.channelId).where('id', '>', p.afterId),
);

interface AskedPrices {
  channelId: number;
  differentOnly: boolean;
  afterId: number;
  limit: number;
}

/** Prices of the next thousand listings: ours, theirs, would become; how many were looked at and how many are left. @throws Refusal record.missing */
export function listPrices(reader: Reader, { channelId, differentOnly, afterId, limit }: AskedPrices, _actor: Actor, now: Instant) {
  const channel = getChannel(reader, channelId);
  const rows = [];
  let [last, looked] = [afterId, 0];
  for (let more = true; more && looked < lookMost && rows.length < limit;) {
    const listings = page.all(reader, { channelId, afterId: last, limit });
    more = listings.length === limit;
    const ours = pricesOf(reader, channel, listings, now);
    for (const listing of listings) {
      [last, looked] = [listing.id, looked + 1];
      const row = isLinked(listing) ? priceRow(reader, channel, listing, { ours: ours.get(listing.id) ?? null, now }) : undefined;
      if (row && !(differentOnly && row.blockedBy === 'same')) rows.push(row);
      if (rows.length === limit) break;
    }
  }
  const left = after.get(reader, { channelId, afterId: last })?.count ?? 0;
  return { currency: channel.currency, rows, nextId: left === 0 ? null : last, looked, left };
}

/** Sold there today, and something of ours. */
const isLinked = (listing: ListingRow): listing is Linked => listing.variantId !== null && listing.goneAt === null;

function pricesOf(reader: Reader, channel: ChannelRow, listings: readonly ListingRow[], now: Instant): Map<number, UnitPrice | null> {
  const linked = listings.filter(isLinked);
  const prices = ourPrices(reader, channel, linked.map(({ variantId }) => variantId), now);
  return new Map(linked.map(({ id }, index) => [id, prices[index] ?? null]));
}

function priceRow(reader: Reader, channel: ChannelRow, listing: Linked, { ours, now }: { ours: UnitPrice | null; now: Instant }) {
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
  if (newestConflict.get(reader, { channelId: channel.id, field: 'price', subjectId: listing.id })?.state === 'open') return 'inConflict';
  if (channel.currency !== getShop(reader).baseCurrency) return null;
  const wanted = lowestPriceOf(reader, listing.variantId, channel.id, now);
  return wanted && (wanted.lowest === undefined || ours < wanted.lowest) ? 'underFloor' : null;
}
