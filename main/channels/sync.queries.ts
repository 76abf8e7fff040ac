import { type RawBuilder, sql } from 'kysely';
import type { syncFixes } from '../../shared/channels/sync.contract.ts';
import { staleSince } from '../../shared/channels/stale.rules.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import type { FaultData } from '../platform/fault.ts';
import { type ChannelRow, listChannelRows } from './channel.statements.ts';
import { findClock } from './clock.service.ts';
import { countDifferences, sweepOf } from './difference.statements.ts';
import { findReading } from './order-reading.service.ts';
import { findPayoutReading } from './payout-reading.service.ts';
import { lastRound } from './round.service.ts';
import { troublesOf } from './trouble.service.ts';

type Fix = (typeof syncFixes)[number];

export const cursorsOf = read((builder, p: { channelId: number }) =>
  builder.selectFrom('channelCursor').select(['list', 'reachedAt', 'readAt']).where('channelId', '=', p.channelId),
);

const lastAnswered = read((builder, p: { channelId: number }) =>
  builder
    .selectFrom('syncRun')
    .select('endedAt')
    .where('channelId', '=', p.channelId)
    .where('fault', 'is', null)
    .orderBy('id', 'desc')
    .limit(1),
);

const waitingNews = read((builder, p: { channelId: number }) =>
  builder
    .selectFrom('outbox')
    .select([sql<number>`count(*)`.as('count'), sql<Instant | null>`min(createdAt)`.as('oldestAt')])
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('channelId', '=', p.channelId),
);

/** Of what may be sent: while a person keeps it back, it waits by their own wish. */
const oldestSendable = read((builder, p: { channelId: number }) =>
  builder
    .selectFrom('outbox')
    .innerJoin('channel', 'channel.id', 'outbox.channelId')
    .select(sql<Instant | null>`min(outbox.createdAt)`.as('at'))
    .where(sql<boolean>`outbox.state in ('waiting', 'sending')`)
    .where('outbox.channelId', '=', p.channelId)
    .where(sql<boolean>`(capability = 'stock' and sendsStock = 1 and brakedAt is null or capability = 'fulfilment' and sendsFulfilments = 1 or capability = 'refund' and sendsRefunds = 1 or capability = 'listing')`),
);

const parkedNews = read((builder, p: { channelId: number }) =>
  builder
    .selectFrom('outbox')
    .select([sql<number>`count(*)`.as('count'), sql<Instant | null>`min(finishedAt)`.as('since')])
    .where(sql<boolean>`state = 'parked'`)
    .where('channelId', '=', p.channelId),
);

const unlinkedListings = read((builder, p: { channelId: number }) =>
  builder
    .selectFrom('listing')
    .select(sql<number>`count(*)`.as('count'))
    .where('channelId', '=', p.channelId)
    .where('variantId', 'is', null)
    // A person said that these sell none of ours.
    .where('linkedBy', '<>', 'person')
    .where('goneAt', 'is', null),
);

const openConflictsOf = read((builder, p: { channelId: number }) =>
  builder
    .selectFrom('fieldConflict as conflict')
    .select(sql<number>`count(*)`.as('count'))
    .select(sql<Instant | null>`min((select min(fact.at) from fieldConflictFact fact where fact.conflictId = conflict.id))`.as('since'))
    .where('channelId', '=', p.channelId)
    .where('state', '=', 'open'),
);

/** When the first of the rounds that ended badly in a row began. */
const faultsBegan = read((builder, p: { channelId: number; earlier: number }) =>
  builder.selectFrom('syncRun').select('startedAt').where('channelId', '=', p.channelId).orderBy('id', 'desc').limit(1).offset(p.earlier),
);

/** How each channel stands, in plain data: the age of its numbers, what is wrong with it, and what helps. */
export function syncStatus(reader: Reader, _input: unknown, _actor: Actor, now: Instant) {
  return { channels: listChannelRows(reader).map((channel) => statusOf(reader, channel, now)) };
}

