import { sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

export interface News {
  channelId: number;
  capability: 'stock' | 'fulfilment' | 'refund' | 'listing' | 'notice';
  /** What the news is about: a newer row of the same channel, capability and key replaces one still waiting. */
  key: string;
  payload: object;
  deadlineAt?: number;
}

const waitingRow = read((db, p: { channelId: number; capability: News['capability']; key: string }) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('channelId', '=', p.channelId)
    .where('capability', '=', p.capability)
    .where('key', '=', p.key)
    // In these words SQLite knows the short index of open news; without them it reads the whole history.
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('state', '=', 'waiting'),
);

const insertRow = write((db, p: { channelId: number; capability: News['capability']; key: string; payload: string; commandId: number; now: Instant }) =>
  db.insertInto('outbox').values({
    channelId: p.channelId,
    capability: p.capability,
    key: p.key,
    payload: p.payload,
    commandId: p.commandId,
    createdAt: p.now,
    nextTryAt: p.now,
    state: 'waiting',
  }),
);

const supersede = write((db, p: { id: number; byId: number; now: Instant }) =>
  db.updateTable('outbox').set({ state: 'superseded', supersededById: p.byId, finishedAt: p.now }).where('id', '=', p.id),
);

/** Owes a channel some news: written with its cause, sent later. News still waiting about the same thing is superseded by name (INV-C2). */
export function announce(tx: Tx, news: News): number {
  const waiting = waitingRow.get(tx, news);
  const { lastId } = insertRow.run(tx, { ...news, payload: JSON.stringify(news.payload), commandId: tx.commandId, now: tx.now });
  if (waiting) supersede.run(tx, { id: waiting.id, byId: lastId, now: tx.now });
  tx.changed('outbox', lastId);
  return lastId;
}
