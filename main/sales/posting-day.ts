import { dayOf } from '../../shared/units/calendar.ts';
import type { Day } from '../../shared/units/day.ts';
import type { Instant } from '../../shared/units/instant.ts';
import { openDayIn, refuseAhead } from '../accounting/period.service.ts';
import { shopOf } from '../company/company.queries.ts';
import type { Tx } from '../database/handles.ts';

const daysKey = Symbol('business dates of sales');
const quarterHour = 15 * 60 * 1000;

/**
 * The business date of an instant. Asking the calendar is slow and a batch asks hundreds of times; every zone's midnight falls
 * on a quarter of an hour of UTC, so one answer serves each.
 */
export function dayIn(tx: Tx, at: Instant): Day {
  const days = tx.once(daysKey, () => new Map<number, Day>());
  const quarter = Math.floor(at / quarterHour);
  const known = days.get(quarter);
  if (known !== undefined) return known;
  const on = dayOf(at, shopOf(tx).timeZone);
  days.set(quarter, on);
  return on;
}

/** The day a document of this instant is posted on: never before the first open day, nor before the books began at go-live. @throws Refusal `period.ahead` */
export function postedDay(tx: Tx, at: Instant): Day {
  refuseAhead(tx, at, shopOf(tx).timeZone);
  const begun = Math.min(shopOf(tx).goLiveAt, tx.now) as Instant;
  return openDayIn(tx, dayIn(tx, at < begun ? begun : at));
}
