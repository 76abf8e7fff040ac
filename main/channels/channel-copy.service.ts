import type { DraftChanges } from '../../shared/channels/channel-copy.contract.ts';
import { beforeOf, type CopyChanges, type CopyField, copyFields, changesOf } from '../../shared/channels/channel-copy.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { announce } from '../outbox/announce.ts';
import { type Copy, copyKey, latestCopyNews, listingOfProduct, readCopy, saveDraft, saveLive, shownProduct, type Which } from './channel-copy.statements.ts';
import { getChannel } from './channel.statements.ts';
import { acknowledge, judge, maySend } from './conflict.service.ts';
import type { SeenKey } from './conflict.statements.ts';

export interface CopyNews {
  productId: number;
  /** Of one listing of the product there. */
  externalId: string;
  fields: CopyChanges;
  /** Fields of these that put back what stood there, so that their conflicts stand again. */
  restores?: CopyField[];
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
  inDispute(tx, which, Object.keys(changes) as CopyField[]);
  return { before: Object.fromEntries(Object.keys(changes).map((field) => [field, draft[field as keyof typeof draft]])) };
}

interface Sent {
  sent: CopyChanges;
  before: CopyChanges;
}

const keyOf = ({ channelId, productId: subjectId }: Which, field: CopyField): SeenKey => ({ channelId, field, subjectId });

/** The fields that were changed there too, each now one conflict; they keep no other field waiting. */
const inDispute = (tx: Tx, which: Which, fields: readonly CopyField[]): CopyField[] => fields.filter((field) => judge(tx, keyOf(which, field)) !== null);

/** A conflict is found outside the item's savepoint, so that it stays although the item is refused. */
function disputesOf(tx: Tx, which: Which): CopyField[] {
  return shownProduct.get(tx, { id: which.productId }) ? inDispute(tx, which, copyFields) : [];
}

/**
 * Makes drafts live and owes each channel the fields that differ, in the same transaction: a person saw the difference and said
 * so, product by product. Fields in dispute stay drafts. @throws Refusal per item: record.missing, copy.same, copy.notListed,
 * copy.notOnSale, conflict.open where nothing else is left
 */
export const publishCopies = (tx: Tx, { items }: { items: readonly Which[] }) => ({
  results: items.map((which) => {
    const held = disputesOf(tx, which);
    return tx.attempt(() => publishCopy(tx, which, held));
  }),
});

function publishCopy(tx: Tx, { channelId, productId }: Which, held: readonly CopyField[]): Sent {
  const which = { channelId, productId };
  const { live, draft, state } = getCopy(tx, which);
  const sent = undisputed(changesOf(live, draft), held);
  if (Object.keys(sent).length === 0) throw new Refusal('copy.same', { productId });
  if (sent.offered === true && state !== 'active') throw new Refusal('copy.notOnSale', { productId });
  return show(tx, which, sent, { live, draft: { ...noDraft, ...Object.fromEntries(held.map((field) => [field, draft[field]])) } });
}

const noDraft = { name: null, description: null, offered: null };

/** @throws Refusal conflict.open where nothing is left */
function undisputed(changes: CopyChanges, held: readonly CopyField[]): CopyChanges {
  const kept = copyFields.filter((field) => field in changes && !held.includes(field));
  if (kept.length === 0 && Object.keys(changes).length > 0) throw new Refusal('conflict.open', { fields: Object.keys(changes).join() });
  return Object.fromEntries(kept.map((field) => [field, changes[field]]));
}

/** Shows again what stood there before; what is taken back waits as a draft. @throws Refusal per item, as publishCopies */
export const revertCopies = (tx: Tx, { items }: { items: readonly (Which & { to: CopyChanges })[] }) => ({
  results: items.map(({ channelId, productId, to }) => {
    const which = { channelId, productId };
    const held = disputesOf(tx, which);
    return tx.attempt(() => {
      const { live, draft } = getCopy(tx, which);
      const back = undisputed(to, held);
      return show(tx, which, back, { live, draft: { ...draft, ...beforeOf(live, back) } });
    });
  }),
});

/** Makes fields live there and owes the channel them. @throws Refusal copy.notListed */
export function show(tx: Tx, which: Which, sent: CopyChanges, { live, draft }: Pick<Copy, 'live' | 'draft'>): Sent {
  const earlier = unheard(tx, which);
  saveDraft(tx, which, draft);
  saveLive(tx, which, sent);
  const restores = (earlier.restores ?? []).filter((field) => !(field in sent));
  tellCopy(tx, which, { fields: { ...earlier.fields, ...sent }, ...(restores.length > 0 && { restores }) });
  for (const field of copyFields) if (field in sent) acknowledge(tx, keyOf(which, field));
  return { sent, before: beforeOf(live, sent) };
}

/** Puts fields back there as they stood before a conflict of theirs was settled. @throws Refusal copy.notListed */
export function putBackThere(tx: Tx, which: Which, fields: CopyChanges): void {
  const earlier = unheard(tx, which);
  const restores = new Set([...(earlier.restores ?? []), ...copyFields.filter((field) => field in fields)]);
  tellCopy(tx, which, { fields: { ...earlier.fields, ...fields }, restores: [...restores] });
}

function tellCopy(tx: Tx, which: Which, news: Pick<CopyNews, 'fields' | 'restores'>): void {
  const listing = listingOfProduct.get(tx, which);
  if (!listing) throw new Refusal('copy.notListed', { productId: which.productId });
  const payload: CopyNews = { productId: which.productId, externalId: listing.externalId, ...news };
  announce(tx, { channelId: which.channelId, capability: 'listing', key: copyKey(which.productId), payload });
  tx.changed('channelCopy', which.productId);
}

/** What earlier news said and the channel has not heard: newer news takes its place, so it says that too. */
export function unheard(tx: Tx, which: Which): Pick<CopyNews, 'fields' | 'restores'> {
  const last = latestCopyNews.get(tx, { channelId: which.channelId, key: copyKey(which.productId) });
  if (!last || last.state === 'sent' || last.state === 'superseded') return { fields: {} };
  // Written by tellCopy.
  return sendable(tx, which, JSON.parse(last.payload) as CopyNews, last.commandId);
}

/** What of news may still be sent: not what is in dispute, nor what somebody settled the other way since. */
export function sendable(tx: Tx, which: Which, { fields, restores = [] }: Pick<CopyNews, 'fields' | 'restores'>, commandId: number): Pick<CopyNews, 'fields' | 'restores'> {
  const kept = copyFields.filter((field) => field in fields && (restores.includes(field) || maySend(tx, keyOf(which, field), commandId)));
  return { fields: Object.fromEntries(kept.map((field) => [field, fields[field]])), ...(restores.length > 0 && { restores }) };
}
