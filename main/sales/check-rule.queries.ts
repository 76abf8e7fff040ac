import { sql } from 'kysely';
import { caughtBy, type Condition } from '../../shared/sales/order-check.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { factsNeeded } from './order-check.service.ts';
import { recentOrders, standingRules } from './order-check.statements.ts';
import { gatherFacts, shopFacts } from './order-facts.queries.ts';

/** How many orders each rule stands against: open exceptions are few, so they are read as they are. */
const openByRule = read((db) =>
  db
    .selectFrom('orderException')
    .select([sql<number>`details ->> 'ruleId'`.as('ruleId'), ({ fn }) => fn.countAll<number>().as('open')])
    .where('resolvedAt', 'is', null)
    .where('kind', '=', 'check')
    .groupBy(sql`1`),
);

const shownOrder = read((db, p: { orderId: number }) =>
  db.selectFrom('salesOrder as o').leftJoin('customer', 'customer.id', 'o.customerId').select(['o.shownNumber as number', 'o.orderedAt', 'customer.name as customerName']).where('o.id', '=', p.orderId),
);

export function listRules(reader: Reader) {
  const open = new Map(openByRule.all(reader, {}).map((row) => [row.ruleId, row.open]));
  // Written by this room as a list of conditions.
  const rows = standingRules.all(reader, {}).map(({ conditions, active, removedAt: _standing, ...row }) => ({
    ...row,
    conditions: JSON.parse(conditions) as Condition[],
    active: active === 1,
    open: open.get(row.id) ?? 0,
  }));
  return { rows };
}

/** So many of the orders a rule would catch are shown. */
const shown = 50;

/** What a rule would have caught among the latest orders, as they stand now. Nothing is written. */
export function tryOutRule(reader: Reader, { conditions, orders }: { conditions: readonly Condition[]; orders: number }, _actor: Actor, now: Instant) {
  const [needed, shop] = [factsNeeded([{ conditions }]), shopFacts(reader, now)];
  const latest = recentOrders.all(reader, { limit: orders });
  const caught = latest.flatMap(({ id }) => {
    const known = gatherFacts(reader, id, needed, shop, now);
    const terms = known && caughtBy({ conditions }, known.facts);
    return terms ? [{ orderId: id, terms }] : [];
  });
  const rows = caught.slice(0, shown).flatMap(({ orderId, terms }) => {
    const order = shownOrder.get(reader, { orderId });
    return order ? [{ orderId, ...order, terms }] : [];
  });
  return { looked: latest.length, caught: caught.length, rows };
}
