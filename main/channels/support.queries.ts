import { sql } from 'kysely';
import { statusIn } from '../../shared/channels/answer.rules.ts';
import { machineWords } from '../../shared/channels/support.rules.ts';
import type { Actor, Reader } from '../database/handles.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { read } from '../database/statement.ts';
import type { FaultData } from '../platform/fault.ts';
import { type ChannelRow, listChannelRows } from './channel.statements.ts';
import { statusOf } from './sync.queries.ts';

const latest = 50;

const rounds = read((db, p: { channelId: number }) =>
  db.selectFrom('syncRun').select(['startedAt', 'endedAt', 'pulled', 'sent', 'fault', 'faultsInARow', 'nextTryAt']).where('channelId', '=', p.channelId).orderBy('id', 'desc').limit(latest),
);

const unsent = read((db, p: { channelId: number }) =>
  db
    .selectFrom('outbox')
    .select(['capability', 'state', 'attempts', 'createdAt', 'nextTryAt', 'finishedAt', 'problem', 'says', 'answer'])
    .where('channelId', '=', p.channelId)
    .where(sql<boolean>`(state in ('waiting', 'sending') or state = 'parked')`)
    .orderBy('id', 'desc')
    .limit(latest),
);

const differing = read((db, p: { channelId: number }) =>
  db.selectFrom('channelDifference').select(['subject', 'cause', sql<number>`count(*)`.as('count')]).where('channelId', '=', p.channelId).groupBy(['subject', 'cause']),
);

const schema = read((db) => db.selectNoFrom(sql<number>`(select user_version from pragma_user_version)`.as('version')));

/**
 * How the channels stand and how asking them went lately, for whoever is to help. Names, addresses, orders, listings, keys and
 * what people wrote are not in it: every field is named here, and of what a shop answered only the words of machines are told.
 */
export function syncSupport(reader: Reader, _input: unknown, _actor: Actor, now: Instant) {
  const { node, electron, sqlite } = process.versions;
  return {
    at: now,
    program: { schema: schema.get(reader, {})?.version ?? 0, platform: process.platform, node, electron: electron ?? null, sqlite: sqlite ?? null },
    channels: listChannelRows(reader).map((channel) => supportOf(reader, channel, now)),
  };
}

function supportOf(reader: Reader, channel: ChannelRow, now: Instant) {
  const { name: _name, cause, troubles, ...standing } = statusOf(reader, channel, now);
  const which = { channelId: channel.id };
  return {
    ...standing,
    currency: channel.currency,
    sendsStock: channel.sendsStock === 1,
    sendsFulfilments: channel.sendsFulfilments === 1,
    sendsRefunds: channel.sendsRefunds === 1,
    cause: cause && faultOf(cause),
    // What was in the way of an order is its code; the rest of it may name a customer.
    troubles: troubles.map(({ problem, since }) => ({ code: String(problem['code']), since })),
    differing: differing.all(reader, which),
    rounds: rounds.all(reader, which).map(({ fault, ...round }) => ({ ...round, fault: fault === null ? null : faultOf(JSON.parse(fault) as FaultData) })),
    news: unsent.all(reader, which).map(({ says, answer, ...news }) => ({ ...news, status: statusIn(answer), words: machineWords(says ?? '') })),
  };
}

const faultOf = ({ code, retry, status, says }: FaultData) => ({ code, retry, status: status ?? null, words: machineWords(says) });
