import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import { read, write } from '../database/statement.ts';
import { jsonList } from './json-list.ts';

const layers = (db: Parameters<Parameters<typeof read>[0]>[0]) =>
  db
    .selectFrom('costLayer as layer')
    .innerJoin('stockMovement as movement', 'movement.id', 'layer.movementId')
    .select(['layer.movementId as id', 'layer.variantId', 'layer.kind', 'layer.quantity', 'layer.value', 'movement.postedOn', 'movement.occurredAt']);

/** The layers of these variants that hold or owe something, and the pool of moving average even when empty. */
export const openLayersOf = read((db, p: { variantIds: string }) =>
  layers(db)
    .where('layer.variantId', 'in', jsonList(p.variantIds))
    // The words of the partial index, so that SQLite sees that it serves.
    .where(sql<boolean>`(layer.quantity <> 0 or layer.kind = 'pool')`),
);

/**
 * All that costing new movements begins with, in one question: whether a variant already has a movement behind the place
 * of the new ones, and its open layers (one row without a layer where there is none).
 */
export const costingStart = read((db, p: { variantIds: string; postedOn: Day; occurredAt: Instant; firstNewId: number }) =>
  db
    .selectFrom(sql<{ variantId: number }>`(select value as variantId from json_each(${p.variantIds}))`.as('asked'))
    .leftJoin('costLayer as layer', (join) =>
      join.onRef('layer.variantId', '=', 'asked.variantId').on(sql<boolean>`(layer.quantity <> 0 or layer.kind = 'pool')`),
    )
    .leftJoin('stockMovement as movement', 'movement.id', 'layer.movementId')
    .select(['asked.variantId', 'layer.movementId as id', 'layer.kind', 'layer.quantity', 'layer.value', 'movement.postedOn', 'movement.occurredAt'])
    .select(
      sql<0 | 1>`exists (
        select 1 from stockMovement later
        where later.variantId = asked.variantId and later.role is not null
          and (later.postedOn, later.occurredAt) > (${p.postedOn}, ${p.occurredAt}) and later.id < ${p.firstNewId}
      )`.as('late'),
    ),
);

export const layersByIds = read((db, p: { layerIds: string }) =>
  layers(db).where('layer.movementId', 'in', jsonList(p.layerIds)),
);

/** Every change that movements of one variant caused, from a place in costing order on. */
export const changesFrom = read((db, p: { variantId: number; postedOn: Day; occurredAt: Instant; id: number }) =>
  db
    .selectFrom('stockMovement as movement')
    .innerJoin('layerChange as change', 'change.movementId', 'movement.id')
    .select(['change.layerId', 'change.movementId', 'change.drawId', 'change.quantity', 'change.value'])
    .where('movement.variantId', '=', p.variantId)
    .where('movement.role', 'is not', null)
    .where(sql<boolean>`(movement.postedOn, movement.occurredAt, movement.id) >= (${p.postedOn}, ${p.occurredAt}, ${p.id})`),
);

const changeColumns = ['layerId', 'movementId', 'drawId', 'quantity', 'value'] as const;

export const changesOfMovement = read((db, p: { movementId: number }) =>
  db.selectFrom('layerChange').select(changeColumns).where('movementId', '=', p.movementId),
);

/** What others changed of a draw after it left: settlements of what it owed, and its cancellation. */
export const laterChangesOfDraw = read((db, p: { drawId: number }) =>
  db.selectFrom('layerChange').select(changeColumns).where('drawId', '=', p.drawId).where(sql<boolean>`drawId <> movementId`),
);

export const insertLayer = write((db, p: { movementId: number; variantId: number; kind: 'receipt' | 'pool' | 'owed' }) =>
  db.insertInto('costLayer').values({
    movementId: p.movementId,
    variantId: p.variantId,
    kind: p.kind,
    quantity: sql<Quantity>`0`,
    value: sql<Minor>`0`,
  }),
);

export interface NewChange {
  layerId: number;
  movementId: number;
  drawId: number | null;
  quantity: Quantity;
  value: Minor;
  postedOn: Day;
  recosting: 0 | 1;
}

export const insertChange = write((db, p: NewChange & { commandId: number }) =>
  db.insertInto('layerChange').values({
    layerId: p.layerId,
    movementId: p.movementId,
    drawId: p.drawId,
    quantity: p.quantity,
    value: p.value,
    postedOn: p.postedOn,
    recosting: p.recosting,
    commandId: p.commandId,
  }),
);
