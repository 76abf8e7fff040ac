import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { insertAdjustment } from './document.statements.ts';
import { ownerOf } from './location.queries.ts';
import { whenPosted } from './occasion.ts';
import { receiveStock } from './receipt.service.ts';
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

interface Acquire {
  fromLocationId: number;
  toLocationId: number;
  note?: string;
  occurredAt?: Instant;
  lines: readonly { variantId: number; quantity: Quantity; value: Minor; lots?: readonly LotAsked[] }[];
}

/**
 * Goods of others become ours: they leave their owner's place and are received at a cost, as goods whose bill is still to come.
 * So whatever we sell was ours before, and what we owe for it stands open.
 * @throws Refusal stock.notConsigned, and as moveStock and receiveStock
 */
export function acquireStock(tx: Tx, { fromLocationId, toLocationId, lines, ...paper }: Acquire) {
  const { stockAdjustmentId } = consignStock(tx, { ...paper, locationId: fromLocationId, lines: lines.map(({ value: _cost, ...line }) => ({ ...line, quantity: quantity(-line.quantity) })) });
  const { goodsReceiptId, number } = receiveStock(tx, { ...paper, locationId: toLocationId, lines });
  return { stockAdjustmentId, goodsReceiptId, number };
}
