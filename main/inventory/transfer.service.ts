import { sortArrival } from '../../shared/inventory/transfer.rules.ts';
import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { shopOf } from '../company/company.queries.ts';
import { nextNumber } from '../company/series.service.ts';
import type { Tx } from '../database/handles.ts';
import { adjustStock } from './adjustment.service.ts';
import { requireLocation } from './location.queries.ts';
import { inTransitLocation } from './location.service.ts';
import { lotsForArrival } from './lot-choice.service.ts';
import { whenPosted } from './occasion.ts';
import { moveStock } from './stock.service.ts';
import { closeSettled, insertTransfer, insertTransferLine, lotsOnTheWay, settleLine, transferById, transferLines } from './transfer.statements.ts';

interface Parcel {
  variantId: number;
  quantity: Quantity;
  binId?: number;
  lots?: readonly LotAsked[];
}

export interface TransferStock {
  fromLocationId: number;
  toLocationId: number;
  note?: string;
  occurredAt?: Instant;
  lines: readonly Parcel[];
}

/**
 * Sends goods on their way to another location. They keep their layers and their value; nothing is posted.
 * @throws Refusal transfer.samePlace, and as moveStock.
 */
export function transferStock(tx: Tx, input: TransferStock) {
  const { fromLocationId, toLocationId, note = null } = input;
  if (fromLocationId === toLocationId) throw new Refusal('transfer.samePlace', { locationId: toLocationId });
  for (const locationId of [fromLocationId, toLocationId]) requireLocation(tx, locationId);
  const when = whenPosted(tx, input.occurredAt);
  const number = nextNumber(tx, 'stockTransfer');
  const { lastId: id } = insertTransfer.run(tx, { number, fromLocationId, toLocationId, note, sentAt: when.occurredAt, commandId: tx.commandId });
  const transit = inTransitLocation(tx);
  const moves = input.lines.flatMap((line) => carried(line, fromLocationId, { ...line, locationId: transit, binId: undefined }));
  moveStock(tx, { ...when, source: { kind: 'stockTransfer', id } }, moves);
  for (const [variantId, sent] of byVariant(input.lines)) insertTransferLine.run(tx, { stockTransferId: id, variantId, quantity: sent });
  tx.changed('stockTransfer', id);
  return { stockTransferId: id, number };
}

export interface ArriveTransfer {
  stockTransferId: number;
  occurredAt?: Instant;
  lines?: readonly Parcel[];
  reason?: string;
  note?: string;
}

/**
 * Takes in what arrived of a transfer, all of it where no lines are given. What is more than was sent is taken up as found,
 * with its reason; what is less stays on its way until it comes or the transfer is closed.
 * @throws Refusal record.missing, transfer.arrived, transfer.beforeSent, location.blocked, and as adjustStock
 */
export function arriveTransfer(tx: Tx, input: ArriveTransfer) {
  const { id, toLocationId, when, transit, onTheWay } = openTransfer(tx, input);
  const all = [...onTheWay].map(([variantId, left]) => ({ variantId, quantity: left }));
  const { expected, surplus } = sortArrival<Parcel>(input.lines ?? all, onTheWay);
  const moves = expected.map((line) => ({ ...line, lots: lotsForArrival(line, lotsOnTheWay.all(tx, { id, transitId: transit, variantId: line.variantId })) }));
  moveStock(
    tx,
    { ...when, source: { kind: 'stockTransfer', id } },
    moves.flatMap((line) => carried({ ...line, binId: undefined }, transit, { ...line, locationId: toLocationId })),
  );
  for (const line of expected) settleLine.run(tx, { ...line, stockTransferId: id });
  const done = finish(tx, id, when.occurredAt);
  const { reason = 'miscounted', note, occurredAt } = { ...input, ...when };
  const paper = { locationId: toLocationId, reason, occurredAt, stockTransferId: id, ...(note === undefined ? {} : { note }) };
  const stockAdjustmentId = surplus.length === 0 ? null : adjustStock(tx, { ...paper, lines: surplus }).stockAdjustmentId;
  return { stockTransferId: id, done, stockAdjustmentId };
}

