import { Refusal } from '../../shared/refusal/refusal.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Quantity } from '../../shared/units/quantity.ts';
import type { Actor, Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const byId = read((db, p: { id: number }) => db.selectFrom('negativeStock').selectAll().where('id', '=', p.id));
const setExplained = write((db, p: { id: number; note: string | null; deadlineAt: Instant }) =>
  db.updateTable('negativeStock').set({ note: p.note, deadlineAt: p.deadlineAt }).where('id', '=', p.id),
);

const openOnes = read((db) =>
  db
    .selectFrom('negativeStock as open')
    .innerJoin('variant', 'variant.id', 'open.variantId')
    .innerJoin('product', 'product.id', 'variant.productId')
    .innerJoin('stockLevel as level', (join) => join.onRef('level.variantId', '=', 'open.variantId').onRef('level.locationId', '=', 'open.locationId'))
    .innerJoin('stockMovement as movement', 'movement.id', 'open.movementId')
    .select(['open.id', 'open.variantId', 'variant.sku', 'product.name', 'open.locationId', 'level.onHand', 'open.openedAt', 'open.deadlineAt', 'open.note'])
    .select(['movement.sourceKind', 'movement.sourceId'])
    .where('open.closedAt', 'is', null)
    .orderBy('open.deadlineAt')
    .orderBy('open.id')
    .limit(500),
);

/** Goods that left before they came: which movement began it, how many are missing, and by when somebody has to say why. */
export function listNegatives(reader: Reader, _input: unknown, _actor: Actor, now: Instant) {
  const rows = openOnes.all(reader, {}).map(({ sourceKind, sourceId, ...row }) => {
    return { ...row, onHand: row.onHand satisfies Quantity, overdue: row.deadlineAt < now, source: { kind: sourceKind, id: sourceId } };
  });
  return { rows, overdue: rows.filter((row) => row.overdue).length };
}

/** Says why a level is below zero, and until when it may be; answers what stood there. @throws Refusal record.missing, negative.closed */
export function explainNegative(tx: Tx, { negativeId: id, changes }: { negativeId: number; changes: { note?: string | null; deadlineAt?: Instant } }) {
  const row = byId.get(tx, { id });
  if (!row) throw new Refusal('record.missing', { kind: 'negativeStock', id });
  if (row.closedAt !== null) throw new Refusal('negative.closed', { negativeId: id });
  const { note, deadlineAt } = row;
  setExplained.run(tx, { id, note, deadlineAt, ...changes });
  tx.changed('negativeStock', id);
  const before = { ...('note' in changes && { note }), ...('deadlineAt' in changes && { deadlineAt }) };
  return { negativeId: id, before };
}
