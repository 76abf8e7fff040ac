import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Payout, Settle } from '../../shared/returns/settlement.contract.ts';
import type { CreditPart } from '../../shared/returns/settlement.rules.ts';
import type { Disposition } from '../../shared/returns/rma-state.rules.ts';
import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Actor, Reader, Tx } from '../database/handles.ts';
import { getOrder } from '../sales/order.queries.ts';
import { createOrder } from '../sales/order.service.ts';
import { postedDay } from '../sales/posting-day.ts';
import { creditReturn, type CreditSide } from '../sales/returned.service.ts';
import type { AskedExchange } from './exchange-price.queries.ts';
import { announceNow, receiveGoods } from './goods-return.service.ts';
import { recordInspection } from './inspection.service.ts';
import { getRma, refreshRma } from './rma-record.ts';
import { allow } from './rma.service.ts';
import { planSettlement } from './settlement-plan.ts';
import { insertSettlement, insertSettlementLine, insertSettlementRefund, linesOfSettlement, mostPaidFrom, partsOfSettlement, settlementById } from './settlement.statements.ts';

/**
 * Credits what came back and was looked at, or may be kept: first against what is still owed, then to the order of an exchange,
 * the rest to the customer. Stock moved when the goods came; revenue, tax, what is payable and the channel move now, together.
 * @throws Refusal record.missing, return.ended when it was declined, return.outsideWindow, return.nothingToSettle, return.tooManySettled, and as creditReturn and createOrder
 */
export function settleRma(tx: Tx, input: Settle & { note?: string }) {
  const allowed = getRma(tx, input.rmaId);
  if (allowed.ended === 'declined') throw new Refusal('return.ended', { number: allowed.number });
  if (allowed.authorisedAt === null) allow(tx, allowed, undefined);
  const plan = planSettlement(tx, input, tx.now);
  const replacement = placeReplacement(tx, plan);
  const when = { occurredAt: tx.now, postedOn: postedDay(tx, tx.now) };
  const number = nextNumber(tx, 'creditNote');
  const row = { ...plan.money, ...when, number, rmaId: plan.rma.id, newOrderId: replacement?.orderId ?? null };
  const { lastId: returnSettlementId } = insertSettlement.run(tx, { ...row, commandId: tx.commandId });
  for (const { line, quantity, worth, fee, paidBefore } of plan.planned) insertSettlementLine.run(tx, { returnSettlementId, rmaLineId: line.id, quantity, worth, fee, paidBefore });
  const credit = (parts: readonly CreditPart[], account: CreditSide, toOrderId?: number): void => {
    if (parts.length === 0) return;
    const asked = { orderId: plan.order.id, parts, account, reason: input.note ?? '', occurredAt: tx.now };
    const { refundId } = creditReturn(tx, { ...asked, ...(toOrderId !== undefined && { toOrderId }) });
    insertSettlementRefund.run(tx, { returnSettlementId, refundId });
  };
  credit(plan.ways.toReceivable, 'accountsReceivable');
  credit(plan.ways.toOrder, 'exchange', replacement?.orderId);
  credit(plan.ways.toCustomer, input.to);
  tx.changed('returnSettlement', returnSettlementId);
  refreshRma(tx, plan.rma.id);
  return { returnSettlementId, number, newOrderId: replacement?.orderId ?? null, newOrderNumber: replacement?.number ?? null, ...plan.money };
}

type Plan = ReturnType<typeof planSettlement>;

/** The linked order of an exchange, at exactly the prices that were shown. */
function placeReplacement(tx: Tx, { order, exchange, rma }: Plan): { orderId: number; number: string } | undefined {
  if (exchange.lines.length === 0) return undefined;
  const { recipient } = getOrder(tx, { orderId: order.id });
  const lines = exchange.lines.map(({ variantId, quantity, unitPrice, taxRate }) => ({ variantId, quantity, unitPrice, taxRate, discount: minor(0) }));
  const mayAccept = tx.actor.role === 'owner' || tx.actor.role === 'manager';
  const made = createOrder(tx, { customerId: order.customerId, lines, charges: [], discount: minor(0), note: rma.number, payMethod: '', underFloorAccepted: mayAccept, recipient });
  if (made.total !== exchange.total) throw new RangeError(`a replacement shown at ${exchange.total} was placed at ${made.total}`);
  return made;
}

