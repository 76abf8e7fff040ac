import type { NewOrderLine } from '../../shared/purchasing/purchase-order.contract.ts';
import { type PurchaseOrderStatus, statusOf } from '../../shared/purchasing/purchase-order.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { addDays, dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { type RatePpm, ratePpm } from '../../shared/units/rate-ppm.ts';
import { taxRateOn } from '../catalog/tax-class.queries.ts';
import { getVariant, productOfVariant } from '../catalog/variant.queries.ts';
import { shopOf } from '../company/company.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { changeIncoming } from '../inventory/incoming.service.ts';
import { firstSellingLocation, requireLocation } from '../inventory/location.queries.ts';
import { requireOpenSupplier } from '../parties/supplier.queries.ts';
import { chooseSupplierPrice } from './agreement.queries.ts';
import { budgetOfOrder } from './budget-guard.queries.ts';
import { cancelLine, deleteLines, insertCancellation, insertLine, insertOrder, linesOfOrder, type OrderRow, requireOrder, setOrdered, setStatus, updateOrder } from './purchase-order.statements.ts';
import { stoppingPapers } from './supplier-document.queries.ts';

const todayOf = (tx: Tx): Day => dayOf(tx.now, shopOf(tx).timeZone);

interface Draft {
  locationId?: number;
  expectedOn?: Day;
  note?: string;
}

/** Drafts an order; nothing is incoming before it is placed. @throws Refusal `supplier.blocked`, `purchase.priceMissing`, `record.missing`, `location.unknown` */
export function createPurchaseOrder(tx: Tx, input: Draft & { supplierId: number; lines: readonly NewOrderLine[] }) {
  const supplier = requireOpenSupplier(tx, input.supplierId);
  const { locationId = firstSellingLocation(tx), expectedOn = addDays(todayOf(tx), supplier.leadTimeDays), note = '' } = input;
  requireLocation(tx, locationId);
  const number = nextNumber(tx, 'purchaseOrder');
  const { lastId: purchaseOrderId } = insertOrder.run(tx, { number, supplierId: supplier.id, locationId, expectedOn, note, createdAt: tx.now, commandId: tx.commandId });
  writeLines(tx, { purchaseOrderId, supplierId: supplier.id }, input.lines);
  tx.changed('purchaseOrder', purchaseOrderId);
  return { purchaseOrderId, number };
}

/** Changes a draft. @throws Refusal `purchaseOrder.notDraft`, and as creating one */
export function updatePurchaseOrder(tx: Tx, { purchaseOrderId, lines, ...changes }: Draft & { purchaseOrderId: number; lines?: readonly NewOrderLine[] }) {
  const order = requireDraft(tx, purchaseOrderId);
  const { locationId = order.locationId, expectedOn = order.expectedOn, note = order.note } = changes;
  requireLocation(tx, locationId);
  updateOrder.run(tx, { id: order.id, locationId, expectedOn, note });
  if (lines) {
    deleteLines.run(tx, { purchaseOrderId });
    writeLines(tx, { purchaseOrderId, supplierId: order.supplierId }, lines);
  }
  tx.changed('purchaseOrder', purchaseOrderId);
  return { purchaseOrderId };
}

function writeLines(tx: Tx, order: { purchaseOrderId: number; supplierId: number }, asked: readonly NewOrderLine[]): void {
  const on = todayOf(tx);
  asked.forEach(({ variantId, quantity: ordered, ...said }, index) => {
    const { price: agreed, item, reasons } = chooseSupplierPrice(tx, { supplierId: order.supplierId, variantId, on, quantity: ordered });
    const price = said.price ?? agreed;
    if (price === null) throw new Refusal('purchase.priceMissing', { variantId, sku: getVariant(tx, variantId).sku });
    const { purchaseOrderId } = order;
    const { supplierSku } = item;
    const taxRate = said.taxRate ?? purchaseTaxRate(tx, { variantId, country: shopOf(tx).country, on });
    insertLine.run(tx, { purchaseOrderId, lineNo: index + 1, variantId, supplierSku, price, taxRate, reasons: JSON.stringify(reasons), ordered });
  });
}

/** The rate of a variant's tax class in the shop's country, which a supplier there charges as well; none where it was never entered. */
export function purchaseTaxRate(reader: Reader, { variantId, country, on }: { variantId: number; country: string; on: Day }): RatePpm {
  const product = productOfVariant.get(reader, { productId: getVariant(reader, variantId).productId });
  return (product && taxRateOn(reader, { taxClassId: product.taxClassId, country, region: '', on })) ?? ratePpm(0);
}

/**
 * Sends a draft to its supplier: from now on its goods are incoming.
 * @throws Refusal `purchaseOrder.notDraft`, `supplier.blocked`; `supplier.paperExpired` while a required paper has expired;
 * `budget.needsReason`, `budget.exceeded` where it goes beyond the budget of its month
 */
