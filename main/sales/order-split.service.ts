import { Refusal } from '../../shared/refusal/refusal.ts';
import { depositThatFollows, splitLine, withoutGoods } from '../../shared/sales/order-revision.rules.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { approve } from './approval.service.ts';
import { bundlesOf, keepBundle } from './bundle.statements.ts';
import { insertLines } from './order-line.statements.ts';
import { type AskedLine, askedLines, getOrderRow, type LineRow, type OrderRow, stillToShip } from './order-record.ts';
import { moveDeposit, noteRevision, type Revised } from './order-revision.service.ts';
import { recipientOf } from './order-revision.statements.ts';
import { getRevisable, type OrderRows, readRows, settleRows, writeRows } from './order-rows.ts';
import { linesOf } from './order-line.statements.ts';
import { placeOrder, type PlacedLine } from './place-order.service.ts';

/**
 * Puts some goods of an order into a new one for the same buyer. Both together hold what the first held: goods, money, tax
 * and discount to the cent; money the rest does not need follows the goods. Charges stay.
 * @throws Refusal order.ofChannel, order.settledInPart, order.lineMissing, shipment.tooMany, order.bundleWhole, order.nothingLeft
 */
export function splitOrder(tx: Tx, input: { orderId: number; lines: readonly { orderLineId: number; quantity: Quantity }[]; reason: string }): Revised & { newOrderId: number; number: string } {
  const { order, lines } = getRevisable(tx, input.orderId);
  const asked = askedLines(order, lines, input.lines);
  refuseTornBundles(tx, order, lines, asked);
  const before = readRows(tx, order.id);
  const parts = new Map(asked.map(({ line, quantity: goes }) => [line.id, splitLine(line, goes)]));
  const stays = before.lines.map((line) => ({ ...line, ...parts.get(line.id)?.stays }));
  if (stays.every((line) => line.quantity === 0)) throw new Refusal('order.nothingLeft', { orderId: order.id });
  const { orderId: newOrderId, number, ids } = placeTwin(tx, order, [...parts].map(([id, { goes }]) => ({ ...goes, id })));
  const beforeTwin = { orderId: newOrderId, lines: readRows(tx, newOrderId).lines.map((line) => ({ ...line, ...withoutGoods })), charges: [] };
  copyBundles(tx, order.id, ids);
  writeRows(tx, order, { ...before, lines: stays });
  moveDeposit(tx, { fromOrderId: order.id, toOrderId: newOrderId, amount: follows(tx, order.id, newOrderId) });
  settleRows(tx, [order.id, newOrderId]);
  if (order.approved === 1) approve(tx, newOrderId, '');
  return { ...noteRevision(tx, { orderId: order.id, kind: 'split', otherOrderId: newOrderId, reason: input.reason, before: [before, beforeTwin] }), newOrderId, number };
}

function follows(tx: Tx, orderId: number, newOrderId: number) {
  const [rest, twin] = [getOrderRow(tx, orderId), getOrderRow(tx, newOrderId)];
  return depositThatFollows(rest.deposits, stillToShip(tx, rest, linesOf.all(tx, { orderId })), twin.claim);
}

/** An order like another, with these lines of it. Answers which of its lines each became. */
function placeTwin(tx: Tx, order: OrderRow, lines: readonly OrderRows['lines'][number][]): { orderId: number; number: string; ids: Map<number, number> } {
  const recipient = recipientOf.get(tx, { orderId: order.id });
  const placed: PlacedLine[] = lines.map((line) => ({ ...line, externalId: null, shippedBefore: quantity(0) }));
  const twin = placeOrder(tx, {
    channelId: null,
    externalId: null,
    shownNumber: null,
    customerId: order.customerId,
    currency: order.currency,
    orderedAt: order.orderedAt,
    shipByAt: order.shipByAt,
    intake: 'new',
    pricesIncludeTax: order.pricesIncludeTax === 1,
    taxBy: order.taxBy,
    note: order.note,
    channelStatus: null,
    awaitsPayment: 0,
    contentHash: null,
    versionAt: null,
    recipient: recipient ?? null,
    lines: placed,
    charges: [],
    total: sumMinor(lines.map((line) => line.gross)),
    paidBefore: minor(0),
    refundedBefore: minor(0),
  });
  return { orderId: twin.orderId, number: twin.number, ids: new Map(twin.lines.map((line, index) => [lines[index]!.id, line.id])) };
}

