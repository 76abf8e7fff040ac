import { type CopyField, copyFields } from '../../shared/channels/channel-copy.rules.ts';
import { type FieldText, sameValue, type Sides, standingOf } from '../../shared/channels/conflict.rules.ts';
import { type DifferenceCause, fieldDifference, levelDifference, type NewsState, orderDifference, wherePart } from '../../shared/channels/sweep.rules.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { UnitPrice } from '../../shared/units/unit-price.ts';
import type { Tx } from '../database/handles.ts';
import { copyKey, latestCopyNews, listingOfProduct, productOfVariant } from './channel-copy.statements.ts';
import { type ChannelRow, getChannel } from './channel.statements.ts';
import { oursOf } from './conflict-ours.queries.ts';
import { type SeenKey, sightOf } from './conflict.statements.ts';
import { type RecentOrder, whyUncounted } from './connector.ts';
import { type Difference, dropDifference, putDifference, putSweep, type SweepCounts } from './difference.statements.ts';
import { levelOf } from './division.queries.ts';
import { findLease } from './lease.statements.ts';
import { priceKey } from './listing-price.service.ts';
import { type Believed, endPage, isOfOtherPlace, type ListingPage, storeListing } from './listing.service.ts';
import { findListingOf, leveledListing, type ListingRow, type SeenListing, setSeenLevel } from './listing.statements.ts';
import { stockKey } from './stock-news.service.ts';
import { heldOrder, heldPayload, newsStateOf, troubleAbout, unseenOpenOrders } from './sweep.statements.ts';
import { cursorsOf } from './sync.queries.ts';
import { troublesOf } from './trouble.service.ts';

/** A level that is not ours, and what it was seen at; it counts once the orders behind it were read and it still stands there. */
export interface Doubt {
  externalId: string;
  seen: Quantity | null;
}

export interface SweptPage {
  levels: number;
  prices: number;
  listings: number;
  doubts: Doubt[];
}

interface Pair {
  known: ListingRow;
  seen: SeenListing;
}

/** Keeps what a page of the catalogue shows and names what is not what we believe; nothing that differs is sent. @throws Refusal record.missing */
export function sweepListings(tx: Tx, page: ListingPage): SweptPage {
  const channel = getChannel(tx, page.channelId);
  const swept: SweptPage = { levels: 0, prices: 0, listings: page.listings.length, doubts: [] };
  if (isOfOtherPlace(channel, page)) return { ...swept, listings: 0 };
  for (const seen of page.listings) {
    const found = findListingOf.get(tx, { channelId: channel.id, externalId: seen.externalId });
    const known = found?.goneAt === null ? found : undefined;
    storeListing(tx, channel.id, seen, known ? compareLevel(tx, channel, { known, seen }, swept) : {});
    if (!known) continue;
    // What it shows is noted by now.
    if (comparePrice(tx, { known, seen })) swept.prices += 1;
    compareShown(tx, { known, seen });
  }
  endPage(tx, page);
  return swept;
}

/** Answers what is still believed of a level that is not ours. */
function compareLevel(tx: Tx, channel: ChannelRow, { known, seen }: Pair, swept: SweptPage): Believed {
  const ours = toldLevel(tx, channel, known);
  if (ours === null) return {};
  swept.levels += 1;
  const shows = shownBy(seen);
  const cause = levelDifference(levelFacts(tx, channel, known, ours), shows);
  if (cause === null) dropDifference(tx, about(known, 'level'));
  // Nothing sold there can be the reason, and it is told nothing from now on.
  if (cause === 'notCounted') putDifference(tx, { ...about(known, 'level'), listingId: known.id, name: seen.name, cause: whyUncounted[seen.stockKeeping], ourLevel: ours, theirLevel: null });
  if (cause === null || cause === 'notCounted') return {};
  swept.doubts.push({ externalId: seen.externalId, seen: shows });
  return { remoteStock: known.remoteStock };
}

