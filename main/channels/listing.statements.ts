import { sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { Reader } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { availableOf } from '../inventory/available.sql.ts';
import { isDivided } from './division.queries.ts';
import type { StockKeeping } from './connector.ts';

export type LinkedBy = 'nothing' | 'sku' | 'barcode' | 'person';

export const findListing = read((db, p: { id: number }) => db.selectFrom('listing').selectAll().where('id', '=', p.id));
export const findListingOf = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('listing').selectAll().where('channelId', '=', p.channelId).where('externalId', '=', p.externalId),
);

export type ListingRow = NonNullable<ReturnType<typeof findListing.get>>;

export interface SeenListing {
  externalId: string;
  name: string;
  sku: string;
  barcode: string;
  stockKeeping: StockKeeping;
  remoteStock: Quantity | null;
  remotePrice: UnitPrice | null;
  /** The shop's own name of the product it belongs to. */
  externalProductId: string;
  /** The page it stands on, which several listings may share; left out where that was not read. */
  page?: { name: string; description: string; offered: boolean };
}

export const insertListing = write(
  (db, p: SeenListing & { channelId: number; variantId: number | null; linkedBy: LinkedBy; now: Instant }) =>
    db.insertInto('listing').values({
      channelId: p.channelId,
      externalId: p.externalId,
      name: p.name,
      sku: p.sku,
      barcode: p.barcode,
      variantId: p.variantId,
      linkedBy: p.linkedBy,
      stockKeeping: p.stockKeeping,
      remoteStock: p.remoteStock,
      remotePrice: p.remotePrice,
      externalProductId: p.externalProductId,
      seenAt: p.now,
    }),
);

export const updateListing = write(
  (db, p: SeenListing & { id: number; variantId: number | null; linkedBy: LinkedBy; now: Instant }) =>
    db
      .updateTable('listing')
      .set({
        name: p.name,
        sku: p.sku,
        barcode: p.barcode,
        variantId: p.variantId,
        linkedBy: p.linkedBy,
        stockKeeping: p.stockKeeping,
        remoteStock: p.remoteStock,
        remotePrice: p.remotePrice,
        externalProductId: p.externalProductId,
        seenAt: p.now,
        goneAt: null,
      })
      .where('id', '=', p.id),
);

/** Stands for a product of which not even the name could be read. */
export const nameless = '?';

/**
 * What a whole reading of the catalogue did not show is on sale there no more. What could not be read is there all the same:
 * `unreadable` names those products, as JSON; where one has no name, or a listing's product is not known, nobody knows which.
 */
export const markGone = write((db, p: { channelId: number; readSince: Instant; unreadable: string; now: Instant }) =>
  db
    .updateTable('listing')
    .set({ goneAt: p.now })
    .where('channelId', '=', p.channelId)
    .where('seenAt', '<', p.readSince)
    .where('goneAt', 'is', null)
    .where(sql<boolean>`(${p.unreadable} = '[]' or (externalProductId is not null and not exists (select 1 from json_each(${p.unreadable}) where value in (externalProductId, ${nameless}))))`)
    .returning(['id', 'externalId', 'name', 'variantId']),
);

export const setLink = write((db, p: { id: number; variantId: number | null; linkedBy: LinkedBy }) =>
  db.updateTable('listing').set({ variantId: p.variantId, linkedBy: p.linkedBy }).where('id', '=', p.id),
);

export const setPublished = write((db, p: { channelId: number; externalId: string; published: Quantity; now: Instant }) =>
  db
    .updateTable('listing')
    .set({ published: p.published, publishedAt: p.now, remoteStock: p.published, seenAt: p.now })
    .where('channelId', '=', p.channelId)
    .where('externalId', '=', p.externalId),
);

export const setSeenLevel = write((db, p: { id: number; remoteStock: Quantity; now: Instant }) =>
  db.updateTable('listing').set({ remoteStock: p.remoteStock, seenAt: p.now }).where('id', '=', p.id),
);

/** What was seen and told there was another place's. */
export const forgetLevels = write((db, p: { channelId: number }) =>
  db.updateTable('listing').set({ remoteStock: null, published: null, publishedAt: null }).where('channelId', '=', p.channelId),
);

const counts = read((db, p: { channelId: number }) =>
  db
    .selectFrom('listing')
    .select([sql<number>`count(*)`.as('listings'), sql<number>`count(variantId)`.as('linked')])
    .where('channelId', '=', p.channelId)
    .where('goneAt', 'is', null),
);

export const countListings = (reader: Reader, channelId: number): { listings: number; linked: number } =>
  counts.get(reader, { channelId }) ?? { listings: 0, linked: 0 };

const levelRows = read((db, p: { channelId: number }) =>
  db
    .selectFrom('listing')
    .selectAll('listing')
    .select([availableOf('listing.variantId').as('available'), isDivided('listing.variantId').as('divided')])
    .where('listing.channelId', '=', p.channelId)
    .orderBy('listing.id'),
);

export type LeveledListing = ReturnType<typeof levelRows.all>[number];

/** Every listing of a channel with what is available of its variant over the places that sell (INV-S5). */
export const leveledListings = (reader: Reader, channelId: number): LeveledListing[] => levelRows.all(reader, { channelId });

const levelRow = read((db, p: { id: number }) =>
  db
    .selectFrom('listing')
    .innerJoin('channel', 'channel.id', 'listing.channelId')
    .select(['listing.id', 'listing.channelId', 'listing.externalId', 'listing.variantId', 'channel.buffer', availableOf('listing.variantId').as('available'), isDivided('listing.variantId').as('divided')])
    .where('listing.id', '=', p.id)
    .where('listing.variantId', 'is not', null)
    .where('listing.goneAt', 'is', null)
    .where('channel.removedAt', 'is', null)
    .$narrowType<{ variantId: number }>(),
);

/** One that sells something of ours, on a channel that is connected. */
export const leveledListing = (reader: Reader, id: number) => levelRow.get(reader, { id });
