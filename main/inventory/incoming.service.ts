import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';

export interface IncomingChange {
  variantId: number;
  locationId: number;
  /** Positive: ordered; negative: arrived, or no longer expected. */
  quantity: Quantity;
  dueOn: Day | null;
  /** The document line that expects them. */
  source: { kind: string; id: number };
}

const insertIncoming = write((db, p: Omit<IncomingChange, 'source'> & { sourceKind: string; sourceId: number; changedAt: Instant; commandId: number }) =>
  db.insertInto('incomingChange').values({
    variantId: p.variantId,
    locationId: p.locationId,
    quantity: p.quantity,
    dueOn: p.dueOn,
    sourceKind: p.sourceKind,
    sourceId: p.sourceId,
    changedAt: p.changedAt,
    commandId: p.commandId,
  }),
);

/** Says what is expected to arrive, by whoever ordered it: one signed change for each line that opens, shrinks or arrives. */
export function changeIncoming(tx: Tx, changes: readonly IncomingChange[]): void {
  for (const { source, ...change } of changes) {
    if (change.quantity === 0) continue;
    insertIncoming.run(tx, { ...change, sourceKind: source.kind, sourceId: source.id, changedAt: tx.now, commandId: tx.commandId });
    tx.changed('stockLevel', change.variantId);
  }
}
