import type { ReplenishmentAsked } from '../../shared/purchasing/replenishment.contract.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { cancelPurchaseOrder, createPurchaseOrder, reopenPurchaseOrder, requireDraft } from './purchase-order.service.ts';
import type { Need } from './replenishment-needs.ts';
import { proposalFor } from './replenishment.queries.ts';

/**
 * Drafts what the plan takes, one order for each supplier, the most urgent line first; the agreement in force prices each line.
 * @throws Refusal `replenishment.changed` when the plan is no longer the one that was shown
 */
export function orderReplenishment(tx: Tx, { expects, ...asked }: ReplenishmentAsked & { expects: { lines: number; cost: Minor } }) {
  const { taken, cost } = proposalFor(tx, asked, tx.now);
  if (taken.length !== expects.lines || cost !== expects.cost) throw new Refusal('replenishment.changed', { lines: taken.length, cost });
  const bySupplier = Map.groupBy(taken.flatMap(partsOf), (part) => part.supplierId);
  const orders = [...bySupplier].map(([supplierId, parts]) => {
    const lines = parts.map(({ variantId, quantity: count }) => ({ variantId, quantity: count }));
    return { ...createPurchaseOrder(tx, { supplierId, lines }), supplierId };
  });
  return { orders };
}

/** What of a line is ordered from whom. A line without a supplier has nothing to order and is never taken. */
function partsOf({ variantId, supplierId, quantity: whole, second }: Need): { variantId: number; supplierId: number; quantity: Quantity }[] {
  if (supplierId === null) return [];
  const first = { variantId, supplierId, quantity: quantity(whole - (second?.quantity ?? 0)) };
  return second ? [first, { variantId, supplierId: second.supplierId, quantity: second.quantity }] : [first];
}

/** Gives up drafts together. @throws Refusal as cancelling one, `purchaseOrder.notDraft` */
export function withdrawOrders(tx: Tx, { purchaseOrderIds }: { purchaseOrderIds: readonly number[] }) {
  const orders = purchaseOrderIds.map((purchaseOrderId) => {
    requireDraft(tx, purchaseOrderId);
    return { purchaseOrderId, lines: cancelPurchaseOrder(tx, { purchaseOrderId, reason: 'withdrawn' }).cancelled };
  });
  return { orders };
}

/** Takes up again what was given up together. @throws Refusal as reopening one */
export function restoreOrders(tx: Tx, { orders }: { orders: readonly { purchaseOrderId: number; lines: readonly { purchaseOrderLineId: number; quantity: Quantity }[] }[] }) {
  for (const order of orders) reopenPurchaseOrder(tx, order);
  return { purchaseOrderIds: orders.map(({ purchaseOrderId }) => purchaseOrderId) };
}
