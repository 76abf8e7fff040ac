import { sql } from 'kysely';
import type { MarketplaceKind } from '../../shared/channels/channel-kinds.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type ChannelRow, getChannel, listChannelRows } from './channel.statements.ts';
import type { Cursor } from './connector.ts';
import { orderCursor } from './page.service.ts';
import { lastRound } from './round.service.ts';
import { findSheetChannel } from './sheet-channel.statements.ts';
import { cursorsOf } from './sync.queries.ts';

export function listChannels(reader: Reader) {
  return {
    channels: listChannelRows(reader).map(
      ({ certificate: _certificate, brakedAt: _brakedAt, zerosAllowed: _zeros, removedAt: _removedAt, ...channel }) => ({
        ...channel,
        sendsStock: channel.sendsStock === 1,
        sendsFulfilments: channel.sendsFulfilments === 1,
        sheet: termsOf(reader, channel.id),
      }),
    ),
  };
}

function termsOf(reader: Reader, channelId: number) {
  const found = findSheetChannel(reader, channelId);
  return found ? { platform: found.platform, taxes: found.taxes, locationId: found.locationId } : null;
}

/** What the engine has to know of a channel before it asks it anything. */
export interface ChannelPlan {
  channel: Pick<ChannelRow, 'id' | 'name' | 'url' | 'certificate'> & { kind: MarketplaceKind };
  cursor: Cursor | null;
  listingsReadAt: number | null;
  nextTryAt: number | null;
  /** News that may be sent: all of it, and what nobody tried to send yet. */
  open: number;
  fresh: number;
  /** News in flight; outside a round, left behind by a program that ended. */
  inFlight: number;
  /** Whether the last round ended without a fault. */
  answers: boolean;
}

const unfinishedNews = read((builder, p: { channelId: number }) =>
  builder
    .selectFrom('outbox')
    .innerJoin('channel', 'channel.id', 'outbox.channelId')
    .select([
      sql<number>`count(*) filter (where state = 'waiting')`.as('open'),
      sql<number>`count(*) filter (where state = 'waiting' and attempts = 0 and (capability <> 'stock' or brakedAt is null))`.as(
        'fresh',
      ),
      sql<number>`count(*) filter (where state = 'sending')`.as('inFlight'),
    ])
    .where(sql<boolean>`outbox.state in ('waiting', 'sending')`)
    .where('outbox.channelId', '=', p.channelId)
    .where(sql<boolean>`(capability = 'stock' and sendsStock = 1 or capability = 'fulfilment' and sendsFulfilments = 1 or capability = 'listing')`),
);

/** Every connected channel that can be asked, with where its reading stands. */
export function channelPlans(reader: Reader): ChannelPlan[] {
  return listChannelRows(reader).filter(isAsked).map((channel) => {
    const last = lastRound(reader, channel.id);
    return {
      channel,
      cursor: orderCursor(reader, channel.id),
      listingsReadAt: cursorsOf.all(reader, { channelId: channel.id }).find(({ list }) => list === 'listings')?.readAt ?? null,
      nextTryAt: last?.nextTryAt ?? null,
      ...(unfinishedNews.get(reader, { channelId: channel.id }) ?? { open: 0, fresh: 0, inFlight: 0 }),
      answers: last !== undefined && last.fault === null,
    };
  });
}

const isAsked = (channel: ChannelRow): channel is ChannelRow & { kind: MarketplaceKind } => channel.kind !== 'spreadsheet';

/** @throws Refusal record.missing */
export function listListings(
  reader: Reader,
  input: { channelId: number; unlinkedOnly: boolean; afterId: number; limit: number },
) {
  getChannel(reader, input.channelId);
  let page = db
    .selectFrom('listing')
    .select([
      'id',
      'externalId',
      'name',
      'sku',
      'barcode',
      'variantId',
      'linkedBy',
      'stockKeeping',
      'remoteStock',
      'seenAt',
      'published',
      'publishedAt',
    ])
    .where('channelId', '=', input.channelId)
    .where('goneAt', 'is', null)
    .where('id', '>', input.afterId)
    .orderBy('id')
    .limit(input.limit);
  if (input.unlinkedOnly) page = page.where('variantId', 'is', null).where('linkedBy', '<>', 'person');
  const rows = reader.all(page);
  return { rows, nextId: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null };
}
