import { valueClasses } from '../../shared/analysis/class.rules.ts';
import type { CountCycle } from '../../shared/counting/cycle.rules.ts';
import type { Schema } from '../database/schema.ts';
import type { Tx } from '../database/handles.ts';
import { write } from '../database/statement.ts';
import { cycleOf } from './cycle.queries.ts';

const saveDays = write((db, p: { valueClass: Schema['countCycle']['valueClass']; days: number }) =>
  db.updateTable('countCycle').set({ days: p.days }).where('valueClass', '=', p.valueClass),
);

/** Says how often goods of each class are counted; what is due follows at once. */
export function setCycle(tx: Tx, cycle: CountCycle): { before: CountCycle } {
  const before = cycleOf(tx);
  for (const valueClass of valueClasses) saveDays.run(tx, { valueClass, days: cycle[valueClass] });
  tx.changed('countCycle', 1);
  return { before };
}
