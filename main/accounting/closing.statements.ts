import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write } from '../database/statement.ts';

/** A closing that stands: it takes nothing back and was not taken back. */
const standing = sql<boolean>`c.takesBackId is null and not exists (select 1 from resultClosing b where b.takesBackId = c.id)`;

export const latestStanding = read((db) =>
  db.selectFrom('resultClosing as c').select(['c.id', 'c.throughOn', 'c.profit']).where(standing).orderBy('c.throughOn', 'desc').orderBy('c.id', 'desc').limit(1),
);

export const closingById = read((db, p: { id: number }) => db.selectFrom('resultClosing').selectAll().where('id', '=', p.id));

export const closingRows = read((db) =>
  db
    .selectFrom('resultClosing as c')
    .select(['c.id as resultClosingId', 'c.throughOn', 'c.profit', 'c.reason', 'c.recordedAt'])
    .select([
      sql<number>`exists (select 1 from resultClosing b where b.takesBackId = c.id)`.as('takenBack'),
      sql<string>`(select json_group_array(json_object('entryId', e.id, 'number', e.number)) from journalEntry e where e.sourceKind = 'resultClosing' and e.sourceId = c.id and e.reversesId is null)`.as('entries'),
    ])
    .where('c.takesBackId', 'is', null)
    .orderBy('c.id', 'desc'),
);

export const entriesOfClosing = read((db, p: { id: number }) =>
  db.selectFrom('journalEntry').select('id').where('sourceKind', '=', 'resultClosing').where('sourceId', '=', p.id).where('reversesId', 'is', null).orderBy('id', 'desc'),
);

/** Result accounts that do not stand at zero at the end of a day. */
export const openResults = read((db, p: { on: Day }) =>
  db
    .selectFrom('ledgerAccount as a')
    .innerJoin('ledgerDay as d', 'd.ledgerAccountId', 'a.id')
    .select(['a.id as ledgerAccountId', sql<Minor>`sum(d.debit - d.credit)`.as('balance')])
    .where('a.type', 'in', ['income', 'expense'])
    .where('d.dayOn', '<=', p.on)
    .groupBy('a.id')
    .having(sql<boolean>`sum(d.debit - d.credit) <> 0`)
    .orderBy('a.code'),
);

export const firstEntryOn = read((db) => db.selectFrom('journalEntry').select('postedOn').orderBy('postedOn').limit(1));

interface ClosingRow {
  throughOn: Day;
  profit: Minor;
  takesBackId: number | null;
  reason: string;
  recordedAt: Instant;
  commandId: number;
}

export const insertClosing = write((db, p: ClosingRow) =>
  db.insertInto('resultClosing').values({ throughOn: p.throughOn, profit: p.profit, takesBackId: p.takesBackId, reason: p.reason, recordedAt: p.recordedAt, commandId: p.commandId }),
);
