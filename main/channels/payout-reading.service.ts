import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Cursor, PayoutPage } from './connector.ts';

const row = read((db, p: { channelId: number }) => db.selectFrom('payoutReading').selectAll().where('channelId', '=', p.channelId));

const put = write((db, p: { channelId: number; position: string; state: PayoutReading['state']; says: string; unread: string; now: Instant; commandId: number }) =>
  db.replaceInto('payoutReading').values({ channelId: p.channelId, position: p.position, state: p.state, says: p.says, unread: p.unread, readAt: p.now, commandId: p.commandId }),
);

/** How the reading of a channel's payouts stands. */
export interface PayoutReading {
  cursor: Cursor;
  /** `reading`: more pages are there; `noAccount` and `notAllowed`: there is nothing for us to read. */
  state: 'reading' | 'done' | 'noAccount' | 'notAllowed';
  says: string;
  /** Payouts that cannot be read; the next reading asks for them again. */
  unread: PayoutPage['problems'];
  readAt: Instant;
}

/** Undefined before anything was read. */
export function findPayoutReading(reader: Reader, channelId: number): PayoutReading | undefined {
  const found = row.get(reader, { channelId });
  return found && { cursor: JSON.parse(found.position) as Cursor, state: found.state, says: found.says, unread: JSON.parse(found.unread) as PayoutPage['problems'], readAt: found.readAt };
}

/**
 * Keeps where the reading of payouts goes on, in the transaction that takes the page: a crash before it repeats the page. A payout
 * that cannot be read is named until it can. Written by the room that takes payouts.
 */
export function notePayoutPage(tx: Tx, channelId: number, { problems, cursor, more, lacks }: PayoutPage): void {
  const before = findPayoutReading(tx, channelId);
  const unread = [...(before?.state === 'reading' ? before.unread : []), ...problems];
  put.run(tx, { channelId, position: JSON.stringify(cursor), state: lacks?.why ?? (more ? 'reading' : 'done'), says: lacks?.says ?? '', unread: JSON.stringify(unread), now: tx.now, commandId: tx.commandId });
  tx.changed('channel', channelId);
}

const readEveryMs = 60 * 60_000;
/** Whether there is something to read by now is asked once a day. */
const askEveryMs = 24 * 60 * 60_000;

/** Whether payouts are to be read: they change a few times a day, orders every minute. */
export function payoutsAreDue(reading: PayoutReading | null, now: Instant): boolean {
  if (reading === null || reading.state === 'reading') return true;
  return now - reading.readAt >= (reading.state === 'done' ? readEveryMs : askEveryMs);
}
