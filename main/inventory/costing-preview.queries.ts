import { gainValue } from '../../shared/inventory/adjustment.rules.ts';
import { correctedOn } from '../../shared/inventory/recosting.rules.ts';
import { drawsAtOnce, effectOnDraws, effectOnMovements, worthOf } from '../../shared/inventory/cost-effect.rules.ts';
import type { LayerChange } from '../../shared/inventory/cost-layer.rules.ts';
import type { CostEvent, CostingMethod } from '../../shared/inventory/costing-event.rules.ts';
import { replay } from '../../shared/inventory/costing.rules.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Minor, minor, sumMinor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { firstOpenDay, openDay } from '../accounting/period.queries.ts';
import { getVariant } from '../catalog/variant.queries.ts';
import { getShop } from '../company/company.queries.ts';
import type { Reader } from '../database/handles.ts';
import { tellProgress } from '../database/progress.ts';
import { read } from '../database/statement.ts';
import { beginning, historyFrom, knownCostBefore } from './costing-state.queries.ts';
import { trackingRow } from './lot.statements.ts';
import { eventsOf } from './movement-event.ts';
import { movementById } from './movement.statements.ts';
import { namedMovements } from './specific-cost.queries.ts';

const costedVariants = read((db) =>
  db
    .selectFrom('costLayer')
    .innerJoin('variant', 'variant.id', 'costLayer.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .leftJoin('variantTracking as follow', 'follow.variantId', 'variant.id')
    .select(['variant.id as variantId', 'variant.sku', 'product.name', 'follow.tracking', 'follow.costingMethod'])
    .distinct()
    .orderBy('variant.id'),
);

const waiting = read((db) => db.selectFrom('variantTracking').select('variantId').where('costingMethod', 'is not', null).orderBy('variantId'));

/** How stock is costed, and who does not follow yet. */
export const getCosting = (reader: Reader) => ({ method: getShop(reader).costingMethod, pending: waiting.all(reader, {}).map(({ variantId }) => variantId) });

/** All of a variant's history costed from the first movement on, one way or the other. */
export function costedWhole(reader: Reader, variantId: number, method: CostingMethod) {
  const history = historyFrom(reader, variantId, beginning);
  const events = eventsOf(history.movements, history.changes, new Map());
  const { changes } = replay({ method, layers: [], draws: new Map(), lastCost: null }, events);
  return { ...history, replayed: changes };
}

/** What the other way of costing would change, variant by variant. Pieces with serial numbers cost specifically either way. */
export function previewSwitch(reader: Reader, { method }: { method: CostingMethod }) {
  const from = getShop(reader).costingMethod;
  const variants = costedVariants.all(reader, {}).filter(({ tracking, costingMethod }) => tracking !== 'serial' && (costingMethod ?? from) !== method);
  const byRole = new Map<string, number>();
  let draws = 0;
  const rows = variants.map(({ variantId, sku, name }, index) => {
    tellProgress(index, variants.length);
    const { movements, changes, replayed } = costedWhole(reader, variantId, method);
    const effect = effectOnDraws(changes, replayed);
    draws += effect.draws;
    const roles = new Map(movements.map((movement) => [movement.id, movement.role ?? '']));
    for (const { drawId, before, after } of effect.effects) add(byRole, roles.get(drawId) ?? '', after - before);
    return { variantId, sku, name, before: worthOf(changes), after: worthOf(replayed) };
  });
  const changed = rows.filter((row) => row.before !== row.after).toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  return {
    from,
    to: method,
    variants: variants.length,
    draws,
    asJob: draws > drawsAtOnce,
    firstOpenOn: firstOpenDay(reader),
    stock: { before: sumMinor(rows.map((row) => row.before)), after: sumMinor(rows.map((row) => row.after)) },
    byRole: [...byRole].filter(([, difference]) => difference !== 0).map(([role, difference]) => ({ role, difference: minor(difference) })),
    largest: changed.slice(0, 50),
  };
}

const add = <Key>(sums: Map<Key, number>, key: Key, amount: number): void => void sums.set(key, (sums.get(key) ?? 0) + amount);

export interface Late {
  variantId: number;
  occurredAt: Instant;
  quantity: Quantity;
  /** What goods that come in cost; left out, they are found goods, worth what the last ones before them cost. */
  value?: Minor;
}

const shown = 200;

/** Goods that come in or leave where a variant's history has no movement of theirs yet. */
interface Moved {
  quantity: Quantity;
  value?: Minor;
}

/** All of a variant costed again with these movements at their instant, and nothing is written: the same replay, so exact. */
function replayedWith(reader: Reader, variantId: number, occurredAt: Instant, moves: readonly Moved[]) {
  const { costingMethod, timeZone } = getShop(reader);
  const row = trackingRow.get(reader, { variantId });
  const pieces = row?.tracking === 'serial';
  const postedOn = openDay(reader, dayOf(occurredAt, timeZone));
  const history = historyFrom(reader, variantId, beginning);
  const events = eventsOf(history.movements, history.changes, namedMovements(reader, pieces ? history.movements : []));
  const state = { method: pieces ? 'fifo' : (row?.costingMethod ?? costingMethod), layers: [], draws: new Map(), lastCost: null } as const;
  const at = events.findIndex((event) => event.postedOn > postedOn || (event.postedOn === postedOn && event.occurredAt > occurredAt));
  const late = at >= 0;
  const moved = moves.map((move, index): CostEvent => {
    const place = { postedOn, occurredAt, id: firstUnused + index };
    if (move.quantity < 0) return { ...place, kind: 'out', quantity: quantity(-move.quantity) };
    const value = move.value ?? gainValue(move.quantity, knownCostBefore(reader, variantId, place), null) ?? minor(0);
    return { ...place, kind: 'in', quantity: move.quantity, value };
  });
  // Pieces leave from layers of their own, whenever they do.
  const replayed: readonly LayerChange[] = pieces ? history.changes : replay(state, events.toSpliced(late ? at : events.length, 0, ...moved)).changes;
  const others = replayed.filter((change) => change.drawId === null || change.drawId < firstUnused);
  return { late, postedOn, before: worthOf(history.changes), after: worthOf(replayed), ...effectOnDraws(history.changes, others) };
}

/** No movement has an id as high. */
const firstUnused = Number.MAX_SAFE_INTEGER - 1_000;

/**
 * Every figure that goods recorded late would change: all of the variant is costed again with them in their place, and
 * nothing is written. Source: DOMAIN §3 "Backdating".
 */
export function previewLate(reader: Reader, { variantId, occurredAt, ...moved }: Late) {
  const { late, postedOn, draws, effects, before, after } = replayedWith(reader, variantId, occurredAt, [moved]);
  return {
    late,
    postedOn,
    draws,
    asJob: late && draws > drawsAtOnce,
    figures: effects.slice(0, shown).map((effect) => figureOf(reader, effect)),
    more: Math.max(0, effects.length - shown),
    stock: { before, after },
  };
}

/** Goods that come in together; those of one variant in this order. */
export interface Arrived {
  readonly variantId: number;
  readonly quantity: Quantity;
  readonly value: Minor;
}

/** The same of goods of several kinds that come in together: Σ figures and what their stock will be worth. */
export function effectOfArrivals(reader: Reader, occurredAt: Instant, arrivals: readonly Arrived[]) {
  const found = [...Map.groupBy(arrivals, ({ variantId }) => variantId)].map(([variantId, own]) => ({ sku: getVariant(reader, variantId).sku, ...replayedWith(reader, variantId, occurredAt, own) }));
  const figures = found.flatMap(({ sku, effects }) => effects.map((effect) => ({ sku, ...effect }))).toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  return {
    late: found.some(({ late }) => late),
    figures: figures.slice(0, shown).map(({ sku, ...effect }) => ({ sku, ...figureOf(reader, effect) })),
    more: Math.max(0, figures.length - shown),
    stock: { before: sumMinor(found.map(({ before }) => before)), after: sumMinor(found.map(({ after }) => after)) },
  };
}

/** Goods of one receipt that are worth more (or less) than they were. */
export interface Revaluation {
  readonly movementId: number;
  readonly delta: Minor;
}

/**
 * Every figure that would follow if goods that came in were worth more or less: their variants are costed again from the first
 * movement on, and nothing is written. Exact, because it is the same replay. Source: DOMAIN §3 "Costing", FEATURES B19.
 */
export function effectOfRevaluing(reader: Reader, revaluations: readonly Revaluation[]) {
  const deltas = new Map<number, number>();
  for (const { movementId, delta } of revaluations) add(deltas, movementId, delta);
  const byVariant = Map.groupBy([...deltas.keys()].map((id) => requireMovement(reader, id)), (movement) => movement.variantId);
  const found = [...byVariant].map(([variantId, receipts]) => revaluedVariant(reader, variantId, new Map(receipts.map(({ id }) => [id, deltas.get(id) ?? 0]))));
  const figures = found.flatMap(({ sku, effects }) => effects.map((effect) => ({ sku, ...effect }))).toSorted((a, b) => Math.abs(b.after - b.before) - Math.abs(a.after - a.before));
  return {
    figures: figures.slice(0, shown).map(({ sku, movementId, before, after }) => ({ sku, ...figureOf(reader, { drawId: movementId, before, after }) })),
    more: Math.max(0, figures.length - shown),
    stock: { before: sumMinor(found.map(({ before }) => before)), after: sumMinor(found.map(({ after }) => after)) },
  };
}

function revaluedVariant(reader: Reader, variantId: number, deltas: ReadonlyMap<number, number>) {
  const row = trackingRow.get(reader, { variantId });
  const pieces = row?.tracking === 'serial';
  const { movements, changes } = historyFrom(reader, variantId, beginning);
  const state = { method: pieces ? 'fifo' : (row?.costingMethod ?? getShop(reader).costingMethod), layers: [], draws: new Map(), lastCost: null } as const;
  const events = eventsOf(movements, changes, namedMovements(reader, pieces ? movements : []));
  const raised = events.map((event) => (event.kind === 'in' ? { ...event, value: minor(event.value + (deltas.get(event.id) ?? 0)) } : event));
  const replayed = replay(state, raised).changes;
  return { sku: getVariant(reader, variantId).sku, effects: effectOnMovements(changes, replayed, new Set(deltas.keys())), before: worthOf(changes), after: worthOf(replayed) };
}

function requireMovement(reader: Reader, id: number) {
  const movement = movementById.get(reader, { id });
  if (!movement) throw new RangeError(`movement ${id} is not there`);
  return movement;
}

function figureOf(reader: Reader, { drawId, before, after }: { drawId: number; before: Minor; after: Minor }) {
  const draw = requireMovement(reader, drawId);
  const { kind, sourceKind, sourceId, postedOn, role, quantity: moved } = draw;
  return { movementId: drawId, kind, source: { kind: sourceKind, id: sourceId }, postedOn, correctedOn: correctedOn(postedOn, firstOpenDay(reader)), role: role ?? '', quantity: moved, before, after };
}
