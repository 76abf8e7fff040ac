import { cancellationEntry, type CancellationSettlement, type SaleSoFar, settleCancellation } from '../../shared/sales/cancellation.rules.ts';
import { linePart, openQuantity } from '../../shared/sales/order-part.rules.ts';
import { claimOf } from '../../shared/sales/order-totals.rules.ts';
import { goodwillTax } from '../../shared/sales/sale-tax.rules.ts';
import type { TaxFact } from '../../shared/tax/tax-fact.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { releaseLines } from './allocation.service.ts';
import {
  askedLines, balancesOf, chargeSums, claimOfCharges, getLiveOrder, type LineRow, type OrderRow, postedOrder, refreshStates, stillToShip, withPart,
} from './order-record.ts';
import { linesOf } from './order-line.statements.ts';
import { refundedLines, taxPlaceOf } from './sale-tax.queries.ts';
import { postedDay } from './posting-day.ts';
import { saleOfOrder } from './refund.statements.ts';

export const insertCancellation = write(
  (db, p: { orderId: number; reason: string; reinstatesId: number | null; withCharges: 0 | 1; claim: Minor; owed: Minor; creditNet: Minor; creditTax: Minor; creditShippingNet: Minor; creditShippingTax: Minor; occurredAt: Instant; postedOn: Day; commandId: number }) =>
    db.insertInto('cancellation').values({
      orderId: p.orderId,
      reason: p.reason,
      reinstatesId: p.reinstatesId,
      withCharges: p.withCharges,
      claim: p.claim,
      owed: p.owed,
      creditNet: p.creditNet,
      creditTax: p.creditTax,
      creditShippingNet: p.creditShippingNet,
      creditShippingTax: p.creditShippingTax,
      occurredAt: p.occurredAt,
      postedOn: p.postedOn,
      commandId: p.commandId,
    }),
);

export const insertCancellationLine = write(
  (db, p: { cancellationId: number; orderLineId: number; quantity: Quantity; net: Minor; tax: Minor; discount: Minor }) =>
    db.insertInto('cancellationLine').values({
      cancellationId: p.cancellationId,
      orderLineId: p.orderLineId,
      quantity: p.quantity,
      net: p.net,
      tax: p.tax,
      discount: p.discount,
    }),
);

export interface CancelOrder {
  orderId: number;
  reason: string;
  lines?: readonly { orderLineId: number; quantity: Quantity }[];
  cancelledAt?: Instant;
}

/** Each in a savepoint of its own: an order that cannot be cancelled never takes the others with it. */
export const cancelOrders = (tx: Tx, { items, reason }: { items: readonly { orderId: number }[]; reason: string }) => ({
  results: items.map(({ orderId }) => tx.attempt(() => ({ orderId, ...cancelOrder(tx, { orderId, reason }) }))),
});

/**
 * Cancels what is not shipped: sets its goods free and owes back the money held for it. When nothing was or will be
 * shipped, the charges go with it.
 * @throws Refusal order.missing, order.history, order.alreadyShipped, order.nothingOpen, order.lineMissing, shipment.tooMany, quantity.notPositive
 */
export function cancelOrder(tx: Tx, input: CancelOrder): { cancellationId: number; owed: Minor } {
  const done = cancelParts(tx, getLiveOrder(tx, input.orderId), input);
  refreshStates(tx, input.orderId);
  return done;
}

/** The same without deriving the states again, for documents that cancel on their way. */
export function cancelParts(tx: Tx, order: OrderRow, input: CancelOrder): { cancellationId: number; owed: Minor } {
  const lines = linesOf.all(tx, { orderId: order.id });
  const parts = askedLines(order, lines, input.lines).map((asked) => ({ ...asked, figures: linePart(asked.line, asked.quantity) }));
  const left = lines.map((line) => {
    const part = parts.find((cancelled) => cancelled.line.id === line.id);
    return part ? withPart(line, part.figures, { cancelled: part.quantity }) : line;
  });
  const withCharges = !order.chargesSettled && left.every((line) => openQuantity(line) === 0);
  const charges = withCharges ? claimOfCharges(chargeSums(tx, order.id), order) : minor(0);
  const claim = minor(sumMinor(parts.map((part) => claimOf(part.figures, order.taxBy))) + charges);
  const settled = settleCancellation(balancesOf(order), stillToShip(tx, order, left), saleSoFar(tx, order));
  const { owed } = settled;
  const occurredAt = input.cancelledAt ?? tx.now;
  const postedOn = postedDay(tx, occurredAt);
  const row = { orderId: order.id, reason: input.reason, reinstatesId: null, withCharges: withCharges ? 1 : 0, claim, owed, occurredAt, postedOn } as const;
  const { lastId: cancellationId } = insertCancellation.run(tx, { ...row, ...creditRow(settled), commandId: tx.commandId });
  for (const { line, quantity, figures } of parts) insertCancellationLine.run(tx, { cancellationId, orderLineId: line.id, quantity, ...figures });
  const taxes = creditTax(tx, order, lines, settled);
  postEntry(tx, { ...cancellationEntry({ order: postedOrder(order), documentId: cancellationId, postedOn, occurredAt }, settled), taxes });
  releaseLines(tx, order.id, 'open');
  tx.changed('cancellation', cancellationId);
  return { cancellationId, owed };
}

/** Goodwill that now was no part of a sale is taxed no less any more. */
export function creditTax(tx: Tx, order: OrderRow, lines: readonly LineRow[], { creditTakenBack }: CancellationSettlement): TaxFact[] {
  const { returns, shipping } = creditTakenBack;
  return returns.gross === 0 && shipping.gross === 0 ? [] : goodwillTax(creditTakenBack, refundedLines(lines), order.taxBy, taxPlaceOf(tx, order));
}

export const creditRow = ({ creditTakenBack: { returns, shipping } }: CancellationSettlement) => ({
  creditNet: minor(returns.net + shipping.net),
  creditTax: minor(returns.tax + shipping.tax),
  creditShippingNet: shipping.net,
  creditShippingTax: shipping.tax,
});

const noSale = { shipped: minor(0), net: minor(0), tax: minor(0), shippingNet: minor(0), shippingTax: minor(0) };

function saleSoFar(tx: Tx, order: OrderRow): SaleSoFar {
  const sale = order.refunded > 0 ? saleOfOrder.get(tx, { orderId: order.id }) : undefined;
  const { shipped, net, tax, shippingNet, shippingTax } = sale ?? noSale;
  const shipping = { net: shippingNet, tax: shippingTax, gross: minor(shippingNet + shippingTax) };
  const returns = { net: minor(net - shippingNet), tax: minor(tax - shippingTax), gross: minor(net + tax - shipping.gross) };
  return { shipped, creditGiven: { returns, shipping } };
}
