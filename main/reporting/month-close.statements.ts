import { sql } from 'kysely';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write } from '../database/statement.ts';

export const insertTick = write((db, p: { throughOn: Day; item: string; open: number; amount: Minor; note: string; tickedAt: Instant; commandId: number }) =>
  db.insertInto('monthTick').values({ throughOn: p.throughOn, item: p.item, open: p.open, amount: p.amount, note: p.note, tickedAt: p.tickedAt, commandId: p.commandId }),
);
export const undoTick = write((db, p: { id: number; commandId: number }) => db.updateTable('monthTick').set({ undoneById: p.commandId }).where('id', '=', p.id));
export const tickById = read((db, p: { id: number }) => db.selectFrom('monthTick').selectAll().where('id', '=', p.id));

export const standingTicks = read((db, p: { throughOn: Day }) =>
  db
    .selectFrom('monthTick as t')
    .innerJoin('command as c', 'c.id', 't.commandId')
    .leftJoin('user as u', 'u.id', 'c.userId')
    .select(['t.id as monthTickId', 't.item', 't.open', 't.amount', 't.note', 't.tickedAt', sql<string>`coalesce(u.name, '')`.as('userName')])
    .where('t.throughOn', '=', p.throughOn)
    .where('t.undoneById', 'is', null),
);

/** What is written of a closed month. */
export interface NewMonthClose {
  throughOn: Day;
  periodLockId: number;
  headId: number;
  head: string;
  proofs: number;
  checked: number;
  items: string;
}

export const insertMonthClose = write((db, p: NewMonthClose & { closedAt: Instant; commandId: number }) =>
  db.insertInto('monthClose').values({
    throughOn: p.throughOn, periodLockId: p.periodLockId, headId: p.headId, head: p.head, proofs: p.proofs, checked: p.checked, items: p.items, closedAt: p.closedAt, commandId: p.commandId,
  }),
);

/** How a month was closed, the latest first, each with who closed it. */
export const closesOf = read((db, p: { throughOn: Day }) =>
  db
    .selectFrom('monthClose as m')
    .innerJoin('command as c', 'c.id', 'm.commandId')
    .leftJoin('user as u', 'u.id', 'c.userId')
    .select(['m.id as monthCloseId', 'm.throughOn', 'm.periodLockId', 'm.headId', 'm.head', 'm.proofs', 'm.checked', 'm.closedAt', sql<string>`coalesce(u.name, '')`.as('userName')])
    .where('m.throughOn', '=', p.throughOn)
    .orderBy('m.id', 'desc'),
);
export const itemsOfClose = read((db, p: { id: number }) => db.selectFrom('monthClose').select('items').where('id', '=', p.id));

/** Where the record stands now. */
export const recordHead = read((db) => db.selectFrom('command').select(['id as headId', 'hash as head']).where('hash', '<>', '').orderBy('id', 'desc').limit(1));


/** What work of the month is not done: counts begun and not posted, returned goods on their way (in the words of their index), drawers not counted. */
export const unfinished = read((db, p: { end: Instant }) =>
  db.selectNoFrom([
    sql<number>`(select count(*) from stocktake where state in ('counting', 'paused', 'review') and startedAt < ${p.end})`.as('counts'),
    sql<number>`(select count(*) from rma where state in ('requested', 'authorised', 'received', 'inspected') and state <> 'requested' and requestedAt < ${p.end})`.as('returns'),
    sql<number>`(select count(*) from drawer where closedAt is null and openedAt < ${p.end})`.as('drawers'),
  ]),
);

/** Channels there are and those that sell in another currency, bank accounts likewise, and what channels earned in the month. */
export const outsideSums = read((db, p: { from: Day; to: Day; base: string }) =>
  db.selectNoFrom([
    sql<number>`(select count(*) from channel where removedAt is null)`.as('channels'),
    sql<number>`(select count(*) from channel where removedAt is null and currency <> ${p.base})`.as('foreignChannels'),
    sql<number>`(select count(*) from bankAccount where currency <> ${p.base})`.as('foreignBanks'),
    sql<number>`(select count(distinct centreId) from centreDay where kind = 'channel' and dayOn between ${p.from} and ${p.to})`.as('sellers'),
    sql<Minor>`(select coalesce(-sum(c.amount), 0) from centreDay c join ledgerAccount a on a.id = c.ledgerAccountId where a.type = 'income' and c.kind = 'channel' and c.dayOn between ${p.from} and ${p.to})`.as('earned'),
    sql<number>`(select count(*) from journalEntry where postedOn between ${p.from} and ${p.to})`.as('entries'),
  ]),
);