function copyBundles(tx: Tx, orderId: number, ids: ReadonlyMap<number, number>, after = 0): void {
  for (const bundle of bundlesOf.all(tx, { orderId })) {
    const orderLineId = ids.get(bundle.orderLineId);
    if (orderLineId !== undefined) keepBundle.run(tx, { ...bundle, bundleNo: bundle.bundleNo + after, orderLineId });
  }
}

function refuseTornBundles(tx: Tx, order: OrderRow, lines: readonly LineRow[], asked: readonly AskedLine[]): void {
  const bundles = bundlesOf.all(tx, { orderId: order.id });
  const goes = new Map(asked.map(({ line, quantity: count }) => [line.id, count]));
  for (const { bundleNo, sku } of bundles) {
    const parts = bundles.filter((row) => row.bundleNo === bundleNo);
    const whole = parts.every((row) => goes.get(row.orderLineId) === lines.find(({ id }) => id === row.orderLineId)?.quantity);
    if (!whole && parts.some((row) => goes.has(row.orderLineId))) throw new Refusal('order.bundleWhole', { sku });
  }
}

/**
 * Makes orders of one buyer one: their lines, charges and money go into the first, and they end without goods. Goods, money
 * and tax together stay what they were.
 * @throws Refusal order.ofChannel, order.settledInPart, order.otherBuyer
 */
export function joinOrders(tx: Tx, input: { orderId: number; otherOrderId: number; reason: string }): Revised {
  const [into, from] = [getRevisable(tx, input.orderId), getRevisable(tx, input.otherOrderId)];
  if (into.order.id === from.order.id || into.order.customerId === null || into.order.customerId !== from.order.customerId) throw new Refusal('order.otherBuyer', { orderId: from.order.id });
  const before = [readRows(tx, into.order.id), readRows(tx, from.order.id)] as const;
  const moved = from.lines.filter((line) => line.quantity > 0);
  const placed = insertLines.run(tx, moved.map((line, index) => ({ ...line, externalId: null, orderId: into.order.id, lineNo: into.lines.length + index + 1, commandId: tx.commandId })));
  const ids = new Map(moved.map((line, index) => [line.id, placed[index]!]));
  copyBundles(tx, from.order.id, ids, Math.max(0, ...bundlesOf.all(tx, { orderId: into.order.id }).map((row) => row.bundleNo)));
  writeRows(tx, from.order, { orderId: from.order.id, lines: before[1].lines.map((line) => ({ ...line, ...withoutGoods })), charges: [] });
  writeRows(tx, into.order, { ...readRows(tx, into.order.id), charges: joinedCharges(before) });
  moveDeposit(tx, { fromOrderId: from.order.id, toOrderId: into.order.id, amount: from.order.deposits });
  settleRows(tx, [from.order.id, into.order.id]);
  return noteRevision(tx, { orderId: into.order.id, kind: 'join', otherOrderId: from.order.id, reason: input.reason, before: [...before] });
}

/** An order has one rounding row at most. */
function joinedCharges([into, from]: readonly [OrderRows, OrderRows]): OrderRows['charges'] {
  const all = [...into.charges, ...from.charges];
  const rounding = sumMinor(all.filter((row) => row.kind === 'rounding').map((row) => row.gross));
  const others = all.filter((row) => row.kind !== 'rounding');
  return rounding === 0 ? others : [...others, { kind: 'rounding', name: '', net: rounding, tax: minor(0), gross: rounding }];
}

