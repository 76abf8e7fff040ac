import { type Selectable, sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type Instant, instant } from '../../shared/units/instant.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import type { Schema } from '../database/schema.ts';
import type { News } from './announce.ts';

/** Why news was not sent. */
export type NewsProblem = NonNullable<Selectable<Schema['outbox']>['problem']>;

export interface DueNews {
  id: number;
  key: string;
  payload: string;
  attempts: number;
}

/** Longer than any exchange: news still in flight after it was left behind by a process that is gone (INV-C2). */
export const flightMs = 10 * 60_000;

/** The oldest first; of several about one thing only while nothing older about it is still on its way. */
const dueNews = read((db, p: { channelId: number; capability: News['capability']; now: Instant; limit: number }) =>
  db
    .selectFrom('outbox as news')
    .select(['news.id', 'news.key', 'news.payload', 'news.attempts'])
    .where('news.channelId', '=', p.channelId)
    .where('news.capability', '=', p.capability)
    // The words of the partial index, so that a year of sent news is not read.
    .where(sql<boolean>`news.state in ('waiting', 'sending')`)
    .where('news.state', '=', 'waiting')
    .where('news.nextTryAt', '<=', p.now)
    .where(({ not, exists, selectFrom }) =>
      not(
        exists(
          selectFrom('outbox as older')
            .select('older.id')
            .where('older.channelId', '=', p.channelId)
            .where('older.capability', '=', p.capability)
            .whereRef('older.key', '=', 'news.key')
            .where(sql<boolean>`older.state in ('waiting', 'sending')`)
            .where('older.state', '=', 'sending'),
        ),
      ),
    )
    // What cannot wait says so itself: more is offered than there is.
    .orderBy(sql`json_extract(news.payload, '$.first')`, 'desc')
    .orderBy('news.id')
    .limit(p.limit),
);

const take = write((db, p: { id: number; deadlineAt: Instant }) =>
  db.updateTable('outbox').set({ state: 'sending', deadlineAt: p.deadlineAt }).where('id', '=', p.id),
);

const finish = write(
  (db, p: { id: number; state: 'sent' | 'parked'; attempts: number; answer: string | null; problem: NewsProblem | null; says: string | null; now: Instant }) =>
    db
      .updateTable('outbox')
      .set({ state: p.state, attempts: p.attempts, answer: p.answer, problem: p.problem, says: p.says, finishedAt: p.now, deadlineAt: null })
      .where('id', '=', p.id)
      .where('state', '=', 'sending'),
);

const putBack = write((db, p: { id: number; attempts: number; nextTryAt: Instant; problem: NewsProblem | null; says: string | null }) =>
  db
    .updateTable('outbox')
    .set({ state: 'waiting', attempts: p.attempts, nextTryAt: p.nextTryAt, problem: p.problem, says: p.says, deadlineAt: null })
    .where('id', '=', p.id)
    .where('state', '=', 'sending'),
);

const leftBehind = read((db, p: { channelId: number; now: Instant }) =>
  db
    .selectFrom('outbox')
    .select(['id', 'attempts'])
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('channelId', '=', p.channelId)
    .where('state', '=', 'sending')
    .where('deadlineAt', '<=', p.now),
);

const newerOf = read((db, p: { id: number }) =>
  db
    .selectFrom('outbox as news')
    .innerJoin('outbox as newer', (join) =>
      join
        .onRef('newer.channelId', '=', 'news.channelId')
        .onRef('newer.capability', '=', 'news.capability')
        .onRef('newer.key', '=', 'news.key')
        .onRef('newer.id', '>', 'news.id'),
    )
    .select('newer.id')
    .where('news.id', '=', p.id)
    .where(sql<boolean>`newer.state in ('waiting', 'sending')`)
    .orderBy('newer.id', 'desc')
    .limit(1),
);

const supersede = write((db, p: { id: number; byId: number; now: Instant }) =>
  db
    .updateTable('outbox')
    .set({ state: 'superseded', supersededById: p.byId, finishedAt: p.now, deadlineAt: null })
    .where('id', '=', p.id)
    .where('state', 'in', ['waiting', 'sending', 'parked']),
);

/** Takes the news that is due for sending; it is in flight until one of the verbs below ends that. */
export function takeDueNews(tx: Tx, ask: { channelId: number; capability: News['capability']; limit: number }): DueNews[] {
  const due = dueNews.all(tx, { ...ask, now: tx.now });
  for (const { id } of due) {
    take.run(tx, { id, deadlineAt: instant(tx.now + flightMs) });
    tx.changed('outbox', id);
  }
  return due;
}

/** The channel confirmed it. `answer` is what it said, shortened. */
export function noteSent(tx: Tx, news: Pick<DueNews, 'id' | 'attempts'>, answer: string): void {
  finish.run(tx, { id: news.id, attempts: news.attempts + 1, state: 'sent', answer, problem: null, says: null, now: tx.now });
  tx.changed('outbox', news.id);
}

/** Sets news aside for a person: why, what the other side said of it, and what it answered, both null where it did not. */
export function parkNews(tx: Tx, news: Pick<DueNews, 'id' | 'attempts'>, { problem, says, answer }: { problem: NewsProblem; says: string | null; answer: string | null }): void {
  finish.run(tx, { id: news.id, attempts: news.attempts + 1, state: 'parked', answer, problem, says, now: tx.now });
  tx.changed('outbox', news.id);
}

/** Lets news wait again; news about the same thing that came meanwhile takes its place. */
export function returnNews(tx: Tx, news: { id: number; attempts: number; nextTryAt: Instant; problem: NewsProblem | null; says: string | null }): void {
  const newer = newerOf.get(tx, { id: news.id });
  if (newer) supersede.run(tx, { id: news.id, byId: newer.id, now: tx.now });
  else putBack.run(tx, news);
  tx.changed('outbox', news.id);
}

