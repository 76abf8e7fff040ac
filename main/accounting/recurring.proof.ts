import { dueDays } from '../../shared/accounting/recurring.rules.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown } from '../database/proof.ts';
import { read } from '../database/statement.ts';

const runs = read((db) =>
  db
    .selectFrom('recurringRun as r')
    .innerJoin('recurringEntry as t', 't.id', 'r.recurringEntryId')
    .select(['r.id', 'r.dueOn', 't.name', 't.everyMonths', 't.dayOfMonth', 't.startsOn', 't.endsOn'])
    .orderBy('r.id'),
);

/** What became of a day is about a day its schedule names. */
export function runsAreDue(reader: Reader): Fault[] {
  const wrong = runs.all(reader, {}).filter((run) => !dueDays(run, run.dueOn).includes(run.dueOn));
  return wrong.slice(0, faultsShown).map(({ id, name, dueOn }) => ({ table: 'recurringRun', id, says: `${name} was never due on ${dueOn}` }));
}
