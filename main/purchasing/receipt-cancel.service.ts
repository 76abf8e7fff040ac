import { costOf } from '../../shared/purchasing/receipt.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { whenPosted } from '../inventory/occasion.ts';
import { changeTransit } from './bill-match.service.ts';
import { landedOn } from './landed-cost.statements.ts';
import { expectGoods, refreshOrder } from './purchase-order.service.ts';
import { receiveLine, requireOrder } from './purchase-order.statements.ts';
import { writeReturn } from './purchase-return.service.ts';
import { linesOfReceipt, type ReceiptLineRow, requireReceipt, setCancelled } from './receipt.statements.ts';
import { closeClaimsOfReceipt } from './supplier-claim.service.ts';

const fromTransit = read((db, p: { id: number }) =>
  db
    .selectFrom('supplierBillMatch as match')
    .innerJoin('supplierBillLine as line', 'line.id', 'match.supplierBillLineId')
    .select(['match.supplierBillLineId', 'match.quantity', 'match.net', 'match.tax', 'line.deductible'])
    .where('match.purchaseReceiptLineId', '=', p.id)
    .where('match.kind', '=', 'beforeGoods')
    .orderBy('match.id'),
);

/**
 * Takes back a receipt that was booked by mistake: its goods leave again, the order expects them again, goods billed before
 * they came are on their way again. What the layers give up may differ from what it brought, as costing is first in, first
 * out; the difference is a loss or gain of purchase returns.
 * @throws Refusal `receipt.cancelled`; `receipt.inUse` once it is billed, has landed cost, or goods of it went back; and as moveStock
 */
export function cancelReceipt(tx: Tx, input: { goodsReceiptId: number; reason: string; occurredAt?: Instant }) {
  const receipt = requireReceipt(tx, input.goodsReceiptId);
  const { goodsReceiptId, number } = receipt;
  if (receipt.cancelledAt !== null) throw new Refusal('receipt.cancelled', { number });
  const lines = linesOfReceipt(tx, goodsReceiptId);
  for (const line of lines) refuseUsed(tx, number, line);
  const transit = new Map(lines.map((line) => [line.id, backIntoTransit(tx, line)]));
  const nothing = { net: minor(0), tax: minor(0), inputTax: minor(0), reverseNet: minor(0), claimed: minor(0) };
  const back = lines.map((line) => ({ ...nothing, line, quantity: line.quantity, unbilled: line.unbilled, accrued: line.unbilledValue, binId: binOf(tx, line), onHold: heldOf(tx, line) }));
  writeReturn(tx, { receipt, kind: 'cancelled', note: input.reason, ...(input.occurredAt !== undefined && { occurredAt: input.occurredAt }) }, back, (line) => transit.get(line.id) ?? 0);
  setCancelled.run(tx, { goodsReceiptId, at: tx.now, postedOn: whenPosted(tx, input.occurredAt).postedOn, commandId: tx.commandId });
  closeClaimsOfReceipt(tx, goodsReceiptId);
  if (receipt.purchaseOrderId !== null) expectAgain(tx, receipt.purchaseOrderId, lines);
  tx.changed('purchaseReceipt', goodsReceiptId);
  return { goodsReceiptId, number };
}

function refuseUsed(tx: Tx, number: string, line: ReceiptLineRow): void {
  const billed = line.quantity - line.unbilled - fromTransit.all(tx, { id: line.id }).reduce((sum, one) => sum + one.quantity, 0);
  if (billed !== 0 || line.returned > 0 || landedOn(tx, line.id) !== null) throw new Refusal('receipt.inUse', { number });
}

const movement = read((db, p: { id: number }) => db.selectFrom('stockMovement').select(['binId', 'held']).where('id', '=', p.id));
const binOf = (tx: Tx, line: ReceiptLineRow): number | null => movement.get(tx, { id: line.movementId })?.binId ?? null;
const heldOf = (tx: Tx, line: ReceiptLineRow) => movement.get(tx, { id: line.movementId })?.held ?? quantity(0);

/** Answers what the books move back into goods in transit. */
function backIntoTransit(tx: Tx, line: ReceiptLineRow): number {
  return fromTransit.all(tx, { id: line.id }).reduce((sum, { supplierBillLineId, quantity: count, net, tax, deductible }) => {
    changeTransit.run(tx, { id: supplierBillLineId, quantity: count, net, tax });
    return sum + costOf({ net, tax }, deductible === 1);
  }, 0);
}

function expectAgain(tx: Tx, purchaseOrderId: number, lines: readonly ReceiptLineRow[]): void {
  const order = requireOrder(tx, purchaseOrderId);
  for (const { purchaseOrderLineId, variantId, quantity: count, over } of lines) {
    if (purchaseOrderLineId === null) continue;
    receiveLine.run(tx, { id: purchaseOrderLineId, towards: quantity(over - count), over: quantity(-over) });
    expectGoods(tx, order, { id: purchaseOrderLineId, variantId }, quantity(count - over));
  }
  refreshOrder(tx, purchaseOrderId);
}
