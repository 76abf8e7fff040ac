import { openQuantity } from '../../shared/sales/order-part.rules.ts';
import { quantity, type Quantity } from '../../shared/units/quantity.ts';
import type { RefusalData } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { allocate, release } from '../inventory/allocation.service.ts';
import { getLiveOrder, type LineRow, refreshStates } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';

type Result<T> = { ok: true; value: T } | { ok: false; refusal: RefusalData };

/** Sets goods aside for open lines, as far as there are any, and answers the lines as they then stand; the rest is backordered. */
export function allocateLines(tx: Tx, lines: readonly LineRow[], locationId?: number): LineRow[] {
  return lines.map((line) => {
    const missing = quantity(openQuantity(line) - line.allocated);
    if (missing <= 0 || line.variantId === null) return line;
    const place = locationId === undefined ? {} : { locationId };
    const got = allocate(tx, { orderLineId: line.id, variantId: line.variantId, quantity: missing, ...place });
    if (got.length > 0) tx.changed('stockLevel', line.variantId);
    return { ...line, allocated: quantity(got.reduce<number>((sum, part) => sum + part.quantity, line.allocated)) };
  });
}

/** Sets goods aside for an order and derives its states. */
export function allocateAndRefresh(tx: Tx, orderId: number, locationId?: number): { before: LineRow[]; after: LineRow[] } {
  const before = linesOf.all(tx, { orderId });
  const after = allocateLines(tx, before, locationId);
  refreshStates(tx, orderId, after);
  return { before, after };
}

const openOf = (lines: readonly LineRow[]): number => lines.reduce((sum, line) => sum + openQuantity(line), 0);
const setAside = (lines: readonly LineRow[]): number => lines.reduce((sum, line) => sum + line.allocated, 0);

/** Each order in a savepoint of its own. @throws nothing: refusals come back per item (order.missing, order.history, location.unknown) */
export function allocateOrders(tx: Tx, input: { items: readonly { orderId: number; locationId?: number }[] }) {
  const results: Result<{ orderId: number; allocated: Quantity; backordered: Quantity }>[] = input.items.map(({ orderId, locationId }) =>
    tx.attempt(() => {
      getLiveOrder(tx, orderId);
      const { before, after } = allocateAndRefresh(tx, orderId, locationId);
      return { orderId, allocated: quantity(setAside(after) - setAside(before)), backordered: quantity(openOf(after) - setAside(after)) };
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

/** Sets an order's goods aside anew, at the places somebody chose and nowhere else, as far as there are any. @throws Refusal order.missing, order.history */
export function setAsideAt(tx: Tx, orderId: number, parts: readonly { orderLineId: number; locationId: number; quantity: Quantity }[]): void {
  getLiveOrder(tx, orderId);
  releaseLines(tx, orderId, 'nothing');
  const lines = new Map(linesOf.all(tx, { orderId }).map((line) => [line.id, line]));
  for (const { orderLineId, locationId, quantity: asked } of parts) {
    const line = lines.get(orderLineId);
    if (!line || line.variantId === null) continue;
    allocate(tx, { orderLineId, variantId: line.variantId, quantity: quantity(Math.min(asked, openQuantity(line))), locationId });
    tx.changed('stockLevel', line.variantId);
  }
  refreshStates(tx, orderId);
}
