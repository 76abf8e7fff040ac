import { sql } from 'kysely';
import { type Fault, faultsShown, type Proof } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';

type RawFault = { id: number; says: string };

/** JOB-13: the head a day was closed on stands in the chain, and the close itself came after it. */
const headsStand = sql<RawFault>`
  select close.id, 'close of ' || close.dayOn || ' names head ' || close.headId || ', which is not the record''s' as says
  from dayClose close left join command on command.id = close.headId
  where command.hash is not close.head`;

export const reportingProofs: Proof[] = [
  {
    id: 'JOB-13',
    prove: (reader) => {
      const [counted] = askSql(reader, sql<{ rows: number }>`select count(*) as rows from dayClose`);
      const faults = askSql(reader, sql<RawFault>`select * from (${headsStand}) limit ${faultsShown}`).map((row): Fault => ({ table: 'dayClose', ...row }));
      return { checked: counted?.rows ?? 0, faults };
    },
  },
];