export interface CloseTransfer {
  stockTransferId: number;
  outcome: 'lost' | 'back';
  reason?: string;
  note?: string;
  occurredAt?: Instant;
}

/**
 * Ends a transfer of which something never arrived: it is written off from the way it was on, with its reason, or it came
 * back to where it was sent from.
 * @throws Refusal record.missing, transfer.arrived, transfer.beforeSent, and as adjustStock
 */
export function closeTransfer(tx: Tx, input: CloseTransfer) {
  const { id, fromLocationId, when, transit, onTheWay } = openTransfer(tx, input);
  const left = [...onTheWay].map(([variantId, amount]) => {
    const line = { variantId, quantity: amount };
    return { ...line, ...lotsOf(lotsForArrival(line, lotsOnTheWay.all(tx, { id, transitId: transit, variantId }))) };
  });
  const { reason = 'shrinkage', note } = input;
  let stockAdjustmentId: number | null = null;
  if (input.outcome === 'lost') {
    const lines = left.map((line) => ({ ...line, quantity: quantity(-line.quantity) }));
    const paper = { locationId: transit, reason, occurredAt: when.occurredAt, stockTransferId: id, ...(note === undefined ? {} : { note }) };
    stockAdjustmentId = adjustStock(tx, { ...paper, lines }).stockAdjustmentId;
  } else {
    const moves = left.flatMap((line) => carried(line, transit, { ...line, locationId: fromLocationId }));
    moveStock(tx, { ...when, source: { kind: 'stockTransfer', id } }, moves);
  }
  for (const line of left) settleLine.run(tx, { ...line, stockTransferId: id });
  finish(tx, id, when.occurredAt);
  return { stockTransferId: id, stockAdjustmentId };
}

function openTransfer(tx: Tx, { stockTransferId: id, occurredAt }: { stockTransferId: number; occurredAt?: Instant }) {
  const transfer = transferById.get(tx, { id });
  if (!transfer) throw new Refusal('record.missing', { kind: 'stockTransfer', id });
  if (transfer.closedAt !== null) throw new Refusal('transfer.arrived', { stockTransferId: id });
  const open = transferLines.all(tx, { id }).filter((line) => line.onTheWay > 0);
  const onTheWay = new Map(open.map((line) => [line.variantId, line.onTheWay]));
  return { ...transfer, when: whenPosted(tx, notBeforeSent(tx, transfer, occurredAt)), transit: inTransitLocation(tx), onTheWay };
}

/** A day is often all that is known of an arrival: on the day it was sent it came after it left. */
function notBeforeSent(tx: Tx, { sentAt }: { sentAt: Instant }, at: Instant = tx.now): Instant {
  if (at >= sentAt) return at;
  const { timeZone } = shopOf(tx);
  const sentOn = dayOf(sentAt, timeZone);
  if (dayOf(at, timeZone) !== sentOn) throw new Refusal('transfer.beforeSent', { sentOn });
  return sentAt;
}

/** Whether nothing is on its way any more. */
function finish(tx: Tx, id: number, at: Instant): boolean {
  tx.changed('stockTransfer', id);
  return closeSettled.run(tx, { id, closedAt: at }).changes > 0;
}

/** One parcel leaving one place for another; the lots that leave are the lots that come. */
function carried(line: { variantId: number; quantity: Quantity; binId?: number | undefined; lots?: readonly LotAsked[] | undefined }, fromId: number, to: { locationId: number; binId?: number | undefined }) {
  const one = { kind: 'transfer', variantId: line.variantId, held: quantity(0), ...lotsOf(line.lots) } as const;
  return [
    { ...one, locationId: fromId, binId: line.binId ?? null, quantity: quantity(-line.quantity) },
    { ...one, locationId: to.locationId, binId: to.binId ?? null, quantity: line.quantity },
  ];
}

const lotsOf = (lots: readonly LotAsked[] | undefined): { lots?: readonly LotAsked[] } => (lots === undefined || lots.length === 0 ? {} : { lots });

function byVariant(lines: readonly Parcel[]): Map<number, Quantity> {
  const sums = new Map<number, Quantity>();
  for (const line of lines) sums.set(line.variantId, quantity((sums.get(line.variantId) ?? 0) + line.quantity));
  return sums;
}
