import { sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write } from '../database/statement.ts';

export const insertTransfer = write(
  (db, p: { number: string; fromLocationId: number; toLocationId: number; note: string | null; sentAt: Instant; commandId: number }) =>
    db.insertInto('stockTransfer').values({
      number: p.number,
      fromLocationId: p.fromLocationId,
      toLocationId: p.toLocationId,
      note: p.note,
      sentAt: p.sentAt,
      commandId: p.commandId,
    }),
);

export const insertTransferLine = write((db, p: { stockTransferId: number; variantId: number; quantity: Quantity }) =>
  db.insertInto('stockTransferLine').values({ stockTransferId: p.stockTransferId, variantId: p.variantId, quantity: p.quantity }),
);

export const transferById = read((db, p: { id: number }) => db.selectFrom('stockTransfer').selectAll().where('id', '=', p.id));

export const transferLines = read((db, p: { id: number }) =>
  db
    .selectFrom('stockTransferLine as line')
    .innerJoin('variant', 'variant.id', 'line.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .select(['line.variantId', 'variant.sku', 'product.name', 'line.quantity as sent', sql<Quantity>`line.quantity - line.settled`.as('onTheWay')])
    .where('line.stockTransferId', '=', p.id)
    .orderBy('line.variantId'),
);

export const settleLine = write((db, p: { stockTransferId: number; variantId: number; quantity: Quantity }) =>
  db
    .updateTable('stockTransferLine')
    .set({ settled: sql<Quantity>`settled + ${p.quantity}` })
    .where('stockTransferId', '=', p.stockTransferId)
    .where('variantId', '=', p.variantId),
);

/** Ends a transfer of which nothing is on its way any more. */
export const closeSettled = write((db, p: { id: number; closedAt: Instant }) =>
  db
    .updateTable('stockTransfer')
    .set({ closedAt: p.closedAt })
    .where('id', '=', p.id)
    .where(({ not, exists, selectFrom }) =>
      not(exists(selectFrom('stockTransferLine').select('variantId').where('stockTransferId', '=', p.id).whereRef('settled', '<', 'quantity'))),
    ),
);

/** The lots of one transfer that are still on their way: what its movements brought there less what they took from there. */
export const lotsOnTheWay = read((db, p: { id: number; transitId: number; variantId: number }) =>
  db
    .selectFrom('stockMovement as movement')
    .innerJoin('movementLot as part', 'part.movementId', 'movement.id')
    .innerJoin('lot', 'lot.id', 'part.lotId')
    .select(['lot.code', sql<Quantity>`sum(part.quantity)`.as('quantity')])
    .where('movement.variantId', '=', p.variantId)
    .where('movement.locationId', '=', p.transitId)
    .where('movement.sourceKind', '=', 'stockTransfer')
    .where('movement.sourceId', '=', p.id)
    .groupBy('lot.id')
    .having(sql<boolean>`sum(part.quantity) > 0`)
    .orderBy('lot.expiresOn')
    .orderBy('lot.id'),
);
