import { sql } from 'kysely';
import { divide, type Division, freeFor, type Seller } from '../../shared/channels/division.rules.ts';
import { publishedLevel } from '../../shared/channels/publish.rules.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { availableToSell } from '../inventory/stock.queries.ts';
import { fencesOfVariant } from './lease.statements.ts';

/** Who is told of a variant, and who would be told when the channel named were switched on. */
const sellerRows = read((db, p: { variantId: number; channelId: number }) =>
  db
    .selectFrom('listing')
    .innerJoin('channel', 'channel.id', 'listing.channelId')
    .leftJoin('listingLease as lease', 'lease.listingId', 'listing.id')
    .select(['listing.id as listingId', 'listing.channelId', 'channel.buffer', 'listing.goneAt', 'lease.exposure', 'lease.level'])
    .where('listing.variantId', '=', p.variantId)
    .where('channel.removedAt', 'is', null)
    .where(sql<boolean>`(lease.listingId is not null or (listing.stockKeeping = 'own' and listing.goneAt is null and (channel.sendsStock = 1 or channel.id = ${p.channelId})))`)
    .orderBy('listing.id'),
);

const componentsOf = read((db, p: { variantId: number }) => db.selectFrom('bundleComponent').select(['variantId', 'quantity']).where('bundleVariantId', '=', p.variantId));

/** Whether goods of the variant a column names are leased to somebody or kept for somebody, or those a bundle consists of. */
export const isDivided = (variant: string) => sql<0 | 1>`(
  exists (select 1 from listingLease where variantId = ${sql.raw(variant)}) or exists (select 1 from stockFence where variantId = ${sql.raw(variant)})
  or exists (select 1 from bundleComponent part where part.bundleVariantId = ${sql.raw(variant)}
    and (exists (select 1 from listingLease where variantId = part.variantId) or exists (select 1 from stockFence where variantId = part.variantId))))`;

const offeredRow = read((db, p: { channelId: number; variantId: number }) =>
  db
    .selectFrom('variant')
    .leftJoin('listing', (join) => join.onRef('listing.variantId', '=', 'variant.id').on('listing.channelId', '=', p.channelId).on('listing.goneAt', 'is', null))
    .select(['listing.id', isDivided('variant.id').as('divided')])
    .where('variant.id', '=', p.variantId)
    .orderBy('listing.id')
    .limit(1),
);

export interface Told {
  id: number;
  channelId: number;
  variantId: number;
  available: Quantity;
  buffer: Quantity;
  divided: 0 | 1;
}

/** What the listing is told: the one number the engine, the preview and the proofs agree on. */
export function levelOf(reader: Reader, listing: Told): Quantity {
  const { id, channelId, variantId, available, buffer, divided } = listing;
  if (divided === 0) return publishedLevel(available, buffer);
  const parts = componentsOf.all(reader, { variantId });
  if (parts.length > 0) return publishedLevel(wholeBundles(reader, channelId, parts), buffer);
  return divisionOf(reader, variantId, channelId).shares.get(id)?.level ?? publishedLevel(available, buffer);
}

/** What a channel may show of a variant, also where it has no listing of it. */
export function offeredLevel(reader: Reader, { channelId, variantId, buffer }: { channelId: number; variantId: number; buffer: Quantity }): Quantity {
  const row = offeredRow.get(reader, { channelId, variantId });
  return levelOf(reader, { id: row?.id ?? 0, channelId, variantId, buffer, available: availableNow(reader, variantId), divided: row?.divided ?? 0 });
}

/** How a variant is divided now; `channelId` counts as told even while it is not. */
export function divisionOf(reader: Reader, variantId: number, channelId: number): Division {
  return divide(availableNow(reader, variantId), sellersOf(reader, variantId, channelId), fencesOf(reader, variantId));
}

export const availableNow = (reader: Reader, variantId: number): Quantity => availableToSell(reader, [variantId]).get(variantId) ?? quantity(0);

function sellersOf(reader: Reader, variantId: number, channelId: number): Seller[] {
  return sellerRows.all(reader, { variantId, channelId }).map(({ exposure, level, goneAt, ...seller }) => ({ ...seller, gone: goneAt !== null, lease: exposure === null ? null : { exposure, level } }));
}

const fencesOf = (reader: Reader, variantId: number): Map<number, Quantity> => new Map(fencesOfVariant.all(reader, { variantId }).map((fence) => [fence.channelId, fence.quantity]));

/** As many as the scarcest part is enough for, once what is leased or kept of it is taken off. */
function wholeBundles(reader: Reader, channelId: number, parts: readonly { variantId: number; quantity: Quantity }[]): Quantity {
  const counts = parts.map(({ variantId, quantity: each }) => {
    const free = freeFor(availableNow(reader, variantId), channelId, sellersOf(reader, variantId, channelId), fencesOf(reader, variantId));
    return Math.floor(Math.max(0, free) / each);
  });
  return quantity(Math.min(...counts) * 1000);
}
