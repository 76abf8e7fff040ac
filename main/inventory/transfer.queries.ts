import { sql } from 'kysely';
import { ageOnTheWay } from '../../shared/inventory/transfer.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { db } from '../database/builder.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { entryOf } from './explain-value.queries.ts';
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

/** A transfer's movements at the place goods are on their way: sent, arrived, back where they came from, or lost by a paper of its own. */
const onTheWayOf = read((db, p: { id: number; variantId: number }) =>
  db
    .selectFrom('stockMovement as movement')
    .innerJoin('location', (join) => join.onRef('location.id', '=', 'movement.locationId').on('location.kind', '=', 'inTransit'))
    .select(['movement.occurredAt', 'movement.quantity', 'movement.sourceKind', 'movement.sourceId'])
    .select([
      sql<'sent' | 'arrived' | 'cameBack' | 'lost'>`case when movement.sourceKind = 'stockAdjustment' then 'lost' when movement.quantity > 0 then 'sent'
        when exists (
          select 1 from stockMovement other join stockTransfer transfer on transfer.id = ${p.id}
          where other.variantId = movement.variantId and other.postedOn = movement.postedOn and other.sourceKind = 'stockTransfer' and other.sourceId = ${p.id}
            and other.commandId = movement.commandId and other.locationId = transfer.fromLocationId) then 'cameBack' else 'arrived' end`.as('kind'),
      sql<number | null>`(select max(id) from journalEntry where sourceKind = movement.sourceKind and sourceId = movement.sourceId)`.as('entryId'),
    ])
    .where('movement.variantId', '=', p.variantId)
    .where(sql<boolean>`(movement.sourceKind = 'stockTransfer' and movement.sourceId = ${p.id}
      or movement.sourceKind = 'stockAdjustment' and movement.sourceId in (select id from stockAdjustment where stockTransferId = ${p.id}))`)
    .orderBy('movement.occurredAt', 'desc')
    .orderBy('movement.id', 'desc'),
);

/** Why so much of a line is on its way, in thousandths. */
export function explainTransfer(reader: Reader, { stockTransferId: id, variantId }: { stockTransferId: number; variantId: number }) {
  const parts = onTheWayOf.all(reader, { id, variantId }).map(({ entryId, sourceKind: _kind, sourceId: _id, ...part }) => ({ variantId, ...part, entry: entryOf(reader, entryId) }));
  return { variantId, total: quantity(parts.reduce((sum, part) => sum + part.quantity, 0)), parts };
}

/** One transfer, whole. @throws Refusal record.missing */
export function getTransfer(reader: Reader, { stockTransferId: id }: { stockTransferId: number }) {
  const transfer = transferById.get(reader, { id });
  if (!transfer) throw new Refusal('record.missing', { kind: 'stockTransfer', id });
  const lines = transferLines.all(reader, { id });
  const total = (figure: 'sent' | 'onTheWay'): Quantity => quantity(lines.reduce((sum, line) => sum + line[figure], 0));
  return { ...transfer, sent: total('sent'), onTheWay: total('onTheWay'), lines, differences: differencesOf.all(reader, { id }) };
}
