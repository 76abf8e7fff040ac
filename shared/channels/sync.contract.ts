import { z } from 'zod';
import { needs, zId, zInstant } from '../contract/fields.ts';
import { command, query } from '../contract/method.ts';
import { channelKinds } from './channel-kinds.ts';
import { zSweep } from './difference.contract.ts';

/** What the outside world answered, as it is stored and shown. */
const zFault = z.object({
  code: z.enum(['timeout', 'rateLimited', 'unauthorised', 'keyMissing', 'refused', 'broken', 'unreachable', 'wrongAnswer', 'untrusted', 'privateAddress', 'redirected', 'proxyUnreachable', 'proxyUnauthorised', 'proxyRefused', 'proxyUnusable']),
  retry: z.enum(['later', 'after', 'never']),
  says: z.string(),
  why: z.enum(['notCounted', 'severalPlaces', 'notAtPlace', 'orderClosed', 'noAnswer', 'beyondPaid', 'otherCurrency']).exactOptional(),
  retryAt: zInstant.exactOptional(),
  status: z.int().exactOptional(),
  fingerprint: z.string().exactOptional(),
  address: z.string().exactOptional(),
  movedTo: z.string().exactOptional(),
});

/** Why news was not sent; the renderer owns the words. */
export const newsProblems = [
  'timeout',
  'rateLimited',
  'unauthorised',
  'refused',
  'broken',
  'unreachable',
  'wrongAnswer',
  'untrusted',
  'notCounted',
  'severalPlaces',
  'notAtPlace',
  'orderClosed',
  'noAnswer',
  'beyondPaid',
  'otherCurrency',
  'leftBehind',
  'disconnected',
  'restored',
  'toldBefore',
] as const;

/** What a person can do about it; the renderer owns the words. */
export const syncFixes = [
  'wait',
  'checkNetwork',
  'startProxy',
  'proxyPassword',
  'proxyRules',
  'changeProxy',
  'renewKey',
  'giveKey',
  'acceptCertificate',
  'allowLocal',
  'connectThere',
  'checkAddress',
  'reviewZeros',
  'setClock',
  'reviewTrouble',
  'reviewDifferences',
  'reviewParked',
  'reviewConflicts',
  'linkListings',
] as const;

export const zSyncRound = z.object({
  channelId: zId,
  ok: z.boolean(),
  pulled: z.int(),
  sent: z.int(),
  parked: z.int(),
  fault: zFault.nullable(),
});
export type SyncRound = z.output<typeof zSyncRound>;

export const zChannelStatus = z.object({
  channelId: zId,
  name: z.string(),
  kind: z.enum(channelKinds),
  state: z.enum(['fine', 'waiting', 'stale', 'needsYou', 'neverAsked']),
  /** Why it is stale, where nobody has to do anything, and since when: news that may be sent waits too long, or its rounds did not come. */
  stale: z.object({ why: z.enum(['news', 'round']), since: zInstant }).nullable(),
  /** When the shop last answered everything it was asked. */
  answeredAt: zInstant.nullable(),
  /** The newest change of an order we have seen, by the shop's clock. */
  ordersUpTo: zInstant.nullable(),
  listingsReadAt: zInstant.nullable(),
  /** The first reading of its orders: how many came, of how many where the shop counts them; `prepared`: how many it put together so far, while we wait for it. */
  reading: z.object({ state: z.enum(['reading', 'stopped', 'done']), startedAt: zInstant, changedAt: zInstant, read: z.int(), total: z.int().nullable(), prepared: z.int().nullable() }).nullable(),
  /** The reading of its payouts: `noAccount` where it pays this shop nothing itself, `notAllowed` where our key may not see it, in its own words. */
  payouts: z.object({ state: z.enum(['reading', 'done', 'noAccount', 'notAllowed']), readAt: zInstant, says: z.string(), unread: z.array(z.object({ externalId: z.string(), problem: z.string() })) }).nullable(),
  lastRound: z.object({ startedAt: zInstant, endedAt: zInstant, pulled: z.int(), sent: z.int() }).nullable(),
  nextTryAt: zInstant.nullable(),
  cause: zFault.nullable(),
  fixes: z.array(z.enum(syncFixes)),
  waiting: z.int(),
  oldestWaitingAt: zInstant.nullable(),
  parked: z.int(),
  /** Fields that were changed both here and there. */
  conflicts: z.int(),
  unlinked: z.int(),
  /** Things both sides say differently, as they were compared last. */
  differences: z.int(),
  sweep: zSweep.nullable(),
  /** Milliseconds its clock is ahead of this computer's, by its last answer; `since` when so far that one of the two should be set right. Null where none told. */
  clock: z.object({ ahead: z.int(), since: zInstant.nullable() }).nullable(),
  /** When the first of those there still are began; `cause`: when the first round of those that ended badly in a row did. */
  since: z.object({ cause: zInstant.nullable(), parked: zInstant.nullable(), conflicts: zInstant.nullable(), differences: zInstant.nullable() }),
  brakedAt: zInstant.nullable(),
  troubles: z.array(z.object({ externalId: z.string(), problem: z.looseObject({}), since: zInstant })),
});

