import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { read, write } from '../database/statement.ts';

/** What is written of a closed day. */
export interface NewDayClose {
  dayOn: Day;
  headId: number;
  head: string;
  backup: string;
  backupSha256: string;
  proofs: number;
  checked: number;
  dueToday: number;
  openExceptions: number;
  waiting: number;
  parked: number;
}

export const insertDayClose = write((db, p: NewDayClose & { closedAt: Instant; commandId: number }) =>
  db.insertInto('dayClose').values({
    dayOn: p.dayOn,
    closedAt: p.closedAt,
    headId: p.headId,
    head: p.head,
    backup: p.backup,
    backupSha256: p.backupSha256,
    proofs: p.proofs,
    checked: p.checked,
    dueToday: p.dueToday,
    openExceptions: p.openExceptions,
    waiting: p.waiting,
    parked: p.parked,
    commandId: p.commandId,
  }),
);

/** The last closes, the latest first, each with who closed. */
export const lastCloses = read((db, p: { limit: number }) =>
  db
    .selectFrom('dayClose as close')
    .innerJoin('command', 'command.id', 'close.commandId')
    .leftJoin('user', 'user.id', 'command.userId')
    .select(['close.id', 'close.dayOn', 'close.closedAt', 'close.headId', 'close.head', 'close.backup', 'close.proofs', 'close.checked'])
    .select(['close.dueToday', 'close.openExceptions', 'close.waiting', 'close.parked', sql<string>`coalesce(user.name, '')`.as('userName')])
    .orderBy('close.id', 'desc')
    .limit(p.limit),
);
