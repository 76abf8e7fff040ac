import { type FieldText, sameValue } from '../../shared/channels/conflict.rules.ts';
import type { Tx } from '../database/handles.ts';
import { addressSides } from '../sales/order-address.service.ts';
import { copyKey, latestCopyNews, listingOfProduct, productOfVariant } from './channel-copy.statements.ts';
import type { CopyNews } from './channel-copy.service.ts';
import { endItself, openConflict, raise } from './conflict.service.ts';
import { oursOf, personal } from './conflict-ours.queries.ts';
import { judgeByRule, settleByRule } from './conflict-settle.service.ts';
import { type ConflictFact, putSight, type SeenKey, sightOf } from './conflict.statements.ts';
import type { SeenListing } from './listing.statements.ts';
import { priceKey, type PriceNews } from './listing-price.service.ts';

type TheirsFrom = ConflictFact['theirsFrom'];

/**
 * Notes what a channel shows of a linked listing, field by field, and holds each against what was agreed. What was never seen
 * before is what both go by from now on, also where they differ: nobody changed it since we know of it.
 */
export function noteListing(tx: Tx, channelId: number, listing: { id: number; variantId: number | null }, seen: SeenListing): void {
  if (listing.variantId === null) return;
  if (seen.remotePrice !== null) noteTheirs(tx, { channelId, field: 'price', subjectId: listing.id }, JSON.stringify(seen.remotePrice), 'reading');
  const productId = productOfVariant.get(tx, { variantId: listing.variantId })?.productId;
  // Where several pages there sell one product of ours, the first speaks for it: news of it goes there.
  if (!seen.page || productId === undefined || listingOfProduct.get(tx, { channelId, productId })?.externalId !== seen.externalId) return;
  for (const field of ['name', 'description', 'offered'] as const) noteTheirs(tx, { channelId, field, subjectId: productId }, JSON.stringify(seen.page[field]), 'reading');
}

/** Notes what a channel says of one field. */
export function noteTheirs(tx: Tx, key: SeenKey, theirs: FieldText, from: TheirsFrom): void {
  const sight = sightOf.get(tx, key);
  if (!sight) {
    const ours = oursOf(tx, key, tx.now);
    if (ours) putSight.run(tx, { ...key, agreedOurs: ours.value, agreedTheirs: theirs, theirs, theirsAt: tx.now });
    return;
  }
  // It still shows what is being taken back.
  if (from === 'reading' && isBeingRestored(tx, key)) return;
  const moved = !sameValue(key.field, sight.theirs, theirs);
  if (moved) putSight.run(tx, { ...sight, theirs, theirsAt: tx.now });
  if (moved || !sameValue(key.field, theirs, sight.agreedTheirs)) judgeByRule(tx, key, from);
}

function isBeingRestored(tx: Tx, { channelId, field, subjectId }: SeenKey): boolean {
  const news = latestCopyNews.get(tx, { channelId, key: field === 'price' ? priceKey(subjectId) : copyKey(subjectId) });
  if (news?.state !== 'waiting' && news?.state !== 'sending') return false;
  // Written by channel-copy.service.ts and listing-price.service.ts.
  const restores: readonly string[] = (JSON.parse(news.payload) as CopyNews | PriceNews).restores ?? [];
  return restores.includes(field);
}

/** What an order's channel says of its address, where it was changed here as well. */
export function noteAddress(tx: Tx, channelId: number, orderId: number): void {
  const inDispute = addressSides(tx, orderId)?.theirs != null;
  const key = { channelId, field: 'address', subjectId: orderId } as const;
  const open = openConflict(tx, key);
  if (!inDispute) return open === null ? undefined : endItself(tx, open);
  const conflictId = open ?? raise(tx, key, { agreedOurs: 'null', agreedTheirs: 'null', ours: personal.value, oursAt: personal.at, oursFrom: personal.from, theirs: 'null', theirsAt: tx.now, theirsFrom: 'reading' });
  settleByRule(tx, key, conflictId);
}
