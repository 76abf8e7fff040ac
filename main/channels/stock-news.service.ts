import { sql } from 'kysely';
import { roomIn } from '../../shared/inventory/lease.rules.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { availableOf } from '../inventory/available.sql.ts';
import { announce } from '../outbox/announce.ts';
import { hastenNews } from '../outbox/delivery.service.ts';
import { availableNow, isDivided, levelOf } from './division.queries.ts';
import { dropShort, findShort, leasesOfVariant, putShort } from './lease.statements.ts';

/** What an outbox row about stock says: an absolute level of what is available, never a delta, never on hand. */
export interface StockNews {
  listingId: number;
  externalId: string;
  level: Quantity;
  /** More is leased than there is: it goes before all other news. */
  first?: true;
}

export const stockKey = (listingId: number): string => `listing:${listingId}`;

const dirty = write((db, p: { variantId: number }) =>
  db
    .insertInto('availabilityNews')
    .values({ variantId: p.variantId })
    .onConflict((conflict) => conflict.doNothing()),
);
const takeDirty = write((db) => db.deleteFrom('availabilityNews').returning('variantId'));

/** Has the channels told of a variant at the end of this command, if they do not know it already. */
export const dirtyAvailability = (tx: Tx, variantId: number): void => void dirty.run(tx, { variantId });

/** What moved, and the bundles it is a component of. */
const movedOrBuiltOfIt = (variantIds: string) => sql<{ variantId: number }>`(
  select value as variantId from json_each(${variantIds})
  union
  select component.bundleVariantId from json_each(${variantIds}) news join bundleComponent component on component.variantId = news.value)`;

/** The listings told of the variants that moved, with what they were told last: on its way, confirmed, or merely seen. */
const toldListings = read((db, p: { variantIds: string }) =>
  db
    .selectFrom(movedOrBuiltOfIt(p.variantIds).as('moved'))
    // From the few that moved to their listings, never the other way: nothing else tells SQLite how few they are.
    .crossJoin('listing')
    .innerJoin('channel', 'channel.id', 'listing.channelId')
    .select([
      'listing.id',
      'listing.channelId',
      'listing.externalId',
      'listing.remoteStock',
      'channel.buffer',
      'moved.variantId',
      availableOf('moved.variantId').as('available'),
      isDivided('moved.variantId').as('divided'),
      sql<Quantity | null>`(select level from listingLease where listingId = listing.id)`.as('leaseLevel'),
      sql<0 | 1>`exists (select 1 from listingLease where listingId = listing.id)`.as('leased'),
      sql<string | null>`(
        select payload from outbox
        where channelId = listing.channelId and capability = 'stock' and key = 'listing:' || listing.id and state in ('waiting', 'sending')
        order by id desc limit 1
      )`.as('underway'),
    ])
    .whereRef('listing.variantId', '=', 'moved.variantId')
    .where('channel.sendsStock', '=', 1)
    .where('listing.stockKeeping', '=', 'own')
    .where('listing.goneAt', 'is', null)
    .orderBy('listing.id'),
);

/** Names what is leased beyond what there is, or that it no longer is. */
function noteShort(tx: Tx, variantId: number): boolean {
  const leases = leasesOfVariant.all(tx, { variantId });
  const room = leases.length === 0 ? 0 : roomIn(availableNow(tx, variantId), leases);
  if (room < 0) putShort.run(tx, { variantId, pieces: quantity(-room), now: tx.now, commandId: tx.commandId });
  else if (findShort.get(tx, { variantId })) dropShort.run(tx, { variantId });
  return room < 0;
}

/**
 * The last thing every command does: owes each channel the new level of what moved, in the same transaction (INV-C2). One
 * question when nothing moved or no channel is told.
 */
export function announceAvailability(tx: Tx): number {
  const moved = takeDirty.all(tx, {}).map(({ variantId }) => variantId);
  if (moved.length === 0) return 0;
  const short = new Set(moved.filter((variantId) => noteShort(tx, variantId)));
  let announced = 0;
  for (const listing of toldListings.all(tx, { variantIds: JSON.stringify(moved) })) {
    const { id, channelId, externalId } = listing;
    const level = levelOf(tx, listing);
    // Written by this very function.
    const underway = listing.underway === null ? null : (JSON.parse(listing.underway) as StockNews).level;
    const news = { channelId, capability: 'stock', key: stockKey(id) } as const;
    if (underway === level) {
      if (listing.leased === 1) hastenNews(tx, news);
      continue;
    }
    // What a leased listing shows may not be known; it is asked, and then this comes here again.
    const known = underway ?? (listing.leased === 1 ? (listing.leaseLevel ?? level) : listing.remoteStock);
    if (known === level) continue;
    const payload: StockNews = { listingId: id, externalId, level, ...(short.has(listing.variantId) && { first: true }) };
    announce(tx, { ...news, payload });
    announced += 1;
  }
  return announced;
}