/** How one channel stands. */
export function statusOf(reader: Reader, channel: ChannelRow, now: Instant) {
  const { id: channelId, name, kind, brakedAt } = channel;
  const round = lastRound(reader, channelId);
  const cursors = cursorsOf.all(reader, { channelId });
  const waiting = waitingNews.get(reader, { channelId }) ?? { count: 0, oldestAt: null };
  const troubles = troublesOf
    .all(reader, { channelId })
    .map((row) => ({ ...row, problem: JSON.parse(row.problem) as Record<string, unknown> }));
  const cause = round?.fault ? (JSON.parse(round.fault) as FaultData) : null;
  const [parked, conflicts, differences] = [parkedNews.get(reader, { channelId }), openConflictsOf.get(reader, { channelId }), countDifferences(reader, channelId)];
  const counts = {
    parked: parked?.count ?? 0,
    conflicts: conflicts?.count ?? 0,
    unlinked: unlinkedListings.get(reader, { channelId })?.count ?? 0,
    differences: differences.count,
  };
  const since = {
    cause: round?.fault ? (faultsBegan.get(reader, { channelId, earlier: round.faultsInARow - 1 })?.startedAt ?? round.startedAt) : null,
    parked: parked?.since ?? null,
    conflicts: conflicts?.since ?? null,
    differences: differences.since,
  };
  const clock = findClock(reader, channelId);
  const fixes = fixesFor(cause, { ...counts, braked: brakedAt !== null, troubles: troubles.length, clockOff: clock?.since != null });
  const asked = channel.kind !== 'spreadsheet' && round !== undefined;
  const reading = readingOf(reader, channelId);
  // A first reading is one long round; what it brings shows that it goes on.
  const seenAt = asked ? instant(Math.max(round.endedAt, reading?.state === 'reading' ? reading.changedAt : 0)) : null;
  const old = seenAt === null || reading?.state === 'stopped' ? null : staleSince({ lastRoundAt: seenAt, nextTryAt: round?.nextTryAt ?? seenAt, oldestNewsAt: oldestSendable.get(reader, { channelId })?.at ?? null }, now);
  const state = channel.kind === 'spreadsheet' ? stateOfSheets(round !== undefined, fixes) : stateOf(asked, { cause, fixes, isStale: old !== null });
  return {
    channelId,
    name,
    kind,
    state,
    stale: state === 'stale' ? old : null,
    answeredAt: lastAnswered.get(reader, { channelId })?.endedAt ?? null,
    ordersUpTo: cursors.find(({ list }) => list === 'orders')?.reachedAt ?? null,
    listingsReadAt: cursors.find(({ list }) => list === 'listings')?.readAt ?? null,
    reading,
    payouts: payoutsOf(reader, channelId),
    sweep: sweepOf.get(reader, { channelId }) ?? null,
    clock,
    lastRound: round ? { startedAt: round.startedAt, endedAt: round.endedAt, pulled: round.pulled, sent: round.sent } : null,
    // Nobody asks a channel of sheets; its next sheet comes when somebody brings it.
    nextTryAt: channel.kind === 'spreadsheet' ? null : (round?.nextTryAt ?? null),
    cause,
    fixes,
    waiting: waiting.count,
    oldestWaitingAt: waiting.oldestAt,
    ...counts,
    since,
    brakedAt,
    troubles,
  };
}

function readingOf(reader: Reader, channelId: number) {
  const found = findReading(reader, channelId);
  if (!found) return null;
  const { state, startedAt, changedAt, read: count, total, prepared } = found;
  return { state, startedAt, changedAt, read: count, total, prepared };
}

function payoutsOf(reader: Reader, channelId: number) {
  const found = findPayoutReading(reader, channelId);
  return found ? { state: found.state, readAt: found.readAt, says: found.says, unread: found.unread } : null;
}