const hasten = write((db, p: { channelId: number; capability: News['capability']; key: string; now: Instant }) =>
  db
    .updateTable('outbox')
    .set({ nextTryAt: p.now })
    .where('channelId', '=', p.channelId)
    .where('capability', '=', p.capability)
    .where('key', '=', p.key)
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('state', '=', 'waiting')
    .where('attempts', '=', 0)
    .where('nextTryAt', '>', p.now),
);

/** What news waited for may be there now: it is due at once, unless it failed before. */
export const hastenNews = (tx: Tx, news: Pick<News, 'channelId' | 'capability' | 'key'>): void => void hasten.run(tx, { ...news, now: tx.now });

/** What a process that died left in flight to a channel waits again: nobody knows whether it arrived, so every push can be repeated. */
export function recoverNews(tx: Tx, { channelId }: { channelId: number }): number {
  const rows = leftBehind.all(tx, { channelId, now: tx.now });
  for (const { id, attempts } of rows)
    returnNews(tx, { id, attempts, nextTryAt: tx.now, problem: 'leftBehind', says: null });
  return rows.length;
}

const parkedRow = read((db, p: { id: number }) => db.selectFrom('outbox').select(['id', 'state']).where('id', '=', p.id));
const waitAgain = write((db, p: { id: number; now: Instant }) =>
  db
    .updateTable('outbox')
    .set({ state: 'waiting', attempts: 0, nextTryAt: p.now, finishedAt: null, answer: null })
    .where('id', '=', p.id)
    .where('state', '=', 'parked'),
);

/** In whatever state: what was sent since is what the other side was told last. */
const laterOf = read((db, p: { id: number }) =>
  db
    .selectFrom('outbox as news')
    .innerJoin('outbox as later', (join) =>
      join.onRef('later.channelId', '=', 'news.channelId').onRef('later.capability', '=', 'news.capability').onRef('later.key', '=', 'news.key').onRef('later.id', '>', 'news.id'),
    )
    .select('later.id')
    .where('news.id', '=', p.id)
    .orderBy('later.id', 'desc')
    .limit(1),
);

/** Tries parked news again. Later news about the same thing, also what was sent meanwhile, stands in its place. @throws Refusal record.missing when it is not parked */
export function replayNews(tx: Tx, { outboxId }: { outboxId: number }): Record<string, never> {
  if (parkedRow.get(tx, { id: outboxId })?.state !== 'parked')
    throw new Refusal('record.missing', { kind: 'outbox', id: outboxId });
  const later = laterOf.get(tx, { id: outboxId });
  if (later) replaceNews(tx, outboxId, later.id);
  else waitAgain.run(tx, { id: outboxId, now: tx.now });
  tx.changed('outbox', outboxId);
  return {};
}

/** Other news says what this one was to say. */
export function replaceNews(tx: Tx, id: number, byId: number): void {
  supersede.run(tx, { id, byId, now: tx.now });
  tx.changed('outbox', id);
}

const untold = read((db, p: { channelId: number; capability: News['capability']; key: string }) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('channelId', '=', p.channelId)
    .where('capability', '=', p.capability)
    .where('key', '=', p.key)
    // Each half in the words of a partial index.
    .where(sql<boolean>`(state in ('waiting', 'sending') and state = 'waiting' or state = 'parked')`),
);
const endUntold = write((db, p: { id: number; answer: string; now: Instant }) =>
  db.updateTable('outbox').set({ state: 'sent', answer: p.answer, problem: null, says: null, finishedAt: p.now }).where('id', '=', p.id),
);

/** The channel knows already: news that waits or was set aside has nothing left to say. What is on its way ends by itself. */
export function endNews(tx: Tx, news: Pick<News, 'channelId' | 'capability' | 'key'>, answer: string): void {
  for (const { id } of untold.all(tx, news)) {
    endUntold.run(tx, { id, answer, now: tx.now });
    tx.changed('outbox', id);
  }
}

const untoldOfAll = read((db, p: { channelId: number; capability: News['capability'] }) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('channelId', '=', p.channelId)
    .where('capability', '=', p.capability)
    .where(sql<boolean>`(state in ('waiting', 'sending') and state = 'waiting' or state = 'parked')`),
);

/** The same of everything a channel was to be told of one kind. */
export function endAllNews(tx: Tx, news: Pick<News, 'channelId' | 'capability'>, answer: string): void {
  for (const { id } of untoldOfAll.all(tx, news)) {
    endUntold.run(tx, { id, answer, now: tx.now });
    tx.changed('outbox', id);
  }
}

const unfinishedOf = read((db, p: { channelId: number }) =>
  db
    .selectFrom('outbox')
    .select(['id', 'attempts'])
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('channelId', '=', p.channelId),
);
const parkUnfinished = write((db, p: { channelId: number; problem: NewsProblem; now: Instant }) =>
  db
    .updateTable('outbox')
    .set({ state: 'parked', problem: p.problem, says: null, finishedAt: p.now, deadlineAt: null })
    .where(sql<boolean>`state in ('waiting', 'sending')`)
    .where('channelId', '=', p.channelId),
);

/** Sets all open news of a channel aside: nobody will ask for it any more. */
export function parkAllNews(tx: Tx, channelId: number, problem: NewsProblem): void {
  for (const { id } of unfinishedOf.all(tx, { channelId })) tx.changed('outbox', id);
  parkUnfinished.run(tx, { channelId, problem, now: tx.now });
}
