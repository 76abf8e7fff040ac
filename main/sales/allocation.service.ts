import { openQuantity } from '../../shared/sales/order-part.rules.ts';
import { quantity, type Quantity } from '../../shared/units/quantity.ts';
import type { RefusalData } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { allocate, release } from '../inventory/allocation.service.ts';
import { getLiveOrder, refreshStates } from './order-record.ts';
import { linesOf } from './order.statements.ts';

type Result<T> = { ok: true; value: T } | { ok: false; refusal: RefusalData };

/** Sets goods aside for the open lines of an order, as far as there are any; the rest stays backordered. */
export function allocateOrder(tx: Tx, input: { orderId: number; locationId?: number }): { orderId: number; allocated: Quantity; backordered: Quantity } {
  getLiveOrder(tx, input.orderId);
  let [allocated, backordered] = [0, 0];
  for (const line of linesOf.all(tx, input)) {
    const missing = quantity(openQuantity(line) - line.allocated);
    if (missing <= 0) continue;
    const place = input.locationId === undefined ? {} : { locationId: input.locationId };
    const got = line.variantId === null ? [] : allocate(tx, { orderLineId: line.id, variantId: line.variantId, quantity: missing, ...place });
    const sum = got.reduce((total, part) => total + part.quantity, 0);
    allocated += sum;
    backordered += missing - sum;
    if (sum > 0 && line.variantId !== null) tx.changed('stockLevel', line.variantId);
  }
  return { orderId: input.orderId, allocated: quantity(allocated), backordered: quantity(backordered) };
}

/** Each order in a savepoint of its own. @throws nothing: refusals come back per item (order.missing, order.history, location.unknown) */
export function allocateOrders(tx: Tx, input: { items: readonly { orderId: number; locationId?: number }[] }) {
  const results: Result<ReturnType<typeof allocateOrder>>[] = input.items.map((item) =>
    tx.attempt(() => {
      const done = allocateOrder(tx, item);
      refreshStates(tx, item.orderId);
      return done;
    }),
  );
  return { results };
}

/** Sets free what lines hold beyond what is still open of them, or all of it. */
export function releaseLines(tx: Tx, orderId: number, keep: 'nothing' | 'open'): Quantity {
  let released = 0;
  for (const line of linesOf.all(tx, { orderId })) {
    const surplus = line.allocated - (keep === 'open' ? openQuantity(line) : 0);
    if (surplus <= 0) continue;
    released += release(tx, { orderLineId: line.id, quantity: quantity(surplus) });
    if (line.variantId !== null) tx.changed('stockLevel', line.variantId);
  }
  return quantity(released);
}

export function releaseOrders(tx: Tx, input: { items: readonly { orderId: number }[] }) {
  const results: Result<{ orderId: number; released: Quantity }>[] = input.items.map(({ orderId }) =>
    tx.attempt(() => {
      getLiveOrder(tx, orderId);
      const released = releaseLines(tx, orderId, 'nothing');
      refreshStates(tx, orderId);
      return { orderId, released };
    }),
  );
  return { results };
}
