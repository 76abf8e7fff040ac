import { sql } from 'kysely';
import type { ReminderNo } from '../../shared/banking/reminder.rules.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import type { Minor } from '../../shared/units/minor.ts';
import { read, write } from '../database/statement.ts';

export const allLevels = read((db) => db.selectFrom('reminderLevel').select(['no', 'days', 'fee']).orderBy('no'));
export const clearLevels = write((db) => db.deleteFrom('reminderLevel'));
export const insertLevel = write((db, p: { no: ReminderNo; days: number; fee: Minor }) => db.insertInto('reminderLevel').values({ no: p.no, days: p.days, fee: p.fee }));

export interface NewReminder {
  orderId: number;
  customerId: number | null;
  levelNo: ReminderNo;
  sentOn: Day;
  dueOn: Day;
  overdueDays: number;
  open: Minor;
  fee: Minor;
  sentBy: 'mail' | 'hand';
  noticeId: number | null;
}
export const insertReminder = write((db, p: NewReminder & { commandId: number }) =>
  db.insertInto('reminder').values({
    orderId: p.orderId, customerId: p.customerId, levelNo: p.levelNo, sentOn: p.sentOn, dueOn: p.dueOn, overdueDays: p.overdueDays,
    open: p.open, fee: p.fee, sentBy: p.sentBy, noticeId: p.noticeId, commandId: p.commandId,
  }),
);
export const reminderById = read((db, p: { id: number }) => db.selectFrom('reminder').selectAll().where('id', '=', p.id));
export const withdrawRow = write((db, p: { id: number; commandId: number }) => db.updateTable('reminder').set({ withdrawnById: p.commandId }).where('id', '=', p.id));

const told = ['r.id as reminderId', 'r.orderId', 'o.shownNumber as number', 'r.levelNo', 'r.sentOn', 'r.overdueDays', 'r.open', 'r.fee', 'r.sentBy as by', 'n.state as noticeState', 'r.withdrawnById'] as const;

/** The last standing reminder of each order. */
export const lastReminders = read((db) =>
  db
    .selectFrom('reminder as r')
    .innerJoin('salesOrder as o', 'o.id', 'r.orderId')
    .leftJoin('notice as n', 'n.id', 'r.noticeId')
    .select(told)
    .where('r.withdrawnById', 'is', null)
    .where(sql<boolean>`o.receivable > 0 and not exists (select 1 from reminder later where later.orderId = r.orderId and later.withdrawnById is null and later.levelNo > r.levelNo)`),
);
export const remindersOf = read((db, p: { customerId: number | null; orderId: number | null; limit: number }) =>
  db
    .selectFrom('reminder as r')
    .innerJoin('salesOrder as o', 'o.id', 'r.orderId')
    .leftJoin('notice as n', 'n.id', 'r.noticeId')
    .select(told)
    .where(sql<boolean>`(${p.customerId} is null or r.customerId = ${p.customerId}) and (${p.orderId} is null or r.orderId = ${p.orderId})`)
    .orderBy('r.id', 'desc')
    .limit(p.limit),
);

/** Each under the customer it became, when it was merged. */
export const standingPauses = read((db) =>
  db
    .selectFrom('reminderPause as pause')
    .innerJoin('customer as c', 'c.id', 'pause.customerId')
    .select(['pause.id', 'pause.reason', sql<number>`coalesce(c.mergedIntoId, c.id)`.as('customerId')])
    .where('pause.endedById', 'is', null),
);
export const pauseOf = read((db, p: { customerId: number }) =>
  db
    .selectFrom('reminderPause as pause')
    .innerJoin('customer as c', 'c.id', 'pause.customerId')
    .select(['pause.id', 'pause.reason'])
    .where('pause.endedById', 'is', null)
    .where(sql<boolean>`coalesce(c.mergedIntoId, c.id) = ${p.customerId}`),
);
export const insertPause = write((db, p: { customerId: number; reason: string; pausedAt: Instant; commandId: number }) =>
  db.insertInto('reminderPause').values({ customerId: p.customerId, reason: p.reason, pausedAt: p.pausedAt, commandId: p.commandId }),
);
export const endPause = write((db, p: { id: number; commandId: number }) => db.updateTable('reminderPause').set({ endedById: p.commandId }).where('id', '=', p.id));

/** An order's number, and where its customer is written to: the order's own address, else the card's. */
export const addressOf = read((db, p: { orderId: number }) =>
  db
    .selectFrom('salesOrder as o')
    .leftJoin('orderRecipient as to', 'to.orderId', 'o.id')
    .select('o.shownNumber as number')
    .select(sql<string>`coalesce(nullif("to".email, ''), (select value from customerContact where customerId = o.customerId and kind = 'email' order by id limit 1), '')`.as('email'))
    .where('o.id', '=', p.orderId),
);
