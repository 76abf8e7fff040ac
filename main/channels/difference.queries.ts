import type { DifferenceCause } from '../../shared/channels/sweep.rules.ts';
import type { Reader } from '../database/handles.ts';
import { getChannel } from './channel.statements.ts';
import { isSendable, isTakeable, needsReading } from './difference.service.ts';
import { countDifferences, differencesOf, sweepOf } from './difference.statements.ts';

/** What differs between both sides, the oldest first, and when they were compared. @throws Refusal record.missing */
export function listDifferences(reader: Reader, { channelId }: { channelId: number }) {
  const { currency } = getChannel(reader, channelId);
  const rows = differencesOf.all(reader, { channelId }).map(({ channelId: _channel, listingId: _listing, commandId: _command, ...row }) => ({
    ...row,
    // Written by the sweep.
    cause: row.cause as DifferenceCause,
    sends: isSendable(row),
    takes: isTakeable(row) || needsReading(row),
  }));
  return { currency, sweep: sweepOf.get(reader, { channelId }) ?? null, count: countDifferences(reader, channelId).count, rows };
}
