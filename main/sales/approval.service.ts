import { assertApprovable } from '../../shared/sales/order-approval.rules.ts';
import type { RefusalData } from '../../shared/refusal/refusal.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { refuseHeld } from './hold.service.ts';
import { getLiveOrder } from './order-record.ts';

type Result = { ok: true; value: { orderId: number } } | { ok: false; refusal: RefusalData };

const insertApproval = write((db, p: { orderId: number; reason: string; approvedAt: Instant; commandId: number }) =>
  db.insertInto('orderApproval').values({ orderId: p.orderId, reason: p.reason, approvedAt: p.approvedAt, commandId: p.commandId }),
);

const withdraw = write((db, p: { orderId: number; withdrawnAt: Instant; commandId: number }) =>
  db
    .updateTable('orderApproval')
    .set({ withdrawnAt: p.withdrawnAt, withdrawCommandId: p.commandId })
    .where('orderId', '=', p.orderId)
    .where('withdrawnAt', 'is', null),
);

const standingBy = read((db, p: { orderId: number; commandId: number }) =>
  db.selectFrom('orderApproval').select('orderId').where('orderId', '=', p.orderId).where('commandId', '=', p.commandId).where('withdrawnAt', 'is', null),
);

/** Says that orders may go. Each in a savepoint of its own: one that is refused never takes the others with it. */
export function approveOrders(tx: Tx, { items, reason }: { items: readonly { orderId: number }[]; reason: string }): { results: Result[] } {
  return {
    results: items.map(({ orderId }) =>
      tx.attempt(() => {
        const order = getLiveOrder(tx, orderId);
        refuseHeld(tx, order);
        assertApprovable(order, reason);
        approve(tx, orderId, reason);
        return { orderId };
      }),
    ),
  };
}

/** Notes that an order may go; whoever asks knows that nothing speaks against it. */
export function approve(tx: Tx, orderId: number, reason: string): void {
  insertApproval.run(tx, { orderId, reason, approvedAt: tx.now, commandId: tx.commandId });
  tx.changed('salesOrder', orderId);
}

/** Takes back what was said of orders, as long as nothing of them has left. */
export function unapproveOrders(tx: Tx, { items }: { items: readonly { orderId: number }[] }): { results: Result[] } {
  return {
    results: items.map(({ orderId }) =>
      tx.attempt(() => {
        const order = getLiveOrder(tx, orderId);
        if (order.approved === 0) throw new Refusal('order.notApproved', { orderId });
        if (order.fulfilment === 'shipped' || order.fulfilment === 'partlyShipped') throw new Refusal('order.alreadyShipped', { orderId });
        withdraw.run(tx, { orderId, withdrawnAt: tx.now, commandId: tx.commandId });
        tx.changed('salesOrder', orderId);
        return { orderId };
      }),
    ),
  };
}

/** Takes back what one command approved of these orders besides its own work, as long as it stands. @returns of how many */
export function withdrawApprovals(tx: Tx, orderIds: readonly number[], commandId: number): number {
  const standing = orderIds.filter((orderId) => standingBy.get(tx, { orderId, commandId }));
  for (const orderId of standing) {
    withdraw.run(tx, { orderId, withdrawnAt: tx.now, commandId: tx.commandId });
    tx.changed('salesOrder', orderId);
  }
  return standing.length;
}