const about = ({ channelId, externalId }: ListingRow, subject: Difference['subject']) => ({ channelId, subject, externalId });const shownBy = ({ stockKeeping, remoteStock }: SeenListing): Quantity | null => (stockKeeping === 'own' ? remoteStock : null);

/** What a listing is told; null where it is told nothing, or where a lease is being looked into already. */
function toldLevel(tx: Tx, channel: ChannelRow, { id, stockKeeping }: ListingRow): Quantity | null {
  if (channel.sendsStock === 0 || stockKeeping !== 'own') return null;
  const leveled = leveledListing(tx, id);
  if (!leveled) return null;
  const lease = findLease.get(tx, { listingId: id });
  return lease ? lease.level : levelOf(tx, leveled);
}

function levelFacts(tx: Tx, { id: channelId, brakedAt }: ChannelRow, { id, publishedAt }: ListingRow, ours: Quantity) {
  const news: NewsState = newsStateOf(tx, { channelId, capability: 'stock', key: stockKey(id) }, { since: publishedAt, held: brakedAt !== null });
  return { ours, news, ordersUnread: troublesOf.all(tx, { channelId }).length > 0 };
}

/** Answers whether there was anything to compare. */
function comparePrice(tx: Tx, { known, seen }: Pair): boolean {
  const { id: listingId, channelId, externalId } = known;
  const told = compareField(tx, { channelId, field: 'price', subjectId: listingId }, priceKey(listingId));
  if (!told?.cause) dropDifference(tx, about(known, 'price'));
  else putDifference(tx, { channelId, subject: 'price', externalId, listingId, name: seen.name, cause: told.cause, ourPrice: JSON.parse(told.ours) as UnitPrice | null, theirPrice: JSON.parse(told.theirs) as UnitPrice });
  return told !== null;
}

/** Of several listings of a product the one that speaks for it is compared, as news of it goes there. */
function compareShown(tx: Tx, { known, seen }: Pair): void {
  const { id: listingId, channelId, externalId, variantId } = known;
  const productId = variantId === null ? undefined : productOfVariant.get(tx, { variantId })?.productId;
  const speaks = productId !== undefined && listingOfProduct.get(tx, { channelId, productId })?.externalId === externalId;
  for (const field of copyFields) {
    const told = speaks ? compareField(tx, { channelId, field, subjectId: productId }, copyKey(productId)) : null;
    if (!told?.cause) dropDifference(tx, about(known, field));
    else {
      const [ourWord, theirWord] = wordsOf(field, told);
      putDifference(tx, { channelId, subject: field, externalId, listingId, name: seen.name, cause: told.cause, ourWord, theirWord });
    }
  }
}

function wordsOf(field: CopyField, { ours, theirs }: Sides<FieldText>): [string, string] {
  if (field === 'offered') return [saleWord(ours), saleWord(theirs)];
  // A name and a description are texts.
  return wherePart(JSON.parse(ours) as string, JSON.parse(theirs) as string);
}

const saleWord = (offered: FieldText): 'offered' | 'hidden' => (offered === 'true' ? 'offered' : 'hidden');

/** How a field stands against what both sides said when they were last settled; null where nothing was ever seen. */
function compareField(tx: Tx, key: SeenKey, newsKey: string): { ours: FieldText; theirs: FieldText; cause: DifferenceCause | null } | null {
  const sight = sightOf.get(tx, key);
  const ours = oursOf(tx, key, tx.now)?.value;
  if (!sight || ours === undefined) return null;
  const standing = standingOf({ ours, theirs: sight.theirs }, { ours: sight.agreedOurs, theirs: sight.agreedTheirs }, (one, other) => sameValue(key.field, one, other));
  const news = latestCopyNews.get(tx, { channelId: key.channelId, key: newsKey })?.state;
  return { ours, theirs: sight.theirs, cause: fieldDifference(standing, news === 'parked' ? 'setAside' : news === 'waiting' || news === 'sending' ? 'underway' : 'told') };
}

