import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { read, write } from '../database/statement.ts';

export interface NewSlip {
  name: string;
  datedOn: Day | null;
  datedBy: 'photo' | 'file' | null;
}

export const insertSlip = write((db, p: NewSlip & { takenAt: Instant; commandId: number }) =>
  db.insertInto('slip').values({ name: p.name, datedOn: p.datedOn, datedBy: p.datedBy, takenAt: p.takenAt, commandId: p.commandId }),
);
export const slipById = read((db, p: { id: number }) => db.selectFrom('slip').selectAll().where('id', '=', p.id));
export const setDiscarded = write((db, p: { id: number; discardedById: number | null }) => db.updateTable('slip').set({ discardedById: p.discardedById }).where('id', '=', p.id));
export const setEntry = write((db, p: { id: number; entryId: number }) => db.updateTable('slip').set({ entryId: p.entryId }).where('id', '=', p.id));

export const waitingSlipOf = read((db, p: { hash: string }) =>
  db
    .selectFrom('attachment as a')
    .innerJoin('slip as s', 's.id', 'a.itemId')
    .select('s.id')
    .where('a.hash', '=', p.hash)
    .where('a.kind', '=', 'slip')
    .where('a.removedById', 'is', null)
    .where('s.entryId', 'is', null)
    .where('s.discardedById', 'is', null),
);

export const waitingSlips = read((db, p: { limit: number }) =>
  db
    .selectFrom('slip as s')
    .innerJoin('command as c', 'c.id', 's.commandId')
    .leftJoin('user as u', 'u.id', 'c.userId')
    .select(['s.id as slipId', 's.name', 's.takenAt', sql<string>`coalesce(u.name, '')`.as('userName')])
    .where('s.entryId', 'is', null)
    .where('s.discardedById', 'is', null)
    .orderBy('s.id')
    .limit(p.limit),
);
export const waitingCount = read((db) => db.selectFrom('slip').select((eb) => eb.fn.countAll<number>().as('count')).where('entryId', 'is', null).where('discardedById', 'is', null));

/** Who took one in. */
export const takerOf = read((db, p: { commandId: number }) =>
  db.selectFrom('command as c').leftJoin('user as u', 'u.id', 'c.userId').select(sql<string>`coalesce(u.name, '')`.as('userName')).where('c.id', '=', p.commandId),
);

/** A standing entry that has the same file. */
export const entryWithFile = read((db, p: { hash: string }) =>
  db
    .selectFrom('attachment as a')
    .innerJoin('journalEntry as e', 'e.id', 'a.itemId')
    .select(['e.id as entryId', 'e.number'])
    .where('a.hash', '=', p.hash)
    .where('a.kind', '=', 'journalEntry')
    .where('a.removedById', 'is', null)
    .where(sql<boolean>`not exists (select 1 from journalEntry r where r.reversesId = e.id)`)
    .orderBy('e.id', 'desc')
    .limit(1),
);

/** What was written by hand last and stands. The plus keeps SQLite on the index of what is by hand. */
export const lastByHand = read((db, p: { limit: number }) =>
  db
    .selectFrom('journalEntry as e')
    .innerJoin('entryText as t', 't.entryId', 'e.id')
    .select(['e.id as entryId', 'e.number', 't.text'])
    .where('e.ruleId', '=', 'manual')
    .where(sql<boolean>`+e.reversesId is null and not exists (select 1 from journalEntry r where r.reversesId = e.id)`)
    .orderBy('e.postedOn', 'desc')
    .orderBy('e.id', 'desc')
    .limit(p.limit),
);

export const openForHands = read((db) => db.selectFrom('ledgerAccount').select('id').where('blocked', '=', 0).where('control', 'is', null));
