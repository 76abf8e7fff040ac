import { noticeOf, type ReminderLevel, type ReminderNo } from '../../shared/banking/reminder.rules.ts';
import { Refusal, type RefusalData } from '../../shared/refusal/refusal.ts';
import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import { minor } from '../../shared/units/minor.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';
import { dropOverdue, queueOverdue } from '../fulfilment/overdue-notice.service.ts';
import { requireUnmerged } from '../parties/customer.queries.ts';
import { levelsOf, numberOf, type Overdue, overdueItems } from './reminder.queries.ts';
import { clearLevels, endPause, insertLevel, insertPause, insertReminder, pauseOf, reminderById, withdrawRow } from './reminder.statements.ts';

interface Asked {
  orderId: number;
  levelNo: ReminderNo;
}

type Result = { ok: true; value: { reminderId: number; noticeId: number | null } } | { ok: false; refusal: RefusalData };

/** Reminds of each item in a savepoint of its own: one that is refused never holds up the others. */
export function sendReminders(tx: Tx, { items, by }: { items: readonly Asked[]; by: 'mail' | 'hand' }): { results: Result[] } {
  const on = dayOf(tx.now, shopOf(tx).timeZone);
  const overdue = new Map(overdueItems(tx, on).map((one) => [one.item.itemId, one]));
  const results = items.map((asked) => {
    const result = tx.attempt(() => sendReminder(tx, asked, overdue.get(asked.orderId), by, on));
    // An invoice that is named twice is reminded of once.
    if (result.ok) overdue.delete(asked.orderId);
    return result;
  });
  return { results };
}

/**
 * One reminder of the level that is due: a row of what was owed then and, by mail, a notice that leaves once.
 * @throws Refusal reminder.notDue (paid, not late enough, another level), reminder.paused, notice.noAddress, notice.twice
 */
function sendReminder(tx: Tx, { orderId, levelNo }: Asked, overdue: Overdue | undefined, sentBy: 'mail' | 'hand', on: Day) {
  if (!overdue) throw new Refusal('reminder.notDue', { number: numberOf(tx, orderId) });
  const { item, overdueDays, next } = overdue;
  if (next.state !== 'due' || next.levelNo !== levelNo) throw new Refusal('reminder.notDue', { number: item.number });
  const pause = item.partyId === null ? undefined : pauseOf.get(tx, { customerId: item.partyId });
  if (pause) throw new Refusal('reminder.paused', { customer: item.party, reason: pause.reason });
  const fee = levelsOf(tx).find(({ no }) => no === levelNo)?.fee ?? minor(0);
  const { dueOn, open } = item;
  const noticeId = sentBy === 'hand' ? null : queueOverdue(tx, { kind: noticeOf[levelNo], orderId, overdueDays, dueOn, open: item.foreignOpen ?? open, currency: item.currency, fee });
  const { lastId: reminderId } = insertReminder.run(tx, { orderId, customerId: item.partyId, levelNo, sentOn: on, dueOn, overdueDays, open, fee, sentBy, noticeId, commandId: tx.commandId });
  tx.changed('reminder', reminderId);
  return { reminderId, noticeId };
}

/** Takes one back that has not left. @throws Refusal record.missing, reminder.withdrawn, notice.sent */
export function withdrawReminder(tx: Tx, { reminderId }: { reminderId: number }) {
  const reminder = reminderById.get(tx, { id: reminderId });
  if (!reminder) throw new Refusal('record.missing', { kind: 'reminder', id: reminderId });
  if (reminder.withdrawnById !== null) throw new Refusal('reminder.withdrawn', {});
  if (reminder.noticeId !== null) dropOverdue(tx, reminder.noticeId);
  withdrawRow.run(tx, { id: reminderId, commandId: tx.commandId });
  tx.changed('reminder', reminderId);
  return { reminderId };
}

/** @throws Refusal record.missing, customer.merged, reminder.paused */
export function pauseReminders(tx: Tx, { customerId, reason }: { customerId: number; reason: string }) {
  const { name } = requireUnmerged(tx, customerId);
  const standing = pauseOf.get(tx, { customerId });
  if (standing) throw new Refusal('reminder.paused', { customer: name, reason: standing.reason });
  const { lastId } = insertPause.run(tx, { customerId, reason, pausedAt: tx.now, commandId: tx.commandId });
  tx.changed('reminderPause', lastId);
  return { customerId };
}

/** @throws Refusal reminder.notPaused */
export function resumeReminders(tx: Tx, { customerId }: { customerId: number }) {
  const pause = pauseOf.get(tx, { customerId });
  if (!pause) throw new Refusal('reminder.notPaused', {});
  endPause.run(tx, { id: pause.id, commandId: tx.commandId });
  tx.changed('reminderPause', pause.id);
  return { customerId, reason: pause.reason };
}

export function setReminderLevels(tx: Tx, { levels }: { levels: readonly ReminderLevel[] }) {
  const before = levelsOf(tx);
  clearLevels.run(tx, {});
  for (const level of levels) insertLevel.run(tx, level);
  tx.changed('reminderLevel', 0);
  return { before };
}
