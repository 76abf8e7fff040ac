import { sql } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { endsAt, type ExpiryRule, expiryRuleOf, remindsAt } from '../../shared/sales/order-expiry.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { releaseLines } from './allocation.service.ts';
import { cancelOrder } from './cancellation.service.ts';
import { refreshStates } from './order-record.ts';

type Terms = Pick<ExpiryRule, 'minutes' | 'remindMinutes' | 'act'>;

const ruleRows = read((db) => db.selectFrom('expiryRule').selectAll().orderBy('channelId').orderBy('method'));
const putRule = write((db, p: ExpiryRule) => db.replaceInto('expiryRule').values({ channelId: p.channelId, method: p.method, minutes: p.minutes, remindMinutes: p.remindMinutes, act: p.act }));
const dropRule = write((db, p: { channelId: number; method: string }) => db.deleteFrom('expiryRule').where('channelId', '=', p.channelId).where('method', '=', p.method));

/** Orders nobody paid anything for, of which nothing left and which nobody holds; the oldest first, from the short list. */
const unpaidSince = read((db, p: { before: number; limit: number }) =>
  db
    .selectFrom('salesOrder as o')
    .select(['o.id', 'o.channelId', 'o.payMethod', 'o.orderedAt'])
    .select(sql<0 | 1>`exists (select 1 from orderReminder where orderId = o.id)`.as('reminded'))
    // The words of the index.
    .where(sql<boolean>`o.payment in ('unpaid', 'partlyPaid', 'refundOwed', 'overpaid')`)
    .where('o.payment', '=', 'unpaid')
    .where(sql<boolean>`+o.fulfilment in ('open', 'allocated')`)
    .where('o.holds', '=', 0)
    .where('o.orderedAt', '<=', sql<Instant>`${p.before}`)
    .where(sql<boolean>`exists (select 1 from expiryRule r where r.channelId = coalesce(o.channelId, 0) and r.method in ('', o.payMethod))`)
    .where(sql<boolean>`not exists (select 1 from orderExpiry where orderId = o.id)`)
    .orderBy('o.orderedAt')
    .limit(p.limit),
);

const insertExpiry = write((db, p: { orderId: number; cancellationId: number | null; minutes: number; dueAt: Instant; expiredAt: Instant; freed: Quantity; commandId: number }) =>
  db.insertInto('orderExpiry').values({ orderId: p.orderId, cancellationId: p.cancellationId, minutes: p.minutes, dueAt: p.dueAt, expiredAt: p.expiredAt, freed: p.freed, commandId: p.commandId }),
);
const insertReminder = write((db, p: { orderId: number; dueAt: Instant; queuedAt: Instant; commandId: number }) =>
  db.insertInto('orderReminder').values({ orderId: p.orderId, dueAt: p.dueAt, queuedAt: p.queuedAt, commandId: p.commandId }),
);

const rulesOf = (reader: Reader): ExpiryRule[] => ruleRows.all(reader, {});

/** Answers what the rule was. Orders that wait fall under the new one at once. @throws Refusal input.invalid where one is reminded after the end */
export function setExpiryRule(tx: Tx, { channelId, method, terms }: { channelId: number | null; method: string; terms: Terms | null }): { before: Terms | null } {
  if (terms?.remindMinutes != null && terms.remindMinutes >= terms.minutes) throw new Refusal('input.invalid', { issues: [{ path: 'terms.remindMinutes', message: 'a reminder comes before the end' }] });
  const key = { channelId: channelId ?? 0, method };
  const known = rulesOf(tx).find((rule) => rule.channelId === key.channelId && rule.method === method);
  if (terms) putRule.run(tx, { ...key, ...terms });
  else dropRule.run(tx, key);
  tx.changed('expiryRule', key.channelId);
  return { before: known ? { minutes: known.minutes, remindMinutes: known.remindMinutes, act: known.act } : null };
}

export const listExpiryRules = (reader: Reader) => ({ rows: rulesOf(reader).map(({ channelId, ...rule }) => ({ ...rule, channelId: channelId === 0 ? null : channelId })) });

