import { copyFields } from '../../shared/channels/channel-copy.rules.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type DueNews, noteSent, takeDueNews } from '../outbox/delivery.service.ts';
import { type CopyNews, sendable } from './channel-copy.service.ts';
import { getChannel } from './channel.statements.ts';
import { maySend, noteConfirmed } from './conflict.service.ts';
import { noteTheirs } from './conflict-seen.service.ts';
import { dropListingDifference } from './difference.statements.ts';
import { type SeenField, type SeenKey, sightOf } from './conflict.statements.ts';
import type { ShownFields } from './connector.ts';
import { notePriceSent, type PriceNews } from './listing-price.service.ts';
import { type Fared, settle } from './push.service.ts';
import { noteRefundMade } from './push-refund.service.ts';

export interface CopyTask extends DueNews {
  news: CopyNews | PriceNews;
  /** What each field showed there when we last looked: one that shows something else by now is left alone. */
  was: ShownFields;
}

const writtenBy = read((db, p: { id: number }) => db.selectFrom('outbox').select('commandId').where('id', '=', p.id));

/**
 * Takes what a channel is to show of products. A person published each of them, so no switch stands before it; what was changed
 * there as well is left out, and keeps no other field waiting.
 */
export function takeCopyNews(tx: Tx, { channelId }: { channelId: number }): { tasks: CopyTask[] } {
  getChannel(tx, channelId);
  const due = takeDueNews(tx, { channelId, capability: 'listing', limit: 20 });
  return { tasks: due.flatMap((taken) => copyTask(tx, channelId, taken) ?? []) };
}

function copyTask(tx: Tx, channelId: number, taken: DueNews): CopyTask | null {
  const commandId = writtenBy.get(tx, taken)?.commandId ?? 0;
  // Written by channel-copy.service.ts and listing-price.service.ts.
  const news = undisputed(tx, channelId, JSON.parse(taken.payload) as CopyNews | PriceNews, commandId);
  if (news) return { ...taken, news, was: shownBefore(tx, channelId, news) };
  noteSent(tx, taken, 'nothing: a person settles it');
  return null;
}

function undisputed(tx: Tx, channelId: number, news: CopyNews | PriceNews, commandId: number): CopyNews | PriceNews | null {
  if ('listingId' in news) return news.restores || maySend(tx, keyOf(channelId, news, 'price'), commandId) ? news : null;
  const kept = sendable(tx, { channelId, productId: news.productId }, news, commandId);
  return Object.keys(kept.fields).length === 0 ? null : { ...news, ...kept };
}

const keyOf = (channelId: number, news: CopyNews | PriceNews, field: SeenField): SeenKey => ({ channelId, field, subjectId: 'listingId' in news ? news.listingId : news.productId });

const fieldsOf = (fields: ShownFields): SeenField[] => (['price', ...copyFields] as const).filter((field) => fields[field] !== undefined);

/** What is put back is put back whatever stands there. */
function shownBefore(tx: Tx, channelId: number, news: CopyNews | PriceNews): ShownFields {
  const restores: readonly SeenField[] = news.restores ?? [];
  const compared = fieldsOf(news.fields).filter((field) => !restores.includes(field));
  return Object.fromEntries(
    compared.flatMap((field) => {
      const seen = sightOf.get(tx, keyOf(channelId, news, field));
      return seen ? [[field, JSON.parse(seen.theirs) as unknown]] : [];
    }),
  );
}

const sentPayload = read((db, p: { id: number }) => db.selectFrom('outbox').select(['channelId', 'payload']).where('id', '=', p.id).where('capability', '=', 'listing'));

/** Notes how news that was sent one by one fared, and what shows something else there than it did when we looked. */
export function settleNews(tx: Tx, input: { fared: readonly Fared[]; random: number; tasks?: readonly Pick<CopyTask, 'id' | 'news'>[] }): void {
  for (const one of input.fared) {
    settle(tx, one, input.random);
    if (one.kind === 'sent' && one.externalId !== undefined) noteRefundMade(tx, one.id, one.externalId);
    const sent = one.kind === 'sent' ? sentPayload.get(tx, one) : undefined;
    const news = input.tasks?.find(({ id }) => id === one.id)?.news;
    if (one.kind === 'sent' && sent && news && 'fields' in news) noteShown(tx, sent.channelId, news, one.changed ?? {});
  }
}

function noteShown(tx: Tx, channelId: number, news: CopyNews | PriceNews, changed: ShownFields): void {
  const fields: ShownFields = news.fields;
  for (const field of fieldsOf(fields)) {
    const key = keyOf(channelId, news, field);
    if (changed[field] === undefined) noteConfirmed(tx, key, JSON.stringify(fields[field]));
    else noteTheirs(tx, key, JSON.stringify(changed[field]), 'answer');
  }
  if (!('listingId' in news)) return;
  notePriceSent(tx, news.listingId, changed.price ?? news.fields.price);
  if (changed.price === undefined) dropListingDifference(tx, news.listingId, 'price');
}
