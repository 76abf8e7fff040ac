import { sql } from 'kysely';
import type { NewsState } from '../../shared/channels/sweep.rules.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import type { News } from '../outbox/announce.ts';

type Capability = News['capability'];

const openNews = read((db, p: { channelId: number; capability: Capability; key: string }) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('channelId', '=', p.channelId)
    .where('capability', '=', p.capability)
    .where('key', '=', p.key)
    .limit(1),
);

/** News nobody accepted since the moment something was confirmed last. */
const parkedNews = read((db, p: { channelId: number; capability: Capability; key: string; since: Instant }) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where(sql<boolean>`state = 'parked'`)
    .where('channelId', '=', p.channelId)
    .where('capability', '=', p.capability)
    .where('key', '=', p.key)
    .where('finishedAt', '>=', p.since)
    .limit(1),
);

/** Where our news of one thing stands; `held`: nothing of its kind goes until a person lets it. */
export function newsStateOf(reader: Reader, about: { channelId: number; capability: Capability; key: string }, { since = instant(0), held = false }: { since?: Instant | null; held?: boolean } = {}): NewsState {
  if (openNews.get(reader, about)) return held ? 'heldBack' : 'underway';
  return parkedNews.get(reader, { ...about, since: since ?? instant(0) }) ? 'setAside' : 'told';
}

export const heldOrder = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('salesOrder').select(['channelStatus as word', 'total', 'shownNumber']).where('channelId', '=', p.channelId).where('externalId', '=', p.externalId),
);

export const orderOf = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('salesOrder').select('id').where('channelId', '=', p.channelId).where('externalId', '=', p.externalId),
);

/** Also of drafts, which are no orders of ours. */
export const heldPayload = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('channelPayload').select('id').where('channelId', '=', p.channelId).where('externalId', '=', p.externalId).limit(1),
);

export const troubleAbout = read((db, p: { channelId: number; externalId: string }) =>
  db.selectFrom('channelTrouble').select('since').where('channelId', '=', p.channelId).where('externalId', '=', p.externalId),
);

/** Orders placed since a moment that are still to be shipped, whose ids are none of those the channel named. */
export const unseenOpenOrders = read((db, p: { channelId: number; since: Instant; seen: string; limit: number }) =>
  db
    .selectFrom('channelPayload')
    .innerJoin('salesOrder', (join) => join.onRef('salesOrder.channelId', '=', 'channelPayload.channelId').onRef('salesOrder.externalId', '=', 'channelPayload.externalId'))
    .select('channelPayload.externalId')
    .distinct()
    .where('channelPayload.channelId', '=', p.channelId)
    // Nobody could show an order before it was placed.
    .where('channelPayload.modifiedAt', '>=', p.since)
    .where('salesOrder.orderedAt', '>=', p.since)
    .where('salesOrder.intake', '<>', 'history')
    .where('salesOrder.fulfilment', 'in', ['open', 'allocated', 'partlyShipped'])
    .where(sql<boolean>`channelPayload.externalId not in (select value from json_each(${p.seen}))`)
    .orderBy('channelPayload.externalId')
    .limit(p.limit),
);
