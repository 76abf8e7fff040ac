import { sql } from 'kysely';
import type { Lease } from '../../shared/inventory/lease.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write } from '../database/statement.ts';

export const findLease = read((db, p: { listingId: number }) => db.selectFrom('listingLease').selectAll().where('listingId', '=', p.listingId));
export type LeaseRow = NonNullable<ReturnType<typeof findLease.get>>;

export const leasesOfChannel = read((db, p: { channelId: number }) => db.selectFrom('listingLease').selectAll().where('channelId', '=', p.channelId).orderBy('listingId'));
export const leasesOfVariant = read((db, p: { variantId: number }) => db.selectFrom('listingLease').selectAll().where('variantId', '=', p.variantId).orderBy('listingId'));

export const insertLease = write((db, p: { listingId: number; channelId: number; variantId: number; exposure: Quantity; openUntil: Instant | null }) =>
  db.insertInto('listingLease').values({ listingId: p.listingId, channelId: p.channelId, variantId: p.variantId, exposure: p.exposure, level: null, shown: null, openUntil: p.openUntil }),
);
export const dropLease = write((db, p: { listingId: number }) => db.deleteFrom('listingLease').where('listingId', '=', p.listingId));

export const saveLease = write((db, p: Lease & { listingId: number; shown: Quantity | null; openUntil: Instant | null }) =>
  db.updateTable('listingLease').set({ exposure: p.exposure, level: p.level, shown: p.shown, openUntil: p.openUntil }).where('listingId', '=', p.listingId),
);

export const setLeased = write((db, p: { id: number; leased: 0 | 1 }) => db.updateTable('channel').set({ leased: p.leased }).where('id', '=', p.id));
export const findChoice = read((db, p: { channelId: number; variantId: number }) =>
  db.selectFrom('leaseChoice').select('leased').where('channelId', '=', p.channelId).where('variantId', '=', p.variantId),
);
export const putChoice = write((db, p: { channelId: number; variantId: number; leased: 0 | 1 }) =>
  db.replaceInto('leaseChoice').values({ channelId: p.channelId, variantId: p.variantId, leased: p.leased }),
);
export const dropChoice = write((db, p: { channelId: number; variantId: number }) =>
  db.deleteFrom('leaseChoice').where('channelId', '=', p.channelId).where('variantId', '=', p.variantId),
);

/** Listings that are to be leased and are not, with the most they may show by now: seen there, or on its way. */
export const wantedLeases = read((db, p: { channelId: number }) =>
  db
    .selectFrom('listing')
    .innerJoin('channel', 'channel.id', 'listing.channelId')
    .leftJoin('leaseChoice', (join) => join.onRef('leaseChoice.channelId', '=', 'listing.channelId').onRef('leaseChoice.variantId', '=', 'listing.variantId'))
    .leftJoin('listingLease', 'listingLease.listingId', 'listing.id')
    .select(['listing.id as listingId', 'listing.variantId', 'listing.remoteStock'])
    // Both states are named because the index of what waits is on both.
    .select([
      sql<Quantity | null>`(select max(json_extract(payload, '$.level')) from outbox where channelId = listing.channelId and capability = 'stock' and key = 'listing:' || listing.id and state in ('waiting', 'sending') and state = 'sending')`.as('underway'),
      sql<Instant | null>`(select max(deadlineAt) from outbox where channelId = listing.channelId and capability = 'stock' and key = 'listing:' || listing.id and state in ('waiting', 'sending') and state = 'sending')`.as('openUntil'),
    ])
    .where('listing.channelId', '=', p.channelId)
    .where('listing.variantId', 'is not', null)
    .where('listing.stockKeeping', '=', 'own')
    .where('listing.goneAt', 'is', null)
    .where('channel.sendsStock', '=', 1)
    .where('listingLease.listingId', 'is', null)
    .where(sql<boolean>`coalesce(leaseChoice.leased, channel.leased) = 1`)
    // A bundle has no goods of its own to lease.
    .where(sql<boolean>`not exists (select 1 from bundleComponent where bundleVariantId = listing.variantId)`)
    .$narrowType<{ variantId: number }>(),
);

/** Leases nobody wants any more: chosen otherwise, sold as something else, or of a channel that is told nothing. */
export const unwantedLeases = read((db, p: { channelId: number }) =>
  db
    .selectFrom('listingLease as lease')
    .innerJoin('listing', 'listing.id', 'lease.listingId')
    .innerJoin('channel', 'channel.id', 'lease.channelId')
    .leftJoin('leaseChoice', (join) => join.onRef('leaseChoice.channelId', '=', 'lease.channelId').onRef('leaseChoice.variantId', '=', 'lease.variantId'))
    .select(['lease.listingId', 'lease.variantId'])
    .where('lease.channelId', '=', p.channelId)
    .where(sql<boolean>`(coalesce(leaseChoice.leased, channel.leased) = 0 or listing.variantId is not lease.variantId or channel.sendsStock = 0 or listing.stockKeeping <> 'own')`),
);

export const findFence = read((db, p: { channelId: number; variantId: number }) =>
  db.selectFrom('stockFence').select(['quantity', 'until']).where('channelId', '=', p.channelId).where('variantId', '=', p.variantId),
);
export const fencesOfVariant = read((db, p: { variantId: number }) =>
  db
    .selectFrom('stockFence')
    .innerJoin('channel', 'channel.id', 'stockFence.channelId')
    .select(['stockFence.channelId', 'channel.name', 'stockFence.quantity', 'stockFence.until'])
    .where('stockFence.variantId', '=', p.variantId)
    .orderBy('stockFence.channelId'),
);
export const putFence = write((db, p: { channelId: number; variantId: number; quantity: Quantity; until: Day; commandId: number }) =>
  db.replaceInto('stockFence').values({ channelId: p.channelId, variantId: p.variantId, quantity: p.quantity, until: p.until, commandId: p.commandId }),
);
export const dropFence = write((db, p: { channelId: number; variantId: number }) =>
  db.deleteFrom('stockFence').where('channelId', '=', p.channelId).where('variantId', '=', p.variantId),
);
export const fencesOfChannel = read((db, p: { channelId: number }) => db.selectFrom('stockFence').select(['channelId', 'variantId']).where('channelId', '=', p.channelId));
export const endedFences = read((db, p: { today: Day }) => db.selectFrom('stockFence').select(['channelId', 'variantId']).where('until', '<', p.today));
export const nextFenceEnd = read((db) => db.selectFrom('stockFence').select(sql<Day | null>`min(until)`.as('until')));

export const findShort = read((db, p: { variantId: number }) => db.selectFrom('leaseShort').select(['pieces', 'since']).where('variantId', '=', p.variantId));
export const putShort = write((db, p: { variantId: number; pieces: Quantity; now: Instant; commandId: number }) =>
  db
    .insertInto('leaseShort')
    .values({ variantId: p.variantId, pieces: p.pieces, since: p.now, commandId: p.commandId })
    .onConflict((conflict) => conflict.column('variantId').doUpdateSet({ pieces: p.pieces })),
);
export const dropShort = write((db, p: { variantId: number }) => db.deleteFrom('leaseShort').where('variantId', '=', p.variantId));
