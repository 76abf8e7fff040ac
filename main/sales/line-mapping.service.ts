import { Refusal } from '../../shared/refusal/refusal.ts';
import { componentsOf } from '../catalog/bundle.queries.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import type { Tx } from '../database/handles.ts';
import { release } from '../inventory/allocation.service.ts';
import { allocateAndRefresh } from './allocation.service.ts';
import { settleUnknownSku } from './exception.service.ts';
import { getLiveOrder } from './order-record.ts';
import { findLine, mapLine, unmappedLines } from './order-line.statements.ts';

/**
 * Says which variant a line is, and with it every open line of the same unknown SKU; goods are set aside for them at once.
 * A line of which something left as a variant keeps it.
 * @throws Refusal record.missing, order.lineMapped, order.history, bundle.noStock: a bundle is split when the order is taken, not later
 */
export function mapOrderLine(tx: Tx, input: { orderLineId: number; variantId: number }): { orderId: number; mapped: number } {
  const line = findLine.get(tx, input);
  if (!line) throw new Refusal('record.missing', { kind: 'orderLine', id: input.orderLineId });
  if (line.shipped > 0 && line.variantId !== null) throw new Refusal('order.lineMapped', { orderLineId: line.id, sku: line.sku });
  getLiveOrder(tx, line.orderId);
  getVariant(tx, input.variantId);
  if (componentsOf(tx, [input.variantId]).size > 0) throw new Refusal('bundle.noStock', { variantId: input.variantId });
  const same = line.variantId === null && line.sku !== '' ? unmappedLines.all(tx, { sku: line.sku }) : [line];
  for (const { id } of same) {
    release(tx, { orderLineId: id });
    mapLine.run(tx, { orderLineId: id, variantId: input.variantId });
  }
  for (const orderId of new Set(same.map((row) => row.orderId))) {
    for (const row of same) if (row.orderId === orderId) settleUnknownSku(tx, orderId, row.id);
    allocateAndRefresh(tx, orderId);
  }
  return { orderId: line.orderId, mapped: same.length };
}