export interface SweptOrders {
  channelId: number;
  orders: readonly RecentOrder[];
}

/** Names orders there that we do not hold, or hold otherwise although their date says nothing. One that could not be taken is trouble already. */
export function sweepOrders(tx: Tx, { channelId, orders }: SweptOrders): Record<string, never> {
  const { id } = getChannel(tx, channelId);
  const readUpTo = cursorsOf.all(tx, { channelId: id }).find(({ list }) => list === 'orders')?.reachedAt ?? instant(0);
  for (const theirs of orders) sweepOrder(tx, id, theirs, readUpTo);
  return {};
}

function sweepOrder(tx: Tx, channelId: number, theirs: RecentOrder, readUpTo: Instant): void {
  const which = { channelId, externalId: theirs.externalId };
  if (troubleAbout.get(tx, which)) return;
  const held = heldOrder.get(tx, which);
  const isDraft = !held && heldPayload.get(tx, which) !== undefined;
  const cause = isDraft ? null : orderDifference(held, theirs, readUpTo);
  if (cause === null) return dropDifference(tx, { ...which, subject: 'order' });
  putDifference(tx, { ...which, subject: 'order', name: held?.shownNumber ?? theirs.externalId, cause, ourWord: held?.word ?? null, theirWord: theirs.word });
}

const lookedForAtMost = 50;

/** Orders of ours, still to be shipped, that the channel's list did not name: each is asked for before it counts as gone. */
export const unseenOrders = (tx: Tx, { channelId, since, seen }: { channelId: number; since: Instant; seen: readonly string[] }): { externalIds: string[] } => ({
  externalIds: unseenOpenOrders.all(tx, { channelId, since, seen: JSON.stringify(seen), limit: lookedForAtMost }).map(({ externalId }) => externalId),
});

export interface EndedSweep {
  channelId: number;
  startedAt: Instant;
  counts: SweepCounts;
  /** Each doubt with what it showed after the orders had been read. */
  doubts: readonly (Doubt & { now: Quantity | null })[];
  /** Orders the channel has no more. */
  gone: readonly string[];
}

/** Notes that both sides were compared, with the levels and orders that differ. @throws Refusal record.missing */
export function endSweep(tx: Tx, { channelId, startedAt, counts, doubts, gone }: EndedSweep): Record<string, never> {
  const channel = getChannel(tx, channelId);
  for (const doubt of doubts) settleDoubt(tx, channel, doubt);
  for (const externalId of gone) {
    const held = heldOrder.get(tx, { channelId, externalId });
    if (held) putDifference(tx, { channelId, subject: 'order', externalId, name: held.shownNumber, cause: 'gone', ourWord: held.word, theirWord: null });
  }
  putSweep.run(tx, { channelId, startedAt, now: tx.now, ...counts, commandId: tx.commandId });
  tx.changed('channel', channelId);
  return {};
}

/** One that moved between both looks was sold or set meanwhile: the next sweep knows more. */
function settleDoubt(tx: Tx, channel: ChannelRow, { externalId, seen, now: shows }: EndedSweep['doubts'][number]): void {
  const known = findListingOf.get(tx, { channelId: channel.id, externalId });
  const ours = known && known.goneAt === null ? toldLevel(tx, channel, known) : null;
  if (!known || ours === null || seen !== shows) return;
  const cause = levelDifference(levelFacts(tx, channel, known, ours), shows);
  if (cause === null) return dropDifference(tx, about(known, 'level'));
  putDifference(tx, { channelId: channel.id, subject: 'level', externalId, listingId: known.id, name: known.name, cause, ourLevel: ours, theirLevel: shows });
  if (shows !== null) setSeenLevel.run(tx, { id: known.id, remoteStock: shows, now: tx.now });
}
