import { Refusal } from '../../shared/refusal/refusal.ts';
import { changedLine, withoutGoods } from '../../shared/sales/order-revision.rules.ts';
import { orderTotals, ownTerms, type PricingTerms } from '../../shared/sales/order-totals.rules.ts';
import type { OrderEdit } from '../../shared/sales/order-revision.contract.ts';
import { minor } from '../../shared/units/minor.ts';
import { quantity } from '../../shared/units/quantity.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { bundlesOf, keepBundle } from './bundle.statements.ts';
import { requireFloors } from './order-floor.service.ts';
import { insertLines } from './order-line.statements.ts';
import { lineOf, type LineRow, type OrderRow } from './order-record.ts';
import { noteRevision, type Revised } from './order-revision.service.ts';
import { getRevisable, type OrderRows, readRows, settleRows, writeRows } from './order-rows.ts';
import { priceTypedOrder } from './order.service.ts';
import type { PlacedLine } from './place-order.service.ts';

type KeptLine = OrderRows['lines'][number];
type Asked = OrderEdit['lines'][number];

/**
 * Changes an order before anything of it left: quantities, prices, discounts, new lines, charges; or all prices anew from the
 * lists. What it cost before stands in the revision, so the change can be taken back to the cent.
 * @throws Refusal order.ofChannel, order.settledInPart, order.lineMissing, order.bundleWhole, discount.tooLarge, price.missing, price.underFloor
 */
export function editOrder(tx: Tx, input: OrderEdit): Revised {
  const { order, lines } = getRevisable(tx, input.orderId);
  const before = readRows(tx, order.id);
  const terms = { ...ownTerms(shopOf(tx), minor(0)), pricesIncludeTax: order.pricesIncludeTax === 1 };
  const kept = keptLines(tx, order, lines, input, terms);
  const added = addedLines(tx, order, input);
  writeRows(tx, order, { orderId: order.id, lines: kept, charges: input.charges ? pricedCharges(input.charges, terms) : before.charges });
  addLines(tx, order.id, added, lines.length);
  // The totals are those of all rows, the new ones among them.
  writeRows(tx, order, readRows(tx, order.id));
  settleRows(tx, [order.id]);
  return noteRevision(tx, { orderId: order.id, kind: 'edit', reason: input.reason, before: [before] });
}

/** Every line of the order as it becomes; one that is not named is taken out. */
function keptLines(tx: Tx, order: OrderRow, lines: readonly LineRow[], input: OrderEdit, terms: PricingTerms): KeptLine[] {
  for (const { orderLineId } of input.lines) if (orderLineId !== undefined) lineOf(lines, order.id, orderLineId);
  const asked = new Map(input.lines.flatMap((line) => (line.orderLineId === undefined ? [] : [[line.orderLineId, line] as const])));
  refuseTornBundles(tx, order, lines, asked);
  const anew = input.reprice ? pricedAnew(tx, order, lines, asked, input) : new Map<number, PlacedLine>();
  const kept = lines.map((line) => {
    const change = asked.get(line.id);
    if (!change) return { ...line, ...withoutGoods };
    const fresh = anew.get(line.id);
    return fresh ? { ...line, quantity: fresh.quantity, unitPrice: fresh.unitPrice, net: fresh.net, tax: fresh.tax, gross: fresh.gross, discount: fresh.discount } : changedLine(line, change, terms);
  });
  const isTyped = (index: number): boolean => asked.get(kept[index]?.id ?? 0)?.unitPrice !== undefined && kept[index]?.unitPrice !== lines[index]?.unitPrice;
  const changed = kept.map((line, index) => (line === lines[index] ? { ...line, quantity: quantity(0) } : line)).map((line) => ({ ...line, shippedBefore: quantity(0) }));
  requireFloors(tx, { lines: changed, currency: order.currency, pricesIncludeTax: terms.pricesIncludeTax }, { isTyped, accepted: input.underFloorAccepted });
  return kept;
}