export function placePurchaseOrder(tx: Tx, { purchaseOrderId, beyondBudgetBecause }: { purchaseOrderId: number; beyondBudgetBecause?: string }) {
  const order = requireDraft(tx, purchaseOrderId);
  const supplier = requireOpenSupplier(tx, order.supplierId);
  const papers = stoppingPapers(tx, supplier.id, todayOf(tx));
  if (papers.length > 0) throw new Refusal('supplier.paperExpired', { name: supplier.name, papers });
  const because = refuseBeyondBudget(tx, order, beyondBudgetBecause);
  setOrdered.run(tx, { id: order.id, orderedAt: tx.now, because, commandId: tx.commandId });
  for (const line of linesOfOrder(tx, order.id)) expectGoods(tx, order, line, line.open);
  return refreshOrder(tx, order.id);
}

/** Answers the reason that is kept: none where the order stays within its budget. @throws Refusal `budget.needsReason`, `budget.exceeded` */
function refuseBeyondBudget(tx: Tx, order: OrderRow, reason: string | undefined): string | null {
  const use = budgetOfOrder(tx, order);
  if (!use || use.says === 'pass') return null;
  const { monthOn, code, budget, actual, ordered, own, left } = use;
  const sum = { number: order.number, monthOn, code, budget, actual, ordered, own, left };
  if (use.says === 'refuse') throw new Refusal('budget.exceeded', sum);
  if (reason === undefined) throw new Refusal('budget.needsReason', sum);
  return reason;
}

interface PartOfLine {
  purchaseOrderLineId: number;
  quantity: Quantity;
}

/**
 * Gives up what is still open, or some of it: ordered stays, cancelled grows. A draft is cancelled the same way.
 * @throws Refusal `purchaseOrder.nothingOpen`, `purchaseOrder.tooMany`, `record.missing`
 */
export function cancelPurchaseOrder(tx: Tx, input: { purchaseOrderId: number; reason: string; lines?: readonly PartOfLine[] }) {
  const order = requireOrder(tx, input.purchaseOrderId);
  const open = linesOfOrder(tx, order.id).filter((line) => line.open > 0);
  const cancelled = input.lines?.map((part) => ({ ...part })) ?? open.map((line) => ({ purchaseOrderLineId: line.id, quantity: line.open }));
  if (cancelled.length === 0) throw new Refusal('purchaseOrder.nothingOpen', { number: order.number });
  for (const part of cancelled) giveUp(tx, order, part, input.reason);
  return { ...refreshOrder(tx, order.id), cancelled };
}

function giveUp(tx: Tx, order: OrderRow, part: PartOfLine, reason: string): void {
  const line = lineOf(tx, order, part.purchaseOrderLineId);
  if (part.quantity > line.open) throw new Refusal('purchaseOrder.tooMany', { purchaseOrderLineId: line.id, open: line.open, asked: part.quantity });
  writeCancellation(tx, order, line, part.quantity, reason);
}

/** Expects again what was given up. @throws Refusal `purchaseOrder.tooMany`, `record.missing` */
export function reopenPurchaseOrder(tx: Tx, { purchaseOrderId, lines }: { purchaseOrderId: number; lines: readonly PartOfLine[] }) {
  const order = requireOrder(tx, purchaseOrderId);
  for (const part of lines) {
    const line = lineOf(tx, order, part.purchaseOrderLineId);
    if (part.quantity > line.cancelled) throw new Refusal('purchaseOrder.tooMany', { purchaseOrderLineId: line.id, open: line.cancelled, asked: part.quantity });
    writeCancellation(tx, order, line, quantity(-part.quantity), 'reopened');
  }
  return refreshOrder(tx, purchaseOrderId);
}

function writeCancellation(tx: Tx, order: OrderRow, line: { id: number; variantId: number }, given: Quantity, reason: string): void {
  cancelLine.run(tx, { id: line.id, quantity: given });
  insertCancellation.run(tx, { purchaseOrderLineId: line.id, quantity: given, reason, recordedAt: tx.now, commandId: tx.commandId });
  if (order.orderedAt !== null) expectGoods(tx, order, line, quantity(-given));
}

/** More of an ordered line is to come (positive), or less. */
export function expectGoods(tx: Tx, order: Pick<OrderRow, 'locationId' | 'expectedOn'>, line: { id: number; variantId: number }, change: Quantity): void {
  const { locationId, expectedOn: dueOn } = order;
  changeIncoming(tx, [{ variantId: line.variantId, locationId, quantity: change, dueOn, source: { kind: 'purchaseOrderLine', id: line.id } }]);
}

function lineOf(tx: Tx, order: OrderRow, purchaseOrderLineId: number) {
  const line = linesOfOrder(tx, order.id).find((one) => one.id === purchaseOrderLineId);
  if (!line) throw new Refusal('record.missing', { kind: 'purchaseOrderLine', id: purchaseOrderLineId });
  return line;
}

/** Writes down the state that follows from an order's lines. */
export function refreshOrder(tx: Tx, purchaseOrderId: number): { purchaseOrderId: number; status: PurchaseOrderStatus } {
  const status = statusOf(requireOrder(tx, purchaseOrderId).orderedAt !== null, linesOfOrder(tx, purchaseOrderId));
  setStatus.run(tx, { id: purchaseOrderId, status });
  tx.changed('purchaseOrder', purchaseOrderId);
  return { purchaseOrderId, status };
}

export function requireDraft(tx: Tx, purchaseOrderId: number): OrderRow {
  const order = requireOrder(tx, purchaseOrderId);
  if (order.status !== 'draft') throw new Refusal('purchaseOrder.notDraft', { number: order.number, status: order.status });
  return order;
}