const zTold = { words: z.array(z.string()) };
const zSupportFault = zFault.pick({ code: true, retry: true }).extend({ status: z.int().nullable(), ...zTold });

/** How channels stand, without what names anybody or opens anything. */
const zSupport = z.object({
  at: zInstant,
  program: z.object({ schema: z.int(), platform: z.string(), node: z.string(), electron: z.string().nullable(), sqlite: z.string().nullable() }),
  channels: z.array(
    zChannelStatus.omit({ name: true, cause: true, troubles: true }).extend({
      currency: z.string(),
      sendsStock: z.boolean(),
      sendsFulfilments: z.boolean(),
      sendsRefunds: z.boolean(),
      cause: zSupportFault.nullable(),
      troubles: z.array(z.object({ code: z.string(), since: zInstant })),
      differing: z.array(z.object({ subject: z.string(), cause: z.string(), count: z.int() })),
      rounds: z.array(z.object({ startedAt: zInstant, endedAt: zInstant, pulled: z.int(), sent: z.int(), fault: zSupportFault.nullable(), faultsInARow: z.int(), nextTryAt: zInstant })),
      news: z.array(
        z.object({ capability: z.string(), state: z.string(), attempts: z.int(), createdAt: zInstant, nextTryAt: zInstant, finishedAt: zInstant.nullable(), problem: z.enum(newsProblems).nullable(), status: z.int().nullable(), ...zTold }),
      ),
    }),
  ),
});

export const syncQueries = {
  /** Asks the shops outside; what they answer is kept by commands of the engine's own, each with its record. */
  once: query({ summary: 'One round of every channel, or of the one named.' })
    .input(z.object({ channel: z.string().max(200).exactOptional() }))
    .output(z.object({ ok: z.boolean(), rounds: z.array(zSyncRound) })),
  compare: query({ summary: 'Compare both sides of a channel now: its levels, prices, listings and recent orders.' })
    .input(z.object({ channelId: zId }))
    .output(z.object({})),
  takeOrder: query({ summary: 'Take over an order as its channel has it, where both sides differ: it is read there by its id.' })
    .input(z.object({ differenceId: zId }))
    .output(z.object({})),
  status: query({ summary: 'How each channel stands: how old its numbers are, what is wrong, what helps.' }).output(
    z.object({ channels: z.array(zChannelStatus) }),
  ),
  support: query({ summary: 'How the channels stand and how asking them went lately, for whoever is to help: without names, addresses, orders or keys.' }).output(zSupport),
};

const outboxStates = ['waiting', 'sending', 'sent', 'parked', 'superseded'] as const;

export const outboxCommands = {
  replay: command({ summary: 'Try news again that was set aside.', undo: { none: 'sent news is answered by newer news' } })
    .input(z.object({ outboxId: zId }))
    .output(z.object({})),
};

export const outboxQueries = {
  list: query({ summary: 'News for the channels, newest first, with what was asked and answered.' })
    .input(
      z.object({
        channelId: zId.nullable().default(null),
        state: z.enum(outboxStates).nullable().default(null),
        beforeId: zId.nullable().default(null),
        limit: z.int().min(1).max(100).default(50),
      }),
    )
    .output(
      z.object({
        rows: z.array(
          z.object({
            id: zId,
            channelId: zId,
            capability: z.enum(['stock', 'fulfilment', 'refund', 'listing', 'notice']),
            key: z.string(),
            /** The levels in it are stock figures. */
            payload: needs('stockFigure', z.looseObject({})),
            state: z.enum(outboxStates),
            attempts: z.int(),
            createdAt: zInstant,
            nextTryAt: zInstant,
            finishedAt: zInstant.nullable(),
            supersededById: zId.nullable(),
            answer: needs('stockFigure', z.string().nullable()),
            problem: z.enum(newsProblems).nullable(),
            /** The other side's own words. */
            says: z.string().nullable(),
          }),
        ),
        nextId: zId.nullable(),
      }),
    ),
};