/** Lines that say no price of their own, at what the shop asks today. Parts of a bundle keep the price they were sold at. */
function pricedAnew(tx: Tx, order: OrderRow, lines: readonly LineRow[], asked: ReadonlyMap<number, Asked>, input: OrderEdit): Map<number, PlacedLine> {
  const inBundle = new Set(bundlesOf.all(tx, { orderId: order.id }).map((row) => row.orderLineId));
  const wanted = lines.flatMap((line) => {
    const change = asked.get(line.id);
    const isAnew = change && change.quantity > 0 && change.unitPrice === undefined && line.variantId !== null && !inBundle.has(line.id);
    return isAnew ? [{ id: line.id, line: { variantId: line.variantId, quantity: change.quantity, discount: change.discount ?? minor(0) } }] : [];
  });
  if (wanted.length === 0) return new Map();
  const placed = priceTypedOrder(tx, { ...typed(order, input), lines: wanted.map(({ line }) => ({ ...line, variantId: line.variantId ?? 0 })) }, { orderedAt: tx.now, cashStep: minor(0) });
  return new Map(wanted.map(({ id }, index) => [id, placed.lines[index]!]));
}

const typed = (order: OrderRow, { underFloorAccepted }: OrderEdit) => ({ customerId: order.customerId, charges: [], discount: minor(0), note: '', underFloorAccepted });

function addedLines(tx: Tx, order: OrderRow, input: OrderEdit): readonly PlacedLine[] {
  const lines = input.lines.flatMap(({ variantId, orderLineId: _none, quantity: count, unitPrice, discount }) =>
    variantId === undefined || count === 0 ? [] : [{ variantId, quantity: count, discount: discount ?? minor(0), ...(unitPrice !== undefined && { unitPrice }) }],
  );
  return lines.length === 0 ? [] : priceTypedOrder(tx, { ...typed(order, input), lines }, { orderedAt: tx.now, cashStep: minor(0) }).lines;
}

function addLines(tx: Tx, orderId: number, lines: readonly PlacedLine[], after: number): void {
  const bundleNo = Math.max(0, ...bundlesOf.all(tx, { orderId }).map((row) => row.bundleNo));
  const ids = insertLines.run(tx, lines.map((line, index) => ({ ...line, taxClassId: line.taxClassId ?? null, orderId, lineNo: after + index + 1, shipped: quantity(0), cancelled: quantity(0), commandId: tx.commandId })));
  ids.forEach((orderLineId, index) => {
    const bundle = lines[index]?.bundle;
    if (bundle) keepBundle.run(tx, { ...bundle, bundleNo: bundleNo + bundle.bundleNo, orderLineId });
  });
}

/** The parts of a bundle stay as they were sold, or go together. */
function refuseTornBundles(tx: Tx, order: OrderRow, lines: readonly LineRow[], asked: ReadonlyMap<number, Asked>): void {
  const bundles = bundlesOf.all(tx, { orderId: order.id });
  const quantityOf = (id: number): number => asked.get(id)?.quantity ?? 0;
  for (const { orderLineId, bundleNo, sku } of bundles) {
    const line = lines.find(({ id }) => id === orderLineId);
    const change = asked.get(orderLineId);
    const goes = quantityOf(orderLineId) === 0;
    const together = bundles.filter((row) => row.bundleNo === bundleNo).every((row) => (quantityOf(row.orderLineId) === 0) === goes);
    const asSold = goes || (quantityOf(orderLineId) === line?.quantity && change?.unitPrice === undefined && change?.discount === undefined);
    if (!together || !asSold) throw new Refusal('order.bundleWhole', { sku });
  }
}

function pricedCharges(charges: NonNullable<OrderEdit['charges']>, terms: PricingTerms) {
  const priced = orderTotals({ lines: [], charges, discount: minor(0) }, terms);
  return priced.charges.map((figures, index) => ({ kind: charges[index]?.kind ?? ('fee' as const), name: charges[index]?.name ?? '', ...figures }));
}
