import { copyFields } from '../../shared/channels/channel-copy.rules.ts';
import { normaliseCode } from '../../shared/catalog/gtin.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { findBarcode, findVariantBySku, getVariant } from '../catalog/variant.queries.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { type ChannelRow, getChannel } from './channel.statements.ts';
import { endConflictsOfGone, forgetSight } from './conflict.service.ts';
import { noteListing } from './conflict-seen.service.ts';
import {
  countListings,
  findListing,
  findListingOf,
  insertListing,
  type LinkedBy,
  type ListingRow,
  markGone,
  type SeenListing,
  setLink,
  updateListing,
} from './listing.statements.ts';
import { dropDifference, dropListingDifference, dropReadAgain, putDifference } from './difference.statements.ts';
import { adoptLeases, noteLevels, noteSeenLevel } from './lease.service.ts';
import { leasesOfChannel } from './lease.statements.ts';
import { substituteSku } from './catalogue.ts';
import { dirtyAvailability } from './stock-news.service.ts';

export interface ListingPage {
  channelId: number;
  listings: SeenListing[];
  /** Products of this page that are there and cannot be read. */
  problems: readonly { externalId: string; problem: string }[];
  /** When this reading of the catalogue began; on its last page, listings not seen since then are gone. */
  readSince: Instant;
  /** With the last page: the products of the whole reading that could not be read. */
  ended: { unreadable: readonly string[] } | null;
  /** Of which of the shop's places its levels are; left out where none was chosen. */
  stockPlace?: string;
}

const noteRead = write((db, p: { channelId: number; now: Instant; commandId: number }) =>
  db
    .replaceInto('channelCursor')
    .values({ channelId: p.channelId, list: 'listings', position: '{}', reachedAt: null, readAt: p.now, commandId: p.commandId }),
);

const forgetRead = write((db, p: { channelId: number }) => db.deleteFrom('channelCursor').where('channelId', '=', p.channelId).where('list', '=', 'listings'));

/** What is noted of a shop's listings is too old to go by: they are read with the next round. */
export const forgetListingsRead = (tx: Tx, channelId: number): void => void forgetRead.run(tx, { channelId });

/** Keeps what the shop outside sells and shows, and links it to our variants by exact SKU, else by barcode. */
export function storeListings(tx: Tx, page: ListingPage): { listings: number; linked: number } {
  if (isOfOtherPlace(getChannel(tx, page.channelId), page)) return countListings(tx, page.channelId);
  for (const seen of page.listings) storeListing(tx, page.channelId, seen);
  endPage(tx, page);
  return countListings(tx, page.channelId);
}

/** Read while another place was chosen: it counts for nothing, and the next round reads anew. */
export const isOfOtherPlace = (channel: Pick<ChannelRow, 'stockPlace'>, { stockPlace }: Pick<ListingPage, 'stockPlace'>): boolean => channel.stockPlace !== (stockPlace ?? null);

/** What follows when a page's listings are kept: what cannot be read is named, and with the last page what is gone. */
export function endPage(tx: Tx, { channelId, problems, readSince, ended }: ListingPage): void {
  for (const { externalId, problem } of problems) putDifference(tx, { channelId, subject: 'listing', externalId, name: externalId, cause: 'unreadable', theirWord: problem });
  if (ended) endCatalogue(tx, channelId, { readSince, unreadable: ended.unreadable });
  adoptLeases(tx, channelId);
  tx.changed('channel', channelId);
}