/** So many orders are looked at in one turn, that one turn stays short; the rest follows with the next. */
const perTurn = 200;

interface Due {
  id: number;
  ends: Instant;
  reminds: Instant | undefined;
  rule: ExpiryRule;
}

function waiting(reader: Reader, rules: readonly ExpiryRule[], before: number): Due[] {
  return unpaidSince.all(reader, { before, limit: 5 * perTurn }).flatMap((order) => {
    const rule = expiryRuleOf(rules, order);
    return rule ? [{ id: order.id, ends: endsAt(order, rule), reminds: order.reminded === 1 ? undefined : remindsAt(order, rule), rule }] : [];
  });
}

/**
 * Ends orders nobody paid for in time and sets their goods free, and notes whom to remind. Money and goods are as after any
 * cancellation, which can be taken back. Source: D8; an unpaid order never holds goods for ever.
 */
export function expireUnpaidOrders(tx: Tx): { ended: number; reminded: number } {
  const due = waiting(tx, rulesOf(tx), tx.now);
  const over = due.filter(({ ends }) => ends <= tx.now).slice(0, perTurn);
  const toRemind = due.filter(({ ends, reminds }) => ends > tx.now && reminds !== undefined && reminds <= tx.now).slice(0, perTurn);
  for (const order of over) expire(tx, order);
  for (const { id, reminds } of toRemind) {
    const { lastId } = insertReminder.run(tx, { orderId: id, dueAt: reminds ?? tx.now, queuedAt: tx.now, commandId: tx.commandId });
    tx.changed('orderReminder', lastId);
  }
  return { ended: over.length, reminded: toRemind.length };
}

function expire(tx: Tx, { id: orderId, ends, rule }: Due): void {
  const freed = releaseLines(tx, orderId, 'nothing');
  const cancellationId = rule.act === 'cancel' ? cancelOrder(tx, { orderId, reason: '' }).cancellationId : null;
  if (cancellationId === null) refreshStates(tx, orderId);
  const { lastId } = insertExpiry.run(tx, { orderId, cancellationId, minutes: rule.minutes, dueAt: ends, expiredAt: tx.now, freed, commandId: tx.commandId });
  tx.changed('orderExpiry', lastId);
}

/** When the next order ends or is to be reminded of; undefined where none ever is. */
export function nextExpiry(reader: Reader): Instant | undefined {
  const rules = rulesOf(reader);
  if (rules.length === 0) return undefined;
  const instants = waiting(reader, rules, Number.MAX_SAFE_INTEGER).flatMap(({ ends, reminds }) => (reminds === undefined ? [ends] : [reminds, ends]));
  return instants.length === 0 ? undefined : (Math.min(...instants) as Instant);
}

const waitingOrder = read((db, p: { orderId: number }) => db.selectFrom('salesOrder').select(['channelId', 'payMethod', 'orderedAt']).where('id', '=', p.orderId).where('payment', '=', 'unpaid'));

/** When an order nobody paid anything for ends; undefined where it waits for ever, or waits for no money. */
export function orderEndsAt(reader: Reader, orderId: number): Instant | undefined {
  const order = waitingOrder.get(reader, { orderId });
  const rule = order && expiryRuleOf(rulesOf(reader), order);
  return order && rule && endsAt(order, rule);
}

const expired = read((db, p: { limit: number }) =>
  db
    .selectFrom('orderExpiry as over')
    .innerJoin('salesOrder as o', 'o.id', 'over.orderId')
    .select(['over.id', 'over.orderId', 'o.shownNumber as number', 'over.minutes', 'over.dueAt', 'over.expiredAt', 'over.freed', 'over.cancellationId'])
    .orderBy('over.id', 'desc')
    .limit(p.limit),
);

export const listExpiredOrders = (reader: Reader, { limit }: { limit: number }) => ({
  rows: expired.all(reader, { limit }).map(({ cancellationId, ...row }) => ({ ...row, wasCancelled: cancellationId !== null })),
});
