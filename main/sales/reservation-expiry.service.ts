import { fateOf } from '../../shared/inventory/reservation.rules.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { dueReservations, expireReservation, getReservationRule, keepReservation, prolongReservation } from '../inventory/reservation.service.ts';
import { refreshStates } from './order-record.ts';

const orderOfLine = read((db, p: { orderLineId: number }) =>
  db
    .selectFrom('orderLine as line')
    .innerJoin('salesOrder as order', 'order.id', 'line.orderId')
    .select(['order.id', 'order.payment', 'order.holds'])
    .where('line.id', '=', p.orderLineId),
);

/**
 * Sets goods free whose reservation is over and whose order nobody has paid for; what was paid for, even in part, is kept
 * without an end, and an order on hold keeps its goods as long as the shop said. Answers how many were freed.
 * Source: DOMAIN §3; nothing stays blocked for ever.
 */
export function expireReservations(tx: Tx): { freed: number } {
  const rule = getReservationRule(tx);
  let freed = 0;
  for (const reservation of dueReservations(tx, tx.now)) {
    const order = orderOfLine.get(tx, reservation);
    const fate = fateOf(order && { paid: order.payment !== 'unpaid', held: order.holds > 0 }, reservation.allocatedAt, rule, tx.now);
    if (fate === 'keep') keepReservation(tx, reservation);
    else if (fate !== 'free') prolongReservation(tx, reservation, fate.until);
    else {
      expireReservation(tx, reservation);
      if (order) refreshStates(tx, order.id);
      freed += 1;
    }
  }
  return { freed };
}
