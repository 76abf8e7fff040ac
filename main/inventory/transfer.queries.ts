import { sql } from 'kysely';
import { ageOnTheWay } from '../../shared/inventory/transfer.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { transferById, transferLines } from './transfer.statements.ts';

export interface TransferFilter {
  only?: 'open';
  beforeId?: number;
  limit: number;
}

const sumOfLines = (figure: 'quantity' | 'quantity - settled') =>
  sql<Quantity>`(select sum(${sql.raw(figure)}) from stockTransferLine where stockTransferId = transfer.id)`;

/** One page of transfers. Open ones come the oldest first, because those are asked about. */
export function listTransfers(reader: Reader, { only, beforeId, limit }: TransferFilter, _actor: Actor, now: Instant) {
  let page = db
    .selectFrom('stockTransfer as transfer')
    .select(['transfer.id', 'transfer.number', 'transfer.fromLocationId', 'transfer.toLocationId', 'transfer.note', 'transfer.sentAt', 'transfer.closedAt'])
    .select([sumOfLines('quantity').as('sent'), sumOfLines('quantity - settled').as('onTheWay')]);
  if (only === 'open') page = page.where('transfer.closedAt', 'is', null).orderBy('transfer.sentAt').orderBy('transfer.id');
  else page = page.orderBy('transfer.id', 'desc');
  if (only === undefined && beforeId !== undefined) page = page.where('transfer.id', '<', beforeId);
  const found = reader.all(page.limit(limit + 1));
  const rows = found.slice(0, limit).map((row) => ({ ...row, ...ageOnTheWay(row.sentAt, row.closedAt, now) }));
  return { rows, next: only === undefined && found.length > limit ? (rows.at(-1)?.id ?? null) : null };
}

/** Few papers name a transfer; their movements are found through the variants it carried. */
const differencesOf = read((db, p: { id: number }) =>
  db
    .selectFrom('stockAdjustment as paper')
    .innerJoin('stockTransferLine as line', 'line.stockTransferId', 'paper.stockTransferId')
    .innerJoin('stockMovement as movement', (join) =>
      join.onRef('movement.variantId', '=', 'line.variantId').onRef('movement.postedOn', '=', 'paper.postedOn').onRef('movement.sourceId', '=', 'paper.id'),
    )
    .select(['paper.id as stockAdjustmentId', 'paper.reason', 'paper.occurredAt', sql<Quantity>`sum(movement.quantity)`.as('quantity')])
    .where('movement.sourceKind', '=', 'stockAdjustment')
    .where('paper.stockTransferId', '=', p.id)
    .groupBy('paper.id'),
);

/** One transfer, whole. @throws Refusal record.missing */
export function getTransfer(reader: Reader, { stockTransferId: id }: { stockTransferId: number }) {
  const transfer = transferById.get(reader, { id });
  if (!transfer) throw new Refusal('record.missing', { kind: 'stockTransfer', id });
  const lines = transferLines.all(reader, { id });
  const total = (figure: 'sent' | 'onTheWay'): Quantity => quantity(lines.reduce((sum, line) => sum + line[figure], 0));
  return { ...transfer, sent: total('sent'), onTheWay: total('onTheWay'), lines, differences: differencesOf.all(reader, { id }) };
}