/** What a person can do; the first is the most urgent. */
function fixesFor(
  cause: FaultData | null,
  state: { parked: number; conflicts: number; unlinked: number; differences: number; braked: boolean; troubles: number; clockOff: boolean },
): Fix[] {
  const byCode: Record<FaultData['code'], Fix> = {
    unauthorised: 'renewKey',
    keyMissing: 'giveKey',
    untrusted: 'acceptCertificate',
    privateAddress: 'allowLocal',
    redirected: cause?.movedTo === undefined ? 'checkAddress' : 'connectThere',
    unreachable: 'checkNetwork',
    proxyUnreachable: 'startProxy',
    proxyUnauthorised: 'proxyPassword',
    proxyRefused: 'proxyRules',
    proxyUnusable: 'changeProxy',
    timeout: 'wait',
    rateLimited: 'wait',
    broken: 'wait',
    wrongAnswer: 'wait',
    refused: cause?.retry === 'never' ? 'checkAddress' : 'wait',
  };
  return [
    ...(cause ? [byCode[cause.code]] : []),
    ...(state.braked ? (['reviewZeros'] as const) : []),
    ...(state.clockOff ? (['setClock'] as const) : []),
    ...(state.troubles > 0 ? (['reviewTrouble'] as const) : []),
    ...(state.differences > 0 ? (['reviewDifferences'] as const) : []),
    ...(state.parked > 0 ? (['reviewParked'] as const) : []),
    ...(state.conflicts > 0 ? (['reviewConflicts'] as const) : []),
    ...(state.unlinked > 0 ? (['linkListings'] as const) : []),
  ];
}

const askForPeople = new Set<Fix>([
  'renewKey',
  'giveKey',
  'acceptCertificate',
  'allowLocal',
  'connectThere',
  'proxyPassword',
  'proxyRules',
  'changeProxy',
  'checkAddress',
  'reviewZeros',
  'reviewTrouble',
  'reviewParked',
  'reviewDifferences',
  'reviewConflicts',
]);

/** A sync that stopped in silence is the worst of all: it says so before it waits like any other. */
function stateOf(asked: boolean, { cause, fixes, isStale }: { cause: FaultData | null; fixes: readonly Fix[]; isStale: boolean }) {
  if (!asked) return 'neverAsked' as const;
  if (fixes.some((fix) => askForPeople.has(fix))) return 'needsYou' as const;
  if (isStale) return 'stale' as const;
  return cause === null ? ('fine' as const) : ('waiting' as const);
}

/** Its sheets are as old as they are; only what a person has to look at is trouble. */
const stateOfSheets = (brought: boolean, fixes: readonly Fix[]) => (fixes.some((fix) => askForPeople.has(fix)) ? ('needsYou' as const) : brought ? ('fine' as const) : ('neverAsked' as const));

type OutboxState = 'waiting' | 'sending' | 'sent' | 'parked' | 'superseded';

/** In the words of the partial indexes: what waits or is parked is short however long the history is. */
const stateIs: Record<OutboxState, RawBuilder<boolean>> = {
  waiting: sql`state in ('waiting', 'sending') and state = 'waiting'`,
  sending: sql`state in ('waiting', 'sending') and state = 'sending'`,
  parked: sql`state = 'parked'`,
  sent: sql`state = 'sent'`,
  superseded: sql`state = 'superseded'`,
};

/** News for the channels, newest first, by key. */
export function listOutbox(
  reader: Reader,
  input: { channelId: number | null; state: OutboxState | null; beforeId: number | null; limit: number },
) {
  let page = db
    .selectFrom('outbox')
    .select([
      'id',
      'channelId',
      'capability',
      'key',
      'payload',
      'state',
      'attempts',
      'createdAt',
      'nextTryAt',
      'finishedAt',
      'supersededById',
      'answer',
      'problem',
      'says',
    ])
    .orderBy('id', 'desc')
    .limit(input.limit);
  if (input.channelId !== null) page = page.where('channelId', '=', input.channelId);
  if (input.state !== null) page = page.where(stateIs[input.state]);
  if (input.beforeId !== null) page = page.where('id', '<', input.beforeId);
  const rows = reader.all(page).map((row) => ({ ...row, payload: JSON.parse(row.payload) as Record<string, unknown> }));
  return { rows, nextId: rows.length === input.limit ? (rows.at(-1)?.id ?? null) : null };
}
