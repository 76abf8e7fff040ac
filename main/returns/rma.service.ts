import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { minor } from '../../shared/units/minor.ts';
import { mulDiv } from '../../shared/units/mul-div.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { shopOf } from '../company/company.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { offersOf } from './offer.queries.ts';
import { getReturnReason } from './reason.service.ts';
import { countsOf, getRma, refreshRma, type RmaRow } from './rma-record.ts';
import { insertRma, insertRmaLine, linesOfRma, type NewRmaLine, type RmaOrigin, setAuthorised, setEnded, setOverruled } from './rma.statements.ts';
import { returnsBeyond } from './window.ts';

export interface RequestRma {
  orderId: number;
  lines: readonly { orderLineId: number; quantity: Quantity; reason: string; keepsGoods?: boolean }[];
  note?: string;
  authorise?: boolean;
  overrule?: string;
}

/**
 * Notes down what a customer wants to send back, and allows it unless somebody decides later. What the policy in force on
 * the order's date does not allow is refused with its words; an owner or a manager may overrule it with a reason.
 * @throws Refusal order.missing, order.history, order.lineMissing, reason.unknown, return.tooManyAsked, return.outsideWindow, permission.denied
 */
export function requestRma(tx: Tx, input: RequestRma, origin: RmaOrigin = 'customer') {
  const { rmaId } = writeRma(tx, input, origin);
  const authorise = input.authorise ?? true;
  if (authorise) allow(tx, getRma(tx, rmaId), input.overrule);
  return refreshRma(tx, rmaId);
}

/** An RMA as it was asked for, allowed or not: goods that are here already are not argued with. */
export function writeRma(tx: Tx, input: RequestRma, origin: RmaOrigin): { rmaId: number; number: string } {
  const { offers } = offersOf(tx, input.orderId, dayOf(tx.now, shopOf(tx).timeZone));
  const lines = input.lines.map(({ orderLineId, quantity: asked, reason, keepsGoods = false }, index): Omit<NewRmaLine, 'rmaId'> => {
    const offer = offers.find(({ line }) => line.id === orderLineId);
    if (!offer) throw new Refusal('order.lineMissing', { orderId: input.orderId, orderLineId });
    const earlier = input.lines.slice(0, index).reduce((sum, one) => sum + (one.orderLineId === orderLineId ? one.quantity : 0), 0);
    if (earlier + asked > offer.left) throw new Refusal('return.tooManyAsked', { sku: offer.line.sku, left: offer.left, asked: earlier + asked });
    const { fault } = getReturnReason(tx, reason);
    const allowed = fault === 'customer' ? offer.allowed : offer.allowedForFault;
    const worth = minor(mulDiv(offer.sold, asked, offer.line.shipped));
    return { orderLineId, reason, worth, quantity: asked, keepsGoods: keepsGoods ? 1 : 0, returnPolicyVersionId: offer.policy.id, allowed: allowed ? 1 : 0 };
  });
  const number = nextNumber(tx, 'rma');
  const fresh = { overruledBy: null, overruleReason: '', note: input.note ?? '', requestedAt: tx.now };
  const { lastId: rmaId } = insertRma.run(tx, { ...fresh, number, orderId: input.orderId, origin, commandId: tx.commandId });
  for (const line of lines) insertRmaLine.run(tx, { ...line, rmaId });
  tx.changed('rma', rmaId);
  return { rmaId, number };
}

/** Allows an RMA. @throws Refusal return.outsideWindow, permission.denied, return.ended */
export function allow(tx: Tx, rma: RmaRow, overrule: string | undefined, at: Instant = tx.now): void {
  refuseEnded(rma);
  const beyond = returnsBeyond(tx, rma);
  if (beyond && overrule === undefined) throw beyond;
  if (beyond && overrule !== undefined) {
    if (tx.actor.role !== 'owner' && tx.actor.role !== 'manager') throw new Refusal('permission.denied', { method: 'rma.overrule', role: tx.actor.role });
    setOverruled.run(tx, { id: rma.id, by: tx.actor.userId, reason: overrule });
  }
  setAuthorised.run(tx, { id: rma.id, at, commandId: tx.commandId });
}

/** @throws Refusal record.missing, and as `allow` */
export function authoriseRma(tx: Tx, { rmaId, overrule }: { rmaId: number; overrule?: string }) {
  const rma = getRma(tx, rmaId);
  if (rma.authorisedAt === null) allow(tx, rma, overrule);
  return refreshRma(tx, rmaId);
}

/** @throws Refusal record.missing, return.begun when goods came or money went */
export function withdrawRma(tx: Tx, { rmaId }: { rmaId: number }) {
  const rma = getRma(tx, rmaId);
  refuseBegun(tx, rma);
  setAuthorised.run(tx, { id: rma.id, at: null, commandId: null });
  setOverruled.run(tx, { id: rma.id, by: null, reason: '' });
  return refreshRma(tx, rmaId);
}

/** @throws Refusal record.missing, return.ended, return.begun */
export function declineRma(tx: Tx, { rmaId, reason }: { rmaId: number; reason: string }) {
  const rma = getRma(tx, rmaId);
  refuseEnded(rma);
  refuseBegun(tx, rma);
  setEnded.run(tx, { id: rma.id, at: tx.now, ended: 'declined', reason });
  return refreshRma(tx, rmaId);
}

/** Nothing more is expected; what came is still inspected and settled. @throws Refusal record.missing, return.ended */
export function cancelRma(tx: Tx, { rmaId, reason }: { rmaId: number; reason?: string }) {
  const rma = getRma(tx, rmaId);
  refuseEnded(rma);
  setEnded.run(tx, { id: rma.id, at: tx.now, ended: 'cancelled', reason: reason ?? '' });
  return refreshRma(tx, rmaId);
}

/** @throws Refusal record.missing, return.tooManyAsked when its goods were announced anew meanwhile */
export function reopenRma(tx: Tx, { rmaId }: { rmaId: number }) {
  const rma = getRma(tx, rmaId);
  if (rma.endedAt === null) return refreshRma(tx, rmaId);
  const { offers } = offersOf(tx, rma.orderId, dayOf(tx.now, shopOf(tx).timeZone));
  // Several lines may ask for goods of one.
  for (const [orderLineId, lines] of Map.groupBy(linesOfRma.all(tx, { rmaId }), (line) => line.orderLineId)) {
    const open = quantity(lines.reduce((sum, line) => sum + line.quantity - line.received, 0));
    const left = offers.find((offer) => offer.line.id === orderLineId)?.left ?? quantity(0);
    if (open > left) throw new Refusal('return.tooManyAsked', { sku: lines[0]?.sku ?? '', left, asked: open });
  }
  setEnded.run(tx, { id: rma.id, at: null, ended: null, reason: '' });
  return refreshRma(tx, rmaId);
}

function refuseEnded(rma: RmaRow): void {
  if (rma.endedAt !== null) throw new Refusal('return.ended', { number: rma.number });
}

function refuseBegun(tx: Tx, rma: RmaRow): void {
  const begun = linesOfRma.all(tx, { rmaId: rma.id }).map(countsOf).some((line) => line.received > 0 || line.settled > 0);
  if (begun) throw new Refusal('return.begun', { number: rma.number });
}
