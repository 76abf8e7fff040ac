import { Refusal } from '../../shared/refusal/refusal.ts';
import type { ToldKind } from '../../shared/sales/order-profit.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { getLiveOrder } from './order-record.ts';

interface NewCost {
  orderId: number;
  kind: ToldKind;
  amount: Minor;
  source: 'payout' | 'carrier' | 'ads' | 'person';
  note: string;
  occurredAt?: Instant;
}

const insertCost = write((db, p: Required<NewCost> & { commandId: number }) =>
  db.insertInto('orderCost').values({ orderId: p.orderId, kind: p.kind, amount: p.amount, source: p.source, note: p.note, occurredAt: p.occurredAt, commandId: p.commandId }),
);
const setWithdrawn = write((db, p: { id: number; withdrawnAt: Instant | null; withdrawCommandId: number | null }) =>
  db.updateTable('orderCost').set({ withdrawnAt: p.withdrawnAt, withdrawCommandId: p.withdrawCommandId }).where('id', '=', p.id),
);
const costById = read((db, p: { id: number }) => db.selectFrom('orderCost').selectAll().where('id', '=', p.id));

/** What an order cost beside its goods, as somebody who knows says: a payout, a carrier, a person. Several of a kind add up. @throws Refusal order.missing, order.history */
export function recordOrderCost(tx: Tx, input: NewCost): { orderCostId: number } {
  getLiveOrder(tx, input.orderId);
  const { lastId: orderCostId } = insertCost.run(tx, { ...input, occurredAt: input.occurredAt ?? tx.now, commandId: tx.commandId });
  tx.changed('orderCost', orderCostId);
  return { orderCostId };
}

/** @throws Refusal record.missing, record.changed when it was taken back before */
export const withdrawOrderCost = (tx: Tx, { orderCostId: id }: { orderCostId: number }): { orderId: number } => turn(tx, id, true);

/** @throws Refusal record.missing, record.changed when it counts already */
export const restoreOrderCost = (tx: Tx, { orderCostId: id }: { orderCostId: number }): { orderId: number } => turn(tx, id, false);

function turn(tx: Tx, id: number, withdrawn: boolean): { orderId: number } {
  const cost = getCost(tx, id);
  if ((cost.withdrawnAt !== null) === withdrawn) throw new Refusal('record.changed', { kind: 'orderCost', id });
  setWithdrawn.run(tx, { id, withdrawnAt: withdrawn ? tx.now : null, withdrawCommandId: withdrawn ? tx.commandId : null });
  tx.changed('orderCost', id);
  return { orderId: cost.orderId };
}

function getCost(reader: Reader, id: number) {
  const cost = costById.get(reader, { id });
  if (!cost) throw new Refusal('record.missing', { kind: 'orderCost', id });
  return cost;
}
