import { sql } from 'kysely';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { roomIn } from '../../shared/inventory/lease.rules.ts';
import { type ChannelRow, listChannelRows } from './channel.statements.ts';
import { availableNow, levelOf } from './division.queries.ts';
import { findShort, leasesOfChannel, leasesOfVariant } from './lease.statements.ts';
import { leveledListings } from './listing.statements.ts';
import type { StockNews } from './stock-news.service.ts';

const countOf = (reader: Reader, table: 'outbox' | 'channelCursor'): number =>
  reader.get(db.selectFrom(table).select(sql<number>`count(*)`.as('count')))?.count ?? 0;

/** Every effect owed is an outbox row; that every row ends well is proved where the outbox is. */
const effectsOwed: Proof = {
  id: 'INV-C2',
  prove: (reader) => ({
    checked: countOf(reader, 'outbox'),
    faults: [...levelsNotOwed(reader), ...parcelsNotOwed(reader), ...refundsNotOwed(reader), ...copiesNotOwed(reader), ...conflictsAstray(reader)],
  }),
};

/** A listing that is told of stock either shows our level or has it underway, or its last news, or that it differs, waits for a person. */
function levelsNotOwed(reader: Reader): Fault[] {
  const found: Fault[] = [];
  for (const channel of listChannelRows(reader).filter(({ sendsStock }) => sendsStock === 1)) {
    const last = lastStockNews(reader, channel.id);
    const leases = new Map(leasesOfChannel.all(reader, { channelId: channel.id }).map((lease) => [lease.listingId, lease.level]));
    const known = differingLevels(reader, channel.id);
    for (const listing of leveledListings(reader, channel.id)) {
      if (listing.variantId === null || listing.stockKeeping !== 'own' || listing.goneAt !== null || known.has(listing.id)) continue;
      const level = levelOf(reader, { ...listing, variantId: listing.variantId, buffer: channel.buffer });
      const leased = leases.get(listing.id);
      const told = last.get(listing.id) ?? (leased === undefined ? listing.remoteStock : (leased ?? level));
      if (told !== level)
        found.push({ table: 'listing', id: listing.id, says: `${level} would be told of, ${told ?? 'nothing'} was` });
    }
  }
  return found.slice(0, faultsShown);
}

/** The listings of a channel that are named as showing another level than ours. */
const differingLevels = (reader: Reader, channelId: number): Set<number | null> =>
  new Set(reader.all(db.selectFrom('channelDifference').select('listingId').where('channelId', '=', channelId).where('subject', '=', 'level')).map(({ listingId }) => listingId));

/** The newest news that is not yet history, by listing: what was sent is what the listing shows, whatever could not be told before it. */
function lastStockNews(reader: Reader, channelId: number): Map<number, number> {
  const ofStock = db.selectFrom('outbox').where('channelId', '=', channelId).where('capability', '=', 'stock');
  const open = reader.all(ofStock.select(['id', 'key', 'state', 'payload']).where('state', 'in', ['waiting', 'sending', 'parked']).orderBy('id'));
  // Only what is parked may stand behind news that was sent.
  const newest = open.some(({ state }) => state === 'parked') ? reader.all(ofStock.select(['key', sql<number>`max(id)`.as('id')]).groupBy('key')) : [];
  const newestOf = new Map(newest.map(({ key, id }) => [key, id]));
  const lasting = open.filter(({ id, key, state }) => state !== 'parked' || newestOf.get(key) === id);
  // Written by announceAvailability.
  return new Map(lasting.map(({ payload }) => JSON.parse(payload) as StockNews).map((news) => [news.listingId, news.level]));
}

function parcelsNotOwed(reader: Reader): Fault[] {
  const rows = reader.all(
    db
      .selectFrom('shipment')
      .innerJoin('salesOrder', 'salesOrder.id', 'shipment.orderId')
      .leftJoin('outbox', (join) =>
        join
          .onRef('outbox.channelId', '=', 'salesOrder.channelId')
          .on('outbox.capability', '=', 'fulfilment')
          .onRef('outbox.commandId', '=', 'shipment.commandId')
          .on('outbox.key', '=', sql<string>`'shipment:' || shipment.id`),
      )
      .select('shipment.id')
      .where('shipment.kind', '=', 'ours')
      .where('salesOrder.externalId', 'is not', null)
      .where('outbox.id', 'is', null)
      .limit(faultsShown),
  );
  return rows.map(({ id }) => ({ table: 'shipment', id, says: 'its channel is owed news of it, and none was written with it' }));
}

/** What a channel is to pay back was told to it by the command that recorded it. */
function refundsNotOwed(reader: Reader): Fault[] {
  const rows = reader.all(
    db
      .selectFrom('refund')
      .innerJoin('salesOrder', 'salesOrder.id', 'refund.orderId')
      .leftJoin('outbox', (join) =>
        join
          .onRef('outbox.channelId', '=', 'salesOrder.channelId')
          .on('outbox.capability', '=', 'refund')
          .onRef('outbox.commandId', '=', 'refund.commandId')
          .on('outbox.key', '=', sql<string>`'refund:' || refund.id`),
      )
      .select('refund.id')
      .where('refund.mark', 'is not', null)
      .where('outbox.id', 'is', null)
      .limit(faultsShown),
  );
  return rows.map(({ id }) => ({ table: 'refund', id, says: 'its channel is owed news of it, and none was written with it' }));
}

