import type { Selectable } from 'kysely';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { type OrderBalances, type PostedOrder, surplusOf } from '../../shared/sales/order-balances.rules.ts';
import { addFigures, openQuantity, restOfLine } from '../../shared/sales/order-part.rules.ts';
import { fulfilmentState, paymentState } from '../../shared/sales/order-state.rules.ts';
import { type ChargeKind, claimOf, type Figures, type LineFigures } from '../../shared/sales/order-totals.rules.ts';
import { assertShippable } from '../../shared/sales/shipment.rules.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import type { Schema } from '../database/schema.ts';
import { watchSurplus } from './exception.service.ts';
import { checkAgainLater } from './order-check.service.ts';
import { linesOf } from './order-line.statements.ts';
import { chargesOf, findOrder, findStates, setStates } from './order.statements.ts';

export type OrderRow = Selectable<Schema['salesOrder']>;
/** What the states of an order are derived from. */
type StateRow = NonNullable<ReturnType<typeof findStates.get>>;
/** What of an order a payment has to know. */
export type PaidOrder = Pick<OrderRow, 'id' | 'shownNumber' | 'channelId' | 'intake' | 'deposits' | 'receivable' | 'owed'>;
export type LineRow = Selectable<Schema['orderLine']> & { allocated: Quantity };

/** @throws Refusal order.missing */
export function getOrderRow(reader: Reader, orderId: number): OrderRow {
  const order = findOrder.get(reader, { orderId });
  if (!order) throw new Refusal('order.missing', { orderId });
  return order;
}

/** An order we may work on. @throws Refusal order.missing, order.history */
export function getLiveOrder(reader: Reader, orderId: number): OrderRow {
  const order = getOrderRow(reader, orderId);
  if (order.intake === 'history') throw new Refusal('order.history', { orderId });
  return order;
}

/** @throws Refusal order.lineMissing */
export function lineOf(lines: readonly LineRow[], orderId: number, orderLineId: number): LineRow {
  const line = lines.find((row) => row.id === orderLineId);
  if (!line) throw new Refusal('order.lineMissing', { orderId, orderLineId });
  return line;
}

export interface AskedLine {
  line: LineRow;
  quantity: Quantity;
}

/**
 * The lines a document is about: those that were named, each once, else all that is open.
 * @throws Refusal order.lineMissing, shipment.tooMany, quantity.notPositive, order.alreadyShipped, order.nothingOpen
 */
export function askedLines(order: OrderRow, lines: readonly LineRow[], chosen: readonly { orderLineId: number; quantity: Quantity }[] | undefined): AskedLine[] {
  const asked = chosen ? sumByLine(chosen) : lines.map((line) => ({ orderLineId: line.id, quantity: openQuantity(line) })).filter((part) => part.quantity > 0);
  if (asked.length === 0) throw new Refusal(order.fulfilment === 'shipped' ? 'order.alreadyShipped' : 'order.nothingOpen', { orderId: order.id });
  return asked.map(({ orderLineId, quantity: count }) => {
    const line = lineOf(lines, order.id, orderLineId);
    assertShippable({ ...line, orderLineId }, count);
    return { line, quantity: count };
  });
}

function sumByLine(chosen: readonly { orderLineId: number; quantity: Quantity }[]): { orderLineId: number; quantity: Quantity }[] {
  const sums = new Map<number, number>();
  for (const part of chosen) sums.set(part.orderLineId, (sums.get(part.orderLineId) ?? 0) + part.quantity);
  return [...sums].map(([orderLineId, sum]) => ({ orderLineId, quantity: quantity(sum) }));
}

/** A line as it stands after one more part of it was settled. */
export function withPart(line: LineRow, part: LineFigures, settled: { shipped?: Quantity; cancelled?: Quantity }): LineRow {
  return {
    ...line,
    shipped: quantity(line.shipped + (settled.shipped ?? 0)),
    cancelled: quantity(line.cancelled + (settled.cancelled ?? 0)),
    settledNet: minor(line.settledNet + part.net),
    settledTax: minor(line.settledTax + part.tax),
    settledDiscount: minor(line.settledDiscount + part.discount),
  };
}

export const postedOrder = (order: Pick<OrderRow, 'id' | 'shownNumber' | 'channelId'>): PostedOrder => ({ id: order.id, number: order.shownNumber, channelId: order.channelId });

export const balancesOf = (order: OrderBalances): OrderBalances => ({ deposits: order.deposits, receivable: order.receivable, owed: order.owed });

export interface ChargeSums {
  shipping: Figures;
  fees: Figures;
  rounding: Minor;
}

/** The charges of an order, summed by what they are posted as. */
export const chargeSums = (reader: Reader, orderId: number): ChargeSums => sumCharges(chargesOf.all(reader, { orderId }));

export function sumCharges(rows: readonly (Figures & { kind: ChargeKind })[]): ChargeSums {
  const ofKind = (kind: ChargeKind) => rows.filter((row) => row.kind === kind);
  return { shipping: addFigures(ofKind('shipping')), fees: addFigures(ofKind('fee')), rounding: sumMinor(ofKind('rounding').map((row) => row.gross)) };
}

export function claimOfCharges(charges: ChargeSums, order: Pick<OrderRow, 'taxBy'>): Minor {
  return minor(claimOf(charges.shipping, order.taxBy) + claimOf(charges.fees, order.taxBy) + charges.rounding);
}

/** What the customer still pays for goods that will ship: the open parts, and the charges while no parcel took them. */
export function stillToShip(reader: Reader, order: Pick<OrderRow, 'id' | 'taxBy' | 'chargesSettled'>, lines: readonly LineRow[]): Minor {
  const open = lines.filter((line) => openQuantity(line) > 0);
  if (open.length === 0) return minor(0);
  const goods = sumMinor(open.map((line) => claimOf(restOfLine(line), order.taxBy)));
  return order.chargesSettled ? goods : minor(goods + claimOfCharges(chargeSums(reader, order.id), order));
}

/** Money held that no goods will use. An order with goods to come that was never paid more than it costs holds none, which its own row says. */
export function surplusHeld(reader: Reader, order: Pick<StateRow, 'id' | 'taxBy' | 'chargesSettled' | 'claim' | 'cancelledClaim' | 'captured' | 'deposits' | 'receivable' | 'owed'>, lines: readonly LineRow[]): Minor {
  const paidAtMostItsCost = order.captured + order.receivable - order.owed <= order.claim - order.cancelledClaim;
  if (order.deposits === 0 || (paidAtMostItsCost && lines.some((line) => openQuantity(line) > 0))) return minor(0);
  return surplusOf(balancesOf(order), stillToShip(reader, order, lines));
}

/** Derives both states from what the documents now add up to, and stores them when they changed. `lines` are given where they were just read. */
export function refreshStates(tx: Tx, orderId: number, lines: readonly LineRow[] = linesOf.all(tx, { orderId })): void {
  const order = findStates.get(tx, { orderId });
  if (!order) throw new Refusal('order.missing', { orderId });
  const due = minor(order.claim - order.cancelledClaim);
  const surplus = surplusHeld(tx, order, lines);
  const payment = paymentState({ due, captured: order.captured, refunded: order.refunded, owed: order.owed, surplus });
  const fulfilment = fulfilmentState(lines);
  if (payment !== order.payment || fulfilment !== order.fulfilment) setStates.run(tx, { orderId, payment, fulfilment });
  if (surplus > 0 || order.exceptions > 0) watchSurplus(tx, orderId, surplus);
  if (order.exceptions > 0) checkAgainLater(tx, orderId);
  tx.changed('salesOrder', orderId);
}
