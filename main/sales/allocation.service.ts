import { openQuantity } from '../../shared/sales/order-part.rules.ts';
import { quantity, type Quantity } from '../../shared/units/quantity.ts';
import { Refusal, type RefusalData } from '../../shared/refusal/refusal.ts';
import type { Tx } from '../database/handles.ts';
import { allocate, type Allocation, release } from '../inventory/allocation.service.ts';
import { getLiveOrder, type LineRow, refreshStates } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';

type Result<T> = { ok: true; value: T } | { ok: false; refusal: RefusalData };

/** Goods of one place that a line holds. */
interface Part extends Allocation {
  orderLineId: number;
}

/** Sets goods aside for what is open of a line and has none yet, as far as there are any. Answers what it got. */
function allocateLine(tx: Tx, line: LineRow, locationId?: number): Part[] {
  const missing = quantity(openQuantity(line) - line.allocated);
  if (missing <= 0 || line.variantId === null) return [];
  const place = locationId === undefined ? {} : { locationId };
  const got = allocate(tx, { orderLineId: line.id, variantId: line.variantId, quantity: missing, ...place });
  if (got.length > 0) tx.changed('stockLevel', line.variantId);
  return got.map((part) => ({ orderLineId: line.id, ...part }));
}

const quantityOf = (parts: readonly Part[]): number => parts.reduce((sum, part) => sum + part.quantity, 0);

const withParts = (line: LineRow, parts: readonly Part[]): LineRow => (parts.length === 0 ? line : { ...line, allocated: quantity(line.allocated + quantityOf(parts)) });

/** Sets goods aside for open lines, as far as there are any, and answers the lines as they then stand; the rest is backordered. */
export const allocateLines = (tx: Tx, lines: readonly LineRow[], locationId?: number): LineRow[] => lines.map((line) => withParts(line, allocateLine(tx, line, locationId)));

/** Sets goods aside for an order and derives its states. Answers what its lines got, and the lines as they then stand. */
export function allocateAndRefresh(tx: Tx, orderId: number, locationId?: number): { parts: Part[]; lines: LineRow[] } {
  const got = linesOf.all(tx, { orderId }).map((line) => ({ line, parts: allocateLine(tx, line, locationId) }));
  const lines = got.map(({ line, parts }) => withParts(line, parts));
  refreshStates(tx, orderId, lines);
  return { parts: got.flatMap(({ parts }) => parts), lines };
}

const stillMissing = (lines: readonly LineRow[]): number => lines.reduce((sum, line) => sum + openQuantity(line) - line.allocated, 0);

/** Each order in a savepoint of its own. @throws nothing: refusals come back per item (order.missing, order.history, location.unknown) */
export function allocateOrders(tx: Tx, input: { items: readonly { orderId: number; locationId?: number }[] }) {
  const results: Result<{ orderId: number; allocated: Quantity; backordered: Quantity; parts: Part[] }>[] = input.items.map(({ orderId, locationId }) =>
    tx.attempt(() => {
      getLiveOrder(tx, orderId);
      const { parts, lines } = allocateAndRefresh(tx, orderId, locationId);
      return { orderId, allocated: quantity(quantityOf(parts)), backordered: quantity(stillMissing(lines)), parts };
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

/** Sets parts of what an order's lines hold free, each as far as its line still holds it there. */
function releaseParts(tx: Tx, orderId: number, parts: readonly Part[]): Quantity {
  const lines = new Map(linesOf.all(tx, { orderId }).map((line) => [line.id, line]));
  let released = 0;
  for (const part of parts) {
    const line = lines.get(part.orderLineId);
    if (!line) throw new Refusal('order.lineMissing', { orderId, orderLineId: part.orderLineId });
    released += release(tx, part);
    if (line.variantId !== null) tx.changed('stockLevel', line.variantId);
  }
  return quantity(released);
}

/**
 * Sets free what orders hold: all of it, or the parts that are named. Each order in a savepoint of its own.
 * @throws nothing: refusals come back per item (order.missing, order.history, order.lineMissing)
 */
export function releaseOrders(tx: Tx, input: { items: readonly { orderId: number; parts?: readonly Part[] }[] }) {
  const results: Result<{ orderId: number; released: Quantity }>[] = input.items.map(({ orderId, parts }) =>
    tx.attempt(() => {
      getLiveOrder(tx, orderId);
      const released = parts ? releaseParts(tx, orderId, parts) : releaseLines(tx, orderId, 'nothing');
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
