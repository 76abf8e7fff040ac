import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { insertTransfer, insertTransferLine, markArrived, transferById, transferLines } from './document.statements.ts';
import { requireLocation } from './location.queries.ts';
import { inTransitLocation } from './location.service.ts';
import { whenPosted } from './occasion.ts';
import { moveStock } from './stock.service.ts';

interface Parcel {
  variantId: number;
  quantity: Quantity;
}

export interface TransferStock {
  fromLocationId: number;
  toLocationId: number;
  occurredAt?: Instant;
  lines: readonly (Parcel & { binId?: number })[];
}

/**
 * Sends goods on their way to another location. They keep their layers and their value; nothing is posted.
 * @throws Refusal transfer.samePlace, and as moveStock.
 */
export function transferStock(tx: Tx, input: TransferStock) {
  const { fromLocationId, toLocationId } = input;
  if (fromLocationId === toLocationId) throw new Refusal('transfer.samePlace', { locationId: toLocationId });
  for (const locationId of [fromLocationId, toLocationId]) requireLocation(tx, locationId);
  const when = whenPosted(tx, input.occurredAt);
  const { lastId: id } = insertTransfer.run(tx, { fromLocationId, toLocationId, sentAt: when.occurredAt, commandId: tx.commandId });
  const transit = inTransitLocation(tx);
  const moves = input.lines.flatMap((line) => [leaving(line, fromLocationId, line.binId ?? null), arriving(line, transit)]);
  moveStock(tx, { ...when, source: { kind: 'stockTransfer', id } }, moves);
  for (const [variantId, sent] of byVariant(input.lines)) insertTransferLine.run(tx, { stockTransferId: id, variantId, quantity: sent });
  tx.changed('stockTransfer', id);
  return { stockTransferId: id };
}

/** Takes in, whole, what another location sent. @throws Refusal record.missing, transfer.arrived, location.blocked */
export function arriveTransfer(tx: Tx, input: { stockTransferId: number; occurredAt?: Instant }) {
  const { stockTransferId: id } = input;
  const transfer = transferById.get(tx, { id });
  if (!transfer) throw new Refusal('record.missing', { kind: 'stockTransfer', id });
  if (transfer.arrivedAt !== null) throw new Refusal('transfer.arrived', { stockTransferId: id });
  const when = whenPosted(tx, input.occurredAt);
  const transit = inTransitLocation(tx);
  const moves = transferLines.all(tx, { id }).flatMap((line) => [leaving(line, transit, null), arriving(line, transfer.toLocationId)]);
  moveStock(tx, { ...when, source: { kind: 'stockTransfer', id } }, moves);
  markArrived.run(tx, { id, arrivedAt: when.occurredAt });
  tx.changed('stockTransfer', id);
  return { stockTransferId: id };
}

const leaving = ({ variantId, quantity: sent }: Parcel, locationId: number, binId: number | null) =>
  ({ kind: 'transfer', variantId, locationId, binId, quantity: quantity(-sent), held: quantity(0) }) as const;

const arriving = ({ variantId, quantity: sent }: Parcel, locationId: number) =>
  ({ kind: 'transfer', variantId, locationId, quantity: sent, held: quantity(0) }) as const;

function byVariant(lines: readonly Parcel[]): Map<number, Quantity> {
  const sums = new Map<number, Quantity>();
  for (const line of lines) sums.set(line.variantId, quantity((sums.get(line.variantId) ?? 0) + line.quantity));
  return sums;
}
