import type { Tx } from '../database/handles.ts';
import { leftOpen } from './day-close.queries.ts';
import { insertDayClose, lastCloses, type NewDayClose } from './day-close.statements.ts';

/** What was found outside the file: the backup that was restored, and what held in it. */
export type ProvedBackup = Pick<NewDayClose, 'headId' | 'head' | 'backup' | 'backupSha256' | 'proofs' | 'checked'>;

/** Writes down that a day was closed, on what backup and head, and with what left open. */
export function noteDayClosed(tx: Tx, proved: ProvedBackup) {
  const { on, dueToday, openExceptions, waiting, parked } = leftOpen(tx, tx.actor, tx.now);
  const { lastId } = insertDayClose.run(tx, { ...proved, dayOn: on, dueToday, openExceptions, waiting, parked, closedAt: tx.now, commandId: tx.commandId });
  tx.changed('dayClose', lastId);
  const [close] = lastCloses.all(tx, { limit: 1 });
  if (!close) throw new Error(`The close ${lastId} was not written`);
  return close;
}
