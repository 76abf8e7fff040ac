import { type PriorityTerm, priorityTerms, type PriorityWeights } from '../../shared/sales/order-priority.rules.ts';
import type { Reader, Tx } from '../database/handles.ts';
import { read, write } from '../database/statement.ts';

const weightRows = read((db) => db.selectFrom('priorityWeight').selectAll());
const putWeight = write((db, p: { term: PriorityTerm; weight: number }) => db.updateTable('priorityWeight').set({ weight: p.weight }).where('term', '=', p.term));

export function weightsOf(reader: Reader): PriorityWeights {
  const rows = new Map(weightRows.all(reader, {}).map(({ term, weight }) => [term, weight]));
  return Object.fromEntries(priorityTerms.map((term) => [term, rows.get(term) ?? 0])) as PriorityWeights;
}

/** Says what puts an order before another; the list is in its new order at once. */
export function setWeights(tx: Tx, { weights }: { weights: Partial<PriorityWeights> }): { before: PriorityWeights } {
  const before = weightsOf(tx);
  for (const term of priorityTerms) {
    const weight = weights[term];
    if (weight !== undefined) putWeight.run(tx, { term, weight });
  }
  tx.changed('priorityWeight', 1);
  return { before };
}
