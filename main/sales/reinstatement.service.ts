import { Refusal } from '../../shared/refusal/refusal.ts';
import { type CancellationSettlement, reinstated, reinstatementEntry } from '../../shared/sales/cancellation.rules.ts';
import { minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { allocateAndRefresh } from './allocation.service.ts';
import { creditRow, creditTax, insertCancellation, insertCancellationLine } from './cancellation.service.ts';
import { getLiveOrder, postedOrder } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';
import { postedDay } from './posting-day.ts';

const cancellationById = read((db, p: { id: number }) =>
  db
    .selectFrom('cancellation as c')
    .selectAll('c')
    .select((eb) => eb.exists(eb.selectFrom('cancellation as back').select('back.id').whereRef('back.reinstatesId', '=', 'c.id')).as('takenBack'))
    .where('c.id', '=', p.id),
);

const linesOfCancellation = read((db, p: { cancellationId: number }) => db.selectFrom('cancellationLine').selectAll().where('cancellationId', '=', p.cancellationId));

/** Money that was paid back for lines of it, whatever it came from. */
const paidBack = read((db, p: { cancellationId: number }) =>
  db
    .selectFrom('cancellationLine as line')
    .innerJoin('cancellation', 'cancellation.id', 'line.cancellationId')
    .innerJoin('refund', 'refund.orderId', 'cancellation.orderId')
    .innerJoin('refundPart as part', 'part.refundId', 'refund.id')
    .select('part.refundId')
    .where('line.cancellationId', '=', p.cancellationId)
    .whereRef('part.orderLineId', '=', 'line.orderLineId')
    .where('part.kind', '=', 'cancelled')
    .limit(1),
);

export interface Reinstated {
  orderId: number;
  reason: string;
  lines: { orderLineId: number; quantity: Quantity }[];
}

/**
 * Takes a cancellation back: its lines are open again, the money owed for them is a deposit again, and goods are set aside as
 * far as there are any. What was paid back meanwhile stands in the way.
 * @throws Refusal record.missing, record.changed when it was taken back before, order.paidBackSince, period.locked
 */
export function reinstateOrder(tx: Tx, { cancellationId }: { cancellationId: number }): Reinstated {
  const cancelled = cancellationById.get(tx, { id: cancellationId });
  if (!cancelled || cancelled.reinstatesId !== null) throw new Refusal('record.missing', { kind: 'cancellation', id: cancellationId });
  if (cancelled.takenBack) throw new Refusal('record.changed', { kind: 'cancellation', id: cancellationId });
  const order = getLiveOrder(tx, cancelled.orderId);
  if (order.owed < cancelled.owed || paidBack.get(tx, { cancellationId })) throw new Refusal('order.paidBackSince', { orderId: order.id });
  const settled = reinstated(settlementOf(cancelled));
  const postedOn = postedDay(tx, tx.now);
  const row = { orderId: order.id, reason: '', reinstatesId: cancellationId, withCharges: cancelled.withCharges === 1 ? 1 : 0, claim: minor(0 - cancelled.claim), owed: settled.owed, occurredAt: tx.now, postedOn } as const;
  const { lastId } = insertCancellation.run(tx, { ...row, ...creditRow(settled), commandId: tx.commandId });
  const lines = linesOfCancellation.all(tx, { cancellationId });
  for (const line of lines) {
    const figures = { net: minor(0 - line.net), tax: minor(0 - line.tax), discount: minor(0 - line.discount) };
    insertCancellationLine.run(tx, { cancellationId: lastId, orderLineId: line.orderLineId, quantity: quantity(-line.quantity), ...figures });
  }
  const taxes = creditTax(tx, order, linesOf.all(tx, { orderId: order.id }), settled);
  postEntry(tx, { ...reinstatementEntry({ order: postedOrder(order), documentId: lastId, postedOn, occurredAt: tx.now }, settled), taxes });
  tx.changed('cancellation', lastId);
  allocateAndRefresh(tx, order.id);
  return { orderId: order.id, reason: cancelled.reason, lines: lines.map(({ orderLineId, quantity: count }) => ({ orderLineId, quantity: count })) };
}

type Cancelled = NonNullable<ReturnType<typeof cancellationById.get>>;

function settlementOf({ owed, creditNet, creditTax, creditShippingNet, creditShippingTax }: Cancelled): CancellationSettlement {
  const [returnsNet, returnsTax] = [minor(creditNet - creditShippingNet), minor(creditTax - creditShippingTax)];
  return {
    owed,
    creditTakenBack: {
      returns: { net: returnsNet, tax: returnsTax, gross: minor(returnsNet + returnsTax) },
      shipping: { net: creditShippingNet, tax: creditShippingTax, gross: minor(creditShippingNet + creditShippingTax) },
    },
  };
}

/** Each in a savepoint of its own. */
export const reinstateOrders = (tx: Tx, { items }: { items: readonly { cancellationId: number }[] }) => ({
  results: items.map(({ cancellationId }) => tx.attempt(() => ({ cancellationId, ...reinstateOrder(tx, { cancellationId }) }))),
});
