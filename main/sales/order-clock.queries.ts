import { sql } from 'kysely';
import { deadlineRisk, orderClock, type OrderTimes, type Span } from '../../shared/sales/order-clock.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { getLiveOrder } from './order-record.ts';

const holdSpans = read((db, p: { orderId: number }) => db.selectFrom('orderHold').select(['heldAt as from', 'endedAt as to']).where('orderId', '=', p.orderId));
const approvalSpans = read((db, p: { orderId: number }) => db.selectFrom('orderApproval').select(['approvedAt as from', 'withdrawnAt as to']).where('orderId', '=', p.orderId));

const lastSteps = read<{ orderId: number }, { endedAt: Instant | null; firstPaidAt: Instant | null }>((db, p) =>
  db.selectNoFrom([
    sql<Instant | null>`(select max(at) from (
      select max(occurredAt) as at from shipment where orderId = ${p.orderId} and voidedAt is null
      union all select max(occurredAt) from cancellation where orderId = ${p.orderId}))`.as('endedAt'),
    sql<Instant | null>`(select min(occurredAt) from payment where orderId = ${p.orderId} and voidedAt is null)`.as('firstPaidAt'),
  ]),
);

/** Where the time of an order went, and whether its promise is kept. @throws Refusal order.missing, order.history */
export function getOrderClock(reader: Reader, { orderId }: { orderId: number }, _actor: Actor, now: Instant) {
  const order = getLiveOrder(reader, orderId);
  const { endedAt, firstPaidAt } = lastSteps.get(reader, { orderId }) ?? { endedAt: null, firstPaidAt: null };
  const isOver = order.fulfilment === 'shipped' || order.fulfilment === 'cancelled';
  const times: OrderTimes = {
    orderedAt: order.orderedAt,
    shipByAt: order.shipByAt,
    // An order without goods (all of them went to another) ended as it was changed, which nobody waits for.
    endedAt: isOver ? (endedAt ?? order.orderedAt) : null,
    holds: holdSpans.all(reader, { orderId }) satisfies Span[],
    approvals: approvalSpans.all(reader, { orderId }) satisfies Span[],
    ...(order.awaitsPayment === 1 && { paidAt: firstPaidAt }),
  };
  const segments = orderClock(times, now);
  const last = segments.at(-1);
  return { orderId, orderedAt: order.orderedAt, shipByAt: order.shipByAt, endedAt: times.endedAt, risk: deadlineRisk(times, now), segments, total: (last?.to ?? order.orderedAt) - order.orderedAt };
}