export interface TakeBack {
  orderId: number;
  lines: readonly { orderLineId: number; quantity: Quantity; reason: string; disposition: Disposition; lots?: readonly LotAsked[] }[];
  locationId?: number;
  to: Payout;
  refundShipping?: boolean;
  waiveFee: boolean;
  exchange?: readonly AskedExchange[];
  overrule?: string;
  note?: string;
}

/**
 * A return over the counter in one transaction: announced, taken in, looked at and paid out, or none of it.
 * @throws Refusal as requestRma, receiveGoods, recordInspection and settleRma
 */
export function takeBackOverCounter(tx: Tx, input: TakeBack) {
  const rmaId = announceNow(tx, input, 'counter', input.overrule);
  if (getRma(tx, rmaId).authorisedAt === null) allow(tx, getRma(tx, rmaId), undefined);
  const arrived = receiveGoods(tx, { rmaId, lines: input.lines, ...(input.locationId !== undefined && { locationId: input.locationId }) });
  const looked = lookedAt(input.lines, arrived.lines);
  recordInspection(tx, { goodsReturnId: arrived.goodsReturnId, lines: looked });
  if (looked.every(({ disposition }) => disposition === 'back')) throw new Refusal('return.nothingToSettle', { number: arrived.rmaNumber });
  const { to, waiveFee, refundShipping, exchange, note = '' } = input;
  const settled = settleRma(tx, { rmaId, to, waiveFee, note, ...(refundShipping !== undefined && { refundShipping }), ...(exchange && { exchange: [...exchange] }) });
  return { rmaId, rmaNumber: arrived.rmaNumber, goodsReturnId: arrived.goodsReturnId, ...settled };
}

/** Goods arrive in the order they were named, each heap in one part or several: every part meets the end of its heap. */
function lookedAt(heaps: TakeBack['lines'], parts: readonly { id: number; quantity: Quantity }[]) {
  let heap = 0;
  let left: number = heaps[0]?.quantity ?? 0;
  return parts.map(({ id, quantity }) => {
    if (left === 0) {
      heap += 1;
      left = heaps[heap]?.quantity ?? 0;
    }
    left -= quantity;
    return { goodsReturnLineId: id, quantity, disposition: heaps[heap]?.disposition ?? 'restock' };
  });
}

/** What a settlement would give. @throws Refusal as planSettlement */
export function previewSettlement(reader: Reader, input: Settle, _actor: Actor, now: Instant) {
  const { order, planned, exchange, money, rma, shippingByPolicy, shippingRoom } = planSettlement(reader, input, now);
  const account = mostPaidFrom.get(reader, { orderId: order.id })?.account ?? 'bank';
  const usual: Payout = account === 'openingEquity' || account === 'exchange' ? 'bank' : account;
  return {
    currency: order.currency,
    ...money,
    lines: planned.map(({ line, quantity, worth, fee, feeRate, paidBefore }) => ({ rmaLineId: line.id, sku: line.sku, name: line.name, quantity, worth, fee, feeRate, paidBefore })),
    exchange: exchange.lines.map(({ taxRate: _rate, ...line }) => line),
    shippingByPolicy,
    shippingRoom,
    usual,
    mayCredit: order.customerId !== null && rma.ended !== 'declined',
  };
}

/** The figures of a credit note. @throws Refusal record.missing */
export function getCreditNote(reader: Reader, { returnSettlementId }: { returnSettlementId: number }) {
  const head = settlementById.get(reader, { id: returnSettlementId });
  if (!head) throw new Refusal('record.missing', { kind: 'returnSettlement', id: returnSettlementId });
  const { id: _id, ...facts } = head;
  return { ...facts, lines: linesOfSettlement.all(reader, { id: returnSettlementId }), parts: partsOfSettlement.all(reader, { id: returnSettlementId }) };
}
