import { Refusal } from '../../shared/refusal/refusal.ts';
import { cashRoundingOf } from '../../shared/sales/cash-rounding.rules.ts';
import type { MoneyAccount } from '../../shared/sales/payment.rules.ts';
import {
  assertRefundable, refundEntry, refundExcess, refundFigures, type RefundKind, type RefundPart, type RefundTarget, settleRefund,
} from '../../shared/sales/refund.rules.ts';
import { refundTax } from '../../shared/sales/sale-tax.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { postEntry } from '../accounting/journal.service.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { raiseException } from './exception.service.ts';
import { balancesOf, getLiveOrder, type LineRow, lineOf, type OrderRow, postedOrder, refreshStates, stillToShip } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';
import { refundedLines, taxPlaceOf } from './sale-tax.queries.ts';
import { postedDay } from './posting-day.ts';
import { type RefundRoom, refundRooms } from './refund-bases.ts';
import { insertRefund, insertRefundPart } from './refund.statements.ts';
import { announceRefund, markOfRefund } from './refund-told.service.ts';

export interface RecordRefund {
  orderId: number;
  parts: readonly { kind: RefundKind; orderLineId: number | null; amount: Minor }[];
  account: MoneyAccount;
  reason: string;
  refundedAt?: Instant;
}

interface PaidRefund extends RefundTarget {
  externalId: string | null;
  reason: string;
  occurredAt: Instant;
}

/**
 * Records money paid back by hand: each kind inside its own base, all inside what was captured, tax at the sale's rate. Cash goes
 * back in coins there are, as it came.
 * @throws Refusal order.missing, order.history, order.lineMissing, refund.tooMuch, payment.noChannel, period.locked
 */
export function recordRefund(tx: Tx, input: RecordRefund): { refundId: number; number: string; amount: Minor; paidOut: Minor } {
  const order = getLiveOrder(tx, input.orderId);
  if (input.account === 'channelClearing' && order.channelId === null) throw new Refusal('payment.noChannel', { orderId: order.id });
  const lines = linesOf.all(tx, { orderId: order.id });
  const rooms = refundRooms(tx, order, lines);
  const parts = pricedParts(order.id, lines, rooms, input.parts);
  assertRefundable(parts, rooms, order);
  const done = writeRefund(tx, order, lines, parts, { ...input, externalId: null, occurredAt: input.refundedAt ?? tx.now });
  refreshStates(tx, order.id);
  return done;
}

/** The parts with their tax, each at the sale's rate after those before it. @throws Refusal order.lineMissing, refund.tooMuch */
export function pricedParts(orderId: number, lines: readonly LineRow[], rooms: readonly RefundRoom[], asked: RecordRefund['parts']): RefundPart[] {
  const given = new Map<string, { gross: number; tax: number }>();
  return asked.map(({ kind, orderLineId, amount }): RefundPart => {
    if (orderLineId !== null) lineOf(lines, orderId, orderLineId);
    const room = rooms.find((base) => base.kind === kind && base.orderLineId === orderLineId);
    if (!room) throw new Refusal('refund.tooMuch', { kind, room: 0, asked: amount });
    // Returned and kept goods are parts of one sale; what was cancelled never was one.
    const sale = `${kind === 'goodsKept' ? 'returned' : kind} ${orderLineId}`;
    const more = given.get(sale) ?? { gross: 0, tax: 0 };
    const figures = refundFigures(amount, room.sold, { gross: minor(room.given.gross + more.gross), tax: minor(room.given.tax + more.tax) });
    given.set(sale, { gross: more.gross + figures.gross, tax: more.tax + figures.tax });
    return { kind, orderLineId, ...figures };
  });
}

/** A refund a channel already paid is a fact: it is stored whatever it says, and raised when it says too much (INV-O2). */
export function takeRefund(tx: Tx, order: OrderRow, parts: readonly RefundPart[], paid: PaidRefund): void {
  const lines = linesOf.all(tx, { orderId: order.id });
  const excess = refundExcess(parts, refundRooms(tx, order, lines), order);
  writeRefund(tx, order, lines, parts, paid);
  if (!excess) return;
  const kind = excess.kind === 'amountOnly' ? 'refundExceedsCaptured' : 'refundBeyondBase';
  raiseException(tx, { orderId: order.id, kind, details: { refund: paid.externalId ?? '', room: excess.room, asked: excess.asked } });
}

export function writeRefund(tx: Tx, order: OrderRow, lines: readonly LineRow[], parts: readonly RefundPart[], paid: PaidRefund) {
  const settled = settleRefund(parts, balancesOf(order), stillToShip(tx, order, lines));
  const amount = sumMinor(parts.map((part) => part.gross));
  const postedOn = postedDay(tx, paid.occurredAt);
  const cashRounding = cashRoundingOf(amount, paid.account, order.currency);
  const number = nextNumber(tx, 'refund');
  const mark = markOfRefund(tx, order, { ...paid, number });
  const { lastId: refundId } = insertRefund.run(tx, {
    ...paid,
    storeCreditId: paid.storeCreditId ?? null,
    toOrderId: paid.toOrderId ?? null,
    ...settled,
    number,
    mark,
    amount,
    cashRounding,
    orderId: order.id,
    salesNet: minor(settled.returns.net + settled.shipping.net),
    salesTax: minor(settled.returns.tax + settled.shipping.tax),
    shippingNet: settled.shipping.net,
    shippingTax: settled.shipping.tax,
    postedOn,
    commandId: tx.commandId,
  });
  parts.forEach((part, index) => insertRefundPart.run(tx, { ...part, refundId, partNo: index + 1 }));
  // Paid back before go-live: a sale of that time is none of these books, and none of its tax.
  const taxes = paid.account === 'openingEquity' ? [] : refundTax(parts, settled, refundedLines(lines), order.taxBy, taxPlaceOf(tx, order));
  postEntry(tx, { ...refundEntry({ order: postedOrder(order), documentId: refundId, postedOn, occurredAt: paid.occurredAt }, settled, { ...paid, cashRounding }), taxes });
  if (mark !== null) announceRefund(tx, order, { refundId, number, amount, mark });
  tx.changed('refund', refundId);
  return { refundId, number, amount, paidOut: minor(amount + cashRounding) };
}
