import { isClockOff } from '../../shared/channels/clock.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const row = read((db, p: { channelId: number }) => db.selectFrom('channelClock').select(['ahead', 'since']).where('channelId', '=', p.channelId));

const put = write((db, p: { channelId: number; ahead: number; since: Instant | null; commandId: number }) =>
  db.replaceInto('channelClock').values({ channelId: p.channelId, ahead: p.ahead, since: p.since, commandId: p.commandId }),
);

/** How far a channel's clock is ahead of ours, in milliseconds, and since when too far; null where its answers never said. */
export const findClock = (reader: Reader, channelId: number): { ahead: number; since: Instant | null } | null => row.get(reader, { channelId }) ?? null;

/** Notes what a round heard of a channel's clock; one that heard nothing leaves what is known. */
export function noteClock(tx: Tx, channelId: number, ahead: number | null): void {
  if (ahead === null) return;
  const since = isClockOff(ahead) ? (findClock(tx, channelId)?.since ?? tx.now) : null;
  put.run(tx, { channelId, ahead, since, commandId: tx.commandId });
}
