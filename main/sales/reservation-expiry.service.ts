import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { dueReservations, expireReservation, keepReservation } from '../inventory/reservation.service.ts';
import { refreshStates } from './order-record.ts';

const orderOfLine = read((db, p: { orderLineId: number }) =>
  db
    .selectFrom('orderLine as line')
    .innerJoin('salesOrder as order', 'order.id', 'line.orderId')
    .select(['order.id', 'order.payment'])
    .where('line.id', '=', p.orderLineId),
);

/**
 * Sets goods free whose reservation is over and whose order nobody has paid for; what was paid for, even in part, is kept
 * without an end. Answers how many were freed. Source: DOMAIN §3; nothing stays blocked for ever.
 */
export function expireReservations(tx: Tx): { freed: number } {
  let freed = 0;
  for (const reservation of dueReservations(tx, tx.now)) {
    const order = orderOfLine.get(tx, reservation);
    if (order && order.payment !== 'unpaid') {
      keepReservation(tx, reservation);
      continue;
    }
    expireReservation(tx, reservation);
    if (order) refreshStates(tx, order.id);
    freed += 1;
  }
  return { freed };
}
