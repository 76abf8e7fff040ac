import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { refuseAhead } from '../accounting/period.service.ts';
import { openDay } from '../accounting/period.queries.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';

/** When something happened, and the day it is posted: its own on the shop's calendar, or the first open one. @throws Refusal `period.ahead` */
export function whenPosted(tx: Tx, occurredAt: Instant = tx.now): { occurredAt: Instant; postedOn: Day } {
  const { timeZone } = shopOf(tx);
  refuseAhead(tx, occurredAt, timeZone);
  return { occurredAt, postedOn: openDay(tx, dayOf(occurredAt, timeZone)) };
}
