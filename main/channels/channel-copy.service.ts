import type { DraftChanges } from '../../shared/channels/channel-copy.contract.ts';
import { beforeOf, type CopyChanges, changesOf } from '../../shared/channels/channel-copy.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { announce } from '../outbox/announce.ts';
import { type Copy, copyKey, latestCopyNews, listingOfProduct, readCopy, saveDraft, saveLive, shownProduct, type Which } from './channel-copy.statements.ts';
import { getChannel } from './channel.statements.ts';
import { setOffered } from './listing.statements.ts';

export interface CopyNews {
  productId: number;
  /** Of one listing of the product there. */
  externalId: string;
  fields: CopyChanges;
}

/** @throws Refusal record.missing for a channel or product that is not there */
export function getCopy(reader: Reader, which: Which): Copy & { state: 'draft' | 'active' | 'archived' } {
  getChannel(reader, which.channelId);
  const product = shownProduct.get(reader, { id: which.productId });
  if (!product) throw new Refusal('record.missing', { kind: 'product', id: which.productId });
  return { ...readCopy(reader, which, product), state: product.state };
}

/** Writes what a channel is to show. @throws Refusal record.missing */
export function draftCopy(tx: Tx, { channelId, productId, changes }: Which & { changes: DraftChanges }): { before: DraftChanges } {
  const which = { channelId, productId };
  const { draft } = getCopy(tx, which);
  saveDraft(tx, which, { ...draft, ...changes });
  tx.changed('channelCopy', productId);
  return { before: Object.fromEntries(Object.keys(changes).map((field) => [field, draft[field as keyof typeof draft]])) };
}

interface Sent {
  sent: CopyChanges;
  before: CopyChanges;
}

/**
 * Makes drafts live and owes each channel the fields that differ, in the same transaction: a person saw the difference and said
 * so, product by product. @throws Refusal per item: record.missing, copy.same, copy.notListed, copy.notOnSale
 */
export const publishCopies = (tx: Tx, { items }: { items: readonly Which[] }) => ({ results: items.map((which) => tx.attempt(() => publishCopy(tx, which))) });

function publishCopy(tx: Tx, { channelId, productId }: Which): Sent {
  const which = { channelId, productId };
  const { live, draft, state } = getCopy(tx, which);
  const sent = changesOf(live, draft);
  if (Object.keys(sent).length === 0) throw new Refusal('copy.same', { productId });
  if (sent.offered === true && state !== 'active') throw new Refusal('copy.notOnSale', { productId });
  return show(tx, which, sent, { live, draft: { name: null, description: null, offered: null } });
}

/** Shows again what stood there before; what is taken back waits as a draft. @throws Refusal per item, as publishCopies */
export const revertCopies = (tx: Tx, { items }: { items: readonly (Which & { to: CopyChanges })[] }) => ({
  results: items.map(({ channelId, productId, to }) =>
    tx.attempt(() => {
      const which = { channelId, productId };
      const { live, draft } = getCopy(tx, which);
      return show(tx, which, to, { live, draft: { ...draft, ...beforeOf(live, to) } });
    }),
  ),
});

function show(tx: Tx, which: Which, sent: CopyChanges, { live, draft }: Pick<Copy, 'live' | 'draft'>): Sent {
  const listing = listingOfProduct.get(tx, which);
  if (!listing) throw new Refusal('copy.notListed', { productId: which.productId });
  saveDraft(tx, which, draft);
  saveLive(tx, which, sent);
  const payload: CopyNews = { productId: which.productId, externalId: listing.externalId, fields: { ...unheard(tx, which), ...sent } };
  announce(tx, { channelId: which.channelId, capability: 'listing', key: copyKey(which.productId), payload });
  tx.changed('channelCopy', which.productId);
  return { sent, before: beforeOf(live, sent) };
}

/** Owes the channel again whether a product is on sale there, with what it has not heard yet. @throws Refusal copy.notListed */
export function sayAgain(tx: Tx, which: Which, offered: boolean): void {
  const listing = listingOfProduct.get(tx, which);
  if (!listing) throw new Refusal('copy.notListed', { productId: which.productId });
  const payload: CopyNews = { productId: which.productId, externalId: listing.externalId, fields: { ...unheard(tx, which), offered } };
  announce(tx, { channelId: which.channelId, capability: 'listing', key: copyKey(which.productId), payload });
}

/** The channel's word on whether a product is on sale is ours from now on; where we never said one there is nothing to change. */
export function takeSaleOver(tx: Tx, which: Which, offered: boolean): void {
  saveLive(tx, which, { offered });
  tx.changed('channelCopy', which.productId);
}

/** The channel confirmed what it shows of a product: whether that is on sale is known. */
export function noteCopySent(tx: Tx, channelId: number, payload: Partial<CopyNews>): void {
  const offered = payload.fields?.offered;
  if (payload.productId !== undefined && offered !== undefined) setOffered.run(tx, { channelId, productId: payload.productId, offered: offered ? 1 : 0 });
}

/** What earlier news said and the channel has not heard: newer news takes its place, so it says that too. */
function unheard(tx: Tx, { channelId, productId }: Which): CopyChanges {
  const last = latestCopyNews.get(tx, { channelId, key: copyKey(productId) });
  if (!last || last.state === 'sent' || last.state === 'superseded') return {};
  // Written by show.
  return (JSON.parse(last.payload) as CopyNews).fields;
}
