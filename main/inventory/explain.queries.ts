import { sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';

export type StockFigure = 'onHand' | 'onHold' | 'allocated' | 'available';

interface Place {
  variantId: number;
  locationId: number | null;
}

interface Part {
  kind: string;
  source: { kind: string; id: number } | null;
  occurredAt: Instant | null;
  quantity: Quantity;
}

const shown = 100;

const levels = read((db, p: Place) =>
  db
    .selectFrom('stockLevel')
    .select([sql<number>`coalesce(sum(onHand), 0)`.as('onHand'), sql<number>`coalesce(sum(onHold), 0)`.as('onHold')])
    .select(sql<number>`coalesce(sum(allocated), 0)`.as('allocated'))
    .where('variantId', '=', p.variantId)
    .where(sql<boolean>`(${p.locationId} is null or locationId = ${p.locationId})`),
);

const latestMovements = read((db, p: Place) =>
  db
    .selectFrom('stockMovement')
    .select(['kind', 'sourceKind', 'sourceId', 'occurredAt', 'quantity', 'held'])
    .where('variantId', '=', p.variantId)
    .where(sql<boolean>`(${p.locationId} is null or locationId = ${p.locationId})`)
    .orderBy('postedOn', 'desc')
    .orderBy('occurredAt', 'desc')
    .orderBy('id', 'desc')
    .limit(shown),
);

const allocations = read((db, p: Place) =>
  db
    .selectFrom('allocation')
    .select(['orderLineId', 'allocatedAt', 'quantity'])
    .where('variantId', '=', p.variantId)
    .where(sql<boolean>`(${p.locationId} is null or locationId = ${p.locationId})`)
    .orderBy('allocatedAt', 'desc')
    .orderBy('orderLineId', 'desc')
    .limit(shown),
);

/** Why a stock figure is what it is: the newest documents, and what lies before them as one part, so that all add up to it. */
export function explainStock(reader: Reader, input: { figure: StockFigure; variantId: number; locationId?: number }): { total: Quantity; parts: Part[] } {
  const place = { variantId: input.variantId, locationId: input.locationId ?? null };
  const level = levels.get(reader, place) ?? { onHand: 0, onHold: 0, allocated: 0 };
  if (input.figure === 'available') {
    const parts = [figure('onHand', level.onHand), figure('onHold', -level.onHold), figure('allocated', -level.allocated)];
    return { total: quantity(level.onHand - level.onHold - level.allocated), parts };
  }
  const total = quantity(level[input.figure]);
  const parts = input.figure === 'allocated' ? allocationParts(reader, place) : movementParts(reader, place, input.figure === 'onHand' ? 'quantity' : 'held');
  const earlier = total - parts.reduce((sum, part) => sum + part.quantity, 0);
  return { total, parts: earlier === 0 ? parts : [...parts, figure('earlier', earlier)] };
}

const figure = (kind: string, amount: number): Part => ({ kind, source: null, occurredAt: null, quantity: quantity(amount) });

const movementParts = (reader: Reader, place: Place, column: 'quantity' | 'held'): Part[] =>
  latestMovements
    .all(reader, place)
    .filter((row) => row[column] !== 0)
    .map((row) => ({ kind: row.kind, source: { kind: row.sourceKind, id: row.sourceId }, occurredAt: row.occurredAt, quantity: row[column] }));

const allocationParts = (reader: Reader, place: Place): Part[] =>
  allocations
    .all(reader, place)
    .map((row) => ({ kind: 'allocation', source: { kind: 'orderLine', id: row.orderLineId }, occurredAt: row.allocatedAt, quantity: row.quantity }));
