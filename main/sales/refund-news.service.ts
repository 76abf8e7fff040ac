import { sql } from 'kysely';
import { overdueFrom, overdueSince } from '../../shared/sales/refund-news.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { raiseException } from './exception.service.ts';

/** Refunds booked against what a channel holds that it did not tell of and nobody was shown; the oldest first, in the words of their index. */
const unconfirmed = read((db, p: { before: number; most: number }) =>
  db
    .selectFrom('refund')
    .select(['id', 'orderId', 'number', 'occurredAt'])
    .where(sql<boolean>`account = 'channelClearing' and externalId is null and missedAt is null`)
    .where('occurredAt', '<=', sql<Instant>`${p.before}`)
    .orderBy('occurredAt')
    .limit(p.most),
);

const markMissed = write((db, p: { id: number; missedAt: Instant }) => db.updateTable('refund').set({ missedAt: p.missedAt }).where('id', '=', p.id));

const ruleRow = read((db) => db.selectFrom('refundRule').select('confirmDays'));
const putRule = write((db, p: { confirmDays: number }) => db.updateTable('refundRule').set({ confirmDays: p.confirmDays }).where('id', '=', 1));

/** How many days a channel has to tell of a refund that was recorded here. */
export const getRefundRule = (reader: Reader): { confirmDays: number } => ({ confirmDays: ruleRow.get(reader, {})?.confirmDays ?? 3 });

/** Answers what the rule was. What was put before a person already stays there. */
export function setRefundRule(tx: Tx, { confirmDays }: { confirmDays: number }): { before: { confirmDays: number } } {
  const before = getRefundRule(tx);
  putRule.run(tx, { confirmDays });
  tx.changed('refundRule', 1);
  return { before };
}

const mostAtOnce = 200;

/**
 * Puts every refund its channel never told of before a person, once: what was recorded here was only booked, and the money goes
 * back where somebody pays it back there. Source: FEATURES F2.
 */
export function watchRefunds(tx: Tx): { missed: number } {
  const missed = unconfirmed.all(tx, { before: overdueSince(tx.now, getRefundRule(tx).confirmDays), most: mostAtOnce });
  for (const { id, orderId, number } of missed) {
    raiseException(tx, { orderId, kind: 'refundUnconfirmed', details: { number } });
    markMissed.run(tx, { id, missedAt: tx.now });
    tx.changed('refund', id);
  }
  return { missed: missed.length };
}

/** When the next refund is overdue; undefined where none waits for its channel. */
export function nextUnconfirmed(reader: Reader): Instant | undefined {
  const [first] = unconfirmed.all(reader, { before: Number.MAX_SAFE_INTEGER, most: 1 });
  return first && overdueFrom(first.occurredAt, getRefundRule(reader).confirmDays);
}
