import { sql } from 'kysely';
import type { DifferenceCause, DifferenceSubject } from '../../shared/channels/sweep.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

/** One thing both sides of a channel say differently, by the channel's own name for it. */
export interface Difference {
  channelId: number;
  subject: DifferenceSubject;
  externalId: string;
  listingId?: number;
  name: string;
  cause: DifferenceCause;
  ourLevel?: Quantity;
  theirLevel?: Quantity | null;
  ourPrice?: UnitPrice | null;
  theirPrice?: UnitPrice | null;
  ourWord?: string | null;
  theirWord?: string | null;
}

type About = Pick<Difference, 'channelId' | 'subject' | 'externalId'>;

const put = write((db, p: Required<Difference> & { listingId: number | null; ourLevel: Quantity | null; now: Instant; commandId: number }) => {
  const said = { cause: p.cause, name: p.name, listingId: p.listingId, ourLevel: p.ourLevel, theirLevel: p.theirLevel, ourPrice: p.ourPrice, theirPrice: p.theirPrice, ourWord: p.ourWord, theirWord: p.theirWord, seenAt: p.now, commandId: p.commandId };
  return db
    .insertInto('channelDifference')
    .values({ channelId: p.channelId, subject: p.subject, externalId: p.externalId, since: p.now, ...said })
    .onConflict((conflict) => conflict.columns(['channelId', 'subject', 'externalId']).doUpdateSet(said));
});

const drop = write((db, p: About) => db.deleteFrom('channelDifference').where('channelId', '=', p.channelId).where('subject', '=', p.subject).where('externalId', '=', p.externalId));
const dropOfListing = write((db, p: { listingId: number; subject: DifferenceSubject }) => db.deleteFrom('channelDifference').where('listingId', '=', p.listingId).where('subject', '=', p.subject));
const dropLevels = write((db, p: { channelId: number }) => db.deleteFrom('channelDifference').where('channelId', '=', p.channelId).where('subject', '=', 'level'));
const dropOne = write((db, p: { id: number }) => db.deleteFrom('channelDifference').where('id', '=', p.id));
const dropUnreadable = write((db, p: { channelId: number; before: Instant }) =>
  db.deleteFrom('channelDifference').where('channelId', '=', p.channelId).where('subject', '=', 'listing').where('cause', '=', 'unreadable').where('seenAt', '<', p.before),
);

const nothing = { listingId: null, ourLevel: null, theirLevel: null, ourPrice: null, theirPrice: null, ourWord: null, theirWord: null };

/** Names a difference; one that was known keeps since when. */
export const putDifference = (tx: Tx, difference: Difference): void => void put.run(tx, { ...nothing, ...difference, now: tx.now, commandId: tx.commandId } as Parameters<typeof put.run>[1]);

export const dropDifference = (tx: Tx, about: About): void => void drop.run(tx, about);
/** The listing was told ours and confirmed it. */
export const dropListingDifference = (tx: Tx, listingId: number, subject: DifferenceSubject): void => void dropOfListing.run(tx, { listingId, subject });
/** The levels that were compared are those of a place nobody asks about any more. */
export const dropLevelDifferences = (tx: Tx, channelId: number): void => void dropLevels.run(tx, { channelId });
export const dropDifferenceById = (tx: Tx, id: number): void => void dropOne.run(tx, { id });
/** What could be read again since is unreadable no more. */
export const dropReadAgain = (tx: Tx, channelId: number, before: Instant): void => void dropUnreadable.run(tx, { channelId, before });

export const findDifference = read((db, p: { id: number }) => db.selectFrom('channelDifference').selectAll().where('id', '=', p.id));
export type DifferenceRow = NonNullable<ReturnType<typeof findDifference.get>>;

export const differencesOf = read((db, p: { channelId: number }) =>
  db
    .selectFrom('channelDifference as difference')
    .selectAll('difference')
    .select(({ selectFrom }) =>
      selectFrom('salesOrder').select('salesOrder.id').whereRef('salesOrder.channelId', '=', 'difference.channelId').whereRef('salesOrder.externalId', '=', 'difference.externalId').where('difference.subject', '=', 'order').as('orderId'),
    )
    .where('difference.channelId', '=', p.channelId)
    .orderBy('difference.since')
    .orderBy('difference.id')
    .limit(500),
);

const counted = read((db, p: { channelId: number }) =>
  db
    .selectFrom('channelDifference')
    .select([sql<number>`count(*)`.as('count'), sql<Instant | null>`min(since)`.as('since')])
    .where('channelId', '=', p.channelId),
);

/** How many things differ, and since when the first of them does. */
export const countDifferences = (reader: Reader, channelId: number) => counted.get(reader, { channelId }) ?? { count: 0, since: null };

export interface SweepCounts {
  levels: number;
  prices: number;
  listings: number;
  orders: number;
}

export const putSweep = write((db, p: SweepCounts & { channelId: number; startedAt: Instant; now: Instant; commandId: number }) =>
  db.replaceInto('channelSweep').values({ channelId: p.channelId, startedAt: p.startedAt, endedAt: p.now, levels: p.levels, prices: p.prices, listings: p.listings, orders: p.orders, commandId: p.commandId }),
);

export const sweepOf = read((db, p: { channelId: number }) => db.selectFrom('channelSweep').select(['startedAt', 'endedAt', 'levels', 'prices', 'listings', 'orders']).where('channelId', '=', p.channelId));
