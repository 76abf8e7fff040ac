import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { linesGivenUp } from '../inventory/allocation.service.ts';
import { jsonList } from '../inventory/json-list.ts';
import { refreshStates } from './order-record.ts';

const ordersOfLines = read((db, p: { orderLineIds: string }) =>
  db.selectFrom('orderLine').select('orderId').distinct().where('id', 'in', jsonList(p.orderLineIds)),
);

/** Orders whose goods a count found missing are open again: what was set aside for them is gone. */
export function refreshGivenUpOrders(tx: Tx): void {
  const lines = linesGivenUp(tx);
  if (lines.size === 0) return;
  for (const { orderId } of ordersOfLines.all(tx, { orderLineIds: JSON.stringify([...lines]) })) refreshStates(tx, orderId);
}
