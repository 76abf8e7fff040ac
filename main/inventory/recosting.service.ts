import { type AccountRole, debit } from '../../shared/accounting/entry.rules.ts';
import type { LayerChange } from '../../shared/inventory/cost-layer.rules.ts';
import { inCostingOrder, type Position } from '../../shared/inventory/costing-event.rules.ts';
import { replay } from '../../shared/inventory/costing.rules.ts';
import { difference } from '../../shared/inventory/recosting.rules.ts';
import { onePlaceOf } from '../../shared/inventory/stock-move.rules.ts';
import { minor, sumMinor } from '../../shared/units/minor.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { read } from '../database/statement.ts';
import { historyFrom, stateBefore } from './costing-state.queries.ts';
import { jsonList } from './json-list.ts';
import { appendChanges, type FreshMovement } from './layer.service.ts';
import { eventsOf } from './movement-event.ts';
import { namedMovements } from './specific-cost.queries.ts';
import { trackingOf } from './tracking.ts';

const recostedRows = read((db, p: { ids: string }) =>
  db
    .selectFrom('layerChange as change')
    .innerJoin('stockMovement as movement', 'movement.id', 'change.movementId')
    .innerJoin('variant', 'variant.id', 'movement.variantId')
    .leftJoin('stockMovement as draw', 'draw.id', 'change.drawId')
    .select(['change.id', 'change.movementId', 'change.drawId', 'change.layerId', 'change.value', 'change.postedOn', 'movement.variantId', 'variant.sku'])
    .select(({ fn }) => fn.coalesce('draw.locationId', 'movement.locationId').as('locationId'))
    .select(({ fn }) => fn.coalesce('draw.role', 'movement.role').as('role'))
    .where('change.id', 'in', jsonList(p.ids))
    .orderBy('change.id'),
);

/** What a command still owes before it commits: variants whose order changed, and appended rows no entry has posted yet. */
interface Pending {
  dirty: Map<number, Position>;
  recosted: number[];
}

const pendingKey = Symbol('re-costing');
const pendingOf = (tx: Tx): Pending => tx.once(pendingKey, () => ({ dirty: new Map(), recosted: [] }));

/** The place from which a variant has to be costed again before this command commits. */
export const dirtyFrom = (tx: Tx, variantId: number): Position | undefined => pendingOf(tx).dirty.get(variantId);

export function markDirty(tx: Tx, variantId: number, from: Position): void {
  const earlier = dirtyFrom(tx, variantId);
  if (!earlier || inCostingOrder(from, earlier) < 0) pendingOf(tx).dirty.set(variantId, from);
  tx.beforeCommit(pendingKey, () => settle(tx));
}

/** Rows whose value no document posts get an entry of this room before the commit. */
export function postBeforeCommit(tx: Tx, layerChangeIds: readonly number[]): void {
  if (layerChangeIds.length === 0) return;
  pendingOf(tx).recosted.push(...layerChangeIds);
  tx.beforeCommit(pendingKey, () => settle(tx));
}

/**
 * Costs a dirty variant again from the place that changed, and appends what differs. Answers the differences.
 * `fresh` movements are costed here for the first time; their own cost is posted by their document.
 */
export function recost(tx: Tx, variantId: number, fresh: readonly FreshMovement[]): LayerChange[] {
  const from = dirtyFrom(tx, variantId);
  if (!from) return [];
  const { movements, changes: stored, layers } = historyFrom(tx, variantId, from);
  const events = eventsOf(movements, stored, namedMovements(tx, trackingOf(tx, variantId) === 'serial' ? movements : []));
  const state = stateBefore(tx, variantId, { layers, events, changes: stored });
  const changes = difference(stored, replay(state, events).changes);
  postBeforeCommit(tx, appendChanges(tx, { variantId, layers: state.layers, changes, causes: events, fresh }));
  return changes;
}

function settle(tx: Tx): void {
  const pending = pendingOf(tx);
  for (const variantId of pending.dirty.keys()) recost(tx, variantId, []);
  pending.dirty.clear();
  const rows = recostedRows.all(tx, { ids: JSON.stringify(pending.recosted.splice(0)) });
  for (const group of Map.groupBy(rows, (row) => `${row.variantId}|${row.postedOn}`).values()) postGroup(tx, group);
}

type RecostedRow = ReturnType<typeof recostedRows.all>[number];

/** One entry per variant and day; its terms list every row, so that it recomputes. Source: DOMAIN §5 "re-costing". */
function postGroup(tx: Tx, rows: readonly RecostedRow[]): void {
  const [first] = rows;
  if (!first) return;
  const legs = [...Map.groupBy(rows, (row) => row.role)].map(([role, group]) => {
    // The column holds only roles that a Move brought.
    return debit(role as AccountRole, minor(-sumMinor(group.map((row) => row.value))));
  });
  postEntry(tx, {
    postedOn: first.postedOn,
    occurredAt: tx.now,
    source: { kind: 'variant', id: first.variantId },
    rule: { id: 'inventory.recosting', version: 1 },
    memo: { key: 'inventory.recosted', values: { sku: first.sku } },
    terms: { layerChanges: rows.map(({ id, movementId, drawId, layerId, value, role }) => ({ id, movementId, drawId, layerId, value, role })) },
    legs: [debit('inventory', sumMinor(rows.map((row) => row.value))), ...legs],
    locationId: onePlaceOf(rows),
  });
}
