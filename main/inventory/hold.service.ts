import type { LotAsked } from '../../shared/inventory/lot.rules.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { type Quantity, quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { insertAdjustment } from './document.statements.ts';
import { whenPosted } from './occasion.ts';
import { moveStock } from './stock.service.ts';

export interface Holding {
  variantId: number;
  locationId: number;
  binId?: number;
  quantity: Quantity;
  note?: string;
  lots?: readonly LotAsked[];
  occurredAt?: Instant;
}

/** Puts goods on hold: on hand, not available. @throws Refusal as moveStock */
export const holdStock = (tx: Tx, input: Holding) => changeHeld(tx, input, input.quantity);

/** Gives goods on hold free. @throws Refusal stock.notOnHold, and as moveStock */
export const releaseStock = (tx: Tx, input: Holding) => changeHeld(tx, input, quantity(-input.quantity));

function changeHeld(tx: Tx, input: Holding, held: Quantity) {
  const when = whenPosted(tx, input.occurredAt);
  const { lastId: id } = insertAdjustment.run(tx, { kind: 'hold', reason: null, note: input.note ?? null, stockTransferId: null, ...when, commandId: tx.commandId });
  const { variantId, locationId, binId = null } = input;
  moveStock(tx, { ...when, source: { kind: 'stockAdjustment', id } }, [{ kind: 'hold', variantId, locationId, binId, quantity: quantity(0), held, ...(input.lots ? { lots: input.lots } : {}) }]);
  tx.changed('stockAdjustment', id);
  return { stockAdjustmentId: id };
}