function endCatalogue(tx: Tx, channelId: number, { readSince, unreadable }: { readSince: Instant; unreadable: readonly string[] }): void {
  for (const { id: listingId, externalId, name, variantId } of markGone.all(tx, { channelId, readSince, unreadable: JSON.stringify(unreadable), now: tx.now })) {
    for (const subject of ['level', 'price', ...copyFields] as const) dropListingDifference(tx, listingId, subject);
    if (variantId !== null) putDifference(tx, { channelId, subject: 'listing', externalId, listingId, name, cause: 'gone' });
  }
  dropReadAgain(tx, channelId, readSince);
  // What is gone shows nothing; what it sold before is still to be read.
  noteLevels(tx, { levels: leasesOfChannel.all(tx, { channelId }).filter(({ listingId }) => isGone(tx, listingId)).map(({ listingId }) => ({ listingId, shows: 0 })) });
  noteRead.run(tx, { channelId, now: tx.now, commandId: tx.commandId });
  endConflictsOfGone(tx, channelId);
}

/** What we go on believing of a listing although it shows something else, until that is settled. */
export type Believed = Partial<Pick<SeenListing, 'remoteStock'>>;

export function storeListing(tx: Tx, channelId: number, seen: SeenListing, believed: Believed = {}): void {
  const known = findListingOf.get(tx, { channelId, externalId: seen.externalId });
  const link = known && known.linkedBy === 'person' ? known : guessLink(tx, seen);
  const row = { ...seen, ...believed, variantId: link.variantId, linkedBy: link.linkedBy, now: tx.now };
  if (known) updateListing.run(tx, { ...row, id: known.id });
  const id = known?.id ?? insertListing.run(tx, { ...row, channelId }).lastId;
  if (known && known.variantId !== link.variantId) forgetSight(tx, { channelId, field: 'price', subjectId: id });
  noteListing(tx, channelId, { id, variantId: link.variantId }, seen);
  if (known) noteSeenLevel(tx, known.id, seen.remoteStock);
  if (known && known.goneAt !== null) dropDifference(tx, { channelId, subject: 'listing', externalId: seen.externalId });
  // A link may be new, or somebody who reads the catalogue wants our levels to stand there again; what a sweep found waits for him.
  const waits = believed.remoteStock !== undefined && known?.variantId === link.variantId;
  if (link.variantId !== null && !waits) dirtyAvailability(tx, link.variantId);
}

/** A code of a whole case is not the variant's own, so it links nothing. */
function guessLink(reader: Reader, { externalId, sku, barcode }: SeenListing): { variantId: number | null; linkedBy: LinkedBy } {
  const bySku = findVariantBySku(reader, sku || substituteSku(externalId));
  if (bySku) return { variantId: bySku.id, linkedBy: 'sku' };
  const byCode = barcode === '' ? undefined : findBarcode(reader, normaliseCode(barcode).code);
  return byCode?.packQuantity === 1000
    ? { variantId: byCode.variantId, linkedBy: 'barcode' }
    : { variantId: null, linkedBy: 'nothing' };
}

interface Link {
  listingId: number;
  variantId: number | null;
  linkedBy: LinkedBy;
}

/**
 * Links a listing to a variant by a person's word, or says that it sells none of ours.
 * @throws Refusal record.missing for an unknown listing or variant
 */
export function linkListing(tx: Tx, input: Link): { before: Link } {
  const listing = getListing(tx, input.listingId);
  if (input.variantId !== null) getVariant(tx, input.variantId);
  setLink.run(tx, { id: listing.id, variantId: input.variantId, linkedBy: input.linkedBy });
  if (input.variantId !== listing.variantId) forgetSight(tx, { channelId: listing.channelId, field: 'price', subjectId: listing.id });
  adoptLeases(tx, listing.channelId);
  if (input.variantId !== null) dirtyAvailability(tx, input.variantId);
  tx.changed('listing', listing.id);
  return { before: { listingId: listing.id, variantId: listing.variantId, linkedBy: listing.linkedBy } };
}

const isGone = (reader: Reader, id: number): boolean => findListing.get(reader, { id })?.goneAt !== null;

function getListing(reader: Reader, id: number): ListingRow {
  const listing = findListing.get(reader, { id });
  if (!listing) throw new Refusal('record.missing', { kind: 'listing', id });
  return listing;
}
