import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { refuseAhead } from '../accounting/period.service.ts';
import { openDay } from '../accounting/period.queries.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';

/**
 * When something happened, and the day it is posted: its own on the shop's calendar, never before the books began at go-live
 * nor before the first open day. @throws Refusal `period.ahead`
 */
export function whenPosted(tx: Tx, occurredAt: Instant = tx.now): { occurredAt: Instant; postedOn: Day } {
  const { timeZone, goLiveAt } = shopOf(tx);
  refuseAhead(tx, occurredAt, timeZone);
  const begun = Math.min(goLiveAt, tx.now) as Instant;
  return { occurredAt, postedOn: openDay(tx, dayOf(occurredAt < begun ? begun : occurredAt, timeZone)) };
}
