import type { ArrivedGoods } from '../../shared/purchasing/purchase-receipt.contract.ts';
import { receiptEntry, type When } from '../../shared/purchasing/receipt.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { sumMinor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import { getShop, shopOf } from '../company/company.queries.ts';
import type { Actor, Reader, Tx } from '../database/handles.ts';
import { effectOfArrivals } from '../inventory/costing-preview.queries.ts';
import { firstSellingLocation } from '../inventory/location.queries.ts';
import { takeIn } from '../inventory/receipt.service.ts';
import { requireSupplier } from '../parties/supplier.queries.ts';
import { matchFromTransit } from './bill-match.service.ts';
import { expectGoods, refreshOrder } from './purchase-order.service.ts';
import { type OrderRow, receiveLine, requireOrder } from './purchase-order.statements.ts';
import { type PlannedLine, type PlanningFor, planReceipt, worthOfLine } from './receipt-plan.ts';
import { insertPurchaseReceipt, insertReceiptLine, itemOfLine } from './receipt.statements.ts';
import { raiseClaim } from './supplier-claim.service.ts';

export interface ReceiveGoods {
  purchaseOrderId?: number;
  supplierId?: number;
  locationId?: number;
  deliveryNote?: string;
  note?: string;
  occurredAt?: Instant;
  lines: readonly ArrivedGoods[];
}

/**
 * Takes in what a supplier brought: in part, beyond the order, or without one. Goods are worth the order's price until their
 * bill is there; what differs from the delivery note or came damaged becomes a claim. Source: DOMAIN §5 "goods receipt".
 * @throws Refusal `receipt.supplierMissing`, `purchaseOrder.notPlaced`, `receipt.costUnknown`, `receipt.moreDamaged`, and as moveStock
 */
export function receiveFromSupplier(tx: Tx, input: ReceiveGoods) {
  const { order, supplierId, planned } = planGoods(tx, input, { shop: shopOf(tx), now: tx.now });
  const supplier = requireSupplier(tx, supplierId);
  for (const { line, towards, over } of planned) if (line) receiveLine.run(tx, { id: line.id, towards, over });
  const { id, number, moved, when } = takeIn(tx, {
    locationId: input.locationId ?? order?.locationId ?? firstSellingLocation(tx),
    ...(input.note !== undefined && { note: input.note }),
    ...(input.occurredAt !== undefined && { occurredAt: input.occurredAt }),
    lines: planned.map((line) => {
      const { variantId, binId, lots, quantity: count, held } = line;
      return { variantId, quantity: count, value: worthOfLine(line), held, ...(binId !== undefined && { binId }), ...(lots && { lots }) };
    }),
  });
  insertPurchaseReceipt.run(tx, { goodsReceiptId: id, supplierId, purchaseOrderId: order?.id ?? null, deliveryNote: input.deliveryNote ?? '', commandId: tx.commandId });
  planned.forEach((line, index) => writeLine(tx, id, line, moved[index]?.movementId ?? 0));
  postReceipt(tx, { id, number, supplier: supplier.name, order: order?.number ?? null }, when, planned);
  if (order) arrivedFor(tx, order, planned);
  const claimIds = claimDiscrepancies(tx, { supplierId, goodsReceiptId: id, note: input.deliveryNote ?? '' }, input.lines, planned);
  tx.changed('purchaseReceipt', id);
  return { goodsReceiptId: id, number, over: quantity(planned.reduce((sum, line) => sum + line.over, 0)), claimIds };
}

/** Of whom the goods come, and what each was ordered as. @throws Refusal `receipt.supplierMissing`, `purchaseOrder.notPlaced`, and as planReceipt */
function planGoods(reader: Reader, input: ReceiveGoods, here: Pick<PlanningFor, 'shop' | 'now'>) {
  const order = input.purchaseOrderId === undefined ? null : placedOrder(reader, input.purchaseOrderId);
  const supplierId = order?.supplierId ?? input.supplierId;
  if (supplierId === undefined) throw new Refusal('receipt.supplierMissing', {});
  return { order, supplierId, planned: planReceipt(reader, { supplierId, purchaseOrderId: order?.id ?? null, ...here }, input.lines) };
}

/**
 * Every posted figure that goods of an earlier day would change, before they are taken in: at the worth receiving gives them.
 * Source: DOMAIN §3 "Backdating". @throws Refusal as receiving them
 */
export function effectOfReceiving(reader: Reader, input: ReceiveGoods & { occurredAt: Instant }, _actor: Actor, now: Instant) {
  const { planned } = planGoods(reader, input, { shop: getShop(reader), now });
  return effectOfArrivals(reader, input.occurredAt, planned.map((line) => ({ variantId: line.variantId, quantity: line.quantity, value: worthOfLine(line) })));
}

/** @throws Refusal `purchaseOrder.notPlaced`: a draft was not sent to its supplier yet */
function placedOrder(reader: Reader, purchaseOrderId: number): OrderRow {
  const order = requireOrder(reader, purchaseOrderId);
  if (order.orderedAt === null) throw new Refusal('purchaseOrder.notPlaced', { number: order.number });
  return order;
}

function writeLine(tx: Tx, goodsReceiptId: number, line: PlannedLine, movementId: number): void {
  const { variantId, quantity: count, over, orderValue, accrued, unbilled } = line;
  const { lastId } = insertReceiptLine.run(tx, { goodsReceiptId, purchaseOrderLineId: line.line?.id ?? null, variantId, movementId, quantity: count, over, orderValue, accrued, unbilled });
  for (const came of line.fromTransit) matchFromTransit(tx, lastId, came);
}

function postReceipt(tx: Tx, receipt: { id: number; number: string; supplier: string; order: string | null }, when: When, planned: readonly PlannedLine[]): void {
  const lines = planned.map((line) => ({
    item: itemOfLine({ purchaseOrderLineId: line.line?.id ?? null, goodsReceiptId: receipt.id }),
    accrued: line.accrued,
    fromTransit: sumMinor(line.fromTransit.map((one) => one.value)),
  }));
  postEntry(tx, receiptEntry(when, receipt, lines));
}

/** Less is to come of the order now. */
function arrivedFor(tx: Tx, order: OrderRow, planned: readonly PlannedLine[]): void {
  for (const { line, quantity: count, over } of planned) if (line) expectGoods(tx, order, line, quantity(over - count));
  refreshOrder(tx, order.id);
}

/** Fewer than announced, damaged, or more than ordered: each is a claim a person follows up. */
function claimDiscrepancies(
  tx: Tx,
  about: { supplierId: number; goodsReceiptId: number; note: string },
  arrivals: readonly ArrivedGoods[],
  planned: readonly PlannedLine[],
): number[] {
  const claim = (kind: 'short' | 'damaged' | 'over', variantId: number, count: number, purchaseOrderLineId: number | null): number =>
    raiseClaim(tx, { ...about, kind, variantId, purchaseOrderLineId, purchaseReturnId: null, quantity: quantity(count) });
  const orderLineOf = (variantId: number): number | null => planned.find((line) => line.variantId === variantId)?.line?.id ?? null;
  return [
    ...arrivals.flatMap(({ variantId, quantity: count, announced = count }) => (announced > count ? [claim('short', variantId, announced - count, orderLineOf(variantId))] : [])),
    ...arrivals.flatMap(({ variantId, damaged }) => (damaged === undefined ? [] : [claim('damaged', variantId, damaged, orderLineOf(variantId))])),
    ...planned.flatMap((line) => (line.over > 0 ? [claim('over', line.variantId, line.over, line.line?.id ?? null)] : [])),
  ];
}
