import { sql } from 'kysely';
import { publishedLevel } from '../../shared/channels/publish.rules.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { availableOf } from '../inventory/available.sql.ts';
import { announce } from '../outbox/announce.ts';

/** What an outbox row about stock says: an absolute level of what is available, never a delta, never on hand. */
export interface StockNews {
  listingId: number;
  externalId: string;
  level: Quantity;
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
      availableOf('moved.variantId').as('available'),
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

/**
 * The last thing every command does: owes each channel the new level of what moved, in the same transaction (INV-C2). One
 * question when nothing moved or no channel is told.
 */
export function announceAvailability(tx: Tx): number {
  const moved = takeDirty.all(tx, {}).map(({ variantId }) => variantId);
  if (moved.length === 0) return 0;
  let announced = 0;
  for (const listing of toldListings.all(tx, { variantIds: JSON.stringify(moved) })) {
    const level = publishedLevel(listing.available, listing.buffer);
    // Written by this very function.
    const known = listing.underway === null ? listing.remoteStock : (JSON.parse(listing.underway) as StockNews).level;
    if (known === level) continue;
    const payload: StockNews = { listingId: listing.id, externalId: listing.externalId, level };
    announce(tx, { channelId: listing.channelId, capability: 'stock', key: stockKey(listing.id), payload });
    announced += 1;
  }
  return announced;
}
