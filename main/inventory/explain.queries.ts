import { sql } from 'kysely';
import type { Instant } from '../../shared/units/instant.ts';
import { type Day, day } from '../../shared/units/day.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Reader } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { buildableFigures } from './buildable.queries.ts';
import { entryOf } from './explain-value.queries.ts';
import { endOfTime, momentOf, placeKind, stockFigures, type StockFigures } from './stock-figures.queries.ts';

export type StockFigure = keyof StockFigures;

interface Part {
  kind: string;
  source: { kind: string; id: number } | null;
  occurredAt: Instant | null;
  quantity: Quantity;
  entry: { id: number; number: string } | null;
}

const shown = 100;
const lastDay = day('9999-12-31');

interface Asked {
  variantId: number;
  locationId: number | null;
  /** The kind of place whose stock the figure is; any where one location is asked for. */
  place: string;
  on: Day;
  at: Instant;
}

const latestMovements = read((db, p: Asked) =>
  db
    .selectFrom('stockMovement as movement')
    .innerJoin('location', 'location.id', 'movement.locationId')
    .select(['movement.kind', 'movement.sourceKind', 'movement.sourceId', 'movement.occurredAt', 'movement.quantity', 'movement.held'])
    .select(sql<number | null>`(select max(id) from journalEntry where sourceKind = movement.sourceKind and sourceId = movement.sourceId)`.as('entryId'))
    .where('movement.variantId', '=', p.variantId)
    .where(sql<boolean>`(movement.postedOn, movement.occurredAt) <= (${p.on}, ${p.at})`)
    .where(sql<boolean>`(movement.locationId = ${p.locationId} or (${p.locationId} is null and ${placeKind} = ${p.place}))`)
    .orderBy('movement.postedOn', 'desc')
    .orderBy('movement.occurredAt', 'desc')
    .orderBy('movement.id', 'desc')
    .limit(shown),
);

const latestAllocations = read((db, p: Asked) =>
  db
    .selectFrom('allocationChange as change')
    .innerJoin('location', 'location.id', 'change.locationId')
    .select(['change.orderLineId as id', sql<Instant>`max(change.changedAt)`.as('occurredAt'), sql<Quantity>`sum(change.quantity)`.as('quantity')])
    .where('change.variantId', '=', p.variantId)
    .where('change.changedAt', '<=', p.at)
    .where(sql<boolean>`(change.locationId = ${p.locationId} or (${p.locationId} is null and ${placeKind} = ${p.place}))`)
    .groupBy('change.orderLineId')
    .having(sql<boolean>`sum(change.quantity) <> 0`)
    .orderBy('occurredAt', 'desc')
    .limit(shown),
);

const expectedOn = read((db, p: Asked) =>
  db
    .selectFrom('incomingChange')
    .select(['sourceKind', 'sourceId', sql<Instant>`max(changedAt)`.as('occurredAt'), sql<Quantity>`sum(quantity)`.as('quantity')])
    .where('variantId', '=', p.variantId)
    .where('changedAt', '<=', p.at)
    .where(sql<boolean>`(${p.locationId} is null or locationId = ${p.locationId})`)
    .groupBy(['sourceKind', 'sourceId'])
    .having(sql<boolean>`sum(quantity) <> 0`)
    .orderBy('occurredAt', 'desc')
    .limit(shown),
);

export interface Explain {
  figure: StockFigure;
  variantId: number;
  locationId?: number;
  asOf?: Instant;
}

/** Why a stock figure is what it is: the newest documents, and what lies before them as one part, so that all add up to it. */
export function explainStock(reader: Reader, { figure, variantId, locationId, asOf }: Explain): { total: Quantity; parts: Part[] } {
  const figures = stockFigures(reader, { variantIds: [variantId], locationId, asOf }).get(variantId);
  if (!figures) throw new RangeError(`no figures of variant ${variantId}`);
  const total = figures[figure];
  const buildable = figure === 'available' ? buildableFigures(reader, { variantIds: [variantId], locationId, asOf }).get(variantId) : undefined;
  if (buildable !== undefined) return { total: buildable, parts: [sum('buildable', buildable)] };
  if (figure === 'available') return { total, parts: [sum('onHand', figures.onHand), sum('onHold', -figures.onHold), sum('allocated', -figures.allocated)] };
  const moment = asOf === undefined ? { on: lastDay, at: endOfTime } : momentOf(reader, asOf);
  const parts = partsOf(reader, figure, { variantId, locationId: locationId ?? null, place: placeOf(figure), ...moment });
  const earlier = total - parts.reduce((told, part) => told + part.quantity, 0);
  return { total, parts: earlier === 0 ? parts : [...parts, sum('earlier', earlier)] };
}

const sum = (kind: string, amount: number): Part => ({ kind, source: null, occurredAt: null, quantity: quantity(amount), entry: null });

const placeOf = (figure: StockFigure): string => (figure === 'inTransit' || figure === 'elsewhere' || figure === 'ofOthers' ? figure : 'here');

function partsOf(reader: Reader, figure: StockFigure, asked: Asked): Part[] {
  if (figure === 'allocated') return latestAllocations.all(reader, asked).map(({ id, ...row }) => ({ kind: 'allocation', source: { kind: 'orderLine', id }, ...row, entry: null }));
  if (figure === 'incoming') return expectedOn.all(reader, asked).map(({ sourceKind, sourceId, ...row }) => ({ kind: 'incoming', source: { kind: sourceKind, id: sourceId }, ...row, entry: null }));
  const column = figure === 'onHold' ? 'held' : 'quantity';
  return latestMovements
    .all(reader, asked)
    .filter((row) => row[column] !== 0)
    .map((row) => ({ kind: row.kind, source: { kind: row.sourceKind, id: row.sourceId }, occurredAt: row.occurredAt, quantity: row[column], entry: entryOf(reader, row.entryId) }));
}
