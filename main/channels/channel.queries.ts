import { sql } from 'kysely';
import type { MarketplaceKind } from '../../shared/channels/channel-kinds.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { getShop } from '../company/company.queries.ts';
import { db } from '../database/builder.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { type ChannelRow, getChannel, listChannelRows, stockPlaceOf } from './channel.statements.ts';
import { findClock } from './clock.service.ts';
import type { Cursor } from './connector.ts';
import { orderCursor } from './page.service.ts';
import { sweepOf } from './difference.statements.ts';
import { nextFenceEnd } from './lease.statements.ts';
import { findReading, type OrderReading } from './order-reading.service.ts';
import { findPayoutReading, type PayoutReading } from './payout-reading.service.ts';
import { lastRound } from './round.service.ts';
import { findSheetChannel } from './sheet-channel.statements.ts';
import { cursorsOf } from './sync.queries.ts';

export function listChannels(reader: Reader) {
  return {
    channels: listChannelRows(reader).map(
      ({ certificate: _certificate, brakedAt: _brakedAt, zerosAllowed: _zeros, removedAt: _removedAt, stockPlaceName, ...channel }) => ({
        ...channel,
        leased: channel.leased === 1,
        localNetwork: channel.localNetwork === 1,
        sendsStock: channel.sendsStock === 1,
        sendsFulfilments: channel.sendsFulfilments === 1,
        sendsRefunds: channel.sendsRefunds === 1,
        stockPlace: stockPlaceOf({ ...channel, stockPlaceName }),
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
  channel: Pick<ChannelRow, 'id' | 'name' | 'url' | 'certificate' | 'localNetwork' | 'goLiveAt' | 'stockPlace'> & { kind: MarketplaceKind };
  cursor: Cursor | null;
  listingsReadAt: number | null;
  nextTryAt: number | null;
  lastRoundAt: number | null;
  /** The first reading of its orders; null before it began, and for channels older than its record. */
  reading: Pick<OrderReading, 'state' | 'changedAt'> | null;
  /** The reading of its payouts; null before it began. */
  payouts: PayoutReading | null;
  /** When both sides were compared last, and the zone whose nights count. */
  sweep: { at: Instant | null; timeZone: string };
  /** News that may be sent: all of it, and what nobody tried to send yet. */
  open: number;
  fresh: number;
  /** News in flight; outside a round, left behind by a program that ended. */
  inFlight: number;
  /** Leased listings whose level has to be read before anything more can be done about them. */
  unread: LeasedListing[];
  /** The first day on which something is kept for a channel no more, and the shop's zone. */
  fences: { until: Day; timeZone: string } | null;
  /** What was noted of its clock; null while nothing was. */
  clock: { ahead: number } | null;
  /** Whether the last round ended without a fault. */
  answers: boolean;
}

export interface LeasedListing {
  listingId: number;
  externalId: string;
}

/** One that shows its lease, with nothing on its way, is read by nobody: its orders say what it sold. */
const unreadLeases = read((builder, p: { channelId: number }) =>
  builder
    .selectFrom('listingLease as lease')
    .innerJoin('listing', 'listing.id', 'lease.listingId')
    .select(['lease.listingId', 'listing.externalId'])
    .where('lease.channelId', '=', p.channelId)
    .where('listing.goneAt', 'is', null)
    .where(sql<boolean>`(lease.level is null or lease.level <> lease.exposure)`)
    .orderBy('lease.listingId'),
);

const unfinishedNews = read((builder, p: { channelId: number }) =>
  builder
    .selectFrom('outbox')
    .innerJoin('channel', 'channel.id', 'outbox.channelId')
    .select([
      sql<number>`count(*) filter (where state = 'waiting')`.as('open'),
      sql<number>`count(*) filter (where state = 'waiting' and attempts = 0 and nextTryAt <= createdAt and (capability <> 'stock' or brakedAt is null))`.as(
        'fresh',
      ),
      sql<number>`count(*) filter (where state = 'sending')`.as('inFlight'),
    ])
    .where(sql<boolean>`outbox.state in ('waiting', 'sending')`)
    .where('outbox.channelId', '=', p.channelId)
    .where(sql<boolean>`(capability = 'stock' and sendsStock = 1 or capability = 'fulfilment' and sendsFulfilments = 1 or capability = 'refund' and sendsRefunds = 1 or capability = 'listing')`),
);

/** Every connected channel that can be asked, with where its reading stands. */
export function channelPlans(reader: Reader): ChannelPlan[] {
  const until = nextFenceEnd.get(reader, {})?.until ?? null;
  const { timeZone } = getShop(reader);
  const fences = until === null ? null : { until, timeZone };
  return listChannelRows(reader).filter(isAsked).map((channel) => {
    const last = lastRound(reader, channel.id);
    return {
      channel,
      cursor: orderCursor(reader, channel.id),
      listingsReadAt: cursorsOf.all(reader, { channelId: channel.id }).find(({ list }) => list === 'listings')?.readAt ?? null,
      nextTryAt: last?.nextTryAt ?? null,
      lastRoundAt: last?.endedAt ?? null,
      reading: findReading(reader, channel.id) ?? null,
      payouts: findPayoutReading(reader, channel.id) ?? null,
      sweep: { at: sweepOf.get(reader, { channelId: channel.id })?.startedAt ?? null, timeZone },
      ...(unfinishedNews.get(reader, { channelId: channel.id }) ?? { open: 0, fresh: 0, inFlight: 0 }),
      unread: unreadLeases.all(reader, { channelId: channel.id }),
      fences,
      clock: findClock(reader, channel.id),
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
