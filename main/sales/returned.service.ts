import { Refusal } from '../../shared/refusal/refusal.ts';
import { splitPayment } from '../../shared/sales/payment.rules.ts';
import { heldFreely, type RefundKind, type RefundPart, type RefundTarget } from '../../shared/sales/refund.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { balancesOf, getLiveOrder, refreshStates } from './order-record.ts';
import { linesOf } from './order-line.statements.ts';
import { insertPayment } from './payment.service.ts';
import { postedDay } from './posting-day.ts';
import { type RefundRoom, refundRooms } from './refund-bases.ts';
import { pricedParts, writeRefund } from './refund.service.ts';
import { creditFor, moveCredit } from './store-credit.service.ts';

const addReturned = write((db, p: { id: number; quantity: Quantity }) =>
  db.updateTable('orderLine').set((eb) => ({ returned: eb('returned', '+', p.quantity) })).where('id', '=', p.id),
);

/** Goods of a line came back (positive) or went out again (negative): what may be refunded as returned follows. */
export function changeReturned(tx: Tx, input: { orderId: number; orderLineId: number; quantity: Quantity }): void {
  addReturned.run(tx, { id: input.orderLineId, quantity: input.quantity });
  tx.changed('salesOrder', input.orderId);
}

/** An order as a return sees it: its lines, what may be given back of each kind, and the money that bounds all of it. */
export function returnSides(reader: Reader, orderId: number) {
  const order = getLiveOrder(reader, orderId);
  const lines = linesOf.all(reader, { orderId });
  const rooms = refundRooms(reader, order, lines);
  return { order, lines, rooms, payable: heldFreely(order), receivable: order.receivable };
}

export const roomOf = (rooms: readonly RefundRoom[], kind: RefundKind, orderLineId: number | null): RefundRoom | undefined =>
  rooms.find((room) => room.kind === kind && room.orderLineId === orderLineId);

export interface AskedPart {
  kind: RefundKind;
  orderLineId: number | null;
  amount: Minor;
}

export type CreditSide = Exclude<RefundTarget['account'], 'openingEquity'>;

export interface CreditReturn {
  orderId: number;
  parts: readonly AskedPart[];
  account: CreditSide;
  /** The replacement that an exchange pays for. */
  toOrderId?: number;
  reason: string;
  occurredAt: Instant;
}

/**
 * Credits what came back and sends it where it goes: money, store credit, the order of an exchange, or less of what is still
 * owed. Source: DOMAIN §5 "credit for a return", "refund paid", "exchange", "store credit instead of money".
 * @throws Refusal refund.tooMuch, payment.noChannel, storeCredit.noCustomer, period.locked
 */
export function creditReturn(tx: Tx, input: CreditReturn): { refundId: number; number: string; amount: Minor } {
  const { order, lines, rooms, payable, receivable } = returnSides(tx, input.orderId);
  const parts = pricedParts(order.id, lines, rooms, input.parts);
  const left = input.account === 'accountsReceivable' ? receivable : payable;
  refuseBeyond(parts, rooms, left);
  if (input.account === 'channelClearing' && order.channelId === null) throw new Refusal('payment.noChannel', { orderId: order.id });
  const storeCreditId = input.account === 'storeCredit' ? creditOf(tx, order.customerId, order.id) : null;
  const target = { account: input.account, storeCreditId, toOrderId: input.toOrderId ?? null };
  const made = writeRefund(tx, order, lines, parts, { ...target, externalId: null, reason: input.reason, occurredAt: input.occurredAt });
  if (storeCreditId !== null) moveCredit(tx, { storeCreditId, kind: 'return', amount: made.amount, refundId: made.refundId, occurredAt: input.occurredAt });
  if (input.toOrderId !== undefined) takeExchanged(tx, input.toOrderId, made, input.occurredAt);
  refreshStates(tx, order.id);
  return made;
}

function creditOf(tx: Tx, customerId: number | null, orderId: number): number {
  if (customerId === null) throw new Refusal('storeCredit.noCustomer', { orderId });
  return creditFor(tx, customerId);
}

/** The replacement is paid as far as the exchange goes; the refund's own entry holds the deposit. */
function takeExchanged(tx: Tx, orderId: number, refund: { refundId: number; number: string; amount: Minor }, occurredAt: Instant): void {
  const order = getLiveOrder(tx, orderId);
  const split = splitPayment(refund.amount, balancesOf(order));
  if (split.toReceivable !== 0) throw new RangeError('a replacement has nothing to receive before it ships');
  const money = { externalId: null, method: refund.number, account: 'exchange', fromRefundId: refund.refundId, amount: refund.amount, fee: minor(0) } as const;
  insertPayment.run(tx, { ...money, ...split, orderId, occurredAt, postedOn: postedDay(tx, occurredAt), commandId: tx.commandId });
  refreshStates(tx, orderId);
}

function refuseBeyond(parts: readonly RefundPart[], rooms: readonly RefundRoom[], left: Minor): void {
  const asked = sumMinor(parts.map((part) => part.gross));
  if (asked > left) throw new Refusal('refund.tooMuch', { kind: 'returned', room: left, asked });
  for (const room of rooms) {
    const wanted = sumMinor(parts.filter((part) => part.kind === room.kind && part.orderLineId === room.orderLineId).map((part) => part.gross));
    if (wanted > 0 && wanted > room.base - room.refunded) throw new Refusal('refund.tooMuch', { kind: room.kind, room: room.base - room.refunded, asked: wanted });
  }
}
