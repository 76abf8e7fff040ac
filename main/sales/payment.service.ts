import { Refusal } from '../../shared/refusal/refusal.ts';
import { assertCurrency } from '../../shared/sales/intake.rules.ts';
import { type Exchanged, type PaidFrom, type PaymentAccount, paymentEntry, paymentVoidEntry, splitPayment, splitVoid } from '../../shared/sales/payment.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor } from '../../shared/units/minor.ts';
import { type ForeignDocument, foreignItemOf, foreignOfSource } from '../accounting/foreign-item.service.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';
import { linesOf } from './order-line.statements.ts';
import { exchangedPayment } from './foreign-order.ts';
import { balancesOf, getLiveOrder, type OrderRow, type PaidOrder, postedOrder, refreshStates, stillToShip } from './order-record.ts';
import { postedDay } from './posting-day.ts';
import { creditToSpend, moveCredit } from './store-credit.service.ts';

interface NewPayment {
  orderId: number;
  externalId: string | null;
  method: string;
  account: PaidFrom | 'exchange';
  storeCreditId?: number | null;
  fromRefundId?: number | null;
  amount: Minor;
  fee: Minor;
  /** What was handed over at the counter, where somebody counted it. */
  given?: Minor | null;
  toReceivable: Minor;
  toDeposits: Minor;
  /** Of an order in another currency: what came in that and on which account, and what it was worth. */
  foreignAmount?: Minor | null;
  worth?: Minor | null;
  ledgerAccountId?: number | null;
  occurredAt: Instant;
  postedOn: Day;
}

export const insertPayment = write((db, p: NewPayment & { commandId: number }) =>
  db.insertInto('payment').values({
    orderId: p.orderId,
    externalId: p.externalId,
    method: p.method,
    account: p.account,
    storeCreditId: p.storeCreditId ?? null,
    fromRefundId: p.fromRefundId ?? null,
    amount: p.amount,
    fee: p.fee,
    given: p.given ?? null,
    toReceivable: p.toReceivable,
    toDeposits: p.toDeposits,
    foreignAmount: p.foreignAmount ?? null,
    worth: p.worth ?? null,
    ledgerAccountId: p.ledgerAccountId ?? null,
    occurredAt: p.occurredAt,
    postedOn: p.postedOn,
    commandId: p.commandId,
  }),
);

export const paymentsKnown = read((db, p: { orderId: number }) =>
  db.selectFrom('payment').select('externalId').where('orderId', '=', p.orderId).where('externalId', 'is not', null),
);

const openingPaymentOf = read((db, p: { orderId: number }) => db.selectFrom('payment').selectAll().where('orderId', '=', p.orderId).where('account', '=', 'openingEquity').where('voidedAt', 'is', null));
const paymentById = read((db, p: { id: number }) => db.selectFrom('payment').selectAll().where('id', '=', p.id));

const voidRow = write((db, p: { id: number; at: Instant; on: Day; deposits: Minor; commandId: number }) =>
  db
    .updateTable('payment')
    .set({ voidedAt: p.at, voidPostedOn: p.on, voidDeposits: p.deposits, voidCommandId: p.commandId })
    .where('id', '=', p.id),
);

export interface Captured {
  externalId: string | null;
  method: string;
  account: PaidFrom;
  storeCreditId?: number | null;
  amount: Minor;
  fee: Minor;
  exchanged?: Exchanged;
  occurredAt: Instant;
}

/** Money received, as a fact: what a channel or a person says arrived is not argued with. Posts it; states follow later. */
export function recordPayment(tx: Tx, order: PaidOrder, captured: Captured): { paymentId: number; entryNumber: string | null } {
  if (captured.account === 'channelClearing' && order.channelId === null) throw new Refusal('payment.noChannel', { orderId: order.id });
  const postedOn = postedDay(tx, captured.occurredAt);
  const split = splitPayment(captured.amount, balancesOf(order));
  const { exchanged, ...paid } = captured;
  const came = exchanged ? { worth: exchanged.worth, foreignAmount: exchanged.foreign?.amount ?? null, ledgerAccountId: exchanged.foreign?.ledgerAccountId ?? null } : {};
  const { lastId: paymentId } = insertPayment.run(tx, { ...paid, ...came, ...split, orderId: order.id, postedOn, commandId: tx.commandId });
  const posting = { order: postedOrder(order), documentId: paymentId, postedOn, occurredAt: captured.occurredAt };
  const entry = postEntry(tx, paymentEntry(posting, captured, split));
  tx.changed('payment', paymentId);
  return { paymentId, entryNumber: entry?.number ?? null };
}

export interface CapturePayment {
  orderId: number;
  amount: Minor;
  currency?: string;
  account: PaymentAccount;
  method: string;
  fee: Minor;
  /** What came in the base currency for an order in another, with the fee; else it came in the order's. */
  worth?: Minor;
  /** The account that holds the order's currency, where there are several. */
  ledgerAccountId?: number;
  receivedAt?: Instant;
}

/**
 * Takes a payment by hand, in the order's currency. More than is due is refused: it would be somebody else's money.
 * @throws Refusal foreign.tooMuch, foreign.tooSmall, foreign.account, foreign.notForeign, rate.missing, order.missing, order.history, quantity.notPositive, currency.mismatch, payment.tooMuch, payment.noChannel, period.locked, storeCredit.tooLittle
 */
