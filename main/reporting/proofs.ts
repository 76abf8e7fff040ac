import { sql } from 'kysely';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';

type RawFault = { id: number; says: string };

/** JOB-13: the head a day was closed on stands in the chain, and the close itself came after it. */
const headsStand = (table: 'dayClose' | 'monthClose', on: 'dayOn' | 'throughOn') => sql<RawFault>`
  select closed.id, 'close of ' || closed.${sql.ref(on)} || ' names head ' || closed.headId || ', which is not the record''s' as says
  from ${sql.table(table)} closed left join command on command.id = closed.headId
  where command.hash is not closed.head limit ${faultsShown}`;

/** A month was closed through its last day, with nothing open or with a reason beside the usual one that says why. */
const closesAreDone = sql<RawFault>`
  select m.id, 'the close of ' || m.throughOn || ' is not what it locked' as says
  from monthClose m join periodLock l on l.id = m.periodLockId
  where l.kind <> 'lock' or l.throughOn <> m.throughOn or l.commandId <> m.commandId
    or (l.reason not like '% · %' and exists (select 1 from json_each(m.items) item where item.value ->> 'state' not in ('done', 'off'))) limit ${faultsShown}`;

export const reportingProofs: Proof[] = [
  {
    id: 'JOB-13',
    prove: (reader) => {
      const [counted] = askSql(reader, sql<{ rows: number }>`select (select count(*) from dayClose) + (select count(*) from monthClose) as rows`);
      const found = (table: string, query: typeof closesAreDone): Fault[] => askSql(reader, query).map((row) => ({ table, ...row }));
      const faults = [...found('dayClose', headsStand('dayClose', 'dayOn')), ...found('monthClose', headsStand('monthClose', 'throughOn')), ...found('monthClose', closesAreDone)];
      return { checked: counted?.rows ?? 0, faults };
    },
  },
];
