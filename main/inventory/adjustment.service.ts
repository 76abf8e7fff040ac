import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { gainValue } from '../../shared/inventory/adjustment.rules.ts';
import { type Move, stockLegs } from '../../shared/inventory/stock-move.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import { postEntry } from '../accounting/journal.service.ts';
import type { Tx } from '../database/handles.ts';
import { knownCostBefore } from './costing-state.queries.ts';
import { insertAdjustment } from './document.statements.ts';
import { whenPosted } from './occasion.ts';
import { roleOfReason } from './reason.service.ts';
import { moveStock } from './stock.service.ts';

export interface AdjustStock {
  locationId: number;
  /** The code of a reason of the shop; a line may have its own. */
  reason: string;
  note?: string;
  occurredAt?: Instant;
  /** The transfer whose difference this explains. */
  stockTransferId?: number;
  lines: readonly AdjustedLine[];
}

export interface AdjustedLine {
  variantId: number;
  binId?: number;
  /** Negative: lost; positive: found. */
  quantity: Quantity;
  onHold?: Quantity;
  value?: Minor;
  reason?: string;
  lots?: readonly LotAsked[];
}

/**
 * Writes off goods that are gone and takes up goods that were found, in one document with one entry. A loss is posted to
 * the role its reason has today and keeps it. Source: DOMAIN §5 "scrap, stocktake loss, shrinkage", "stocktake gain".
 * @throws Refusal as moveStock, reason.unknown, and stock.costUnknown for found goods nobody knows a cost of.
 */
export function adjustStock(tx: Tx, input: AdjustStock) {
  const when = whenPosted(tx, input.occurredAt);
  const { reason, note = null, stockTransferId = null } = input;
  const { lastId: id } = insertAdjustment.run(tx, { kind: 'adjustment', reason, note, stockTransferId, ...when, commandId: tx.commandId });
  const moves = input.lines.map((line) => adjustmentMove(tx, input, line, when));
  const moved = moveStock(tx, { ...when, source: { kind: 'stockAdjustment', id } }, moves);
  postEntry(tx, {
    ...when,
    source: { kind: 'stockAdjustment', id },
    rule: { id: 'inventory.adjustment', version: 1 },
    memo: { key: 'inventory.adjusted', values: { reason } },
    terms: { movements: moved.map(({ movementId, value, role }) => ({ movementId, value, role })) },
    legs: stockLegs(moved),
    locationId: input.locationId,
  });
  tx.changed('stockAdjustment', id);
  return { stockAdjustmentId: id, moved };
}

/**
 * The movement of one adjusted line: a loss against the role of its reason, a gain at the variant's latest cost.
 * @throws Refusal stock.costUnknown
 */
export function adjustmentMove(tx: Tx, input: Pick<AdjustStock, 'locationId' | 'reason'>, line: AdjustedLine, when: ReturnType<typeof whenPosted>): Move {
  const reason = line.reason ?? input.reason;
  const place = { variantId: line.variantId, locationId: input.locationId, binId: line.binId ?? null, reason, ...(line.lots ? { lots: line.lots } : {}) };
  const role = roleOfReason(tx, reason);
  if (line.quantity < 0) return { ...place, kind: 'loss', quantity: quantity(-line.quantity), held: line.onHold ?? quantity(0), role };
  const latest = knownCostBefore(tx, line.variantId, { ...when, id: Number.MAX_SAFE_INTEGER });
  const value = gainValue(line.quantity, latest, line.value ?? null);
  if (value === null) throw new Refusal('stock.costUnknown', { variantId: line.variantId });
  return { ...place, kind: 'gain', quantity: line.quantity, value, role: 'stockGain' };
}
