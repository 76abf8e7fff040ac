import { addDays } from '../units/calendar.ts';
import type { Day } from '../units/day.ts';
import type { Minor } from '../units/minor.ts';

/** A reminder of what is overdue, from the first and friendly one on; its words are those of the notice of that name. */
export const reminderNos = [1, 2, 3] as const;
export type ReminderNo = (typeof reminderNos)[number];
export const noticeOf = { 1: 'overdue1', 2: 'overdue2', 3: 'overdue3' } as const;

export interface ReminderLevel {
  no: ReminderNo;
  /** Past the due day. */
  days: number;
  /** Said in the letter; base currency. */
  fee: Minor;
}

export interface SentReminder {
  levelNo: number;
  sentOn: Day;
}

/** Where an item stands: a level is due since a day, the next waits until one, or all were sent. */
export type ReminderState = { state: 'due' | 'waits'; levelNo: ReminderNo; sinceOn: Day } | { state: 'allSent' };

/**
 * The level after the last one sent, from so many days past the due day on; and never sooner after the one before than the two levels
 * lie apart, so that an item found late is not asked for three times in one week.
 */
export function nextReminder(dueOn: Day, levels: readonly ReminderLevel[], last: SentReminder | null, on: Day): ReminderState {
  const rising = levels.toSorted((a, b) => a.no - b.no);
  const next = rising.find(({ no }) => no > (last?.levelNo ?? 0));
  if (!next) return { state: 'allSent' };
  const before = rising.findLast(({ no }) => no < next.no);
  const reached = addDays(dueOn, next.days);
  const apart = last ? addDays(last.sentOn, Math.max(1, next.days - (before?.days ?? 0))) : reached;
  const sinceOn = reached > apart ? reached : apart;
  return { state: on >= sinceOn ? 'due' : 'waits', levelNo: next.no, sinceOn };
}

/** Each later than the one before. */
export const rises = (levels: readonly ReminderLevel[]): boolean => levels.every(({ no, days }, index) => index === 0 || (no > (levels[index - 1]?.no ?? 0) && days > (levels[index - 1]?.days ?? 0)));
