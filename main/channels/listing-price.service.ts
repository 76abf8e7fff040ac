import { Refusal } from '../../shared/refusal/refusal.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import { requireAboveFloor } from '../catalog/margin.queries.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { announce } from '../outbox/announce.ts';
import { getChannel } from './channel.statements.ts';
import { acknowledge, judge } from './conflict.service.ts';
import { findListing, type ListingRow } from './listing.statements.ts';
import { ourPrice } from './our-price.queries.ts';

/** What an outbox row about a listing's price says; the only field that is sent. */
export interface PriceNews {
  listingId: number;
  externalId: string;
  fields: { price: UnitPrice };
  /** It puts back what stood there, so that its conflict stands again. */
  restores?: ['price'];
}

export const priceKey = (listingId: number): string => `price:${listingId}`;

const setRemotePrice = write((builder, p: { id: number; remotePrice: UnitPrice }) => builder.updateTable('listing').set({ remotePrice: p.remotePrice }).where('id', '=', p.id));

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

/**
 * Owes listings our prices: a person saw ours, theirs and what it would become.
 * @throws Refusal per item: record.missing, listing.noPrice, listing.samePrice, price.underFloor, conflict.open
 */
export const pushPrices = (tx: Tx, { items }: { items: readonly { listingId: number }[] }) => ({
  results: items.map(({ listingId }) => {
    const inDispute = judgePrice(tx, listingId);
    return tx.attempt(() => {
      const listing = linkedListing(tx, listingId);
      refuseDispute(inDispute);
      const price = ourPrice(tx, getChannel(tx, listing.channelId), listing.variantId, tx.now);
      if (price === null) throw new Refusal('listing.noPrice', { listingId });
      return sendPrice(tx, listing, price);
    });
  }),
});

/** Sends again what stood there before; the floor holds for that too. @throws Refusal per item: record.missing, listing.samePrice, price.underFloor, conflict.open */
export const setBackPrices = (tx: Tx, { items }: { items: readonly { listingId: number; to: UnitPrice }[] }) => ({
  results: items.map(({ listingId, to }) => {
    const inDispute = judgePrice(tx, listingId);
    return tx.attempt(() => {
      refuseDispute(inDispute);
      return sendPrice(tx, linkedListing(tx, listingId), to);
    });
  }),
});

/** Outside the item's savepoint: a conflict that is found stays, although the item is refused. */
function judgePrice(tx: Tx, listingId: number): number | null {
  const listing = findListing.get(tx, { id: listingId });
  return listing ? judge(tx, { channelId: listing.channelId, field: 'price', subjectId: listingId }) : null;
}

function refuseDispute(conflictId: number | null): void {
  if (conflictId !== null) throw new Refusal('conflict.open', { fields: 'price' });
}

export type Linked = ListingRow & { variantId: number };

/** @throws Refusal record.missing where it is gone, or sells nothing of ours */
export function linkedListing(reader: Reader, listingId: number): Linked {
  const listing = findListing.get(reader, { id: listingId });
  if (!listing || listing.variantId === null || listing.goneAt !== null) throw new Refusal('record.missing', { kind: 'listing', id: listingId });
  return { ...listing, variantId: listing.variantId };
}

function sendPrice(tx: Tx, listing: Linked, price: UnitPrice): Sent {
  const before = toldPrice(tx, listing);
  if (before === price) throw new Refusal('listing.samePrice', { listingId: listing.id });
  owePrice(tx, listing, price);
  return { sent: price, before };
}

/** Owes a listing a price, also one that is on its way already. @throws Refusal price.underFloor */
export function owePrice(tx: Tx, { id: listingId, channelId, externalId, variantId }: Linked, price: UnitPrice): void {
  requireAboveFloor(tx, { variantId, currency: getChannel(tx, channelId).currency, price, soldAt: channelId });
  tellPrice(tx, { channelId, listingId, externalId, fields: { price } });
  acknowledge(tx, { channelId, field: 'price', subjectId: listingId });
}

/** Writes the news of a price. */
export function tellPrice(tx: Tx, { channelId, ...payload }: PriceNews & { channelId: number }): void {
  announce(tx, { channelId, capability: 'listing', key: priceKey(payload.listingId), payload });
  tx.changed('listing', payload.listingId);
}

/** What was sent last and is on its way, else what was seen there. */
export function toldPrice(reader: Reader, { id, channelId, remotePrice }: Pick<ListingRow, 'id' | 'channelId' | 'remotePrice'>): UnitPrice | null {
  const underway = openNews.get(reader, { channelId, key: priceKey(id) });
  // Written by sendPrice.
  return underway ? (JSON.parse(underway.payload) as PriceNews).fields.price : remotePrice;
}

/** What the channel said it asks now. */
export const notePriceSent = (tx: Tx, listingId: number, price: UnitPrice): void => void setRemotePrice.run(tx, { id: listingId, remotePrice: price });
