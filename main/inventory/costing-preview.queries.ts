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
import { beginning, historyFrom } from './costing-state.queries.ts';
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
  value?: Minor;
}

const shown = 200;

/**
 * Every figure that goods recorded late would change: all of the variant is costed again with them in their place, and
 * nothing is written. Source: DOMAIN §3 "Backdating".
 */
export function previewLate(reader: Reader, late: Late) {
  const { costingMethod, timeZone } = getShop(reader);
  const row = trackingRow.get(reader, late);
  const pieces = row?.tracking === 'serial';
  const postedOn = openDay(reader, dayOf(late.occurredAt, timeZone));
  const history = historyFrom(reader, late.variantId, beginning);
  const events = eventsOf(history.movements, history.changes, namedMovements(reader, pieces ? history.movements : []));
  const state = { method: pieces ? 'fifo' : (row?.costingMethod ?? costingMethod), layers: [], draws: new Map(), lastCost: null } as const;
  const place = { postedOn, occurredAt: late.occurredAt, id: Number.MAX_SAFE_INTEGER };
  const at = events.findIndex((event) => event.postedOn > place.postedOn || (event.postedOn === place.postedOn && event.occurredAt > place.occurredAt));
  const isLate = at >= 0;
  const moved: CostEvent = late.quantity > 0 ? { ...place, kind: 'in', quantity: late.quantity, value: late.value ?? minor(0) } : { ...place, kind: 'out', quantity: quantity(-late.quantity) };
  // Pieces leave from layers of their own, whenever they do.
  const replayed = pieces ? history.changes : replay(state, events.toSpliced(isLate ? at : events.length, 0, moved)).changes;
  const others = replayed.filter((change) => change.drawId !== place.id);
  const { draws, effects } = effectOnDraws(history.changes, others);
  return {
    late: isLate,
    postedOn,
    draws,
    asJob: isLate && draws > drawsAtOnce,
    figures: effects.slice(0, shown).map((effect) => figureOf(reader, effect)),
    more: Math.max(0, effects.length - shown),
    stock: { before: worthOf(history.changes), after: worthOf(replayed as readonly LayerChange[]) },
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
