import { Refusal } from '../../shared/refusal/refusal.ts';
import type { RefundKind } from '../../shared/sales/refund.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import type { Tx } from '../database/handles.ts';
import { linesOf } from '../sales/order-line.statements.ts';
import { getLiveOrder } from '../sales/order-record.ts';
import { refundRooms } from '../sales/refund-bases.ts';
import { recordRefund } from '../sales/refund.service.ts';

/** What a cancellation owes is paid back from its own bases first: cancelled goods, then shipping, then the money alone. */
const inOrder: readonly RefundKind[] = ['cancelled', 'shipping', 'amountOnly'];

/** Pays back what an order owes its customer. @throws Refusal order.missing, refund.tooMuch when less is owed */
export function refundOwed(tx: Tx, orderId: number, amount: Minor, refundedAt: Instant): number {
  const order = getLiveOrder(tx, orderId);
  if (amount <= 0 || amount > order.owed) throw new Refusal('refund.tooMuch', { kind: 'cancelled', room: order.owed, asked: amount });
  let left: number = amount;
  const rooms = refundRooms(tx, order, linesOf.all(tx, { orderId }));
  const parts = inOrder.flatMap((kind) =>
    rooms.filter((room) => room.kind === kind).flatMap(({ orderLineId, base, refunded }) => {
      const part = Math.min(left, Math.max(0, base - refunded));
      left -= part;
      return part > 0 ? [{ kind, orderLineId, amount: minor(part) }] : [];
    }),
  );
  return recordRefund(tx, { orderId, parts, account: 'bank', reason: '', refundedAt }).refundId;
}
