import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { pieces } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { requireAboveFloor } from '../catalog/margin.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { announce } from '../outbox/announce.ts';
import { resolvePrices } from '../pricing/resolve.queries.ts';
import { type ChannelRow, getChannel } from './channel.statements.ts';
import { dropListingDifference } from './difference.statements.ts';
import { findListing, type ListingRow } from './listing.statements.ts';

/** What an outbox row about a listing's price says; the only field that is sent. */
export interface PriceNews {
  listingId: number;
  externalId: string;
  fields: { price: UnitPrice };
}

export const priceKey = (listingId: number): string => `price:${listingId}`;

const setConfirmed = write((builder, p: { id: number; price: UnitPrice }) => builder.updateTable('listing').set({ remotePrice: p.price, toldPrice: p.price }).where('id', '=', p.id));

const openNews = read((builder, p: { channelId: number; key: string }) =>
  builder
    .selectFrom('outbox')
    .select('payload')
    .where('channelId', '=', p.channelId)
    .where('capability', '=', 'listing')
    .where('key', '=', p.key)
    .where('state', 'in', ['waiting', 'sending'])
    .orderBy('id', 'desc')
    .limit(1),
);

interface Sent {
  sent: UnitPrice;
  before: UnitPrice | null;
}

/** Owes listings our prices: a person saw ours, theirs and what it would become. @throws Refusal per item: record.missing, listing.noPrice, listing.samePrice, price.underFloor */
export const pushPrices = (tx: Tx, { items }: { items: readonly { listingId: number }[] }) => ({
  results: items.map(({ listingId }) =>
    tx.attempt(() => {
      const listing = linkedListing(tx, listingId);
      const price = ourPrice(tx, getChannel(tx, listing.channelId), listing.variantId, tx.now);
      if (price === null) throw new Refusal('listing.noPrice', { listingId });
      return sendPrice(tx, listing, price);
    }),
  ),
});

/** Sends again what stood there before; the floor holds for that too. @throws Refusal per item: record.missing, listing.samePrice, price.underFloor */
export const setBackPrices = (tx: Tx, { items }: { items: readonly { listingId: number; to: UnitPrice }[] }) => ({
  results: items.map(({ listingId, to }) => tx.attempt(() => sendPrice(tx, linkedListing(tx, listingId), to))),
});

export type Linked = ListingRow & { variantId: number };

function linkedListing(reader: Reader, listingId: number): Linked {
  const listing = findListing.get(reader, { id: listingId });
  if (!listing || listing.variantId === null || listing.goneAt !== null) throw new Refusal('record.missing', { kind: 'listing', id: listingId });
  return { ...listing, variantId: listing.variantId };
}

function sendPrice(tx: Tx, listing: Linked, price: UnitPrice): Sent {
  const before = toldPrice(tx, listing);
  if (before === price) throw new Refusal('listing.samePrice', { listingId: listing.id });
  tellPrice(tx, listing, price);
  return { sent: price, before };
}

/** Owes a listing a price, also one it confirmed before. @throws Refusal price.underFloor */
export function tellPrice(tx: Tx, { id: listingId, channelId, externalId, variantId }: Linked, price: UnitPrice | null): void {
  if (price === null) return;
  requireAboveFloor(tx, { variantId, currency: getChannel(tx, channelId).currency, price, soldAt: channelId });
  const payload: PriceNews = { listingId, externalId, fields: { price } };
  announce(tx, { channelId, capability: 'listing', key: priceKey(listingId), payload });
  tx.changed('listing', listingId);
}

/** What was sent last and is on its way, else what was seen there. */
export function toldPrice(reader: Reader, { id, channelId, remotePrice }: Pick<ListingRow, 'id' | 'channelId' | 'remotePrice'>): UnitPrice | null {
  const underway = openNews.get(reader, { channelId, key: priceKey(id) });
  // Written by sendPrice.
  return underway ? (JSON.parse(underway.payload) as PriceNews).fields.price : remotePrice;
}

/** What we ask for one piece there today; null where there is no price in its currency. */
export const ourPrice = (reader: Reader, channel: PricedChannel, variantId: number, at: Instant): UnitPrice | null => ourPrices(reader, channel, [variantId], at)[0] ?? null;

type PricedChannel = Pick<ChannelRow, 'id' | 'currency'>;

/** The same of several variants, in their order. */
export const ourPrices = (reader: Reader, { id: channelId, currency }: PricedChannel, variantIds: readonly number[], at: Instant): (UnitPrice | null)[] =>
  resolvePrices(reader, variantIds.map((variantId) => ({ variantId, quantity: pieces(1) })), { customerId: null, channelId, currency, at, timeZone: getShop(reader).timeZone }).map(({ price }) => price);

/** The channel confirmed the price: that is what it asks now. */
export function notePriceSent(tx: Tx, payload: { listingId?: number; fields?: { price?: UnitPrice } }): void {
  const price = payload.fields?.price;
  if (payload.listingId === undefined || price === undefined) return;
  setConfirmed.run(tx, { id: payload.listingId, price });
  dropListingDifference(tx, payload.listingId, 'price');
}
