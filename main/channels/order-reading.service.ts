import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { getChannel } from './channel.statements.ts';

const row = read((db, p: { channelId: number }) => db.selectFrom('orderReading').selectAll().where('channelId', '=', p.channelId));

export type OrderReading = NonNullable<ReturnType<typeof row.get>>;

/** How far the first reading of a channel's orders is; undefined before it began, and for channels older than this record. */
export const findReading = (reader: Reader, channelId: number): OrderReading | undefined => row.get(reader, { channelId });

const begin = write((db, p: { channelId: number; now: Instant; commandId: number }) =>
  db.insertInto('orderReading').values({ channelId: p.channelId, startedAt: p.now, read: 0, total: null, prepared: null, state: 'reading', changedAt: p.now, commandId: p.commandId }),
);

const save = write((db, p: Pick<OrderReading, 'channelId' | 'read' | 'total' | 'prepared' | 'state' | 'changedAt' | 'commandId'>) =>
  db.updateTable('orderReading').set({ read: p.read, total: p.total, prepared: p.prepared, state: p.state, changedAt: p.changedAt, commandId: p.commandId }).where('channelId', '=', p.channelId),
);

/** The very first page is about to be stored. */
export const beginReading = (tx: Tx, channelId: number): void => void begin.run(tx, { channelId, now: tx.now, commandId: tx.commandId });

export interface Progress {
  /** Versions of orders that were not here yet. */
  fresh: number;
  /** Versions that were, which the shop's own count holds once more: a page that came before the program was ended comes again. */
  again: number;
  /** How many orders there were to read, these included, by the shop's own count; left out where it was not asked just now. */
  left?: number | null | undefined;
  /** How many the shop put together so far, while it is waited for. */
  prepared?: number | undefined;
  /** All there were have been read. */
  done: boolean;
}

/** Notes what came of the first reading; answers whether a person stopped it meanwhile. Later readings are not noted. */
export function noteProgress(tx: Tx, channelId: number, { fresh, again, left, prepared, done }: Progress): { stopped: boolean } {
  const reading = findReading(tx, channelId);
  if (!reading || reading.state === 'done') return { stopped: false };
  const count = reading.read + fresh;
  const told = left === undefined ? reading.total : left === null ? null : reading.read + left;
  const total = done ? count : told === null ? null : Math.max(count, told - again);
  const ended = done ? ({ state: 'done', changedAt: tx.now } as const) : {};
  save.run(tx, { ...reading, read: count, total, prepared: prepared ?? null, ...ended, commandId: tx.commandId });
  return { stopped: !done && reading.state === 'stopped' };
}

/** Stops reading a new channel's orders after what is on its way; what came stays, and nothing is sent there meanwhile. @throws Refusal record.missing, reading.notRunning */
export const stopReading = (tx: Tx, input: { channelId: number }) => turn(tx, input.channelId, { from: 'reading', to: 'stopped', otherwise: 'reading.notRunning' });

/** Reads on from where it was stopped. @throws Refusal record.missing, reading.notStopped */
export const resumeReading = (tx: Tx, input: { channelId: number }) => turn(tx, input.channelId, { from: 'stopped', to: 'reading', otherwise: 'reading.notStopped' });

interface Turn {
  from: OrderReading['state'];
  to: OrderReading['state'];
  otherwise: 'reading.notRunning' | 'reading.notStopped';
}

function turn(tx: Tx, channelId: number, { from, to, otherwise }: Turn): Record<string, never> {
  getChannel(tx, channelId);
  const reading = findReading(tx, channelId);
  if (reading?.state !== from) throw new Refusal(otherwise, { channelId });
  save.run(tx, { ...reading, state: to, changedAt: tx.now, commandId: tx.commandId });
  tx.changed('channel', channelId);
  return {};
}
