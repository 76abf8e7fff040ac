import { sql } from 'kysely';
import type { AccountRole } from '../../shared/accounting/entry.rules.ts';
import { addDays, dayOf, startOfDay } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { onList } from './order-lists.ts';
import { countOrders } from './order-list.queries.ts';

const salesRoles: readonly AccountRole[] = ['salesRevenue', 'salesDiscounts', 'salesReturns', 'shippingIncome'];
const costRoles: readonly AccountRole[] = ['cogs'];

/** What accounts of some roles moved on each day, from the kept balances: credit less debit. A chart may give two roles one account. */
const movedByDay = read((db, p: { roles: string; from: Day; before: Day }) =>
  db
    .selectFrom('ledgerDay')
    .select(['dayOn', sql<number>`sum(credit - debit)`.as('earned')])
    .where('ledgerAccountId', 'in', sql<number>`(select ledgerAccountId from accountRole where role in (select value from json_each(${p.roles})))`)
    .where('dayOn', '>=', p.from)
    .where('dayOn', '<', p.before)
    .groupBy('dayOn'),
);

const ordersByDay = read((db, p: { from: Day; before: Day }) =>
  db
    .selectFrom('salesDay')
    .select(['dayOn', ({ fn }) => fn.sum<number>('orders').as('orders')])
    .where('dayOn', '>=', p.from)
    .where('dayOn', '<', p.before)
    .groupBy('dayOn'),
);

const waiting = read((db, p: { before: Instant }) =>
  db.selectNoFrom([
    sql<number>`(select count(*) from salesOrder as o where ${onList('toShip')} and shipByAt < ${p.before})`.as('dueToday'),
    sql<number>`(select count(*) from orderException where resolvedAt is null)`.as('openExceptions'),
    sql<number>`(
      select count(distinct line.variantId) from salesOrder cross join orderLine as line on line.orderId = salesOrder.id
      where salesOrder.fulfilment in ('open', 'allocated', 'partlyShipped') and salesOrder.fulfilment <> 'allocated'
        and line.variantId is not null
        and line.quantity - line.shipped - line.cancelled > (select coalesce(sum(quantity), 0) from allocation where orderLineId = line.id)
    )`.as('stockAlerts'),
  ]),
);

/** How yesterday went, from the balances of the books, and what waits, from the short lists. */
export function getToday(reader: Reader, _input: unknown, _actor: Actor, now: Instant) {
  const { timeZone } = getShop(reader);
  const today = dayOf(now, timeZone);
  const span = { from: addDays(today, -8), before: today };
  const sales = movedByDay.all(reader, { ...span, roles: JSON.stringify(salesRoles) });
  const costs = movedByDay.all(reader, { ...span, roles: JSON.stringify(costRoles) });
  const orders = ordersByDay.all(reader, span);
  const earned = (rows: readonly { dayOn: Day; earned: number }[], on: Day): number => rows.find((row) => row.dayOn === on)?.earned ?? 0;
  const days = Array.from({ length: 8 }, (_, index) => addDays(span.from, index)).map((on) => ({
    on,
    orders: orders.find((row) => row.dayOn === on)?.orders ?? 0,
    sales: minor(earned(sales, on)),
    margin: minor(earned(sales, on) + earned(costs, on)),
  }));
  const { toShip, toPay } = countOrders(reader);
  const waits = waiting.get(reader, { before: startOfDay(addDays(today, 1), timeZone) }) ?? { dueToday: 0, openExceptions: 0, stockAlerts: 0 };
  return { today, days, toShip, toPay, ...waits };
}
