import { createHash } from 'node:crypto';
import type { SwitchableCapability } from '../../shared/channels/channel.contract.ts';
import { type Minor, sumMinor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { sql } from 'kysely';
import { type ChannelRow, getChannel } from './channel.statements.ts';
import type { StockKeeping } from './connector.ts';
import { levelOf } from './division.queries.ts';
import { type LeveledListing, leveledListings } from './listing.statements.ts';

type BlockedBy = 'notLinked' | 'notCounted' | 'sharedLevel' | 'severalPlaces' | 'notAtPlace' | 'gone';

/** The parcels the shop outside would be told of; one that was taken back meanwhile is no parcel to tell. */
const waitingParcels = read((db, p: { channelId: number }) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('channelId', '=', p.channelId)
    .where('capability', '=', 'fulfilment')
    .where(sql<boolean>`json_extract(payload, '$.cancelled') = 0`)
    .orderBy('id'),
);

/** The refunds the shop outside would be let to pay. */
const waitingRefunds = read((db, p: { channelId: number }) =>
  db
    .selectFrom('outbox')
    .select(['id', sql<Minor>`json_extract(payload, '$.amount')`.as('amount')])
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('channelId', '=', p.channelId)
    .where('capability', '=', 'refund')
    .orderBy('id'),
);

/** What switching on would do today. The digest names exactly these numbers. */
export function previewOf(reader: Reader, channel: ChannelRow, capability: SwitchableCapability) {
  const listings = leveledListings(reader, channel.id).map((listing) => previewRow(reader, listing, channel.buffer));
  const parcels = capability === 'fulfilments' ? waitingParcels.all(reader, { channelId: channel.id }).map(({ id }) => id) : [];
  const refunds = capability === 'refunds' ? waitingRefunds.all(reader, { channelId: channel.id }) : [];
  const rows = capability === 'stock' ? listings : [];
  const wanted = rows.filter((row) => row.wouldBecome !== null);
  return {
    rows,
    listings: listings.length,
    linked: listings.filter((row) => row.variantId !== null).length,
    changes: wanted.length,
    zeros: wanted.filter((row) => row.wouldBecome === 0 && row.theirs !== 0).length,
    parcels: parcels.length,
    refunds: refunds.length,
    refundSum: sumMinor(refunds.map(({ amount }) => amount)),
    digest: createHash('sha256')
      .update(JSON.stringify([capability, wanted.map((row) => [row.listingId, row.theirs, row.wouldBecome]), parcels, refunds.map(({ id }) => id)]))
      .digest('hex'),
  };
}

function previewRow(reader: Reader, listing: LeveledListing, buffer: Quantity) {
  const blockedBy = blockOf(listing);
  const ours = listing.variantId === null ? null : levelOf(reader, { ...listing, variantId: listing.variantId, buffer });
  return {
    listingId: listing.id,
    externalId: listing.externalId,
    name: listing.name,
    sku: listing.sku,
    variantId: listing.variantId,
    ours,
    theirs: listing.remoteStock,
    theirsSeenAt: listing.seenAt,
    wouldBecome: blockedBy === null && ours !== listing.remoteStock ? ours : null,
    blockedBy,
  };
}

/** Why a listing is not told: a level several variants share, or none at all, cannot be set for one of them. */
function blockOf(listing: LeveledListing): BlockedBy | null {
  if (listing.goneAt !== null) return 'gone';
  if (listing.variantId === null) return 'notLinked';
  return blockOfKeeping[listing.stockKeeping];
}

const blockOfKeeping: Record<StockKeeping, BlockedBy | null> = { own: null, shared: 'sharedLevel', several: 'severalPlaces', elsewhere: 'notAtPlace', none: 'notCounted' };

/** One page of "ours / theirs / would become", with the digest to accept. @throws Refusal record.missing */
export function previewSwitch(
  reader: Reader,
  input: { channelId: number; capability: SwitchableCapability; afterId: number; limit: number },
) {
  const { rows, ...whole } = previewOf(reader, getChannel(reader, input.channelId), input.capability);
  const page = rows.filter((row) => row.listingId > input.afterId).slice(0, input.limit);
  const last = page.at(-1)?.listingId ?? null;
  return { ...whole, rows: page, nextId: page.length === input.limit ? last : null };
}