export function capturePayment(tx: Tx, input: CapturePayment): { paymentId: number; entryNumber: string | null } {
  const order = getLiveOrder(tx, input.orderId);
  if (input.amount <= 0) throw new Refusal('quantity.notPositive', { quantity: input.amount });
  const document = foreignItemOf(tx, 'salesOrder', order.id);
  const currency = document?.currency ?? order.currency;
  assertCurrency(input.currency ?? currency, currency);
  if (document) return captureForeign(tx, order, document, input);
  if (input.worth !== undefined || input.ledgerAccountId !== undefined) throw new Refusal('foreign.notForeign', {});
  const due = minor(order.receivable + stillToShip(tx, order, linesOf.all(tx, { orderId: order.id })) - order.deposits);
  if (input.amount > due || input.fee > input.amount) throw new Refusal('payment.tooMuch', { due, asked: input.amount });
  const storeCreditId = input.account === 'storeCredit' ? creditToSpend(tx, order.customerId, input.amount) : null;
  const done = recordPayment(tx, order, { ...input, ...(storeCreditId !== null && { storeCreditId }), externalId: null, occurredAt: input.receivedAt ?? tx.now });
  if (storeCreditId !== null) moveCredit(tx, { storeCreditId, kind: 'spent', amount: minor(-input.amount), paymentId: done.paymentId });
  refreshStates(tx, order.id);
  return done;
}

function captureForeign(tx: Tx, order: OrderRow, document: ForeignDocument, input: CapturePayment) {
  const occurredAt = input.receivedAt ?? tx.now;
  const { account } = input;
  const paid = exchangedPayment(tx, order, document, { ...input, occurredAt });
  // Store credit and a channel's clearing were refused with the exchange.
  const done = recordPayment(tx, order, { ...paid, account, method: input.method, externalId: null, occurredAt });
  refreshStates(tx, order.id);
  return done;
}

/** What a stored payment of an order in another currency brought. */
function exchangedOf(tx: Tx, { id, orderId, toDeposits, worth, foreignAmount, ledgerAccountId }: { id: number; orderId: number; toDeposits: Minor; worth: Minor | null; foreignAmount: Minor | null; ledgerAccountId: number | null }): { exchanged?: Exchanged } {
  const currency = foreignItemOf(tx, 'salesOrder', orderId)?.currency;
  if (worth === null || currency === undefined) return {};
  const took = toDeposits === 0 ? foreignOfSource(tx, 'accountsReceivable', { kind: 'payment', id }) : null;
  return { exchanged: { worth, ...(took !== null && { receivable: { currency, amount: minor(0 - took) } }), ...(foreignAmount !== null && ledgerAccountId !== null && { foreign: { currency, amount: foreignAmount, ledgerAccountId } }) } };
}

/**
 * Takes back a payment recorded by mistake, against what is open now: money still held first, else the customer owes again.
 * @throws Refusal record.missing, payment.voided, payment.used when money of it was paid or is owed back
 */
export function voidPayment(tx: Tx, input: { paymentId: number; reason: string }): { orderId: number } {
  const payment = paymentById.get(tx, { id: input.paymentId });
  if (!payment || payment.account === 'openingEquity') throw new Refusal('record.missing', { kind: 'payment', id: input.paymentId });
  if (payment.voidedAt !== null) throw new Refusal('payment.voided', { paymentId: payment.id });
  const order = getLiveOrder(tx, payment.orderId);
  if (order.captured - payment.amount < order.refunded + order.owed) throw new Refusal('payment.used', { paymentId: payment.id });
  return takeBack(tx, order, payment, { postedOn: postedDay(tx, tx.now), reason: input.reason });
}

/** Takes back what was paid before these books, on the day they began. @throws Refusal record.missing, period.locked */
export function voidOpeningPayment(tx: Tx, { orderId, on, reason }: { orderId: number; on: Day; reason: string }): { orderId: number } {
  const payment = openingPaymentOf.get(tx, { orderId });
  if (!payment) throw new Refusal('record.missing', { kind: 'payment', id: orderId });
  return takeBack(tx, getLiveOrder(tx, orderId), payment, { postedOn: on, reason });
}

function takeBack(tx: Tx, order: OrderRow, payment: NonNullable<ReturnType<typeof paymentById.get>>, { postedOn, reason }: { postedOn: Day; reason: string }): { orderId: number } {
  const { account } = payment;
  // What an exchange brought was credited on the order it came from.
  if (account === 'exchange') throw new Refusal('payment.used', { paymentId: payment.id });
  const taken = splitVoid(payment.amount, balancesOf(order));
  voidRow.run(tx, { id: payment.id, at: tx.now, on: postedOn, deposits: taken.fromDeposits, commandId: tx.commandId });
  const posting = { order: postedOrder(order), documentId: payment.id, postedOn, occurredAt: tx.now };
  postEntry(tx, paymentVoidEntry(posting, { ...payment, account, ...exchangedOf(tx, payment) }, taken, reason));
  if (payment.storeCreditId !== null) moveCredit(tx, { storeCreditId: payment.storeCreditId, kind: 'givenBack', amount: payment.amount, paymentId: payment.id });
  tx.changed('payment', payment.id);
  refreshStates(tx, order.id);
  return { orderId: order.id };
}
