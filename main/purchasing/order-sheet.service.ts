import type { OrderSheetDraft } from '../../shared/purchasing/order-sheet.contract.ts';
import type { Tx } from '../database/handles.ts';
import { requireDraft, updatePurchaseOrder } from './purchase-order.service.ts';
import { linesOfOrder } from './purchase-order.statements.ts';

/** Makes a draft what its sheet says, and answers what it was. @throws Refusal `purchaseOrder.notDraft`, and as changing a draft */
export function applyOrderSheet(tx: Tx, { purchaseOrderId, expectedOn, lines }: OrderSheetDraft) {
  const order = requireDraft(tx, purchaseOrderId);
  const before = linesOfOrder(tx, purchaseOrderId).map(({ variantId, ordered, price, taxRate }) => ({ variantId, quantity: ordered, price, taxRate }));
  const rates = new Map(before.map(({ variantId, taxRate }) => [variantId, taxRate]));
  const next = lines.map((line) => {
    const taxRate = line.taxRate ?? rates.get(line.variantId);
    return { ...line, ...(taxRate !== undefined && { taxRate }) };
  });
  updatePurchaseOrder(tx, { purchaseOrderId, expectedOn, lines: next });
  return { before: { purchaseOrderId, expectedOn: order.expectedOn, lines: before } };
}
