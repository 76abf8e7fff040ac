import { sql } from 'kysely';
import type { AccountRole } from '../../shared/accounting/entry.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write, writeRows } from '../database/statement.ts';
import type { Schema } from '../database/schema.ts';

export type MovementKind = Schema['stockMovement']['kind'];

/** A movement ready to be written. */
export interface NewMovement {
  variantId: number;
  locationId: number;
  binId: number | null;
  quantity: Quantity;
  held: Quantity;
  kind: MovementKind;
  reason: string | null;
  role: AccountRole | null;
  ofMovementId: number | null;
  occurredAt: Instant;
  postedOn: Day;
  sourceKind: string;
  sourceId: number;
}

export const insertMovements = writeRows<NewMovement & { recordedAt: Instant; commandId: number }>((db, movements) =>
  db.insertInto('stockMovement').values(
    movements.map((p) => ({
      variantId: p.variantId,
      locationId: p.locationId,
      binId: p.binId,
      quantity: p.quantity,
      held: p.held,
      kind: p.kind,
      reason: p.reason,
      role: p.role,
      ofMovementId: p.ofMovementId,
      occurredAt: p.occurredAt,
      recordedAt: p.recordedAt,
      postedOn: p.postedOn,
      sourceKind: p.sourceKind,
      sourceId: p.sourceId,
      commandId: p.commandId,
    })),
  ),
);

export const insertSoldInHand = write((db, p: { variantId: number; locationId: number; openedAt: Instant; commandId: number }) =>
  db.insertInto('soldInHand').values({ variantId: p.variantId, locationId: p.locationId, openedAt: p.openedAt, commandId: p.commandId }),
);

export const movementById = read((db, p: { id: number }) => db.selectFrom('stockMovement').selectAll().where('id', '=', p.id));

/** What came back of a draw: returns, or its cancellation. */
export const comebacksOf = read((db, p: { movementId: number }) =>
  db.selectFrom('stockMovement').select(['id', 'kind', 'quantity']).where('ofMovementId', '=', p.movementId),
);

/** The movements of one variant that bear value, from a place in costing order on. */
export const valuedFrom = read((db, p: { variantId: number; postedOn: Day; occurredAt: Instant; id: number }) =>
  db
    .selectFrom('stockMovement')
    .select(['id', 'kind', 'quantity', 'ofMovementId', 'postedOn', 'occurredAt', 'role'])
    .where('variantId', '=', p.variantId)
    .where('role', 'is not', null)
    .where(sql<boolean>`(postedOn, occurredAt, id) >= (${p.postedOn}, ${p.occurredAt}, ${p.id})`)
    .orderBy('postedOn')
    .orderBy('occurredAt')
    .orderBy('id'),
);

/** The last goods whose cost was told to us, before a place in costing order. */
export const lastKnownCost = read((db, p: { variantId: number; postedOn: Day; occurredAt: Instant; id: number }) =>
  db
    .selectFrom('stockMovement as movement')
    .select([
      'movement.quantity',
      (from) =>
        from
          .selectFrom('layerChange')
          .select(({ fn }) => fn.sum<number>('value').as('value'))
          .whereRef('movementId', '=', 'movement.id')
          .where('drawId', 'is', null)
          .as('value'),
    ])
    .where('variantId', '=', p.variantId)
    .where('kind', 'in', ['receipt', 'opening', 'gain'])
    .where(sql<boolean>`(postedOn, occurredAt, id) < (${p.postedOn}, ${p.occurredAt}, ${p.id})`)
    .orderBy('postedOn', 'desc')
    .orderBy('occurredAt', 'desc')
    .orderBy('id', 'desc')
    .limit(1),
);
