import { mailtoOf } from '../../shared/fulfilment/notice.rules.ts';
import { nextReminder, noticeOf, type ReminderLevel, type ReminderNo, type ReminderState } from '../../shared/banking/reminder.rules.ts';
import { Refusal } from '../../shared/refusal/refusal.ts';
import { dayOf, daysBetween } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { sumMinor } from '../../shared/units/minor.ts';
import { getShop } from '../company/company.queries.ts';
import type { Actor, Reader } from '../database/handles.ts';
import { writeOverdue } from '../fulfilment/overdue-notice.service.ts';
import { mailSetting } from '../fulfilment/notice.statements.ts';
import { type OpenItemAt, openItemsOf } from './open-item.queries.ts';
import { addressOf, allLevels, lastReminders, remindersOf, standingPauses } from './reminder.statements.ts';

/** The table holds numbers from one to three alone. */
export const levelsOf = (reader: Reader): ReminderLevel[] => allLevels.all(reader, {}) as ReminderLevel[];

export const numberOf = (reader: Reader, orderId: number): string => addressOf.get(reader, { orderId })?.number ?? String(orderId);

type Last = ReturnType<typeof lastReminders.all>[number];

export interface Overdue {
  item: Omit<OpenItemAt, 'dueOn'> & { dueOn: Day };
  overdueDays: number;
  last: Last | undefined;
  next: ReminderState;
}

/** What customers owe past its due day, with where each stands. A paid item is none any more. */
export function overdueItems(reader: Reader, on: Day): Overdue[] {
  const levels = levelsOf(reader);
  const last = new Map(lastReminders.all(reader, {}).map((row) => [row.orderId, row]));
  return openItemsOf(reader, 'receivable', on).flatMap(({ dueOn, ...item }) => {
    if (item.itemKind !== 'salesOrder' || item.open <= 0 || dueOn === null || dueOn >= on) return [];
    const before = last.get(item.itemId);
    return [{ item: { ...item, dueOn }, overdueDays: daysBetween(dueOn, on), last: before, next: nextReminder(dueOn, levels, before ?? null, on) }];
  });
}

/** Every overdue invoice with its reminder and why; the longest overdue first. */
export function listDueReminders(reader: Reader, { on: asked }: { on?: Day }, _actor: Actor, now: Instant) {
  const on = asked ?? dayOf(now, getShop(reader).timeZone);
  const pauses = new Map(standingPauses.all(reader, {}).map(({ customerId, reason }) => [customerId, reason]));
  const rows = overdueItems(reader, on).map(({ item, overdueDays, last, next }) => {
    const pausedBecause = item.partyId === null ? undefined : pauses.get(item.partyId);
    return {
      orderId: item.itemId, number: item.number, customerId: item.partyId, customer: item.party, email: addressOf.get(reader, { orderId: item.itemId })?.email ?? '',
      dueOn: item.dueOn, overdueDays, open: item.open, currency: item.currency, foreignOpen: item.foreignOpen,
      state: pausedBecause === undefined ? next.state : ('paused' as const),
      levelNo: next.state === 'allSent' ? null : next.levelNo,
      sinceOn: next.state === 'allSent' ? null : next.sinceOn,
      pausedBecause: pausedBecause ?? null,
      last: last ? { reminderId: last.reminderId, levelNo: last.levelNo, sentOn: last.sentOn, by: last.by, noticeState: last.noticeState } : null,
    };
  });
  rows.sort((a, b) => b.overdueDays - a.overdueDays || a.orderId - b.orderId);
  const due = rows.filter(({ state }) => state === 'due');
  return { on, levels: levelsOf(reader), hasMail: mailSetting.get(reader, {}) !== undefined, rows, due: due.length, dueSum: sumMinor(due.map(({ open }) => open)) };
}

/** A reminder as it would be written now. @throws Refusal order.missing, reminder.notDue */
export function previewReminder(reader: Reader, { orderId, levelNo }: { orderId: number; levelNo: ReminderNo }, _actor: Actor, now: Instant) {
  const found = overdueItems(reader, dayOf(now, getShop(reader).timeZone)).find(({ item }) => item.itemId === orderId);
  if (!found) throw new Refusal('reminder.notDue', { number: numberOf(reader, orderId) });
  const { item, overdueDays } = found;
  const fee = levelsOf(reader).find(({ no }) => no === levelNo)?.fee;
  const { recipient, subject, body } = writeOverdue(reader, { kind: noticeOf[levelNo], orderId, overdueDays, dueOn: item.dueOn, open: item.foreignOpen ?? item.open, currency: item.currency, fee: fee ?? null });
  return { recipient, subject, body, mailto: mailtoOf(recipient, { subject, body }) };
}

const mostShown = 200;

export function listReminders(reader: Reader, { customerId, orderId }: { customerId?: number; orderId?: number }) {
  return { rows: remindersOf.all(reader, { customerId: customerId ?? null, orderId: orderId ?? null, limit: mostShown }).map(({ withdrawnById, ...row }) => ({ ...row, withdrawn: withdrawnById !== null })) };
}
