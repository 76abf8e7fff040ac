import { hash } from 'node:crypto';
import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Reader } from '../database/handles.ts';
import { type Fault, faultsShown } from '../database/proof.ts';
import { askSql } from '../database/raw-sql.ts';

interface LockFacts {
  id: number;
  kind: string;
  throughOn: Day | null;
  atSequence: number;
  reason: string;
  recordedAt: Instant;
}

/** What the record of commands says of a closing or a reopening: SHA-256 over all of it, the reason included. */
export const lockDigest = ({ id, kind, throughOn, atSequence, reason, recordedAt }: LockFacts): string => hash('sha256', JSON.stringify([id, kind, throughOn, atSequence, reason, recordedAt]));

/** Only commands that changed a closing are looked into: their record says so in a few letters. */
const proved = sql<LockFacts & { lockId: number; digest: string; there: 0 | 1 }>`
  select p.value ->> 1 as lockId, p.value ->> 2 as digest, l.id is not null as there, l.*
  from command c, json_each(c.proofs) p left join periodLock l on l.id = p.value ->> 1
  where instr(c.proofs, '"periodLock"') > 0 and p.value ->> 0 = 'periodLock' order by c.id`;

/** Every closing and reopening the record tells of is there, as it was written (part of INV-L3). */
export function locksStand(reader: Reader): Fault[] {
  const faults = askSql(reader, proved).flatMap(({ lockId, digest, there, ...row }): Fault[] => {
    if (there === 0) return [{ table: 'periodLock', id: lockId, says: `the closing or reopening ${lockId} is not there any more` }];
    return lockDigest(row) === digest ? [] : [{ table: 'periodLock', id: lockId, says: `the closing or reopening ${lockId} is not what was written` }];
  });
  return faults.slice(0, faultsShown);
}