/** What was published last was told to its channel by the command that published it. */
function copiesNotOwed(reader: Reader): Fault[] {
  const rows = reader.all(
    db
      .selectFrom('channelCopy as copy')
      .leftJoin('outbox', (join) =>
        join
          .onRef('outbox.channelId', '=', 'copy.channelId')
          .on(sql<boolean>`outbox.capability = 'listing'`)
          .onRef('outbox.commandId', '=', 'copy.publishedById')
          .on('outbox.key', '=', sql<string>`'product:' || copy.productId`),
      )
      .select(['copy.channelId', 'copy.productId'])
      .where('copy.publishedAt', 'is not', null)
      .where('outbox.id', 'is', null)
      .limit(faultsShown),
  );
  return rows.map(({ channelId, productId }) => ({ table: 'channelCopy', id: `${channelId} ${productId}`, says: 'was published, and no news of it was written with it' }));
}

/** A conflict stands as its newest fact says: one that only seems settled would let news out that is in dispute. */
function conflictsAstray(reader: Reader): Fault[] {
  const rows = reader.all(
    db
      .selectFrom('fieldConflict as conflict')
      .leftJoin('fieldConflictFact as fact', (join) =>
        join.on('fact.id', '=', sql<number>`(select max(id) from fieldConflictFact where conflictId = conflict.id)`),
      )
      .select('conflict.id')
      .where(sql<boolean>`conflict.factId is not fact.id or conflict.state is not case fact.kind when 'settled' then 'settled' else 'open' end`)
      .limit(faultsShown),
  );
  return rows.map(({ id }) => ({ table: 'fieldConflict', id, says: 'it does not stand as the last that was said of it' }));
}

/** No cursor is ahead of the newest stored answer of its channel: nothing was skipped. */
const cursorBehind: Proof = {
  id: 'INV-C3',
  prove: (reader) => {
    const ahead = reader.all(
      db
        .selectFrom('channelCursor')
        .select(['channelId', 'reachedAt'])
        .where('reachedAt', 'is not', null)
        .where(
          sql<boolean>`reachedAt > coalesce((select max(modifiedAt) from channelPayload where channelPayload.channelId = channelCursor.channelId), 0)`,
        ),
    );
    const faults = ahead.map(({ channelId, reachedAt }) => ({
      table: 'channelCursor',
      id: channelId,
      says: `it stands at ${reachedAt ?? ''}, beyond every answer that was stored`,
    }));
    return { checked: countOf(reader, 'channelCursor'), faults };
  },
};

/** What a shop confirmed of ours, or showed since, is no more than is available, unless less is on its way or that it differs is named (INV-S5, shared). */
const neverOverpublished: Proof = {
  id: 'INV-S5',
  prove: (reader) => {
    const channels = listChannelRows(reader).filter(({ sendsStock }) => sendsStock === 1);
    const results = [...channels.map((channel) => overpublished(reader, channel)), overleased(reader)];
    return {
      checked: results.reduce((sum, { checked }) => sum + checked, 0),
      faults: results.flatMap(({ faults }) => faults).slice(0, faultsShown),
    };
  },
};

function overpublished(reader: Reader, channel: ChannelRow): { checked: number; faults: Fault[] } {
  const underway = lastStockNews(reader, channel.id);
  const told = leveledListings(reader, channel.id).filter(({ variantId, goneAt }) => variantId !== null && goneAt === null);
  const leased = new Set(leasesOfChannel.all(reader, { channelId: channel.id }).map(({ listingId }) => listingId));
  const differing = differingLevels(reader, channel.id);
  const faults = told.flatMap((listing) => {
    const { id, published, publishedAt, remoteStock, seenAt, variantId } = listing;
    if (variantId === null || leased.has(id)) return [];
    const level = levelOf(reader, { ...listing, variantId, buffer: channel.buffer });
    // What was sold there lowered what it shows, before we could.
    const offered = publishedAt !== null && remoteStock !== null && seenAt > publishedAt ? remoteStock : published;
    if (offered === null || offered <= level || underway.has(id) || differing.has(id)) return [];
    return [{ table: 'listing', id, says: `${offered} is offered, ${level} is available, and nothing is on its way` }];
  });
  return { checked: told.length, faults };
}

const leasedVariants = (reader: Reader): number[] => reader.all(db.selectFrom('listingLease').select('variantId').distinct().orderBy('variantId')).map(({ variantId }) => variantId);

/**
 * Σ of what leased listings show, or sold and we do not know, is no more than is free, or what is too much is named (INV-S5, leased).
 * A lease is never less than what its listing shows, until its sales are known here.
 */
function overleased(reader: Reader): { checked: number; faults: Fault[] } {
  const variantIds = leasedVariants(reader);
  const faults = variantIds.flatMap((variantId) => {
    const leases = leasesOfVariant.all(reader, { variantId });
    const available = availableNow(reader, variantId);
    const beyond = Math.max(0, -roomIn(available, leases));
    const named = findShort.get(reader, { variantId })?.pieces ?? 0;
    const sum = leases.reduce((total, { exposure }) => total + exposure, 0);
    return beyond === named ? [] : [{ table: 'variant', id: variantId, says: `${sum} is leased, ${available} is free, ${named} too much is named` }];
  });
  return { checked: variantIds.length, faults };
}

export const channelsProofs: Proof[] = [effectsOwed, cursorBehind, neverOverpublished];
