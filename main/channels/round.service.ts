import { type Instant, instant } from '../../shared/units/instant.ts';
import { pullEveryMs } from '../../shared/channels/stale.rules.ts';
import { nextTryAfter } from '../../shared/channels/retry.rules.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import type { FaultData } from '../platform/fault.ts';
import { getChannel } from './channel.statements.ts';
import { noteClock } from './clock.service.ts';

const lastRun = read((db, p: { channelId: number }) =>
  db.selectFrom('syncRun').selectAll().where('channelId', '=', p.channelId).orderBy('id', 'desc').limit(1),
);

export const lastRound = (reader: Reader, channelId: number) => lastRun.get(reader, { channelId });

const insertRun = write(
  (
    db,
    p: {
      channelId: number;
      startedAt: Instant;
      endedAt: Instant;
      pulled: number;
      sent: number;
      fault: string | null;
      faultsInARow: number;
      nextTryAt: Instant;
      commandId: number;
    },
  ) =>
    db.insertInto('syncRun').values({
      channelId: p.channelId,
      startedAt: p.startedAt,
      endedAt: p.endedAt,
      pulled: p.pulled,
      sent: p.sent,
      fault: p.fault,
      faultsInARow: p.faultsInARow,
      nextTryAt: p.nextTryAt,
      commandId: p.commandId,
    }),
);

export interface EndedRound {
  channelId: number;
  startedAt: Instant;
  pulled: number;
  sent: number;
  fault: FaultData | null;
  /** Milliseconds the channel's clock is ahead of ours; null where no answer said. */
  clockAhead?: number | null;
  /** In [0, 1): spreads the tries of many shops. */
  random: number;
}

/**
 * Notes how a round ended and when the next may begin: soon after success, later and later after faults in a row, not before
 * the moment the shop named. What waits goes on waiting meanwhile; offline is a normal state.
 */
export function noteRound(tx: Tx, round: EndedRound): { nextTryAt: Instant } {
  getChannel(tx, round.channelId);
  const before = lastRound(tx, round.channelId);
  const faultsInARow = round.fault === null ? 0 : (before?.faultsInARow ?? 0) + 1;
  const nextTryAt =
    round.fault === null
      ? instant(tx.now + pullEveryMs)
      : (round.fault.retryAt ?? nextTryAfter(faultsInARow, tx.now, round.random));
  const fault = round.fault === null ? null : JSON.stringify(round.fault);
  insertRun.run(tx, { ...round, endedAt: tx.now, fault, faultsInARow, nextTryAt, commandId: tx.commandId });
  noteClock(tx, round.channelId, round.clockAhead ?? null);
  tx.changed('channel', round.channelId);
  return { nextTryAt };
}
