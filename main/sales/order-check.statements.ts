import { sql } from 'kysely';
import { duplicateWithin } from '../../shared/sales/duplicate-order.rules.ts';
import type { CheckFix } from '../../shared/sales/order-check.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write } from '../database/statement.ts';
import { availableOf } from '../inventory/available.sql.ts';
import { jsonList } from '../inventory/json-list.ts';

export const activeRules = read((db) => db.selectFrom('checkRule').select(['id', 'code', 'name', 'conditions', 'fix']).where('active', '=', 1).where('removedAt', 'is', null).orderBy('id'));
export const standingRules = read((db) => db.selectFrom('checkRule').selectAll().where('removedAt', 'is', null).orderBy('id'));
export const ruleById = read((db, p: { id: number }) => db.selectFrom('checkRule').selectAll().where('id', '=', p.id));

interface RuleWords {
  name: string;
  conditions: string;
  fix: CheckFix;
  active: 0 | 1;
}

export const insertRule = write((db, p: RuleWords) => db.insertInto('checkRule').values({ name: p.name, conditions: p.conditions, fix: p.fix, active: p.active }));
export const changeRule = write((db, p: RuleWords & { id: number }) =>
  db.updateTable('checkRule').set({ name: p.name, conditions: p.conditions, fix: p.fix, active: p.active }).where('id', '=', p.id),
);
export const setRemoved = write((db, p: { id: number; removedAt: Instant | null }) => db.updateTable('checkRule').set({ removedAt: p.removedAt }).where('id', '=', p.id));

/** An order with the sums of its open lines, and where it goes: what most facts are made of, in one question. */
export const orderSums = read((db, p: { orderId: number }) =>
  db
    .selectFrom('salesOrder as o')
    .leftJoin('customer', 'customer.id', 'o.customerId')
    .leftJoin('orderRecipient as to', 'to.orderId', 'o.id')
    .select(['o.id', 'o.channelId', 'o.customerId', 'o.intake', 'o.fulfilment', 'o.payment', 'o.currency', 'o.orderedAt', 'o.orderedOn', 'o.shownNumber', 'o.pricesIncludeTax'])
    .select(['o.total', 'o.claim', 'o.cancelledClaim', 'o.captured', 'o.awaitsPayment', 'o.exceptions'])
    .select(['customer.name as customerName', 'to.recipient', 'to.company', 'to.line1', 'to.line2', 'to.city', 'to.region', 'to.postcode', 'to.country', 'to.phone', 'to.email', 'to.newer as newerAddress'])
    .where('o.id', '=', p.orderId),
);

export interface CustomerPast {
  earlier: number;
  inDay: number;
  captured: Minor;
  refunded: Minor;
}

/** So many orders of a customer are looked back at. */
const lookBack = 50;

/** What a customer, under whichever of the cards that became one, ordered before. */
export const pastOf = read<{ customerId: number; orderId: number; orderedAt: Instant; dayBefore: number }, CustomerPast>((db, p) =>
  db
    .selectFrom(
      sql<{ orderedAt: Instant; captured: Minor; refunded: Minor }>`(
        select orderedAt, captured, refunded from salesOrder
        where customerId = ${p.customerId} and orderedAt <= ${p.orderedAt} and id <> ${p.orderId} order by orderedAt desc limit ${sql.lit(lookBack)}
      )`.as('before'),
    )
    .select([
      sql<number>`count(*)`.as('earlier'),
      sql<number>`count(*) filter (where orderedAt > ${p.dayBefore})`.as('inDay'),
      sql<Minor>`coalesce(sum(captured), 0)`.as('captured'),
      sql<Minor>`coalesce(sum(refunded), 0)`.as('refunded'),
    ]),
);

export interface DoubleRow {
  id: number;
  shownNumber: string;
  orderedAt: Instant;
  total: Minor;
  channelId: number | null;
  captured: Minor;
  goods: string;
  address: string;
}

const goodsOf = (order: string) => sql<string>`(
  select json_group_array(json_array(sku, quantity)) from (
    select coalesce(cast(variantId as text), sku) as sku, sum(quantity) as quantity from orderLine where orderId = ${sql.ref(order)} and quantity > 0 group by 1))`;

const addressOf = (order: string) => sql<string>`coalesce((
  select json_array(line1, line2, postcode, city) from orderRecipient where orderId = ${sql.ref(order)}), '[]')`;

/** What the same customer ordered shortly before; what was called off since is no order to compare with. */
export const ordersJustBefore = read<{ orderId: number; customerId: number; orderedAt: Instant; since: number; total: Minor }, DoubleRow>((db, p) =>
  db
    .selectFrom('salesOrder as o')
    .select(['o.id', 'o.shownNumber', 'o.orderedAt', 'o.total', 'o.channelId', 'o.captured', goodsOf('o.id').as('goods'), addressOf('o.id').as('address')])
    .where('o.customerId', '=', p.customerId)
    .where('o.orderedAt', '>=', sql<Instant>`${p.since}`)
    .where('o.orderedAt', '<=', p.orderedAt)
    .where(sql<boolean>`(o.orderedAt, o.id) < (${p.orderedAt}, ${p.orderId})`)
    .where('o.fulfilment', '<>', 'cancelled')
    // What shares three quarters of its goods comes to a like sum.
    .where(sql<boolean>`o.total between ${p.total} / 2 and ${p.total} * 2`)
    .orderBy('o.orderedAt', 'desc')
    .limit(10),
);

export const sinceFor = (orderedAt: Instant): number => orderedAt - duplicateWithin;

/** What an order usually comes to, from the kept days of the last quarter. */
export const usualOrder = read<{ from: Day }, { usual: number | null }>((db, p) =>
  db
    .selectFrom('salesDay')
    .select(sql<number | null>`cast(sum(ordered) as real) / nullif(sum(orders), 0)`.as('usual'))
    .where('dayOn', '>=', p.from),
);

export const anyBlocked = read((db) => db.selectFrom('blockedBuyer').select('id').where('endedAt', 'is', null).limit(1));

/** Whether one of these ways to reach a buyer is blocked, the customer's own included. */
export const isBlocked = read<{ customerId: number | null; email: string | null; phone: string | null }, { id: number }>((db, p) =>
  db
    .selectFrom('blockedBuyer as b')
    .select('b.id')
    .where('b.endedAt', 'is', null)
    .where(sql<boolean>`((b.kind = 'email' and b.key = ${p.email}) or (b.kind = 'phone' and b.key = ${p.phone})
      or exists (select 1 from customerContact c where c.customerId = ${p.customerId} and c.kind = b.kind and c.key = b.key))`)
    .limit(1),
);

/** The checks that stand against an order, with what they say; and those somebody settled. */
export const checksOf = read((db, p: { orderId: number }) =>
  db.selectFrom('orderException').select(['id', 'details', 'resolvedAt', 'resolution']).where('orderId', '=', p.orderId).where('kind', '=', 'check'),
);

export const recentOrders = read((db, p: { limit: number }) =>
  db.selectFrom('salesOrder').select('id').where('intake', '<>', 'history').orderBy('orderedAt', 'desc').limit(p.limit),
);


export const availableOfVariants = read((db, p: { variantIds: string }) =>
  db.selectFrom('variant').select(['variant.id as variantId', availableOf('variant.id').as('available')]).where('variant.id', 'in', jsonList(p.variantIds)),
);
