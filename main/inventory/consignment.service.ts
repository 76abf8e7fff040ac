import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { insertAdjustment } from './document.statements.ts';
import { ownerOf } from './location.queries.ts';
import { whenPosted } from './occasion.ts';
import { moveStock } from './stock.service.ts';

export interface Consign {
  locationId: number;
  note?: string;
  occurredAt?: Instant;
  /** Positive: goods of others come to us; negative: they go back to their owner, or become ours by another document. */
  lines: readonly { variantId: number; binId?: number; quantity: Quantity; lots?: readonly LotAsked[] }[];
}

/**
 * Takes in goods that stay somebody else's, or gives them back. They have no value in our books and never count as ours.
 * @throws Refusal stock.notConsigned for a place that keeps our own goods, and as moveStock
 */
export function consignStock(tx: Tx, input: Consign) {
  const { locationId, note = null } = input;
  if (ownerOf(tx, locationId) === null) throw new Refusal('stock.notConsigned', { locationId });
  const when = whenPosted(tx, input.occurredAt);
  const { lastId: id } = insertAdjustment.run(tx, { kind: 'consignment', reason: null, note, stockTransferId: null, ...when, commandId: tx.commandId });
  const moves = input.lines.map((line) => ({ ...line, kind: 'consignment' as const, locationId, held: quantity(0) }));
  moveStock(tx, { ...when, source: { kind: 'stockAdjustment', id } }, moves);
  tx.changed('stockAdjustment', id);
  return { stockAdjustmentId: id };
}
